"""What follows a payment: its postings, what is known of a booking's deposit, the call to a provider."""

from collections.abc import Sequence
from typing import Final

from app.features import reservations
from app.features.folios import ledger
from app.features.folios.models import Folio, PayLink, Payment
from app.features.folios.queries import deposits as queries
from app.features.folios.rules.entries import Entry
from app.infra.cards import Action
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock, derived_id
from app.kernel.commands import Command

# The kind of job that calls the provider of cards.
CARD_CALL: Final = "folios.card_call"


def book(uow: UnitOfWork, clock: Clock, folio: Folio, entries: Sequence[Entry]) -> None:
    """Post, and note on the booking how much of its deposit is paid."""
    ledger.post(uow, clock, entries)
    if folio.kind == "deposit" and folio.reservation_id is not None:
        uow.flush()
        paid = queries.paid_minor(uow.session, folio.id)
        reservations.set_deposit_paid(uow, folio.reservation_id, max(0, paid))
        for due in queries.dues_of(uow.session, folio.reservation_id):
            due.settled = paid >= due.amount_minor
            paid -= due.amount_minor
        uow.flush()


def offer_link(uow: UnitOfWork, command: Command, payment: Payment, *, hold: bool, keep_card: bool) -> None:
    """Ask for a link by which the guest pays; the provider's answer brings it."""
    uow.add(PayLink(payment_id=payment.id, property_id=payment.property_id, url="", keep_card=keep_card))
    call_provider(uow, command, payment, Action.LINK_TO_HOLD if hold else Action.LINK)


def call_provider(
    uow: UnitOfWork, command: Command, payment: Payment, action: str, minor: int | None = None
) -> None:
    """Ask for a call after the commit. Its key makes it one call, however often it is made."""
    args = {
        "payment_id": str(payment.id), "action": action, "key": str(command.id),
        "minor": payment.amount_minor if minor is None else minor,
    }  # fmt: skip
    uow.enqueue(CARD_CALL, args, id=derived_id(command.id, CARD_CALL))
