"""The house tonight: who stays on, has come, is to come; what is free; how many wait on each board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_arrivals import to_come
from app.features.front_desk.queries.boards_departures import to_leave
from app.features.front_desk.queries.boards_facts import (
    EXPECTED,
    HOLDING,
    INSIDE,
    OpenHouse,
    RoomFact,
    each_house,
    open_houses,
    rooms_of,
)
from app.features.front_desk.queries.boards_holds import Holds, holds
from app.features.front_desk.queries.boards_in_house import inside
from app.features.front_desk.queries.boards_to_place import changes, without_room
from app.features.front_desk.rules.urgency import NOT_READY
from app.features.guests.models import Guest
from app.features.property.models import RoomType
from app.features.reservations.models import Reservation, RoomBlock, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query

# The same day of the week a year ago.
YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class PositionView:
    """The figures of tonight over all hotels of the tenant. Rates are None where nothing was sold.

    `free` is negative when more is sold than there are rooms. Minutes are negative for what is over.
    """

    rooms: int
    out_of_order: int
    stay_on: int
    arrived: int
    to_come: int
    free: int
    arrivals: int
    to_arrive: int
    departures: int
    to_leave: int
    ready: int
    placed: int
    in_progress: int
    dirty: int
    sold_last_year: int | None
    rate_minor: int | None
    rate_last_year_minor: int | None
    cheapest_minor: int
    currency: str
    next_name: str
    next_at: time | None
    past_leaving: int
    check_out: time | None

    @property
    def sellable(self) -> int:
        """Rooms that can be sold tonight."""
        return self.rooms - self.out_of_order

    @property
    def sold(self) -> int:
        """Rooms that are sold tonight."""
        return self.stay_on + self.arrived + self.to_come


@dataclass(frozen=True, kw_only=True, slots=True)
class Position(Query[PositionView]):
    """The house-position strip."""

    now: datetime


@dataclass(frozen=True, slots=True)
class CountsView:
    """How many wait on each board."""

    arrivals: int
    departures: int
    in_house: int
    to_place: int
    room_moves: int
    holds: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardCounts(Query[CountsView]):
    """The counts in the navigation."""

    now: datetime


def position(query: Position, *, session: Session) -> PositionView:
    """One pass over the nights of tonight, and a look at the same night a year ago."""
    houses = open_houses(session)
    rooms = rooms_of(session)
    tonight = [row for house in houses.values() for row in _nights(session, house, house.day)]
    year = [row for house in houses.values() for row in _nights(session, house, house.day - YEAR)]
    blocked, broken = _blocks(session, houses.values())
    taken = {row.room_id for row in tonight} | blocked
    currencies = {house.currency for house in houses.values()}
    come = [row for row in tonight if row.status in EXPECTED]
    states = [rooms[row.room_id].state for row in come if row.room_id in rooms]
    coming, leaving = _coming(session, houses), _leaving(session, houses, query.now)
    sold = len(tonight)
    return PositionView(
        rooms=len(rooms), out_of_order=len(broken),
        stay_on=sum(row.status not in EXPECTED and row.arrival < row.night for row in tonight),
        arrived=sum(row.status not in EXPECTED and row.arrival == row.night for row in tonight),
        to_come=len(come), free=len(rooms) - len(broken) - sold,
        arrivals=_came(session, houses) + len(coming), to_arrive=len(coming), departures=leaving.all, to_leave=leaving.inside,
        ready=sum(state not in NOT_READY for state in states), placed=len(states),
        in_progress=states.count("in_progress"), dirty=states.count("dirty") + states.count("pickup"),
        sold_last_year=len(year) or None, rate_minor=_rate(tonight, currencies),
        rate_last_year_minor=_rate(year, currencies),
        cheapest_minor=_cheapest(session, rooms.values(), taken | broken),
        currency=min(currencies, default=""), **_next(query.now, houses, coming),
        past_leaving=leaving.past, check_out=min((h.check_out for h in houses.values()), default=None),
    )  # fmt: skip


def _nights(session: Session, house: OpenHouse, day: Any) -> list[Any]:
    rows = session.execute(
        select(StayNight.room_id, StayNight.night, StayNight.price_minor, Stay.status, Stay.arrival)
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(
            StayNight.property_id == house.id, StayNight.night == day, StayNight.slot == "N",
            Stay.status.in_(HOLDING),
        )
    )  # fmt: skip
    return list(rows)


def _blocks(session: Session, houses: Iterable[OpenHouse]) -> tuple[set[UUID], set[UUID]]:
    """Rooms that are blocked tonight, and those that are out of order."""
    blocked: set[UUID] = set()
    broken: set[UUID] = set()
    for house in houses:
        rows = session.execute(
            select(RoomBlock.room_id, RoomBlock.kind).where(
                RoomBlock.property_id == house.id, RoomBlock.starts <= house.day, RoomBlock.ends > house.day
            )
        )
        for room_id, kind in rows:
            (broken if kind == "out_of_order" else blocked).add(room_id)
    return blocked, broken


def _rate(nights: list[Any], currencies: set[str]) -> int | None:
    """The average price of the nights sold; None for several currencies, which have no average."""
    if not nights or len(currencies) != 1:
        return None
    total: int = sum(row.price_minor for row in nights)
    return round(total / len(nights))


def _cheapest(session: Session, rooms: Iterable[RoomFact], taken: set[UUID]) -> int:
    """The lowest published price of a type with a free room; 0 when none is free."""
    free = {room.type_id for room in rooms if room.id not in taken}
    rates = session.execute(select(RoomType.id, RoomType.rack_rate_minor))
    return min((rate for id_, rate in rates if id_ in free and rate > 0), default=0)


def _coming(session: Session, houses: dict[UUID, OpenHouse]) -> list[Any]:
    """Who is still to come, with the time that was agreed."""
    return list(
        session.execute(
            select(Stay.property_id, Stay.arrival, Reservation.arrival_time, Guest.surname)
            .join(
                Reservation,
                (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id),
            )
            .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
            .where(each_house(houses.values(), to_come))
        )
    )


def _next(now: datetime, houses: dict[UUID, OpenHouse], coming: list[Any]) -> dict[str, Any]:
    """Whose time comes next."""
    ahead = []
    for row in coming:
        if row.arrival_time is not None:
            clock = houses[row.property_id].clock
            minutes = clock.minutes_until(row.arrival, row.arrival_time, now)
            if minutes >= 0:
                ahead.append((minutes, row.surname, row.arrival_time))
    if not ahead:
        return {"next_name": "", "next_at": None}
    _, name, at = min(ahead)
    return {"next_name": name, "next_at": at}


def _came(session: Session, houses: dict[UUID, OpenHouse]) -> int:
    """How many of today's arrivals are in, or have left again."""
    today = each_house(houses.values(), lambda one: Stay.arrival == one.day)
    statement = select(func.count()).select_from(Stay)
    return session.scalars(statement.where(today, Stay.status.in_((INSIDE, "checked_out")))).one()


