"""Who on the waitlist fits into the room that is left: pure sums over free rooms and nights."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.kernel.dates import StayDates, held_slots

WAITING, OFFERED, BOOKED, WITHDRAWN, EXPIRED = "waiting", "offered", "booked", "withdrawn", "expired"
OPEN: Final = frozenset({WAITING, OFFERED})
MOST_FLEXIBLE: Final = 14
MOST_PRIORITY: Final = 3
OFFER_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """A room that could be offered: its type, how many it takes, and the half days on which it is held."""

    id: UUID
    number: str
    type_id: UUID
    takes: int
    held: Collection[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Wish:
    """Dates, type (None: any) and party that somebody waits for."""

    dates: StayDates
    type_id: UUID | None
    party: int
    flexible_days: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A room and dates that a wish fits into."""

    room_id: UUID
    room: str
    type_id: UUID
    dates: StayDates


def shifts(days: int) -> Iterator[int]:
    """No day, then one later, one earlier, two later …"""
    yield 0
    for n in range(1, days + 1):
        yield n
        yield -n


def first_fit(
    wish: Wish, rooms: Sequence[FreeRoom], left: Mapping[tuple[UUID, date], int], earliest: date
) -> Fit | None:
    """The first dates, the nearest to the wish, and the smallest room in which the wish fits.

    `left` is how many rooms of a type can be sold in a night, what is kept for groups and unassigned stays
    taken off; a room alone is not enough.
    """
    for shift in shifts(min(wish.flexible_days, MOST_FLEXIBLE)):
        step = timedelta(days=shift)
        dates = StayDates(wish.dates.arrival + step, wish.dates.departure + step)
        if dates.arrival < earliest:
            continue
        wanted = held_slots(dates, block=True)
        fitting = [
            room
            for room in rooms
            if wish.type_id in (None, room.type_id)
            and room.takes >= wish.party
            and all(left.get((room.type_id, night), 0) > 0 for night in dates.each_night())
            and not any(slot in room.held for slot in wanted)
        ]
        if fitting:
            best = min(fitting, key=lambda room: (room.takes, rooms.index(room)))
            return Fit(best.id, best.number, best.type_id, dates)
    return None
