"""Everything that a file of the guest register tells of entries: guest, company, documents, additions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.arriving import IdentityCheck
from app.features.front_desk.models.register import RegisterEntry, RegisterFacts, RegisterTerms
from app.features.front_desk.models.traces import StayGuest
from app.features.front_desk.repository import register as repository
from app.features.front_desk.rules import identity, register, register_spain
from app.features.front_desk.rules.countries import italian_name, italian_state
from app.features.front_desk.rules.register import Case, Facts
from app.features.front_desk.rules.register_places import STATE
from app.features.guests.models import Guest
from app.features.property.models import Property, Room
from app.features.reservations.models import Reservation, Stay, StayNight
from app.kernel.text import fold

STATES = (identity.NATIONALITY, register.BIRTH_COUNTRY, register.ISSUE_PLACE)
Placed = Mapping[UUID, Mapping[int, Mapping[str, str]]]


def cases(session: Session, entries: Sequence[RegisterEntry]) -> dict[UUID, Case]:
    """The whole case of each entry, by stay: a handful of readings for all of them."""
    ids = [entry.stay_id for entry in entries]
    if not ids:
        return {}
    statement = (
        select(Stay, Reservation, Guest)
        .join(
            Reservation, (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id)
        )
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .where(Stay.id.in_(ids))
    )
    booked = {stay.id: (stay, booking, guest) for stay, booking, guest in session.execute(statement)}
    houses = {house.id: house for house in session.scalars(select(Property))}
    codes = {row.property_id: row.establishment for row in session.scalars(select(RegisterTerms))}
    rooms, sharers = _rooms(session, ids), _sharers(session, ids)
    seen, added = _seen(session, ids), _added(session, ids)
    found = {}
    for entry in entries:
        stay, booking, guest = booked[entry.stay_id]
        house = houses[entry.property_id]
        party = stay.adults + stay.children
        persons = register.people(
            _facts(guest), sharers.get(stay.id, ()), seen.get(stay.id, {}), added.get(stay.id, {}), party
        )
        found[stay.id] = Case(
            country=entry.country, house=house.name, establishment=codes.get(house.id, ""),
            number=booking.number, booked_on=booking.booked_on,
            arrived=entry.arrived_at.astimezone(ZoneInfo(house.timezone)).replace(tzinfo=None),
            leaves=datetime.combine(stay.departure, house.check_out_time), room=rooms.get(stay.id, ""),
            persons=_in_codes(session, entry.country, [register.derived(facts) for facts in persons]),
            paid_by=register_spain.paid_by(
                booking.guarantee, booking.channel_code, booking.deposit_paid_minor
            ),
        )  # fmt: skip
    return found


def _in_codes(session: Session, country: str, persons: Sequence[Facts]) -> tuple[Facts, ...]:
    """In Italy a state that the table here does not know is looked up in the police's, once read in."""
    if country != register.ITALY:
        return tuple(persons)
    return tuple(
        {name: _state_code(session, text) if name in STATES else text for name, text in facts.items()}
        for facts in persons
    )


def _state_code(session: Session, text: str) -> str:
    if len(text) != 2 or italian_state(text):
        return text
    rows = repository.places_named(session, STATE, fold(italian_name(text)))
    return next((row.code for row in rows if row.ended is None), text)


def _facts(guest: Guest) -> dict[str, str]:
    """What the guest's own record says."""
    told = {
        identity.SURNAME: guest.surname, identity.GIVEN: guest.given,
        identity.NATIONALITY: guest.nationality, identity.PHONE: guest.phone, register.EMAIL: guest.email,
        identity.BIRTH: guest.birth_date.isoformat() if guest.birth_date else "",
        register.HOME_COUNTRY: guest.country, identity.ADDRESS: guest.street,
        register.POSTCODE: guest.postcode, register.TOWN: guest.city,
    }  # fmt: skip
    return {name: text for name, text in told.items() if text}


def _rooms(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The room of the first night of each stay."""
    first = (
        select(StayNight.stay_id, func.min(StayNight.night).label("night"))
        .where(StayNight.stay_id.in_(ids)).group_by(StayNight.stay_id).subquery()
    )  # fmt: skip
    statement = (
        select(StayNight.stay_id, Room.number)
        .join(first, (first.c.stay_id == StayNight.stay_id) & (first.c.night == StayNight.night))
        .join(Room, (Room.tenant_id == StayNight.tenant_id) & (Room.id == StayNight.room_id))
    )
    return {row.stay_id: row.number for row in session.execute(statement)}


def _seen(session: Session, ids: Sequence[UUID]) -> Placed:
    found: dict[UUID, dict[int, Mapping[str, str]]] = defaultdict(dict)
    for row in session.scalars(select(IdentityCheck).where(IdentityCheck.stay_id.in_(ids))):
        found[row.stay_id][row.place] = row.facts
    return found


def _added(session: Session, ids: Sequence[UUID]) -> Placed:
    found: dict[UUID, dict[int, Mapping[str, str]]] = defaultdict(dict)
    for row in session.scalars(select(RegisterFacts).where(RegisterFacts.stay_id.in_(ids))):
        found[row.stay_id][row.place] = row.facts
    return found


def _sharers(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Mapping[str, str]]]:
    statement = (
        select(StayGuest.stay_id, Guest)
        .join(Guest, (Guest.tenant_id == StayGuest.tenant_id) & (Guest.id == StayGuest.guest_id))
        .where(StayGuest.stay_id.in_(ids)).order_by(Guest.sort_key, Guest.id)
    )  # fmt: skip
    found: dict[UUID, list[Mapping[str, str]]] = defaultdict(list)
    for stay_id, guest in session.execute(statement):
        found[stay_id].append(_facts(guest))
    return found
