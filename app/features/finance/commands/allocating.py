"""Say which documents a payment on account pays: the oldest first, or those that the payer named."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.finance.commands.loading import find_book, find_item, give
from app.features.finance.rules.settling import AllocationRefused, Part, ensure_fits, oldest_first
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class Allocate(Command):
    """Give what is left of a payment to debts of its account; no parts: the oldest first.

    Without a payment, all that is on account is given, the oldest payment to the oldest debt.
    """

    verb: ClassVar[str] = "finance.allocate"

    folio_id: UUID
    credit_entry_id: UUID | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeBackAllocation(Command):
    """Take back what of a payment was given to a debt; both are open again."""

    verb: ClassVar[str] = "finance.take_back_allocation"

    folio_id: UUID
    credit_entry_id: UUID
    debit_entry_id: UUID


def allocate(command: Allocate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Open parts of open debts, no more than there is; the rest stays on account."""
    book = find_book(uow, command.folio_id)
    items = book.items(date.max)
    if command.credit_entry_id is None:
        credits = [item for item in items if item.open_minor < 0]
    else:
        credits = [find_item(items, command.credit_entry_id)]
    if not credits or all(item.open_minor >= 0 for item in credits):
        raise AllocationRefused(tr("Nothing of this is left to be given to a document."))
    if command.parts and len(credits) != 1:
        raise AllocationRefused(tr("Say which payment these documents are paid by."), field="credit_entry_id")
    left = {item.entry.id: item for item in items if item.open_minor > 0}
    total = 0
    for credit in credits:
        available = -credit.open_minor
        parts = command.parts or oldest_first(left.values(), available)
        ensure_fits(left.values(), available, parts)
        for part in parts:
            item = left[part.debit_id]
            left[part.debit_id] = replace(item, open_minor=item.open_minor - part.minor)
        give(uow, clock, book, credit.entry.id, tuple(parts))
        total += sum(part.minor for part in parts)
    if not total:
        raise AllocationRefused(tr("No document is open. The payment stays on account."))
    return {"allocated_minor": total}


def take_back_allocation(command: TakeBackAllocation, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The opposite of what was given stands beside it."""
    book = find_book(uow, command.folio_id)
    minor = sum(
        one.minor
        for one in book.given
        if (one.credit_id, one.debit_id) == (command.credit_entry_id, command.debit_entry_id)
    )
    if minor <= 0:
        raise NotFound(tr("This payment was not given to this document."), field="debit_entry_id")
    give(uow, clock, book, command.credit_entry_id, (Part(command.debit_entry_id, -minor),))
    return {"taken_back_minor": minor}


HANDLERS = (Handling(Allocate, allocate), Handling(TakeBackAllocation, take_back_allocation))
