"""What the demo hotel will hold, as plain values before anything is written; the board of taken nights."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

from app.features.reservations import Status
from app.kernel.dates import day_range
from app.workbench.demo.hotel import DemoRoom, Kind

PAST_DAYS: Final = 62
FUTURE_DAYS: Final = 372


@dataclass(eq=False, slots=True)
class GuestPlan:
    """A person who will be known to the house."""

    surname: str
    given: str
    country: str
    language: str
    phone: str = ""
    email: str = ""
    vip: int = 0


@dataclass(eq=False, slots=True)
class StayPlan:
    """One room of a booking; `room` is a number or None, `cut` a day and the room from then on."""

    kind: Kind
    room: str | None
    arrival: date
    departure: date
    status: Status
    guest: GuestPlan
    adults: int = 2
    children: int = 0
    prices: tuple[int, ...] = ()
    cut: tuple[date, str] | None = None

    @property
    def total_minor(self) -> int:
        """What the nights cost."""
        return sum(self.prices)


@dataclass(eq=False, slots=True)
class BookingPlan:
    """A booking with all that is said about it."""

    stays: list[StayPlan]
    booked_on: date
    source: str = "direct"
    channel_code: str = ""
    external_id: str = ""
    segment: str = "leisure"
    meal: str = "BB"
    arrival_time: time | None = None
    guest_note: str = ""
    internal_note: str = ""
    tags: tuple[str, ...] = ()
    guarantee: str = "card"
    deposit_due_minor: int = 0
    deposit_paid_minor: int = 0
    group: str = ""
    company: str = ""
    agent: str = ""
    cancelled_on: date | None = None

    @property
    def booker(self) -> GuestPlan:
        """Who made the booking: the guest of its first room."""
        return self.stays[0].guest


@dataclass(eq=False, slots=True)
class BlockPlan:
    """A room that is blocked."""

    room: str
    kind: str
    starts: date
    ends: date
    reason: str


class Board:
    """Which room is taken in which night; back-to-back stays share a day, never a night."""

    def __init__(self, rooms: Iterable[DemoRoom]) -> None:
        self.rooms = tuple(rooms)
        self._taken: dict[str, set[date]] = {room.number: set() for room in self.rooms}

    def take(self, room: str, starts: date, ends: date) -> None:
        """Mark nights as taken; they must be free."""
        nights = set(day_range(starts, ends))
        assert not nights & self._taken[room], f"room {room} is taken twice from {starts}"
        self._taken[room] |= nights

    def keep_free(self, room: str, starts: date, ends: date) -> None:
        """Mark nights so that nothing else is put there, taken or not."""
        self._taken[room] |= set(day_range(starts, ends))

    def is_free(self, room: str, starts: date, ends: date) -> bool:
        """Whether every night is free."""
        return self._taken[room].isdisjoint(day_range(starts, ends))

    def free_nights(self, room: str, night: date, most: int) -> int:
        """How many nights in a row from `night` on are free, at most `most`."""
        count = 0
        while count < most and night + timedelta(days=count) not in self._taken[room]:
            count += 1
        return count

    def free_rooms(self, kind: Kind, starts: date, ends: date) -> list[str]:
        """The rooms of a type that are free in all nights."""
        return [r.number for r in self.rooms if r.kind is kind and self.is_free(r.number, starts, ends)]

    def least_free(self, kind: Kind, starts: date, ends: date) -> int:
        """The least number of rooms of a type that are free in one of the nights."""
        return min(
            sum(night not in self._taken[r.number] for r in self.rooms if r.kind is kind)
            for night in day_range(starts, ends)
        )


@dataclass(slots=True)
class Plan:
    """Everything that is written in one go, and the board to find free rooms for what comes after."""

    today: date
    board: Board
    bookings: list[BookingPlan] = field(default_factory=list)
    blocks: list[BlockPlan] = field(default_factory=list)
    room_states: dict[str, str] = field(default_factory=dict)

    def day(self, offset: int) -> date:
        """The day so many days after today."""
        return self.today + timedelta(days=offset)

    def stays(self) -> Iterable[StayPlan]:
        """All stays."""
        return (stay for booking in self.bookings for stay in booking.stays)
