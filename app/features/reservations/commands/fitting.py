"""Does it fit, and where would it fit instead? Refusals about rooms, with moves that would succeed."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from app.features import guests, property
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.models import RoomBlock, RoomNight, Stay
from app.features.reservations.rules import Night
from app.infra.unit_of_work import UnitOfWork
from app.kernel.dates import Slot, StayDates, held_slots
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr

# How many other rooms a refusal offers (look.md: two moves that would succeed).
OFFERS = 2


class RoomTaken(AppError):
    """The room is held by somebody else, or blocked, in some of the nights."""

    code = "room_taken"


class PartyTooLarge(AppError):
    """More people than the room may take."""

    code = "party_too_large"


class TypeFull(AppError):
    """No room of the type is free in some night."""

    code = "type_full"


def say_clash(uow: UnitOfWork, clash: RoomNight, room_id: UUID) -> str:
    """Who holds the room, until when."""
    number = property.find_room(uow, room_id).number
    if clash.block_id is not None:
        block = uow.find(RoomBlock, clash.block_id)
        assert block is not None
        why = block.reason or tr("blocked")
        return tr(
            "Room {room} is blocked until {until}: {why}.", room=number, until=_day(block.ends), why=why
        )
    stay = uow.find(Stay, clash.stay_id)
    assert stay is not None
    name = guests.name_of(uow, stay.guest_id)
    own = [n for n in nights_.load(uow, stay.id) if n.room_id == room_id]
    until = rules.dates_of(own).departure if own else stay.departure
    sentence = tr("{name} holds {room} until {until}.", name=name, room=number, until=_day(until))
    lock = repository.lock_of(uow.session, stay.id)
    if lock is not None:
        sentence += " " + tr("That stay is marked: do not move.")
    return sentence


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def free_rooms(
    uow: UnitOfWork, property_id: UUID, nights: Sequence[Night], party: int, *, near: UUID
) -> list[property.RoomView]:
    """Rooms that are free for the nights and large enough: the same type first, then dearer, then cheaper."""
    house = property.house(property.House(), session=uow.session)
    types = {t.id: t for t in house.room_types}
    dates = rules.dates_of(nights)
    busy = repository.busy_rooms(uow.session, property_id, held_slots(dates))
    base = types[near].rack_rate_minor

    def rank(room: property.RoomView) -> tuple[int, int, int]:
        rate = types[room.room_type_id].rack_rate_minor
        return (0 if room.room_type_id == near else 1 if rate >= base else 2, abs(rate - base), room.sort)

    fitting = (
        r
        for r in house.rooms
        if r.property_id == property_id and r.id not in busy and types[r.room_type_id].max_occupancy >= party
    )
    return sorted(fitting, key=rank)


def describe(uow: UnitOfWork, room: property.RoomView) -> str:
    """One line on a room that is offered."""
    name = property.find_room_type(uow, room.room_type_id).name
    parts = [name, *([room.beds] if room.beds else []), *room.features[:1]]
    return ", ".join(parts)


def ensure_same_house(uow: UnitOfWork, room_id: UUID, property_id: UUID) -> None:
    """Refuse a room of another hotel."""
    if property.find_room(uow, room_id).property_id != property_id:
        raise InvalidInput(tr("This room belongs to another hotel."), field="room_id")


def ensure_party_fits(
    uow: UnitOfWork,
    room_id: UUID | None,
    room_type_id: UUID,
    party: int,
    offers: Callable[[], Sequence[Choice]] = tuple,
) -> None:
    """Refuse more people than the room's type may take; `offers` is asked only then."""
    type_id = property.find_room(uow, room_id).room_type_id if room_id else room_type_id
    room_type = property.find_room_type(uow, type_id)
    if party > room_type.max_occupancy:
        raise PartyTooLarge(
            tr("{type} takes {most} people, the party has {party}.", type=room_type.name,
               most=room_type.max_occupancy, party=party),
            choices=offers(),
            field="adults",
        )  # fmt: skip


def free_of_type(
    uow: UnitOfWork, property_id: UUID, room_type_id: UUID, dates: StayDates, group_id: UUID | None = None
) -> int:
    """The least number of rooms of a type that are free in any night (day use: that day). May be negative.

    Counted as rooms of the type, less what is held in them, less nights sold in the type without a room, less
    what is kept for groups other than the one that asks.
    """
    slots = held_slots(dates)
    house = property.house(property.House(), session=uow.session)
    rooms = {r.id for r in house.rooms if r.room_type_id == room_type_id}
    first, last = slots[0][0], slots[-1][0]
    used = dict.fromkeys(slots, 0)
    held = [rules.Hold(room, night, slot) for room in rooms for night, slot in slots]
    for row in repository.holders(uow.session, held):
        used[row.night, row.slot] += 1
    for night in repository.unassigned_nights(uow.session, property_id, first, last):
        stay = uow.find(Stay, night.stay_id)
        key = (night.night, night.slot)
        if night.room_type_id == room_type_id and key in used and stay and stay.status in rules.LIVE:
            used[key] += 1
    kept = repository.kept_for_groups(uow.session, property_id, first, last, but=group_id)
    for (kind, day), count in kept.items():
        if kind == room_type_id and (day, Slot.NIGHT) in used:
            used[day, Slot.NIGHT] += count
    nights_only = [count for (_, slot), count in used.items() if slot == slots[0][1]]
    return len(rooms) - max(nights_only)


def is_locked(uow: UnitOfWork, stay_id: UUID) -> bool:
    """Whether somebody said: do not move this stay."""
    return repository.lock_of(uow.session, stay_id) is not None
