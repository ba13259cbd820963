"""Check-out: the guest leaves, nights from today on are given back with what was posted for them, the room
is dirty."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from app.features import folios, guests, property, reservations
from app.features.front_desk.commands.arriving import CheckIn
from app.features.front_desk.commands.keys import out_again, take_back
from app.features.front_desk.commands.refusals import NotExpected, StillOwes
from app.features.front_desk.events import GuestCheckedOut
from app.features.front_desk.queries import arriving as queries
from app.infra.bus import Handling
from app.infra.undo import Taken
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates
from app.kernel.errors import Choice
from app.kernel.text import tr

LEAVE_BALANCE = folios.LEAVE_BALANCE


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckOut(Command):
    """The guest leaves. Nights from today on are given back; `keys_back` of his keys are here again."""

    verb: ClassVar[str] = "front_desk.check_out"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID
    keys_back: int = 0


def check_out(command: CheckOut, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """In the house: then nights from today on are released, the guest is out, the room is dirty."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status != reservations.Status.CHECKED_IN:
        raise _not_in_house(uow, loaded, name)
    today = max(loaded.business_date, stay.arrival)
    back, released = folios.GivenBack(), loaded.nights[:0]
    if today < stay.departure:
        released = tuple(night for night in loaded.nights if night.night >= today)
        target = reservations.resized(loaded.nights, StayDates(stay.arrival, today))
        reservations.write_nights(uow, clock, loaded, target)
        back = folios.take_back_nights(uow, clock, stay.id, today, tr("Left early"))
    applied = folios.apply_by_rule(uow, clock, stay.id, "check_out")
    _ensure_settled(uow, loaded, name)
    if command.keys_back > 0:
        take_back(uow, stay.id, command.keys_back)
    stay.checked_out_at = clock.now()
    reservations.set_status(uow, clock, stay, reservations.Status.CHECKED_OUT)
    room_id = _room_last(loaded, today)
    number = state = ""
    if room_id is not None:
        room = property.find_room(uow, room_id)
        state, room.housekeeping = room.housekeeping, str(property.Housekeeping.DIRTY)
        number = room.number
        uow.flush()
        uow.announce(GuestCheckedOut(stay_id=stay.id, property_id=stay.property_id, room_id=room.id))
    return {
        "stay_id": str(stay.id), "room": number, "guest": name, "deposit_minor": applied,
        "given_back_minor": back.minor, "reversed": [str(id_) for id_ in back.posting_ids],
        "room_id": str(room_id) if room_id is not None else "", "room_state": state,
        "released": [[n.night.isoformat(), n.price_minor, str(n.room_id or "")] for n in released],
    }  # fmt: skip


def take_check_out_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Where money was posted, rows cannot be put back: the nights come back, what they cost is owed again."""
    result, stay_id = taken.result, UUID(str(taken.payload["stay_id"]))
    if not result.get("deposit_minor") and not result.get("reversed"):
        return False
    keys = int(taken.payload.get("keys_back", 0))
    if taken.again:
        check_out(CheckOut(id=uow.new_id(), stay_id=stay_id, keys_back=keys), uow=uow, clock=clock)
        return True
    loaded = reservations.load_stay(uow, stay_id)
    if loaded.stay.status != reservations.Status.CHECKED_OUT:
        raise NotExpected(tr("{name} is in the house again.", name=guests.name_of(uow, loaded.stay.guest_id)))
    for night, price, room in result.get("released", ()):
        loaded = reservations.load_stay(uow, stay_id)
        dates = StayDates(loaded.stay.arrival, date.fromisoformat(night) + timedelta(days=1))
        room_id = UUID(room) if room else None
        target = reservations.resized(loaded.nights, dates, [price], added_room_id=room_id)
        reservations.write_nights(uow, clock, loaded, target)
    loaded.stay.checked_out_at = None
    reservations.set_status(uow, clock, loaded.stay, reservations.Status.CHECKED_IN)
    if result.get("room_state"):
        property.find_room(uow, UUID(str(result["room_id"]))).housekeeping = str(result["room_state"])
    out_again(uow, stay_id, keys)
    folios.charge_again(uow, clock, [UUID(str(id_)) for id_ in result.get("reversed", ())])
    if result.get("deposit_minor"):
        folios.unapply_deposit(uow, clock, stay_id, tr("Check-out taken back"))
    return True


def _ensure_settled(uow: UnitOfWork, loaded: reservations.LoadedStay, name: str) -> None:
    """Who may not leave a balance open asks somebody who may."""
    if uow.actor.may(LEAVE_BALANCE):
        return
    uow.flush()
    owed = queries.owed_by_guest(uow.session, loaded.stay.id)
    if owed > 0:
        told = folios.money(owed, loaded.reservation.currency)
        raise StillOwes(tr("{name} still owes {amount}.", name=name, amount=told))


def _not_in_house(uow: UnitOfWork, loaded: reservations.LoadedStay, name: str) -> NotExpected:
    """Gone already, or not here yet; who could come in now is offered to come in."""
    stay = loaded.stay
    if stay.status == reservations.Status.CHECKED_OUT:
        return NotExpected(tr("{name} has left already.", name=name))
    choices = []
    night = next((n for n in loaded.nights if n.night >= loaded.business_date), loaded.nights[-1])
    expected = stay.status in reservations.EXPECTED and stay.arrival <= loaded.business_date <= stay.departure
    if expected and night.room_id is not None:
        room = property.find_room(uow, night.room_id)
        if property.is_ready(room.housekeeping):
            check_in = CheckIn(id=uow.new_id(), stay_id=stay.id)
            choices.append(Choice(tr("Check in first"), check_in, tr("Room {room}", room=room.number)))
    return NotExpected(tr("{name} is not in the house.", name=name), choices=choices)


def _room_last(loaded: reservations.LoadedStay, today: date) -> UUID | None:
    slept = [n for n in loaded.nights if n.night < today] or list(loaded.nights[:1])
    return slept[-1].room_id


HANDLERS = (Handling(CheckOut, check_out, take_check_out_back),)
