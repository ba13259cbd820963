"""Nights that a guest does not sleep are given back: what was posted for them is reversed, at its price. And
the way back: what was reversed or applied by mistake is posted once more, nothing is ever taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.features import property
from app.features.folios import ledger, repository
from app.features.folios.commands.correcting import opposite, standing
from app.features.folios.models import Posting
from app.features.folios.rules.entries import Entry
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What it came to, and the postings that were reversed."""

    minor: int = 0
    posting_ids: tuple[UUID, ...] = ()


def take_back_nights(uow: UnitOfWork, clock: Clock, stay_id: UUID, since: date, reason: str) -> GivenBack:
    """Reverse what was charged to open folios for a stay's nights from a day on.

    Room, what a package held and the city's tax go back together, each by a posting that names it.
    """
    rows = repository.charged_since(uow.session, stay_id, since)
    open_ids = {
        folio.id
        for folio in repository.folios(uow.session, {row.folio_id for row in rows if row.folio_id})
        if folio.status == "open"
    }
    own = [row for row in rows if row.folio_id in open_ids]
    gone = repository.reversed_ids(uow.session, [row.id for row in own])
    left = [row for row in own if row.id not in gone]
    if not left:
        return GivenBack()
    groups = standing(uow, left)
    minor = -_reverse(uow, clock, groups, reason)
    return GivenBack(minor, tuple(row.id for group in groups for row in group))


def charge_again(uow: UnitOfWork, clock: Clock, posting_ids: Sequence[UUID]) -> None:
    """What was given back is owed after all: the same is posted once more, on the open day."""
    rows = [row for row in (uow.find(Posting, id_) for id_ in posting_ids) if row is not None]
    if not rows:
        return
    property.open_property(uow, rows[0].property_id)
    entry_ids = {row.entry_id: uow.new_id() for row in rows}
    ledger.post(
        uow, clock,
        [
            Entry(
                account=row.account, counter=row.counter, amount_minor=row.amount_minor, kind=row.kind,
                text=row.text, folio_id=row.folio_id, number=row.number, article_code=row.article_code,
                quantity=row.quantity, night=row.night, stay_id=row.stay_id, tax_code=row.tax_code,
                tax_bp=row.tax_bp, entry_id=entry_ids[row.entry_id],
            )
            for row in rows
        ],
    )  # fmt: skip


def unapply_deposit(uow: UnitOfWork, clock: Clock, stay_id: UUID, reason: str) -> None:
    """A deposit that was applied to a stay's folio is held for the booking again."""
    rows = repository.deposits_applied(uow.session, stay_id)
    gone = repository.reversed_ids(uow.session, [row.id for row in rows])
    left = [row for row in rows if row.id not in gone]
    if left:
        groups: dict[UUID, list[Posting]] = {}
        for row in left:
            groups.setdefault(row.entry_id, []).append(row)
        _reverse(uow, clock, list(groups.values())[-1:], reason)


def _reverse(uow: UnitOfWork, clock: Clock, groups: Sequence[Sequence[Posting]], reason: str) -> int:
    """Post the opposite; what that adds to folios."""
    property.open_property(uow, groups[0][0].property_id)
    entries = [entry for group in groups for entry in opposite(uow, group, reason)]
    ledger.post(uow, clock, entries)
    return sum(entry.amount_minor for entry in entries if entry.folio_id is not None)
