"""Check-in: expected, arrived, has a room, the room is ready."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import folios, guests, property, reservations
from app.features.front_desk.commands.keys import write_keys
from app.features.front_desk.commands.refusals import NoRoomYet, NotExpected, RoomNotReady
from app.features.front_desk.commands.register import ensure_not_told, open_entry, withdraw_entry
from app.features.front_desk.events import GuestCheckedIn
from app.features.front_desk.repository import arriving as repository
from app.infra.bus import Handling
from app.infra.undo import Taken
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates
from app.kernel.errors import Choice
from app.kernel.text import tr

# How many other rooms a refusal offers.
OFFERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn(Command):
    """The guest takes the room, with so many `keys` of a kind; 0 where none are given now."""

    verb: ClassVar[str] = "front_desk.check_in"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID
    keys: int = 0
    key_kind: str = "card"
    keys_id: UUID | None = None


def check_in(command: CheckIn, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected, arrived, has a room, room ready: then the guest is in."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED:
        raise NotExpected(_why_not_expected(stay.status, name))
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
            tr("{name} cannot be checked in: room {room} is not ready.", name=name, room=room.number),
            choices=[Choice(tr("{room} is clean now", room=room.number), finish), *_ready_rooms(uow, loaded)],
        )
    if command.keys:
        write_keys(uow, clock, loaded, command.keys_id or uow.new_id(), command.keys, command.key_kind)
    was, stay.checked_in_at = stay.status, clock.now()
    reservations.set_status(uow, clock, stay, reservations.Status.CHECKED_IN)
    open_entry(uow, stay.id, stay.property_id, stay.checked_in_at, (stay.departure - stay.arrival).days)
    applied = folios.apply_by_rule(uow, clock, stay.id, "check_in")
    uow.announce(GuestCheckedIn(stay_id=stay.id, property_id=stay.property_id, room_id=room.id))
    return {"stay_id": str(stay.id), "room": room.number, "guest": name, "deposit_minor": applied,
            "was": was}  # fmt: skip


def _why_not_expected(status: str, name: str) -> str:
    """Who came already, or is not coming, in the words of the desk."""
    return {
        reservations.Status.CHECKED_IN: tr("{name} is in the house already.", name=name),
        reservations.Status.CHECKED_OUT: tr("{name} has left already.", name=name),
        reservations.Status.CANCELLED: tr("The stay of {name} is cancelled.", name=name),
    }.get(reservations.Status(status), tr("{name} is not expected (any more).", name=name))


def _room_tonight(loaded: reservations.LoadedStay) -> UUID | None:
    night = max(loaded.business_date, loaded.stay.arrival)
    return next((n.room_id for n in loaded.nights if n.night >= night), loaded.nights[-1].room_id)


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


def take_check_in_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Not while the authority has it. Where a deposit was applied, rows cannot be put back: it is held for
    the booking again by postings."""
    stay_id, given = UUID(str(taken.payload["stay_id"])), taken.payload
    if not taken.again:
        ensure_not_told(uow, stay_id)
    if not taken.result.get("deposit_minor"):
        return False
    if taken.again:
        keys_id = given.get("keys_id")
        again = CheckIn(
            id=uow.new_id(), stay_id=stay_id, keys=given.get("keys", 0),
            key_kind=given.get("key_kind", "card"), keys_id=UUID(str(keys_id)) if keys_id else None,
        )  # fmt: skip
        check_in(again, uow=uow, clock=clock)
        return True
    loaded = reservations.load_stay(uow, stay_id)
    if loaded.stay.status != reservations.Status.CHECKED_IN:
        name = guests.name_of(uow, loaded.stay.guest_id)
        raise NotExpected(_why_not_expected(loaded.stay.status, name))
    if given.get("keys"):
        uow.delete(*repository.keys_of(uow.session, stay_id)[:1])
    withdraw_entry(uow, stay_id)
    loaded.stay.checked_in_at = None
    was = reservations.Status(str(taken.result.get("was") or reservations.Status.CONFIRMED))
    reservations.set_status(uow, clock, loaded.stay, was)
    folios.unapply_deposit(uow, clock, stay_id, tr("Check-in taken back"))
    return True


HANDLERS = (Handling(CheckIn, check_in, take_check_in_back),)
