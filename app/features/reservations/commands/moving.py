"""Move a stay to another room or date, swap two, and let one wait without a room."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.commands.fitting import (
    OFFERS,
    RoomTaken,
    describe,
    ensure_party_fits,
    ensure_same_house,
    free_rooms,
    say_clash,
)
from app.features.reservations.commands.loading import (
    DatesRefused,
    LoadedStay,
    ensure_live,
    ensure_unlocked,
    load_stay,
    write_nights,
)
from app.features.reservations.commands.locking import UnlockStay
from app.features.reservations.models import RoomNight
from app.features.reservations.rules import Hold, Night
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import Choice, InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveStay(Command):
    """Give a stay, or one part of it, another room (None: without one), or another arrival date.

    `reprice` sells it in the new room's type at the difference of the published prices; else the price
    stays and the type sold stays. `accept_conflict` moves although somebody holds the room: an open
    conflict that every desk sees.
    """

    verb: ClassVar[str] = "reservations.move_stay"

    stay_id: UUID
    room_id: UUID | None
    segment: int | None = None
    arrival: date | None = None
    reprice: bool = False
    accept_conflict: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SwapStays(Command):
    """Let two stays change rooms, each for its own nights."""

    verb: ClassVar[str] = "reservations.swap_stays"

    first_id: UUID
    second_id: UUID


def move_stay(command: MoveStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Check state, lock, dates and room; then write the nights."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    target = _target(uow, loaded, command)
    if target != loaded.nights:
        unlock = UnlockStay(id=uow.new_id(), stay_id=loaded.stay.id)
        ensure_unlocked(uow, loaded, Choice(tr("Unlock the stay"), unlock))
    stay = loaded.stay
    offers = partial(_offers, uow, loaded, command, target, without={command.room_id})
    if command.room_id is not None:
        ensure_same_house(uow, command.room_id, stay.property_id)
        if property.find_room(uow, command.room_id).room_type_id != stay.room_type_id:
            ensure_party_fits(uow, command.room_id, stay.room_type_id, stay.adults + stay.children, offers)
    taken = nights_.clashes(uow, target, before=loaded.nights, ignoring=[stay.id])
    if taken and not command.accept_conflict:
        raise room_taken(uow, taken[0], offers())
    if command.reprice and command.room_id is not None and command.segment is None:
        stay.room_type_id = property.find_room(uow, command.room_id).room_type_id
    return write_nights(uow, clock, loaded, target, free=not taken)


def room_taken(uow: UnitOfWork, clash: RoomNight, offers: list[Choice]) -> RoomTaken:
    """The refusal that names who holds the room, with other rooms."""
    return RoomTaken(say_clash(uow, clash, clash.room_id), choices=offers, field="room_id")


def _target(uow: UnitOfWork, loaded: LoadedStay, command: MoveStay) -> tuple[Night, ...]:
    """The nights as the command wants them."""
    if command.segment is not None and all(n.segment != command.segment for n in loaded.nights):
        raise InvalidInput(tr("The stay has no such part any more."), field="segment")
    target = _shifted(loaded, command)
    target = rules.moved(target, command.room_id, segment=command.segment, since=loaded.movable_since)
    if command.reprice and command.room_id is not None:
        target = _repriced(uow, loaded, target, command.room_id)
    return target


def _shifted(loaded: LoadedStay, command: MoveStay) -> tuple[Night, ...]:
    if command.arrival is None or command.arrival == loaded.stay.arrival:
        return loaded.nights
    if loaded.in_house:
        raise DatesRefused(tr("The guest is in the house since {day}.", day=f"{loaded.stay.arrival:%d %b}"),
                           field="arrival")  # fmt: skip
    if command.arrival < loaded.business_date:
        raise DatesRefused(tr("This day is over. Choose today or a later day."), field="arrival")
    return rules.shifted(loaded.nights, (command.arrival - loaded.stay.arrival).days)


def _repriced(
    uow: UnitOfWork, loaded: LoadedStay, target: tuple[Night, ...], room_id: UUID
) -> tuple[Night, ...]:
    """The difference of the published prices on each moved night, so that discounts stay."""
    new = property.find_room_type(uow, property.find_room(uow, room_id).room_type_id)
    since = loaded.movable_since
    result = []
    for night in target:
        if night.room_id == room_id and (since is None or night.night >= since):
            old = property.find_room_type(uow, night.room_type_id)
            price = max(0, night.price_minor + new.rack_rate_minor - old.rack_rate_minor)
            night = replace(night, price_minor=price, room_type_id=new.id)
        result.append(night)
    return tuple(result)


def _offers(
    uow: UnitOfWork,
    loaded: LoadedStay,
    command: MoveStay,
    target: tuple[Night, ...],
    without: set[UUID | None],
) -> list[Choice]:
    """Moves that would succeed now: other rooms, else without a room."""
    since = loaded.movable_since
    moving = [n for n in target if n.room_id == command.room_id and (since is None or n.night >= since)]
    if not moving:
        return []
    stay = loaded.stay
    party = stay.adults + stay.children

    def fits(other: MoveStay) -> bool:
        wanted = _target(uow, loaded, other)
        return not nights_.clashes(uow, wanted, before=loaded.nights, ignoring=[stay.id])

    offers = []
    for room in free_rooms(uow, stay.property_id, moving, party, near=stay.room_type_id):
        if room.id not in without:
            other = replace(command, id=uow.new_id(), room_id=room.id, accept_conflict=False)
            if fits(other):
                offers.append(Choice(tr("Room {room}", room=room.number), other, describe(uow, room)))
        if len(offers) == OFFERS:
            return offers
    waiting = replace(command, id=uow.new_id(), room_id=None, reprice=False)
    if not loaded.in_house and fits(waiting):
        offers.append(Choice(tr("Leave it without a room"), waiting, tr("It waits in the unassigned lane.")))
    return offers


def swap_stays(command: SwapStays, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Each stay takes the other's room; refused when a third holds one of them."""
    if command.first_id == command.second_id:
        raise InvalidInput(tr("Choose two different stays to swap."))
    pair = [load_stay(uow, command.first_id), load_stay(uow, command.second_id)]
    for loaded in pair:
        ensure_live(uow, loaded)
        unlock = UnlockStay(id=uow.new_id(), stay_id=loaded.stay.id)
        ensure_unlocked(uow, loaded, Choice(tr("Unlock the stay"), unlock))
    rooms = [_current_room(loaded) for loaded in pair]
    if rooms[0] == rooms[1]:
        raise InvalidInput(tr("Both stays have the same room."))
    targets = []
    for loaded, room_id in zip(pair, reversed(rooms), strict=True):
        stay = loaded.stay
        ensure_party_fits(uow, room_id, stay.room_type_id, stay.adults + stay.children)
        targets.append(rules.moved(loaded.nights, room_id, since=loaded.movable_since))
    ids = [command.first_id, command.second_id]
    for loaded, target in zip(pair, targets, strict=True):
        taken = nights_.clashes(uow, target, before=loaded.nights, ignoring=ids)
        if taken:
            move = MoveStay(id=command.id, stay_id=loaded.stay.id, room_id=taken[0].room_id)
            raise room_taken(uow, taken[0], _offers(uow, loaded, move, target, without={taken[0].room_id}))
    both = rules.holds(targets[0]) & rules.holds(targets[1])
    if both:
        raise InvalidInput(tr("After the swap both would hold one room in the same night."))
    released = []
    for loaded in pair:  # first let both go, so that neither stands in the other's way
        rows = repository.held_by_stay(uow.session, loaded.stay.id)
        released += [Hold(row.room_id, row.night, row.slot) for row in rows]
        uow.delete(*rows)
    for loaded, target in zip(pair, targets, strict=True):
        write_nights(uow, clock, loaded, target)
    nights_.heal(uow, clock, released)
    return {"stay_ids": [str(i) for i in ids]}


def _current_room(loaded: LoadedStay) -> UUID | None:
    since = loaded.movable_since
    return next((n.room_id for n in loaded.nights if since is None or n.night >= since), None)
