"""Receivable accounts as values: their entries from postings, with documents and days to pay."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.finance import repository
from app.features.finance.queries import reading
from app.features.finance.rules.dunning import Letter
from app.features.finance.rules.settling import AccountEntry, Given, Item, settled
from app.features.folios.models import Folio, Payment, Posting
from app.features.invoices.models import Document

# The days to pay where nothing was agreed.
USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Book:
    """One account: what was posted, what was given to which debt, what was asked for."""

    folio: Folio
    entries: tuple[AccountEntry, ...]
    given: tuple[Given, ...]
    letters: tuple[Letter, ...]

    def items(self, as_of: date) -> tuple[Item, ...]:
        """Every entry with what was open of it on a day."""
        return settled(self.entries, self.given, as_of)


def books(session: Session, folios: Collection[Folio]) -> dict[UUID, Book]:
    """Accounts of one house, by folio."""
    if not folios:
        return {}
    by_id = {folio.id: folio for folio in folios}
    property_id = next(iter(by_id.values())).property_id
    days = {id_: row.days for id_, row in reading.credit(session, property_id).items()}
    rows = reading.postings(session, by_id)
    paid = reading.payments(session, {row.payment_id for row in rows if row.payment_id is not None})
    bills = reading.bills(session, {p.folio_id for p in paid.values()} | set(by_id))
    given = repository.given(session, by_id)
    letters: dict[UUID, list[Letter]] = {}
    for row in repository.letter_rows(session, by_id):
        letters.setdefault(row.folio_id, []).append(repository.letter_of(row))
    mine: dict[UUID, list[Posting]] = {}
    for posting in rows:
        assert posting.folio_id is not None
        mine.setdefault(posting.folio_id, []).append(posting)
    return {
        id_: Book(
            folio,
            _entries(mine.get(id_, ()), days.get(folio.company_id or id_, USUAL_DAYS), paid, bills),
            tuple(given.get(id_, ())),
            tuple(letters.get(id_, ())),
        )
        for id_, folio in by_id.items()
    }


def _entries(
    rows: Sequence[Posting],
    days: int,
    paid: Mapping[UUID, Payment],
    bills: Mapping[tuple[UUID, int], Document],
) -> tuple[AccountEntry, ...]:
    together: dict[UUID, list[Posting]] = {}
    for row in rows:
        together.setdefault(row.entry_id, []).append(row)
    entry_of = {row.id: row.entry_id for row in rows}
    of_payment: dict[UUID, UUID] = {}
    for row in rows:
        if row.payment_id is not None:
            of_payment.setdefault(row.payment_id, row.entry_id)
    found = []
    for id_, own in together.items():
        first = own[0]
        payment = paid.get(first.payment_id) if first.payment_id is not None else None
        # What came here from a guest's folio is due when the bill of that window is.
        bill = bills.get((payment.folio_id, payment.number)) if payment is not None else None
        due = bill.due_on if bill is not None else None
        against = [entry_of.get(target) for row in own if (target := row.reverses_id or row.rebates_id)]
        if payment is not None and payment.refund_of_id is not None:
            against.append(of_payment.get(payment.refund_of_id))
        found.append(
            AccountEntry(
                id_, first.business_date, sum(row.amount_minor for row in own),
                due or first.business_date + timedelta(days=days), first.text, first.kind,
                bill.number if bill is not None else "", next((e for e in against if e), None),
                first.number,
            )
        )  # fmt: skip
    return tuple(found)
