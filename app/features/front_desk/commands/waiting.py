"""The waitlist: put somebody on it, hold the room that has become free, book it, take somebody off."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from app.features import guests, property, reservations
from app.features.front_desk.models.waitlist import WaitlistEntry
from app.features.front_desk.queries.waitlist import fits_of
from app.features.front_desk.repository.waiting import offers_over
from app.features.front_desk.rules import waitlist as rules
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput, NotFound
from app.kernel.text import tr


class NotWaiting(AppError):
    """The entry is booked, withdrawn or over."""

    code = "not_waiting"


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinWaitlist(Command):
    """Somebody wants to come when there is room; `room_type_id` None takes any."""

    verb: ClassVar[str] = "front_desk.join_waitlist"

    entry_id: UUID
    property_id: UUID
    guest: reservations.GuestRef
    arrival: date
    departure: date
    room_type_id: UUID | None = None
    adults: int = 1
    children: int = 0
    rate_code: str = ""
    flexible_days: int = 0
    priority: int = 0
    expires_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferRoom(Command):
    """Hold a free room for somebody on the waitlist until an instant."""

    verb: ClassVar[str] = "front_desk.offer_room"

    entry_id: UUID
    block_id: UUID
    room_id: UUID
    arrival: date
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class BookFromWaitlist(Command):
    """The guest takes it: the offered room, or any room of the type, becomes a booking."""

    verb: ClassVar[str] = "front_desk.book_from_waitlist"

    entry_id: UUID
    reservation_id: UUID
    stay_id: UUID
    number: str = ""
    oversell: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveWaitlist(Command):
    """The guest does not wait any longer; what was held is free again."""

    verb: ClassVar[str] = "front_desk.leave_waitlist"

    entry_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class LapseOffers(Command):
    """Give free what nobody took in time; those guests wait on."""

    verb: ClassVar[str] = "front_desk.lapse_offers"

    property_id: UUID
    at: datetime | None = None


def join_waitlist(command: JoinWaitlist, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Dates to come, a party, a guest: then it is written."""
    house = property.open_property(uow, command.property_id)
    _ensure_wish(command, house.business_date)
    if command.room_type_id is not None:
        property.find_room_type(uow, command.room_type_id)
    ref = command.guest
    guest = guests.ensure_guest(
        uow, ref.guest_id, surname=ref.surname, given=ref.given, email=ref.email, phone=ref.phone,
        nationality=ref.nationality, language=ref.language, vip=ref.vip,
    )  # fmt: skip
    uow.add(
        WaitlistEntry(
            id=command.entry_id, property_id=house.id, guest_id=guest.id, arrival=command.arrival,
            departure=command.departure, room_type_id=command.room_type_id, adults=command.adults,
            children=command.children, rate_code=command.rate_code, flexible_days=command.flexible_days,
            priority=command.priority, expires_on=command.expires_on, note=command.note.strip(),
            state=rules.WAITING, made_at=clock.now(), by_name=uow.actor.name, offer_block_id=None,
            offer_room_id=None, offer_arrival=None, offer_until=None, reservation_id=None,
        )
    )  # fmt: skip
    return {"entry_id": str(command.entry_id), "guest": guests.name_of(uow, guest.id)}


def _ensure_wish(command: JoinWaitlist, today: date) -> None:
    if command.departure <= command.arrival:
        raise InvalidInput(tr("The departure lies before the arrival."), field="departure")
    if command.arrival < today:
        raise InvalidInput(tr("This day is over. Choose today or a later day."), field="arrival")
    if command.adults < 1 or command.children < 0:
        raise InvalidInput(tr("Somebody must stay in each room."), field="adults")
    if not 0 <= command.flexible_days <= rules.MOST_FLEXIBLE:
        raise InvalidInput(
            tr("From 0 to {most} days earlier or later.", most=rules.MOST_FLEXIBLE), field="flexible_days"
        )
    if command.expires_on is not None and command.expires_on < today:
        raise InvalidInput(tr("This day is over. Choose today or a later day."), field="expires_on")
    if len(command.note) > 400:
        raise InvalidInput(tr("At most {most} characters, please.", most=400), field="note")


def find_entry(uow: UnitOfWork, entry_id: UUID, *states: str) -> WaitlistEntry:
    """An entry of the waitlist in one of these states. Raises NotFound, NotWaiting."""
    entry = uow.find(WaitlistEntry, entry_id)
    if entry is None:
        raise NotFound(tr("Nobody waits under this entry."), field="entry_id")
    property.open_property(uow, entry.property_id)
    if entry.state not in (states or rules.OPEN):
        raise NotWaiting(tr("{name} does not wait any more.", name=guests.name_of(uow, entry.guest_id)))
    return entry


