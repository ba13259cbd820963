"""Reports: the questions and their answers, read from what other capabilities keep.

A room-night is a night that is booked, in house or departed: cancelled stays, no-shows and tentative ones are
none, and day use has no night. It earns its price as sold, and counts on the date on which it begins.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.features.property import house_named
from app.features.property.models import Room
from app.features.reports import rules
from app.features.reports.rules import Day, Group, Period
from app.features.reservations import BlockKind, Status
from app.features.reservations.models import RoomBlock, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.dates import ONE_DAY, Slot, day_range
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

SOLD = (Status.CONFIRMED, Status.CHECKED_IN, Status.CHECKED_OUT)
NOT_COME = (Status.CANCELLED, Status.NO_SHOW)
MAX_DAYS = 20_000
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class OccupancyView:
    """The report: what was asked, a row per period, the sum of all, and the same dates a year before.

    `before` has rows for those as `rows` has; `last_year` is their sum, None where no night was sold then.
    """

    property_id: UUID
    property: str
    currency: str
    first: date
    last: date
    group: Group
    rows: tuple[Period, ...]
    total: Period
    before: tuple[Period, ...]
    last_year: Period | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Occupancy(Query[OccupancyView]):
    """Rooms, nights and revenue of a hotel (by name, code or id) from `first` to `last`, both included."""

    property: str
    first: date
    last: date
    group: Group = Group.DAY


@dataclass(frozen=True, slots=True)
class ComparedView:
    """The report with what a screen says beside it.

    `tentative` counts by period the nights that are held but not sure; they are not among those sold.
    `since` is the first night that was ever sold here: what lies before it has no figures.
    """

    now: OccupancyView
    tentative: dict[str, int]
    since: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OccupancyCompared(Query[ComparedView]):
    """The occupancy report of a hotel, with its tentative nights and since when it has figures."""

    property: str
    first: date
    last: date
    group: Group = Group.DAY


def occupancy(query: Occupancy, *, session: Session) -> OccupancyView:
    """Sum the nights by day, then the days by period. Raises NotFound, InvalidInput."""
    house = house_named(session, query.property)
    if query.last < query.first:
        raise InvalidInput(tr("The last day lies before the first."), field="last")
    if (query.last - query.first).days > MAX_DAYS:
        raise InvalidInput(tr("A report covers at most {n} days.", n=MAX_DAYS), field="last")
    days, before = _both_years(session, house.id, query.first, query.last)
    total = rules.whole(days, f"{query.first.isoformat()}/{query.last.isoformat()}")
    last_year = rules.whole(before, f"{_year_before(query.first)}/{_year_before(query.last)}")
    return OccupancyView(
        house.id, house.name, house.currency, query.first, query.last, query.group,
        rules.summed(days, query.group), total, rules.summed(before, query.group),
        last_year if last_year.room_nights else None,
    )  # fmt: skip


def occupancy_compared(query: OccupancyCompared, *, session: Session) -> ComparedView:
    """The report, and what stands beside it. Raises NotFound, InvalidInput."""
    asked = Occupancy(property=query.property, first=query.first, last=query.last, group=query.group)
    now = occupancy(asked, session=session)
    by_period: Counter[str] = Counter()
    for day, nights in _tentative(session, now.property_id, query.first, query.last).items():
        by_period[rules.period_of(day, query.group)] += nights
    return ComparedView(now, dict(by_period), _first_sold(session, now.property_id))


def _tentative(session: Session, property_id: UUID, first: date, last: date) -> dict[date, int]:
    """Few stays are tentative: they are found first, so that not every night of the days is looked at."""
    stays = session.scalars(
        select(Stay.id).where(
            Stay.property_id == property_id, Stay.status == Status.TENTATIVE,
            Stay.arrival <= last, Stay.departure > first,
        )
    ).all()  # fmt: skip
    found: Counter[date] = Counter()
    for start in range(0, len(stays), AT_ONCE):
        nights = session.scalars(
            select(StayNight.night).where(
                StayNight.stay_id.in_(stays[start : start + AT_ONCE]),
                StayNight.slot == Slot.NIGHT,
                StayNight.night.between(first, last),
            )
        )
        found.update(nights)
    return found


def _first_sold(session: Session, property_id: UUID) -> date | None:
    return session.scalar(
        select(StayNight.night)
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(
            StayNight.property_id == property_id, StayNight.slot == Slot.NIGHT, Stay.status.in_(SOLD)
        )
        .order_by(StayNight.night)
        .limit(1)
    )  # fmt: skip


def _both_years(session: Session, property_id: UUID, first: date, last: date) -> tuple[list[Day], list[Day]]:
    """The days, and the same dates a year before; read once where they overlap."""
    earlier, end = _year_before(first), _year_before(last)
    if end < first:
        return _days(session, property_id, first, last), _days(session, property_id, earlier, end)
    days = _days(session, property_id, earlier, last)
    return [day for day in days if day.day >= first], [day for day in days if day.day <= end]


def _year_before(day: date) -> date:
    return day - timedelta(days=366) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _days(session: Session, property_id: UUID, first: date, last: date) -> list[Day]:
    rooms = session.scalar(select(func.count()).select_from(Room).where(Room.property_id == property_id)) or 0
    closed = _closed_rooms(session, property_id, first, last)
    sold = _nights(session, property_id, first, last)
    came = _bookings(session, property_id, first, last)
    return [
        Day(day, rooms - closed[day], *sold.get(day, (0, 0)), *came.get(day, (0, 0)))
        for day in day_range(first, last + ONE_DAY)
    ]


def _nights(session: Session, property_id: UUID, first: date, last: date) -> dict[date, tuple[int, int]]:
    rows = session.execute(
        select(StayNight.night, func.count(), func.sum(StayNight.price_minor))
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(
            StayNight.property_id == property_id,
            StayNight.night.between(first, last),
            StayNight.slot == Slot.NIGHT,
            Stay.status.in_(SOLD),
        )
        .group_by(StayNight.night)
    )
    return {night: (count, int(revenue)) for night, count, revenue in rows}


def _bookings(session: Session, property_id: UUID, first: date, last: date) -> dict[date, tuple[int, int]]:
    rows = session.execute(
        select(Stay.arrival, func.count(), func.sum(case((Stay.status.in_(NOT_COME), 1), else_=0)))
        .where(Stay.property_id == property_id, Stay.arrival.between(first, last))
        .group_by(Stay.arrival)
    )
    return {arrival: (count, int(lost)) for arrival, count, lost in rows}


def _closed_rooms(session: Session, property_id: UUID, first: date, last: date) -> Counter[date]:
    blocks = session.execute(
        select(RoomBlock.room_id, RoomBlock.starts, RoomBlock.ends).where(
            RoomBlock.property_id == property_id,
            RoomBlock.kind == BlockKind.OUT_OF_ORDER,
            RoomBlock.starts <= last,
            RoomBlock.ends > first,
        )
    )
    closed = {
        (room_id, day)
        for room_id, starts, ends in blocks
        for day in day_range(max(starts, first), min(ends, last + ONE_DAY))
    }
    return Counter(day for _, day in closed)


ANSWERS = (Answering(Occupancy, occupancy), Answering(OccupancyCompared, occupancy_compared))
