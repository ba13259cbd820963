"""Send charges to another window or folio, whole or in part: reversed in one place, posted in the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features.folios import ledger
from app.features.folios.commands.correcting import AlreadyReversed, find_posting, opposite, standing
from app.features.folios.commands.loading import (
    ensure_chargeable,
    find_folio,
    find_window,
    never_undone,
    place,
)
from app.features.folios.commands.opening import ensure_open
from app.features.folios.events import LinesMoved
from app.features.folios.ledger import Entry, Posted
from app.features.folios.models import Posting
from app.features.folios.rules.entries import CONSUMED, Place
from app.features.folios.rules.parts import part_of, shares_of
from app.features.folios.rules.taxes import rounded
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

MOST_LINES = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class MovePostings(Command):
    """Send charges, each with its taxes and rebates, to another window or folio of the house."""

    verb: ClassVar[str] = "folios.move_postings"
    sort: ClassVar[Sort] = Sort.FACT

    posting_ids: tuple[UUID, ...]
    to_folio_id: UUID
    to_number: int = 1

    @classmethod
    def why_never_undone(cls) -> str:
        """Postings are moved back, not taken back."""
        return never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitPosting(Command):
    """Send a part of a charge elsewhere: an amount, a share (hundredths of a percent), some of its nights.

    The rest stays. The same window may be named, to have two lines of one.
    """

    verb: ClassVar[str] = "folios.split_posting"
    sort: ClassVar[Sort] = Sort.FACT

    posting_id: UUID
    to_folio_id: UUID
    to_number: int = 1
    amount_minor: int | None = None
    bp: int | None = None
    nights: int | None = None

    @classmethod
    def why_never_undone(cls) -> str:
        """Postings are moved back, not taken back."""
        return never_undone()


def move_postings(command: MovePostings, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Charges that stand, to an open window elsewhere in the house."""
    if not 0 < len(command.posting_ids) <= MOST_LINES:
        raise InvalidInput(tr("Mark 1 to {most} lines.", most=MOST_LINES), field="posting_ids")
    postings = [_movable(uow, id_) for id_ in dict.fromkeys(command.posting_ids)]
    target = _target(uow, command.to_folio_id, command.to_number, postings)
    if any((p.folio_id, p.number) == (target.folio_id, target.number) for p in postings):
        raise InvalidInput(tr("The line is in this window already."), field="to_number")
    groups = standing(uow, postings)
    reason = _reason(uow, target)
    _take_away(uow, clock, groups, reason)
    _announce(uow, target, groups)
    rows = _set_down(uow, clock, [Piece(g, target, [row.amount_minor for row in g]) for g in groups], reason)
    return {"posting_ids": [str(row.id) for row in rows]}


