"""The board of arrivals: who is to come today or has not come since, and who came today."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_facts import (
    EXPECTED,
    HOLDING,
    LOOK_BACK,
    OpenHouse,
    each_house,
    local_time,
    open_houses,
    stays_where,
)
from app.features.front_desk.queries.boards_rows import (
    BoardStay,
    Facts,
    StayBoardView,
    guest_needs,
    room_needs,
    urgent_first,
)
from app.features.front_desk.rules.traces import Moment
from app.features.front_desk.rules.urgency import Need, Step, Urgency, arrival_step, arrival_urgency
from app.features.guests.models import Guest
from app.features.property.models import Room
from app.features.reservations.models import Reservation, RoomBlock, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrivals(Query[StayBoardView]):
    """The arrivals of every hotel on its open day. `now` decides what is late."""

    now: datetime


def to_come(house: OpenHouse) -> Any:
    """The condition of stays that are still to come to a hotel."""
    return and_(
        Stay.arrival.between(house.day - LOOK_BACK, house.day), Stay.departure >= house.day,
        Stay.status.in_(EXPECTED),
    )  # fmt: skip


def _of_today(house: OpenHouse) -> Any:
    came = and_(Stay.arrival == house.day, Stay.status.in_(("checked_in", "checked_out", "no_show")))
    return or_(to_come(house), came)


def arrivals(query: Arrivals, *, session: Session) -> StayBoardView:
    """The most urgent first, those who came last."""
    houses = open_houses(session)
    stays = stays_where(session, each_house(houses.values(), _of_today))
    facts = Facts(session, query.now, stays, houses)
    sold_out = _types_sold_out(session, facts)
    alerts = facts.alerts(Moment.CHECK_IN)
    rows = sorted((_row(facts, row, sold_out, alerts) for row in stays), key=urgent_first)
    day = min((one.day for one in houses.values()), default=query.now.date())
    if any(row.urgency is not Urgency.DONE for row in rows):
        return StayBoardView(tuple(rows), day, len(houses))
    name, at = first_of(session, houses, Stay.arrival, Reservation.arrival_time, EXPECTED)
    return StayBoardView(tuple(rows), day, len(houses), name, at)


def _row(facts: Facts, row: Any, sold_out: set[UUID], alerts: dict[UUID, str]) -> BoardStay:
    house, room = facts.house(row), facts.room(row)
    expected = row.status in EXPECTED
    at: time | None = row.arrival_time
    minutes = house.clock.minutes_until(row.arrival, at, facts.now) if at is not None else None
    overdue = row.arrival < house.day
    owed = facts.owed(row) if expected else facts.owed(row, house.day)
    if not expected:
        return facts.row(
            row, needs=(), urgency=Urgency.DONE, step=Step.FOLIO, owed=owed, at=at, minutes=minutes, room=room
        )
    needs = guest_needs(row) | room_needs(facts, row, room)
    if Need.NO_ROOM in needs and row.room_type_id in sold_out:
        needs = (needs - {Need.NO_ROOM}) | {Need.SOLD_OUT}
    if row.status == "tentative":
        needs.add(Need.TENTATIVE)
    if row.deposit_due_minor > row.deposit_paid_minor:
        needs.add(Need.DEPOSIT)
    if row.id in alerts:
        needs.add(Need.ALERT)
    waits = facts.waiting.get(row.id)
    if waits is not None:
        needs.add(Need.WAITING)
    urgency = arrival_urgency(minutes, overdue=overdue, waits=waits is not None)
    later = urgency is Urgency.LATER and minutes is not None
    return facts.row(
        row, needs=needs, urgency=urgency, step=arrival_step(needs, later=later), owed=owed, at=at,
        minutes=minutes, room=room, other=facts.occupant(room, row.id), waits_at=waits.reach if waits else "",
        alert=alerts.get(row.id, ""), waits_since=local_time(house, waits.since) if waits else None,
    )  # fmt: skip


def _types_sold_out(session: Session, facts: Facts) -> set[UUID]:
    """Room types of which no room is free tonight."""
    waiting = {row.room_type_id for row in facts.stays if row.status in EXPECTED and facts.room(row) is None}
    if not waiting:
        return set()
    taken: set[UUID] = set()
    for house in facts.houses.values():
        taken |= taken_rooms(session, house)
    rooms = session.execute(select(Room.id, Room.room_type_id).where(Room.room_type_id.in_(waiting)))
    return waiting - {kind for room, kind in rooms if room not in taken}


def taken_rooms(session: Session, house: OpenHouse) -> set[UUID]:
    """Rooms of a hotel that somebody has tonight, or that are blocked."""
    nights = session.scalars(
        select(StayNight.room_id)
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(
            StayNight.property_id == house.id, StayNight.night == house.day, StayNight.slot == "N",
            StayNight.room_id.is_not(None), Stay.status.in_(HOLDING),
        )
    )  # fmt: skip
    blocks = session.scalars(
        select(RoomBlock.room_id)
        .join(Room, (Room.tenant_id == RoomBlock.tenant_id) & (Room.id == RoomBlock.room_id))
        .where(RoomBlock.property_id == house.id, RoomBlock.starts <= house.day, RoomBlock.ends > house.day)
    )
    return {room for room in (*nights, *blocks) if room is not None}


def first_of(
    session: Session, houses: dict[UUID, OpenHouse], day: Any, at: Any, statuses: tuple[str, ...]
) -> tuple[str, time | None]:
    """Whose turn it is first on the day after the open one, and when."""
    tomorrow = each_house(houses.values(), lambda one: day == one.day + timedelta(days=1))
    found = session.execute(
        select(Guest.surname, at)
        .select_from(Stay)
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .join(
            Reservation, (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id)
        )
        .where(tomorrow, Stay.status.in_(statuses))
        .order_by(func.coalesce(at, time(23, 59)), Guest.surname)
        .limit(1)
    ).first()
    return (found[0], found[1]) if found is not None else ("", None)


ANSWERS = (Answering(Arrivals, arrivals),)
