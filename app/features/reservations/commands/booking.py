"""Book: a reservation of one or more rooms for a guest, known or new."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from app.features import guests, property
from app.features.reservations import nights as nights_
from app.features.reservations import rules
from app.features.reservations.commands.fitting import (
    OFFERS,
    RoomTaken,
    TypeFull,
    describe,
    ensure_party_fits,
    ensure_same_house,
    free_of_type,
    free_rooms,
    say_clash,
)
from app.features.reservations.commands.loading import DatesRefused, LoadedStay
from app.features.reservations.commands.requests import GuestRef, Reserve, RoomRequest
from app.features.reservations.events import ReservationMade
from app.features.reservations.models import BookingGroup, Reservation, Stay
from app.features.reservations.rules import Night
from app.infra import search
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.dates import StayDates, held_slots
from app.kernel.errors import AppError, Choice, InvalidInput, NotFound
from app.kernel.text import tr


def reserve(command: Reserve, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Price and check each room, then write guest, reservation, stays and nights."""
    property_ = property.open_property(uow, command.property_id)
    _ensure_shape(command, property_.business_date)
    _ensure_known(command, uow)
    asked, command = command, _priced(command, uow, clock)
    booker_id = guest_of(uow, command.guest)
    guest_ids = [guest_of(uow, room.guest) if room.guest else booker_id for room in command.rooms]
    for index in range(len(command.rooms)):
        _ensure_room(command, index, uow)
    _ensure_apart(command)
    numbered = command
    if not command.number:
        year = property_.business_date.year
        count = uow.next_number("reservation", property_.id, year)
        numbered = replace(command, number=rules.reservation_number(uow.actor.workstation, year, count))
    if numbered is not asked:
        uow.resolved = numbered
    reservation = _reservation(numbered, booker_id, property_.currency)
    uow.add(reservation)
    search.index_terms(uow, search.RESERVATION, reservation.id, _search_texts(reservation, uow))
    for index in range(len(command.rooms)):
        _add_stay(command, index, guest_ids[index], uow, clock, reservation)
    uow.announce(
        ReservationMade(reservation_id=reservation.id, property_id=property_.id, number=reservation.number)
    )
    return {
        "reservation_id": str(reservation.id),
        "number": reservation.number,
        "stay_ids": [str(r.stay_id) for r in command.rooms],
    }


def add_rooms(command: Reserve, *, uow: UnitOfWork, clock: Clock, reservation: Reservation) -> Reserve:
    """Write the rooms of a booking under one that exists already; gives them with their prices."""
    _ensure_shape(command, property.open_property(uow, command.property_id).business_date)
    command = _priced(command, uow, clock)
    guest_ids = [guest_of(uow, room.guest or command.guest) for room in command.rooms]
    for index in range(len(command.rooms)):
        _ensure_room(command, index, uow)
    _ensure_apart(command)
    for index in range(len(command.rooms)):
        _add_stay(command, index, guest_ids[index], uow, clock, reservation)
    if command.internal_note:
        notes = filter(None, [reservation.internal_note, command.internal_note])
        reservation.internal_note = "\n".join(notes)
    return command


def _ensure_shape(command: Reserve, business_date: date) -> None:
    if not command.rooms or len(command.rooms) > rules.MAX_ROOMS:
        raise InvalidInput(tr("A booking has from 1 to {most} rooms.", most=rules.MAX_ROOMS), field="rooms")
    if command.status not in rules.EXPECTED:
        raise InvalidInput(tr("A new booking is tentative or confirmed."), field="status")
    for request in command.rooms:
        if request.departure < request.arrival:
            raise DatesRefused(tr("The departure lies before the arrival."), field="departure")
        if request.arrival < business_date:
            raise DatesRefused(tr("This day is over. Choose today or a later day."), field="arrival")
        nights = (request.departure - request.arrival).days
        if nights > rules.MAX_NIGHTS:
            raise DatesRefused(
                tr("A stay has at most {most} nights.", most=rules.MAX_NIGHTS), field="departure"
            )
        ensure_party(request.adults, request.children, request.child_ages)
        if request.prices and len(request.prices) != max(nights, 1):
            raise InvalidInput(tr("Give one price for each night."), field="prices")
        if any(not 0 <= p <= rules.MAX_PRICE_MINOR for p in request.prices):
            raise InvalidInput(tr("This price cannot be right."), field="prices")


