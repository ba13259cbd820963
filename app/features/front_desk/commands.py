"""Check-in, check-out, no-show: what has happened at the desk."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import folios, guests, property, reservations
from app.features.front_desk.events import GuestCheckedIn, GuestCheckedOut
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr

# How many other rooms a refusal offers.
OFFERS = 2


class RoomNotReady(AppError):
    """Housekeeping has not finished the room."""

    code = "room_not_ready"


class NoRoomYet(AppError):
    """The stay has no room."""

    code = "no_room_yet"


class NotExpected(AppError):
    """The guest is not expected today, or is not in the house."""

    code = "not_expected"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn(Command):
    """The guest takes the room."""

    verb: ClassVar[str] = "front_desk.check_in"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckOut(Command):
    """The guest leaves. Nights from today on are given back."""

    verb: ClassVar[str] = "front_desk.check_out"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkNoShow(Command):
    """The guest did not come."""

    verb: ClassVar[str] = "front_desk.mark_no_show"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID


def check_in(command: CheckIn, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected, arrived, has a room, room ready: then the guest is in."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED:
        raise NotExpected(tr("{name} is not expected (any more).", name=name))
    if stay.arrival > loaded.business_date:
        raise NotExpected(
            tr("{name} arrives on {day}.", name=name, day=f"{stay.arrival:%d %b}"),
            choices=_come_today(uow, loaded),
        )
    if stay.departure < loaded.business_date:
        raise NotExpected(
            tr("The stay of {name} was over on {day}.", name=name, day=f"{stay.departure:%d %b}")
        )
    room_id = _room_tonight(loaded)
    if room_id is None:
        raise NoRoomYet(tr("{name} has no room yet.", name=name), choices=_ready_rooms(uow, loaded))
    room = property.find_room(uow, room_id)
    if not property.is_ready(room.housekeeping):
        finish = property.SetRoomState(
            id=uow.new_id(), room_id=room.id, housekeeping=property.Housekeeping.CLEAN
        )
        raise RoomNotReady(
            tr("Room {room} is not ready.", room=room.number),
            choices=[Choice(tr("{room} is clean now", room=room.number), finish), *_ready_rooms(uow, loaded)],
        )
    stay.checked_in_at = clock.now()
    reservations.set_status(uow, clock, stay, reservations.Status.CHECKED_IN)
    applied = folios.apply_by_rule(uow, clock, stay.id, "check_in")
    uow.announce(GuestCheckedIn(stay_id=stay.id, property_id=stay.property_id, room_id=room.id))
    return {"stay_id": str(stay.id), "room": room.number, "guest": name, "deposit_minor": applied}


def check_out(command: CheckOut, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """In the house: then nights from today on are released, the guest is out, the room is dirty."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status != reservations.Status.CHECKED_IN:
        raise NotExpected(tr("{name} is not in the house.", name=name))
    today = max(loaded.business_date, stay.arrival)
    if today < stay.departure:
        target = reservations.resized(loaded.nights, StayDates(stay.arrival, today))
        reservations.write_nights(uow, clock, loaded, target)
    applied = folios.apply_by_rule(uow, clock, stay.id, "check_out")
    stay.checked_out_at = clock.now()
    reservations.set_status(uow, clock, stay, reservations.Status.CHECKED_OUT)
    room_id = _room_last(loaded, today)
    number = ""
    if room_id is not None:
        room = property.find_room(uow, room_id)
        room.housekeeping = str(property.Housekeeping.DIRTY)
        number = room.number
        uow.flush()
        uow.announce(GuestCheckedOut(stay_id=stay.id, property_id=stay.property_id, room_id=room.id))
    return {"stay_id": str(stay.id), "room": number, "guest": name, "deposit_minor": applied}


def mark_no_show(command: MarkNoShow, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today or before: then the rooms are released."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED or stay.arrival > loaded.business_date:
        raise NotExpected(tr("{name} was not expected until today.", name=name))
    reservations.set_status(uow, clock, stay, reservations.Status.NO_SHOW)
    return {"stay_id": str(stay.id), "guest": name}


def _room_tonight(loaded: reservations.LoadedStay) -> UUID | None:
    night = max(loaded.business_date, loaded.stay.arrival)
    return next((n.room_id for n in loaded.nights if n.night >= night), loaded.nights[-1].room_id)


def _room_last(loaded: reservations.LoadedStay, today: date) -> UUID | None:
    slept = [n for n in loaded.nights if n.night < today] or list(loaded.nights[:1])
    return slept[-1].room_id


def _come_today(uow: UnitOfWork, loaded: reservations.LoadedStay) -> list[Choice]:
    """Begin the stay today, when its room is free (or it has none)."""
    stay = loaded.stay
    dates = StayDates(loaded.business_date, stay.departure)
    if not reservations.dates_fit(uow, loaded, dates):
        return []
    change = reservations.ChangeStayDates(
        id=uow.new_id(), stay_id=stay.id, arrival=dates.arrival, departure=dates.departure
    )
    return [Choice(tr("Let the stay begin today"), change)]


def _ready_rooms(uow: UnitOfWork, loaded: reservations.LoadedStay) -> list[Choice]:
    """Free and ready rooms for the whole stay; none for a locked stay."""
    stay = loaded.stay
    if reservations.is_locked(uow, stay.id):
        return []
    party = stay.adults + stay.children
    free = reservations.free_rooms(uow, stay.property_id, loaded.nights, party, near=stay.room_type_id)
    offers = []
    for room in free:
        if property.is_ready(room.housekeeping):
            move = reservations.MoveStay(id=uow.new_id(), stay_id=stay.id, room_id=room.id)
            label = tr("Room {room}", room=room.number)
            offers.append(Choice(label, move, reservations.describe(uow, room)))
        if len(offers) == OFFERS:
            break
    return offers


HANDLERS = (Handling(CheckIn, check_in), Handling(CheckOut, check_out), Handling(MarkNoShow, mark_no_show))
