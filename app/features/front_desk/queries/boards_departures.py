"""The board of departures: who is to leave today or should have left, and who left today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_arrivals import first_of
from app.features.front_desk.queries.boards_facts import (
    EXPECTED,
    INSIDE,
    LOOK_BACK,
    Occupant,
    OpenHouse,
    each_house,
    open_houses,
    stays_where,
)
from app.features.front_desk.queries.boards_rows import (
    BoardStay,
    Facts,
    StayBoardView,
    guest_needs,
    urgent_first,
)
from app.features.front_desk.rules.traces import Moment
from app.features.front_desk.rules.urgency import Need, Step, Urgency, departure_step, departure_urgency
from app.features.guests.models import Guest
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, kw_only=True, slots=True)
class Departures(Query[StayBoardView]):
    """The departures of every hotel on its open day. `now` decides who stays too long."""

    now: datetime


def to_leave(house: OpenHouse) -> Any:
    """The condition of guests who are to leave a hotel, today or before."""
    return and_(Stay.departure.between(house.day - LOOK_BACK, house.day), Stay.status == INSIDE)


def _of_today(house: OpenHouse) -> Any:
    return or_(to_leave(house), and_(Stay.departure == house.day, Stay.status == "checked_out"))


def departures(query: Departures, *, session: Session) -> StayBoardView:
    """The most urgent first, those who left last."""
    houses = open_houses(session)
    stays = stays_where(session, each_house(houses.values(), _of_today))
    facts = Facts(session, query.now, stays, houses)
    coming = next_guests(session, houses)
    alerts = facts.alerts(Moment.CHECK_OUT)
    rows = sorted((_row(facts, row, coming, alerts) for row in stays), key=urgent_first)
    day = min((one.day for one in houses.values()), default=query.now.date())
    if any(row.urgency is not Urgency.DONE for row in rows):
        return StayBoardView(tuple(rows), day, len(houses))
    name, at = first_of(session, houses, Stay.departure, Reservation.departure_time, (INSIDE, *EXPECTED))
    return StayBoardView(tuple(rows), day, len(houses), name, at)


def _row(facts: Facts, row: Any, coming: dict[UUID, Occupant], alerts: dict[UUID, str]) -> BoardStay:
    house = facts.house(row)
    room = facts.room(row, row.departure)
    inside = row.status == INSIDE
    at = row.departure_time or house.check_out
    minutes = house.clock.minutes_until(row.departure, at, facts.now)
    owed = facts.owed(row)
    after = coming.get(room.id) if room is not None else None
    if not inside:
        return facts.row(
            row, needs=(), urgency=Urgency.DONE, step=Step.FOLIO, owed=owed, at=at, minutes=minutes, room=room
        )
    needs = guest_needs(row) - {Need.VIP}
    if owed > 0:
        needs.add(Need.BALANCE)
    if row.departure_time is not None and row.departure_time > house.check_out:
        needs.add(Need.LATE_LEAVING)
    if row.id in alerts:
        needs.add(Need.ALERT)
    if after is not None:
        needs.add(Need.NEXT_GUEST)
    return facts.row(
        row, needs=needs, urgency=departure_urgency(minutes, overdue=row.departure < house.day),
        step=departure_step(owed, inside=True), owed=owed, at=at, minutes=minutes, room=room, other=after,
        alert=alerts.get(row.id, ""),
    )  # fmt: skip


def next_guests(session: Session, houses: dict[UUID, OpenHouse]) -> dict[UUID, Occupant]:
    """Who comes today into which room."""
    found: dict[UUID, Occupant] = {}
    for house in houses.values():
        rows = session.execute(
            select(StayNight.room_id, Stay.id, Guest.surname, Stay.arrival, Reservation.arrival_time)
            .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
            .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
            .join(
                Reservation,
                (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id),
            )
            .where(
                StayNight.property_id == house.id, StayNight.night == house.day,
                StayNight.room_id.is_not(None), Stay.arrival == house.day, Stay.status.in_(EXPECTED),
            )
        )  # fmt: skip
        found |= {
            room: Occupant(stay, name, day, at) for room, stay, name, day, at in rows if room is not None
        }
    return found


ANSWERS = (Answering(Departures, departures),)
