"""Let two stays change rooms: whole ones or parts, at their prices as sold or by the rooms'."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.commands import moving
from app.features.reservations.commands.fitting import ensure_party_fits
from app.features.reservations.commands.loading import (
    DatesRefused,
    LoadedStay,
    ensure_live,
    ensure_unlocked,
    load_stay,
    write_nights,
)
from app.features.reservations.commands.locking import UnlockStay
from app.features.reservations.rules import Hold
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import Choice, InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class SwapStays(Command):
    """Let two stays, or one part of them, change rooms, each for its own nights.

    `reprice` sells each in the type of its new room, as in `MoveStay`; else prices and types stay as sold.
    `prices` are those of both, one for each night of the first and then of the second stay: they stand.
    """

    verb: ClassVar[str] = "reservations.swap_stays"

    first_id: UUID
    second_id: UUID
    first_segment: int | None = None
    second_segment: int | None = None
    reprice: bool = False
    prices: tuple[int, ...] = ()


def swap_stays(command: SwapStays, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Each stay takes the other's room; refused when a third holds one of them."""
    if command.first_id == command.second_id:
        raise InvalidInput(tr("Choose two different stays to swap."))
    pair = [load_stay(uow, command.first_id), load_stay(uow, command.second_id)]
    for loaded in pair:
        ensure_live(uow, loaded)
        unlock = UnlockStay(id=uow.new_id(), stay_id=loaded.stay.id)
        ensure_unlocked(uow, loaded, Choice(tr("Unlock the stay"), unlock))
    segments = (command.first_segment, command.second_segment)
    rooms = [_current_room(*one) for one in zip(pair, segments, strict=True)]
    if rooms[0] == rooms[1]:
        raise InvalidInput(tr("Both stays have the same room."))
    targets = []
    for loaded, room_id, segment in zip(pair, reversed(rooms), segments, strict=True):
        stay = loaded.stay
        ensure_party_fits(uow, room_id, stay.room_type_id, stay.adults + stay.children)
        targets.append(rules.moved(loaded.nights, room_id, segment=segment, since=loaded.movable_since))
    ids = [command.first_id, command.second_id]
    for loaded, target in zip(pair, targets, strict=True):
        taken = nights_.clashes(uow, target, before=loaded.nights, ignoring=ids)
        if taken:
            move = moving.MoveStay(id=command.id, stay_id=loaded.stay.id, room_id=taken[0].room_id)
            raise moving.room_taken(
                uow, taken[0], moving.offers_of(uow, loaded, move, target, without={taken[0].room_id})
            )
    both = rules.holds(targets[0]) & rules.holds(targets[1])
    if both:
        raise InvalidInput(tr("After the swap both would hold one room in the same night."))
    released = []
    for loaded in pair:  # first let both go, so that neither stands in the other's way
        rows = repository.held_by_stay(uow.session, loaded.stay.id)
        released += [Hold(row.room_id, row.night, row.slot) for row in rows]
        uow.delete(*rows)
    priced = _priced_both(uow, pair, rooms[::-1], targets, command)
    for loaded, target in zip(pair, priced, strict=True):
        write_nights(uow, clock, loaded, target)
    nights_.heal(uow, clock, released)
    return {"stay_ids": [str(i) for i in ids]}


def _priced_both(
    uow: UnitOfWork, pair: Sequence[LoadedStay], rooms: Sequence[UUID | None],
    targets: Sequence[moving.Nights], command: SwapStays,
) -> list[moving.Nights]:  # fmt: skip
    """Both with what they cost in each other's rooms; the journal keeps the prices that a plan gave."""
    if not command.reprice and not command.prices:
        return list(targets)
    at, priced = 0, list[moving.Nights]()
    segments = (command.first_segment, command.second_segment)
    for loaded, room_id, target, segment in zip(pair, rooms, targets, segments, strict=True):
        own = command.prices[at : at + len(target)]
        move = moving.MoveStay(
            id=command.id,
            stay_id=loaded.stay.id,
            room_id=room_id,
            segment=segment,
            reprice=command.reprice,
            prices=own,
        )
        priced.append(moving.priced(uow, loaded, move, target))
        if command.reprice and room_id is not None and segment is None:
            loaded.stay.room_type_id = property.find_room(uow, room_id).room_type_id
        at += len(target)
    if command.prices and at != len(command.prices):
        raise InvalidInput(tr("Give one price for each night."), field="prices")
    if uow.resolved is not None:
        kept = tuple(night.price_minor for target in priced for night in target)
        uow.resolved = replace(command, prices=kept)
    return priced


def _current_room(loaded: LoadedStay, segment: int | None) -> UUID | None:
    """The room of the first night that can change it. Raises InvalidInput, DatesRefused."""
    own = [n for n in loaded.nights if segment in (None, n.segment)]
    if not own:
        raise InvalidInput(tr("The stay has no such part any more."), field="segment")
    since = loaded.movable_since
    found = next((n for n in own if since is None or n.night >= since), None)
    if found is None:
        raise DatesRefused(tr("The guest has slept there already: these nights stay where they were."))
    return found.room_id
