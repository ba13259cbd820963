"""Sums of the occupancy report: days into periods, and the key figures of a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Group(StrEnum):
    """What a row of a report stands for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """One hotel day: rooms that can be sold, nights that were, and what they earn in minor units."""

    day: date
    rooms: int
    nights: int
    revenue_minor: int
    bookings: int = 0
    cancelled: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """Sums of a period. `bookings` arrive in it; those cancelled and not shown up are among them."""

    period: str
    rooms_available: int
    room_nights: int
    room_revenue_minor: int
    bookings: int
    cancelled: int

    @property
    def occupancy(self) -> float:
        """Share of the rooms that were sold, four places; 0 where there are none."""
        return round(self.room_nights / self.rooms_available, 4) if self.rooms_available else 0.0

    @property
    def adr_minor(self) -> int | None:
        """Average daily rate: revenue per night sold, half up; None where none was sold."""
        return half_up(self.room_revenue_minor, self.room_nights)

    @property
    def revpar_minor(self) -> int | None:
        """Revenue per available room, half up; None where there is no room."""
        return half_up(self.room_revenue_minor, self.rooms_available)

    @property
    def cancelled_share(self) -> float | None:
        """Share of the bookings that did not come; None where there was none."""
        return round(self.cancelled / self.bookings, 4) if self.bookings else None


def half_up(amount_minor: int, parts: int) -> int | None:
    """An amount divided by a count, to whole minor units, halves away from zero; None for no parts."""
    if not parts:
        return None
    whole = (2 * abs(amount_minor) + parts) // (2 * parts)
    return whole if amount_minor >= 0 else -whole


def period_of(day: date, group: Group) -> str:
    """The name of the period that a day belongs to, as ISO 8601 writes it."""
    return day.isoformat()[: {Group.DAY: 10, Group.MONTH: 7, Group.YEAR: 4}[group]]


def summed(days: Iterable[Day], group: Group) -> tuple[Period, ...]:
    """The days as periods, in the order of the days."""
    parts: dict[str, list[Day]] = {}
    for day in days:
        parts.setdefault(period_of(day.day, group), []).append(day)
    return tuple(whole(own, name) for name, own in parts.items())


def whole(days: Iterable[Day], name: str) -> Period:
    """All days as one period."""
    own = list(days)
    return Period(
        name,
        sum(day.rooms for day in own),
        sum(day.nights for day in own),
        sum(day.revenue_minor for day in own),
        sum(day.bookings for day in own),
        sum(day.cancelled for day in own),
    )
