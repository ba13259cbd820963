"""Check-in and check-out of many: who is in order, and what is missing of each of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features import folios, property, reservations
from app.features.front_desk.models.arriving import DeskTerms, IdentityCheck, StaySignature
from app.features.front_desk.queries.arriving import (
    HouseFacts,
    MoneyView,
    PersonView,
    fee_now,
    house_facts,
    house_of,
    money_of,
    person,
)
from app.features.front_desk.queries.leaving import CheckOutFacts, CheckOutView, check_out_facts
from app.features.front_desk.repository import arriving as repository
from app.features.front_desk.rules import fees
from app.features.property.models import Property, Room
from app.features.reservations.models import Reservation, Stay
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.text import tr

MOST = 300


@dataclass(frozen=True, slots=True)
class ExpressRow:
    """A guest in the list; `missing` are short words, empty for who is in order; `stops` keeps him here."""

    stay_id: UUID
    name: str
    room: str
    group: str
    persons: int
    due_minor: int
    currency: str
    missing: tuple[str, ...]
    stops: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the list needs of an arriving guest."""

    stay: reservations.StayView
    room: str
    is_ready: bool
    guest: PersonView
    is_known: bool
    is_signed: bool
    money: MoneyView


@dataclass(frozen=True, slots=True)
class _HouseNow:
    """What all arrivals of a house share; `ready` are the rooms that can be slept in."""

    facts: HouseFacts
    terms: DeskTerms | None
    ready: frozenset[UUID]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpressCheckIn(Query[tuple[ExpressRow, ...]]):
    """Today's arrivals of a house, of one group, or the stays named."""

    property_id: UUID
    now: datetime
    group_id: UUID | None = None
    stay_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpressCheckOut(Query[tuple[ExpressRow, ...]]):
    """Today's departures of a house, of one group, or the stays named."""

    property_id: UUID
    now: datetime
    group_id: UUID | None = None
    stay_ids: tuple[UUID, ...] = ()


def express_check_in(query: ExpressCheckIn, *, session: Session) -> tuple[ExpressRow, ...]:
    """Expected today, by room."""
    found = []
    for view in _arrivals(session, _stays(session, query, arriving=True), query.now):
        missing, stops = missing_in(view)
        found.append(_row(view.stay, view.room, view.money.due_minor, missing, stops))
    return tuple(sorted(found, key=lambda row: (len(row.room), row.room, row.name)))


def express_check_out(query: ExpressCheckOut, *, session: Session) -> tuple[ExpressRow, ...]:
    """Leaving today, by room."""
    found = []
    for stay_id in _stays(session, query, arriving=False):
        view = check_out_facts(CheckOutFacts(stay_id=stay_id, now=query.now), session=session)
        missing, stops = missing_out(view)
        found.append(_row(view.stay, view.room, view.owed_minor, missing, stops))
    return tuple(sorted(found, key=lambda row: (len(row.room), row.room, row.name)))


def _arrivals(session: Session, stay_ids: Sequence[UUID], now: datetime) -> Iterator[Arrival]:
    """What the list needs of each guest; no other rooms, no wishes. What all share is read once."""
    taxes = folios.city_totals(session, stay_ids)
    checked = select(IdentityCheck.stay_id).where(IdentityCheck.stay_id.in_(stay_ids))
    signed = select(StaySignature.stay_id).where(StaySignature.stay_id.in_(stay_ids))
    known, written = frozenset(session.scalars(checked)), frozenset(session.scalars(signed))
    houses: dict[UUID, _HouseNow] = {}
    for stay_id in stay_ids:
        stay = reservations.stay_detail(reservations.StayDetail(stay_id=stay_id), session=session)
        if stay.property_id not in houses:
            houses[stay.property_id] = _house_now(session, stay.property_id, now)
        house, terms = houses[stay.property_id], houses[stay.property_id].terms
        today = house.facts.business_date
        night = next((night for night in stay.nights if night.night >= today), stay.nights[-1])
        fee = fee_now(session, stay, terms, house.facts, fees.EARLY)
        yield Arrival(
            stay, night.room, night.room_id in house.ready, person(session, stay, house.facts.country),
            stay_id in known, stay_id in written, money_of(session, stay, terms, fee, taxes[stay_id]),
        )  # fmt: skip


def _house_now(session: Session, property_id: UUID, now: datetime) -> _HouseNow:
    house = house_of(session, property_id)
    terms = repository.terms_of(session, house.id)
    rooms = session.execute(select(Room.id, Room.housekeeping).where(Room.property_id == house.id))
    ready = frozenset(room.id for room in rooms if property.is_ready(room.housekeeping))
    return _HouseNow(house_facts(house, terms, now), terms, ready)


def missing_in(view: Arrival) -> tuple[tuple[str, ...], bool]:
    """What is not in order; and whether it keeps the guest from going in."""
    found: list[str] = []
    if not view.room:
        found.append(tr("no room"))
    elif not view.is_ready:
        found.append(tr("room not ready"))
    stops = bool(found)
    if view.guest.needed and not view.is_known:
        found.append(tr("identity"))
    if view.money.to_guarantee_minor:
        found.append(tr("deposit"))
    if view.guest.is_signed and not view.is_signed:
        found.append(tr("signature"))
    return tuple(found), stops


def missing_out(view: CheckOutView) -> tuple[tuple[str, ...], bool]:
    """What is not settled; and whether it keeps the guest from going."""
    found: list[str] = []
    if view.owed_minor:
        found.append(tr("balance") if view.owed_minor > 0 else tr("money back"))
    stops = bool(found)
    if view.fee_minor:
        found.append(tr("late fee"))
    if view.keys_out:
        found.append(tr("keys"))
    return tuple(found), stops


def _stays(session: Session, query: ExpressCheckIn | ExpressCheckOut, *, arriving: bool) -> tuple[UUID, ...]:
    if query.stay_ids:
        return query.stay_ids[:MOST]
    house = session.scalars(select(Property).where(Property.id == query.property_id)).one()
    today = house.business_date
    statement = select(Stay.id).where(Stay.property_id == house.id)
    if arriving:
        expected = [str(status) for status in reservations.EXPECTED]
        statement = statement.where(Stay.status.in_(expected), Stay.arrival <= today, Stay.departure >= today)
    else:
        in_house = str(reservations.Status.CHECKED_IN)
        statement = statement.where(Stay.status == in_house, Stay.departure <= today)
    if query.group_id is not None:
        statement = statement.join(
            Reservation, (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id)
        ).where(Reservation.group_id == query.group_id)
    return tuple(session.scalars(statement.order_by(Stay.arrival, Stay.id).limit(MOST)))


def _row(
    stay: reservations.StayView, room: str, due: int, missing: tuple[str, ...], stops: bool
) -> ExpressRow:
    name = f"{stay.given} {stay.surname}".strip()
    return ExpressRow(
        stay.id, name, room, stay.group, stay.adults + stay.children, due, stay.currency, missing, stops
    )


ANSWERS = (Answering(ExpressCheckIn, express_check_in), Answering(ExpressCheckOut, express_check_out))
