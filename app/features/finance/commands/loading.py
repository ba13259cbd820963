"""What commands about an account begin with: the account in its house, on its open day."""

from datetime import date
from uuid import UUID

from app.features import folios
from app.features.finance import repository
from app.features.finance.models import Allocation
from app.features.finance.queries import reading
from app.features.finance.queries.books import Book, books
from app.features.finance.rules.settling import Item, Part
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import NotFound
from app.kernel.text import tr


def find_book(uow: UnitOfWork, folio_id: UUID) -> Book:
    """An account with its entries. Raises NotFound."""
    folio = folios.find_folio(uow, folio_id)
    if folio.kind != repository.CITY_LEDGER:
        raise NotFound(tr("This is not a receivable account."), field="folio_id")
    return books(uow.session, [folio])[folio_id]


def today(uow: UnitOfWork) -> date:
    """The open business date of the house that the unit of work is in."""
    assert uow.business_date is not None
    return uow.business_date


def tongue(uow: UnitOfWork, book: Book) -> str:
    """The language in which an account's company is written to."""
    return reading.language_of(uow.session, book.folio)


def find_item(items: tuple[Item, ...], entry_id: UUID) -> Item:
    """An entry of an account with what is open of it. Raises NotFound."""
    found = next((item for item in items if item.entry.id == entry_id), None)
    if found is None:
        raise NotFound(tr("This is not a line of the account."), field="entry_id")
    return found


def give(uow: UnitOfWork, clock: Clock, book: Book, credit_id: UUID, parts: tuple[Part, ...]) -> None:
    """Write which debts a payment goes to."""
    uow.add(
        *(
            Allocation(
                id=uow.new_id(), property_id=book.folio.property_id, folio_id=book.folio.id,
                credit_entry_id=credit_id, debit_entry_id=part.debit_id, amount_minor=part.minor,
                on_day=today(uow), at=clock.now(), by_name=uow.actor.name,
            )
            for part in parts
            if part.minor
        )
    )  # fmt: skip
