"""Payments by card and bank of the demo as rows: many are written at once."""

from typing import Final
from uuid import UUID

from app.features.folios import Entry, Method, State
from app.features.folios.rules.methods import COUNTERS
from app.workbench.demo.desk import Desk
from app.workbench.demo.writing import CURRENCY

WORDS: Final = {Method.TERMINAL: "Card", Method.BANK_TRANSFER: "Bank transfer"}


def payment_row(
    desk: Desk, id_: UUID, folio_id: UUID, method: Method, minor: int, reference: str
) -> dict[str, object]:
    """A payment that was taken."""
    return {
        "id": id_, "property_id": desk.property_id, "folio_id": folio_id, "number": 1,
        "method": str(method), "status": str(State.CAPTURED), "amount_minor": minor, "currency": CURRENCY,
        "refund_of_id": None, "session_id": None, "reference": reference, "virtual_card_id": None,
        "valid_from": None, "at": desk.clock.instant,
    }  # fmt: skip


def payment_entry(
    account: str, id_: UUID, folio_id: UUID, method: Method, minor: int, reference: str
) -> Entry:
    """Its posting on the folio."""
    return Entry(
        account=account,
        counter=COUNTERS[method],
        folio_id=folio_id,
        amount_minor=-minor,
        kind="payment",
        text=f"{WORDS[method]} {reference}",
        payment_id=id_,
    )