def offer_room(command: OfferRoom, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The room is free: then a courtesy hold keeps it. What fits instead is offered."""
    entry = find_entry(uow, command.entry_id, rules.WAITING)
    if command.until <= clock.now():
        raise InvalidInput(tr("An offer holds for a while. Choose a later time."), field="until")
    name = guests.name_of(uow, entry.guest_id)
    departure = command.arrival + (entry.departure - entry.arrival)
    hold = reservations.BlockRoom(
        id=uow.new_id(), block_id=command.block_id, room_id=command.room_id,
        kind=reservations.BlockKind.COURTESY_HOLD, starts=command.arrival, ends=departure,
        reason=tr("Offered to {name}", name=name),
    )  # fmt: skip
    try:
        reservations.block_room(hold, uow=uow, clock=clock)
    except reservations.RoomTaken as error:
        error.choices = tuple(_other_rooms(command, entry, uow))
        raise
    entry.state, entry.offer_block_id, entry.offer_room_id = rules.OFFERED, command.block_id, command.room_id
    entry.offer_arrival, entry.offer_until = command.arrival, command.until
    uow.flush()
    return {"entry_id": str(entry.id), "guest": name, "room": property.find_room(uow, command.room_id).number}


def _other_rooms(command: OfferRoom, entry: WaitlistEntry, uow: UnitOfWork) -> Iterable[Choice]:
    fit = fits_of(uow.session, entry.property_id).get(entry.id)
    if fit is not None:
        again = replace(command, id=uow.new_id(), room_id=fit.room_id, arrival=fit.dates.arrival)
        yield Choice(tr("Offer room {room}", room=fit.room), again, f"{fit.dates.arrival:%d %b}")


def book_from_waitlist(command: BookFromWaitlist, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The hold goes, the booking comes, in the room that was held."""
    entry = find_entry(uow, command.entry_id)
    room_id, arrival = entry.offer_room_id, entry.offer_arrival or entry.arrival
    kind = entry.room_type_id or (property.find_room(uow, room_id).room_type_id if room_id else None)
    if kind is None:
        fit = fits_of(uow.session, entry.property_id).get(entry.id)
        if fit is None:
            raise reservations.TypeFull(tr("No room is free for these dates yet."))
        room_id, kind, arrival = fit.room_id, fit.type_id, fit.dates.arrival
    _let_go(uow, clock, entry)
    request = reservations.RoomRequest(
        stay_id=command.stay_id, room_type_id=kind, arrival=arrival,
        departure=arrival + (entry.departure - entry.arrival), room_id=room_id, adults=entry.adults,
        children=entry.children, rate_code=entry.rate_code,
    )  # fmt: skip
    book = reservations.Reserve(
        id=uow.new_id(), reservation_id=command.reservation_id, property_id=entry.property_id,
        guest=reservations.GuestRef(entry.guest_id), rooms=(request,), number=command.number,
        booked_on=property.open_property(uow, entry.property_id).business_date, oversell=command.oversell,
        internal_note=entry.note,
    )  # fmt: skip
    try:
        result = reservations.reserve(book, uow=uow, clock=clock)
    except reservations.TypeFull as error:
        again = replace(command, id=uow.new_id(), oversell=True)
        error.choices = (
            Choice(tr("Book it all the same"), again, tr("The rack shows that it is too many.")),
        )
        raise
    entry.state, entry.reservation_id = rules.BOOKED, command.reservation_id
    uow.flush()
    uow.resolved = replace(command, number=str(result["number"]))
    return result | {"guest": guests.name_of(uow, entry.guest_id)}


def leave_waitlist(command: LeaveWaitlist, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Withdrawn; a hold is given free."""
    entry = find_entry(uow, command.entry_id)
    end_waiting(uow, clock, entry, rules.WITHDRAWN)
    return {"entry_id": str(entry.id), "guest": guests.name_of(uow, entry.guest_id)}


def lapse_offers(command: LapseOffers, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Each offer whose time has passed."""
    property.open_property(uow, command.property_id)
    at = command.at or clock.now()
    lapsed = lapse(uow, clock, command.property_id, at)
    uow.resolved = replace(command, at=at)
    return {"lapsed": lapsed}


def lapse(uow: UnitOfWork, clock: Clock, property_id: UUID, at: datetime) -> int:
    """Offers whose time is over at an instant: the room is free, the guest waits on; how many."""
    over = offers_over(uow.session, property_id, at)
    for entry in over:
        _let_go(uow, clock, entry)
        entry.state = rules.WAITING
    uow.flush()
    return len(over)


def end_waiting(uow: UnitOfWork, clock: Clock, entry: WaitlistEntry, state: str) -> None:
    """Give an entry its last state and what was held for it free."""
    _let_go(uow, clock, entry)
    entry.state = state
    uow.flush()


def _let_go(uow: UnitOfWork, clock: Clock, entry: WaitlistEntry) -> None:
    """The courtesy hold goes, unless somebody has released it by hand."""
    block_id, entry.offer_block_id = entry.offer_block_id, None
    entry.offer_room_id = entry.offer_arrival = entry.offer_until = None
    uow.flush()
    if block_id is None:
        return
    try:
        release = reservations.ReleaseBlock(id=uow.new_id(), block_id=block_id)
        reservations.release_block(release, uow=uow, clock=clock)
    except NotFound:
        return


def soon(clock: Clock) -> datetime:
    """Until when an offer holds unless somebody says otherwise."""
    return clock.now() + timedelta(hours=rules.OFFER_HOURS)


HANDLERS = (
    Handling(JoinWaitlist, join_waitlist),
    Handling(OfferRoom, offer_room),
    Handling(BookFromWaitlist, book_from_waitlist),
    Handling(LeaveWaitlist, leave_waitlist),
    Handling(LapseOffers, lapse_offers),
)