@dataclass(frozen=True, slots=True)
class _Leaving:
    all: int
    inside: int
    past: int


def _leaving(session: Session, houses: dict[UUID, OpenHouse], now: datetime) -> _Leaving:
    """Who is to leave, how many are past their time, and how many there were in all."""
    rows = session.execute(
        select(Stay.property_id, Stay.departure, Reservation.departure_time)
        .join(
            Reservation, (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id)
        )
        .where(each_house(houses.values(), to_leave))
    ).all()
    past = 0
    for property_id, departure, at in rows:
        house = houses[property_id]
        past += house.clock.minutes_until(departure, at or house.check_out, now) < 0
    today = each_house(houses.values(), lambda one: Stay.departure == one.day)
    statement = select(func.count()).select_from(Stay).where(today, Stay.status == "checked_out")
    return _Leaving(len(rows) + session.scalars(statement).one(), len(rows), past)


def board_counts(query: BoardCounts, *, session: Session) -> CountsView:
    """Small counts, without what the rows say."""
    houses = open_houses(session)
    count = select(func.count()).select_from(Stay)
    return CountsView(
        arrivals=session.scalars(count.where(each_house(houses.values(), to_come))).one(),
        departures=session.scalars(count.where(each_house(houses.values(), to_leave))).one(),
        in_house=len(inside(session, houses)),
        to_place=len(without_room(session, houses)),
        room_moves=len(changes(session, houses)),
        holds=len(holds(Holds(now=query.now), session=session).rows),
    )


ANSWERS = (Answering(Position, position), Answering(BoardCounts, board_counts))