def split_posting(command: SplitPosting, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A charge that stands: the part goes, the rest stays; its taxes and rebates are split with it."""
    posting = _movable(uow, command.posting_id)
    target = _target(uow, command.to_folio_id, command.to_number, [posting])
    groups = standing(uow, [posting])
    head = next(group for group in groups if group[0].entry_id == posting.entry_id)
    gross = sum(row.amount_minor for row in head if row.folio_id)
    part = part_of(gross, head[0].quantity, command.amount_minor, command.bp, command.nights)
    cuts = [shares_of(_lines(group), part, gross) for group in groups]
    own = place(find_folio(uow, posting.folio_id or target.folio_id), posting.number)
    reason = _reason(uow, target)
    _take_away(uow, clock, groups, reason)
    _announce(uow, target, groups)
    stays = [Piece(group, own, cut[0]) for group, cut in zip(groups, cuts, strict=True)]
    goes = [Piece(group, target, cut[1]) for group, cut in zip(groups, cuts, strict=True)]
    rows = [*_set_down(uow, clock, stays, reason), *_set_down(uow, clock, goes, reason)]
    return {"posting_ids": [str(row.id) for row in rows], "amount_minor": part}


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry as it is set down in a place: the amount of each of its rows there."""

    group: Sequence[Posting]
    place: Place
    amounts: Sequence[int]


def _movable(uow: UnitOfWork, posting_id: UUID) -> Posting:
    posting = find_posting(uow, posting_id)
    if posting.rebates_id is not None:
        # A rebate goes with its charge.
        posting = find_posting(uow, posting.rebates_id)
    if posting.kind not in CONSUMED:
        raise AlreadyReversed(tr("A payment stays with the window that it was taken for."))
    return posting


def _target(uow: UnitOfWork, folio_id: UUID, number: int, postings: Sequence[Posting]) -> Place:
    folio = find_folio(uow, folio_id)
    if any(posting.property_id != folio.property_id for posting in postings):
        raise InvalidInput(tr("Charges stay in the house where they arose."), field="to_folio_id")
    ensure_open(uow, folio)
    ensure_chargeable(folio)
    find_window(uow, folio, number)
    return place(folio, number)


def _lines(group: Sequence[Posting]) -> list[tuple[str, str, int, bool]]:
    return [(row.account, row.counter, row.amount_minor, row.folio_id is not None) for row in group]


def _reason(uow: UnitOfWork, target: Place) -> str:
    number = find_folio(uow, target.folio_id).number
    return tr("To folio {folio}, window {number}", folio=number, number=target.number)


def _take_away(uow: UnitOfWork, clock: Clock, groups: Sequence[Sequence[Posting]], reason: str) -> None:
    ledger.post(uow, clock, [entry for group in groups for entry in opposite(uow, group, reason, moved=True)])


def _announce(uow: UnitOfWork, target: Place, groups: Sequence[Sequence[Posting]]) -> None:
    house = find_folio(uow, target.folio_id).property_id
    ids = tuple(row.id for group in groups for row in group)
    uow.announce(LinesMoved(property_id=house, posting_ids=ids))


def _set_down(uow: UnitOfWork, clock: Clock, pieces: Sequence[Piece], reason: str) -> list[Posted]:
    """Post the pieces of one place: the charges first, since the rebates on them name them."""
    new: dict[UUID, UUID] = {}
    rows: list[Posted] = []
    for rebates in (False, True):
        entries, origins = list[Entry](), list[UUID]()
        for piece in pieces:
            if (piece.group[0].rebates_id is not None) is rebates:
                own = [pair for pair in _copies(uow, piece, reason, new) if pair[1].amount_minor]
                origins += [origin for origin, _ in own]
                entries += [entry for _, entry in own]
        posted = ledger.post(uow, clock, entries)
        new |= {origin: row.id for origin, row in zip(origins, posted, strict=True)}
        rows += posted
    return rows


def _copies(
    uow: UnitOfWork, piece: Piece, reason: str, new: Mapping[UUID, UUID]
) -> Iterator[tuple[UUID, Entry]]:
    entry_id = uow.new_id()
    whole = sum(row.amount_minor for row in piece.group if row.folio_id)
    own = sum(minor for row, minor in zip(piece.group, piece.amounts, strict=True) if row.folio_id)
    for row, minor in zip(piece.group, piece.amounts, strict=True):
        shown = row.folio_id is not None
        yield row.id, Entry(
            account=piece.place.account if shown else row.account, counter=row.counter, amount_minor=minor,
            kind=row.kind, text=row.text, folio_id=piece.place.folio_id if shown else None,
            number=piece.place.number, article_code=row.article_code,
            quantity=max(rounded(row.quantity * own, whole), 1), night=row.night, stay_id=row.stay_id,
            tax_code=row.tax_code, tax_bp=row.tax_bp, reason=reason, entry_id=entry_id,
            rebates_id=new.get(row.rebates_id) if row.rebates_id else None,
        )  # fmt: skip


HANDLERS = (Handling(MovePostings, move_postings), Handling(SplitPosting, split_posting))