def ensure_party(adults: int, children: int, child_ages: Sequence[int]) -> None:
    """Somebody stays; there is an age for each child or none. Raises InvalidInput."""
    if adults < 1 or children < 0:
        raise InvalidInput(tr("Somebody must stay in each room."), field="adults")
    if len(child_ages) not in (0, children):
        raise InvalidInput(tr("Give an age for each child, or none."), field="child_ages")
    if any(not 0 <= age <= rules.MAX_CHILD_AGE for age in child_ages):
        raise InvalidInput(
            tr("A child is from 0 to {most} years old.", most=rules.MAX_CHILD_AGE), field="child_ages"
        )


def grow_party(uow: UnitOfWork, loaded: LoadedStay) -> None:
    """One adult more in a stay, where its room takes him. Raises PartyTooLarge."""
    stay = loaded.stay
    room_id = next((n.room_id for n in reversed(loaded.nights)), None)
    ensure_party_fits(uow, room_id, stay.room_type_id, stay.adults + stay.children + 1)
    stay.adults += 1
    loaded.reservation.adults += 1
    uow.flush()


class _Enough(Exception):
    """No fault: a trial went well, and nothing of it shall stay."""


def _priced(command: Reserve, uow: UnitOfWork, clock: Clock) -> Reserve:
    """The booking with the prices that its rate plans give; as it is where none is to be asked."""
    if not any(room.by_plan or room.typed_over for room in command.rooms):
        return _with_policy(command, uow)
    from app.features.reservations.commands import selling  # noqa: PLC0415 - heavy: it loads the rates

    command = selling.with_typed_noted(command, uow)
    if not any(room.by_plan for room in command.rooms):
        return _with_policy(command, uow)
    return selling.priced(command, uow, partial(_goes, uow, clock))


def _with_policy(command: Reserve, uow: UnitOfWork) -> Reserve:
    """The booking with the policy of its plan, where its prices were agreed and its policy was not."""
    code = next((room.rate_code for room in command.rooms if room.rate_code), "")
    if command.cancellation_policy or not code:
        return command
    from app.features.reservations.commands import selling  # noqa: PLC0415 - heavy: it loads the rates

    return selling.with_policy(command, code, uow)


def _goes(uow: UnitOfWork, clock: Clock, command: Reserve) -> bool:
    """Whether a booking would succeed now; nothing of it stays."""
    resolved = uow.resolved
    try:
        with uow.attempt():
            reserve(command, uow=uow, clock=clock)
            raise _Enough
    except _Enough:
        return True
    except AppError:
        return False
    finally:
        uow.resolved = resolved


def _ensure_known(command: Reserve, uow: UnitOfWork) -> None:
    """Refuse ids of a group, company or agent that do not exist (any more)."""
    if command.group_id is not None and uow.find(BookingGroup, command.group_id) is None:
        raise NotFound(tr("This group does not exist any more."), field="group_id")
    for company_id in filter(None, (command.company_id, command.agent_id)):
        guests.find_company(uow, company_id)


def guest_of(uow: UnitOfWork, ref: GuestRef) -> UUID:
    """The guest who is known by this id, or a new one."""
    return guests.ensure_guest(
        uow, ref.guest_id, surname=ref.surname, given=ref.given, email=ref.email, phone=ref.phone,
        nationality=ref.nationality, language=ref.language, vip=ref.vip,
    ).id  # fmt: skip


def _reservation(command: Reserve, booker_id: UUID, currency: str) -> Reservation:
    return Reservation(
        id=command.reservation_id, property_id=command.property_id, number=command.number,
        booker_id=booker_id, source=command.source, channel_code=command.channel_code,
        external_id=command.external_id, segment=command.segment, booked_on=command.booked_on,
        status=str(command.status), adults=sum(r.adults for r in command.rooms),
        children=sum(r.children for r in command.rooms), meal=command.meal,
        arrival_time=command.arrival_time, departure_time=command.departure_time,
        guest_note=command.guest_note, internal_note=command.internal_note, tags=list(command.tags),
        guarantee=command.guarantee, deposit_due_minor=command.deposit_due_minor,
        deposit_paid_minor=command.deposit_paid_minor, currency=currency, group_id=command.group_id,
        company_id=command.company_id, agent_id=command.agent_id, cancelled_on=None,
        cancellation_policy=dict(command.cancellation_policy),
    )  # fmt: skip


