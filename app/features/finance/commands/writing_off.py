"""Give up a debt, or a part of it: by who may, with a reason, against an expense account."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from app.features import folios
from app.features.finance.commands.loading import find_book, find_item, give, tongue
from app.features.finance.rules.settling import AllocationRefused, Part
from app.infra.bus import Handling
from app.infra.documents.words import Words
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import InvalidInput
from app.kernel.text import printed, tr

BAD_DEBTS: Final = "6200"


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteOff(Command):
    """Write a debt off; None as amount is all that is open of it."""

    verb: ClassVar[str] = "finance.write_off"
    sort: ClassVar[Sort] = Sort.FACT

    folio_id: UUID
    debit_entry_id: UUID
    reason: str
    amount_minor: int | None = None
    account: str = BAD_DEBTS

    @classmethod
    def why_never_undone(cls) -> str:
        """It is a posting."""
        return tr("A write-off stands in the books. When the company pays after all, take its payment.")


def write_off(command: WriteOff, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A reason, no more than is open; then the posting, and its place at the debt."""
    if not command.reason.strip():
        raise InvalidInput(tr("Say why this debt is given up."), field="reason")
    book = find_book(uow, command.folio_id)
    item = find_item(book.items(date.max), command.debit_entry_id)
    open_minor = max(item.open_minor, 0)
    minor = open_minor if command.amount_minor is None else command.amount_minor
    if not 0 < minor <= open_minor:
        told = Words.of("en", book.folio.currency).money(open_minor)
        raise AllocationRefused(
            tr("{open} is open of this document. No more than that can be written off.", open=told),
            field="amount_minor",
        )
    (posting,) = folios.ledger.post(
        uow,
        clock,
        [
            folios.Entry(
                account=book.folio.account, counter=command.account, amount_minor=-minor, kind="write_off",
                text=say(
                    tongue(uow, book), printed("Written off: {what}"),
                    what=item.entry.number or item.entry.text,
                ),
                folio_id=book.folio.id, number=item.entry.window, reason=command.reason.strip(),
            )
        ],
    )  # fmt: skip
    give(uow, clock, book, posting.entry_id, (Part(item.entry.id, minor),))
    return {"posting_id": str(posting.id), "amount_minor": minor}


HANDLERS = (Handling(WriteOff, write_off),)
