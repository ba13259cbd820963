"""The house tonight: who stays on, has come, is to come; what is free; how many wait on each board."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_arrivals import to_come
from app.features.front_desk.queries.boards_departures import to_leave
from app.features.front_desk.queries.boards_facts import (
    EXPECTED,
    HOLDING,
    INSIDE,
    OpenHouse,
    each_house,
    open_houses,
)
from app.features.front_desk.queries.boards_holds import Holds, holds
from app.features.front_desk.queries.boards_in_house import inside
from app.features.front_desk.queries.boards_to_place import changes, without_room
from app.features.front_desk.queries.boards_waiting import traces_open, wishes_open
from app.features.front_desk.rules.urgency import NOT_READY
from app.features.guests.models import Guest
from app.features.property.models import Room, RoomType
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
    waitlist: int
    traces: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardCounts(Query[CountsView]):
    """The counts in the navigation."""

    now: datetime


def position(query: Position, *, session: Session) -> PositionView:
    """Sums over the nights of tonight, and of the same night a year ago."""
    houses = open_houses(session)
    tonight, year = _sold(session, houses)
    blocked, broken = _blocks(session, houses.values())
    rooms = _rooms_by_type(session)
    currencies = {house.currency for house in houses.values()}
    states = _states(session, houses)
    coming, leaving = _coming(session, houses), _leaving(session, houses, query.now)
    total = sum(rooms.values())
    return PositionView(
        rooms=total, out_of_order=len(broken), stay_on=tonight.stay_on, arrived=tonight.arrived,
        to_come=tonight.to_come, free=total - len(broken) - tonight.rooms,
        arrivals=_came(session, houses) + len(coming), to_arrive=len(coming),
        departures=leaving.all, to_leave=leaving.inside,
        ready=sum(state not in NOT_READY for state in states), placed=len(states),
        in_progress=states.count("in_progress"), dirty=states.count("dirty") + states.count("pickup"),
        sold_last_year=year.rooms or None, rate_minor=tonight.rate(currencies),
        rate_last_year_minor=year.rate(currencies),
        cheapest_minor=_cheapest(session, houses, rooms, blocked | broken),
        currency=min(currencies, default=""), **_next(query.now, houses, coming),
        past_leaving=leaving.past, check_out=min((h.check_out for h in houses.values()), default=None),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sold:
    """Rooms sold for a night, by how far their guests are, and for how much in all."""

    stay_on: int = 0
    arrived: int = 0
    to_come: int = 0
    minor: int = 0

    @property
    def rooms(self) -> int:
        return self.stay_on + self.arrived + self.to_come

    def rate(self, currencies: set[str]) -> int | None:
        """The average price; None where nothing is sold, and for several currencies."""
        if not self.rooms or len(currencies) != 1:
            return None
        return (2 * self.minor + self.rooms) // (2 * self.rooms)


def _sums(parts: Iterable[_Sold]) -> _Sold:
    every = list(parts)
    return _Sold(
        sum(p.stay_on for p in every), sum(p.arrived for p in every), sum(p.to_come for p in every),
        sum(p.minor for p in every),
    )  # fmt: skip


def _sold(session: Session, houses: dict[UUID, OpenHouse]) -> tuple[_Sold, _Sold]:
    """What is sold tonight, and what was a year ago."""
    days = {day for house in houses.values() for day in (house.day, house.day - YEAR)}
    rows = session.execute(
        select(
            StayNight.property_id, StayNight.night, Stay.status, Stay.arrival, func.count(),
            func.sum(StayNight.price_minor),
        )
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(*_sells(houses, days))
        .group_by(StayNight.property_id, StayNight.night, Stay.status, Stay.arrival)
    )  # fmt: skip
    tonight: list[_Sold] = []
    year: list[_Sold] = []
    for property_id, night, status, arrival, rooms, minor in rows:
        here = houses[property_id].day
        parts = tonight if night == here else year if night == here - YEAR else None
        if parts is None:
            continue
        if status in EXPECTED:
            parts.append(_Sold(to_come=rooms, minor=int(minor)))
        elif arrival == night:
            parts.append(_Sold(arrived=rooms, minor=int(minor)))
        else:
            parts.append(_Sold(stay_on=rooms, minor=int(minor)))
    return _sums(tonight), _sums(year)


def _sells(houses: dict[UUID, OpenHouse], days: Collection[date]) -> tuple[Any, ...]:
    """The condition of nights that are sold; hotels on other days are told apart by who asks."""
    return (
        StayNight.property_id.in_(list(houses)), StayNight.night.in_(sorted(days)), StayNight.slot == "N",
        Stay.status.in_(HOLDING),
    )  # fmt: skip


def _tonight(session: Session, houses: dict[UUID, OpenHouse], *more: Any) -> list[Any]:
    """Type and state of the rooms that are sold tonight, each once."""
    rows = session.execute(
        select(Room.id, Room.room_type_id, Room.housekeeping, StayNight.property_id, StayNight.night)
        .join(StayNight, (StayNight.tenant_id == Room.tenant_id) & (StayNight.room_id == Room.id))
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(*_sells(houses, {house.day for house in houses.values()}), *more)
    )
    return [row for row in rows if row.night == houses[row.property_id].day]


def _states(session: Session, houses: dict[UUID, OpenHouse]) -> list[str]:
    """The housekeeping states of the rooms of those to come."""
    return [row.housekeeping for row in _tonight(session, houses, Stay.status.in_(EXPECTED))]


def _blocks(session: Session, houses: Iterable[OpenHouse]) -> tuple[set[UUID], set[UUID]]:
    """Rooms that are blocked tonight, and those that are out of order."""
    blocked: set[UUID] = set()
    broken: set[UUID] = set()
    own = [
        and_(RoomBlock.property_id == one.id, RoomBlock.starts <= one.day, RoomBlock.ends > one.day)
        for one in houses
    ]
    rows = session.execute(select(RoomBlock.room_id, RoomBlock.kind).where(or_(*own) if own else false()))
    for room_id, kind in rows:
        (broken if kind == "out_of_order" else blocked).add(room_id)
    return blocked, broken


def _rooms_by_type(session: Session) -> dict[UUID, int]:
    rows = session.execute(select(Room.room_type_id, func.count()).group_by(Room.room_type_id))
    return {kind: int(rooms) for kind, rooms in rows}


def _cheapest(
    session: Session, houses: dict[UUID, OpenHouse], rooms: dict[UUID, int], shut: set[UUID]
) -> int:
    """The lowest published price of a type with a free room; 0 when none is free or no price is published."""
    rates = session.execute(select(RoomType.id, RoomType.rack_rate_minor).where(RoomType.rack_rate_minor > 0))
    published = {kind: rate for kind, rate in rates if rooms.get(kind)}
    if not published:
        return 0
    statement = select(Room.id, Room.room_type_id).where(Room.id.in_(shut))
    taken = {row.id: row.room_type_id for row in session.execute(statement)} if shut else {}
    taken |= {row.id: row.room_type_id for row in _tonight(session, houses)}
    held = Counter(taken.values())
    return min((rate for kind, rate in published.items() if rooms[kind] > held[kind]), default=0)


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
        waitlist=wishes_open(session),
        traces=traces_open(session, houses),
    )


ANSWERS = (Answering(Position, position), Answering(BoardCounts, board_counts))