def _search_texts(reservation: Reservation, uow: UnitOfWork) -> list[str]:
    """What a booking is found by besides its guests: numbers, group."""
    texts = [reservation.number, reservation.external_id]
    if reservation.group_id is not None:
        group = uow.find(BookingGroup, reservation.group_id)
        texts += [group.name] if group else []
    return [text for text in texts if text]


def _planned(request: RoomRequest, uow: UnitOfWork) -> tuple[Night, ...]:
    room_type = property.find_room_type(uow, request.room_type_id)
    dates = StayDates(request.arrival, request.departure)
    prices = request.prices or (room_type.rack_rate_minor,) * max(dates.nights, 1)
    return rules.planned(dates, room_type.id, request.room_id, prices, request.rate_code)


def _add_stay(
    command: Reserve, index: int, guest_id: UUID, uow: UnitOfWork, clock: Clock, reservation: Reservation
) -> None:  # fmt: skip
    request = command.rooms[index]
    nights = _planned(request, uow)
    _ensure_type(command, index, nights, uow)
    dates = rules.dates_of(nights)
    stay = Stay(
        id=request.stay_id, property_id=reservation.property_id, reservation_id=reservation.id,
        guest_id=guest_id, arrival=dates.arrival, departure=dates.departure,
        room_type_id=request.room_type_id, status=str(command.status), adults=request.adults,
        children=request.children, child_ages=list(request.child_ages), checked_in_at=None,
        checked_out_at=None,
    )  # fmt: skip
    uow.add(stay)
    nights_.store(uow, clock, stay, nights, reservation.currency, new=True, free=True)


def _ensure_room(command: Reserve, index: int, uow: UnitOfWork) -> None:
    """Refuse a room that is too small or held by somebody, before anything is written."""
    request = command.rooms[index]
    nights = _planned(request, uow)
    if property.find_room_type(uow, request.room_type_id).property_id != command.property_id:
        raise InvalidInput(tr("This room type belongs to another hotel."), field="room_type_id")
    if request.room_id is not None:
        ensure_same_house(uow, request.room_id, command.property_id)
    offers = partial(_offers, command, index, nights, uow)
    party = request.adults + request.children
    ensure_party_fits(uow, request.room_id, request.room_type_id, party, offers)
    taken = nights_.clashes(uow, nights)
    if taken:
        raise RoomTaken(say_clash(uow, taken[0], taken[0].room_id), choices=offers(), field="room_id")


def _ensure_apart(command: Reserve) -> None:
    """Refuse two rooms of one booking that are the same room in the same night."""
    seen: set[rules.Hold] = set()
    for request in command.rooms:
        if request.room_id is None:
            continue
        own = {rules.Hold(request.room_id, night, slot) for night, slot in _slots(request)}
        if seen & own:
            raise InvalidInput(tr("The booking names one room twice in the same night."), field="rooms")
        seen |= own


def _slots(request: RoomRequest) -> list[tuple[date, str]]:
    return held_slots(StayDates(request.arrival, request.departure))


def _ensure_type(command: Reserve, index: int, nights: Sequence[Night], uow: UnitOfWork) -> None:
    """Refuse a stay without a room in a type that has none left, unless the desk oversells knowingly."""
    request = command.rooms[index]
    if request.room_id is not None or command.oversell:
        return
    dates = StayDates(request.arrival, request.departure)
    if free_of_type(uow, command.property_id, request.room_type_id, dates, command.group_id) < 1:
        name = property.find_room_type(uow, request.room_type_id).name
        again = Choice(tr("Book it all the same"), replace(command, id=uow.new_id(), oversell=True),
                       tr("The type is oversold; the rack shows it."))  # fmt: skip
        raise TypeFull(
            tr("{type} is full in these nights.", type=name),
            choices=[*_offers(command, index, nights, uow), again],
        )


def _offers(command: Reserve, index: int, nights: Sequence[Night], uow: UnitOfWork) -> list[Choice]:
    """The same booking in another room that is free; made for bookings of one room only.

    With several rooms a free room now may be wanted by the next one of the same booking.
    """
    if len(command.rooms) > 1:
        return []
    request = command.rooms[index]
    party = request.adults + request.children
    offers = []
    for room in free_rooms(uow, command.property_id, nights, party, near=request.room_type_id)[:OFFERS]:
        other = replace(request, room_id=room.id)
        again = replace(command, id=uow.new_id(), rooms=(other,))
        offers.append(Choice(tr("Room {room}", room=room.number), again, describe(uow, room)))
    return offers
