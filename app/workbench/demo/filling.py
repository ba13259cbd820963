"""Fill the house: rooms with stays after the target occupancy of each day, groups, stays without a room."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from app.features.reservations import Status
from app.workbench.demo import names, shape
from app.workbench.demo.hotel import DemoRoom, Kind
from app.workbench.demo.plan import FUTURE_DAYS, PAST_DAYS, GuestPlan, Plan, StayPlan
from app.workbench.demo.scene import kind_of

LEFT_BY_NOW, ALREADY_IN = 0.45, 0.12
TENTATIVE, MOVED, RETURNING, VIP = 0.07, 0.02, 0.25, 0.03
# Offset of a day from today: share of the house that is sold.
TARGETS: Final = (
    (-PAST_DAYS, 0.86), (0, 0.86), (10, 0.80), (20, 0.62), (40, 0.38), (75, 0.18), (120, 0.12), (200, 0.14),
    (300, 0.11), (FUTURE_DAYS, 0.05),
)  # fmt: skip
WEEKDAYS: Final = (0.94, 0.93, 0.96, 1.0, 1.08, 1.12, 0.9)


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group: how many rooms of which types, when, and whether it is still tentative."""

    code: str
    name: str
    first: int
    nights: int
    rooms: tuple[tuple[str, int], ...]
    tentative: bool = False
    unassigned: int = 0


GROUPS: Final = (
    GroupPlan("HARBOUR", "Harbour Quintet tour", -2, 4, (("SUP", 3), ("SGL", 1))),
    GroupPlan(
        "ALMEIDA", "Wedding Almeida & Fonseca", 20, 3, (("SUP", 5), ("FAM", 3), ("STE", 1)), unassigned=2
    ),
    GroupPlan("IBERCARD", "Iberian Cardiology Meeting", 45, 3, (("STD", 7), ("SUP", 4))),
    GroupPlan("DOUROWINE", "Douro wine tour", 87, 2, (("SUP", 6), ("FAM", 2)), tentative=True),
)
# Stays that have no room yet: type, first day, nights.
WAITING: Final = (
    ("SGL", 3, 1), ("SGL", 6, 2), ("STD", 15, 2), ("STD", 21, 5), ("SUP", 2, 3), ("SUP", 7, 2),
    ("SUP", 14, 4), ("FAM", 4, 3), ("FAM", 27, 4), ("JUN", 9, 2),
    ("STE", 33, 2), ("SUP", 64, 3), ("STD", 96, 2),
)  # fmt: skip


def target(plan: Plan, day: date) -> float:
    """The share of rooms to sell in the night of a day: nearer days more, weekends and feasts more."""
    offset = min(max((day - plan.today).days, TARGETS[0][0]), TARGETS[-1][0])
    (first, low), (last, high) = next(
        pair for pair in pairwise(TARGETS) if pair[0][0] <= offset <= pair[1][0]
    )
    share = low + (high - low) * (offset - first) / (last - first)
    if offset > 30:
        share += _feast(day)
    return min(0.95, share * WEEKDAYS[day.weekday()])


def _feast(day: date) -> float:
    if (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 2):
        return 0.24
    if abs((day - easter(day.year)).days) <= 5:
        return 0.2
    return 0.08 if (6, 5) <= (day.month, day.day) <= (9, 20) else 0.0


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


class Filler:
    """Makes the guests and stays that are not written by hand."""

    def __init__(self, plan: Plan, rng: random.Random) -> None:
        self._plan, self._rng = plan, rng
        self._known: list[GuestPlan] = []
        self._due_out: set[str] = set()

    def guest(self, *, returning: float = RETURNING) -> GuestPlan:
        """A new person, or now and then one who has stayed before."""
        if self._known and self._rng.random() < returning:
            return self._rng.choice(self._known)
        nation = names.nation(self._rng)
        surname, given = self._rng.choice(nation.surnames), self._rng.choice(nation.given)
        guest = GuestPlan(
            surname, given, nation.country, nation.language,
            phone=f"{nation.phone} {self._rng.randrange(200, 999)} {self._rng.randrange(100_000, 999_999)}",
            vip=self._rng.choice((1, 1, 2, 3)) if self._rng.random() < VIP else 0,
        )  # fmt: skip
        if surname.isascii() and given.isascii():
            guest.email = f"{given}.{surname}@example.com".replace(" ", "").lower()
        self._known.append(guest)
        return guest

    def groups(self) -> list[tuple[GroupPlan, list[StayPlan]]]:
        """The stays of the groups, as many as there are rooms for."""
        found = []
        for group in GROUPS:
            arrival, departure = self._plan.day(group.first), self._plan.day(group.first + group.nights)
            stays = [
                self._stay(kind_of(code), room, arrival, departure, tentative=group.tentative)
                for code, count in group.rooms
                for room in self._plan.board.free_rooms(kind_of(code), arrival, departure)[:count]
            ]
            for stay in stays[len(stays) - group.unassigned :]:
                stay.room = None
            found.append((group, stays))
        return found

    def fill(self, room: DemoRoom) -> list[list[StayPlan]]:
        """Stays in the free nights of a room, each list one booking."""
        bookings = []
        night, end = self._plan.day(-PAST_DAYS), self._plan.day(FUTURE_DAYS)
        while night < end:
            free = self._plan.board.free_nights(room.number, night, 14)
            if not free or self._rng.random() > self._chance(night):
                night += timedelta(days=1)
                continue
            length = shape.nights(self._rng, free)
            departure = night + timedelta(days=length)
            stay = self._stay(room.kind, room.number, night, departure)
            self._maybe_moved(stay)
            bookings.append([stay, *self._second_room(stay)])
            night = departure
        return bookings

    def waiting(self) -> list[StayPlan]:
        """Stays that have no room yet, on days when their type still has one free."""
        stays: list[StayPlan] = []
        for code, first, nights in WAITING:
            kind = kind_of(code)
            for offset in range(first, first + 12):
                arrival, departure = self._plan.day(offset), self._plan.day(offset + nights)
                claimed = sum(
                    s.kind is kind and s.arrival < departure and s.departure > arrival for s in stays
                )
                if self._plan.board.least_free(kind, arrival, departure) > claimed:
                    stays.append(self._stay(kind, None, arrival, departure))
                    break
        return stays

    def _chance(self, night: date) -> float:
        share = target(self._plan, night)
        return share / (share + shape.MEAN_NIGHTS * (1 - share))

    def _second_room(self, stay: StayPlan) -> list[StayPlan]:
        """Now and then a family or team takes a second room of the type."""
        if self._rng.random() > 0.05:
            return []
        free = self._plan.board.free_rooms(stay.kind, stay.arrival, stay.departure)
        return [self._stay(stay.kind, free[0], stay.arrival, stay.departure)] if free else []

    def _stay(
        self, kind: Kind, room: str | None, arrival: date, departure: date, *, tentative: bool | None = None
    ) -> StayPlan:
        if room is not None:
            self._plan.board.take(room, arrival, departure)
        if tentative is None:
            tentative = self._rng.random() < TENTATIVE
        adults, children = shape.party(self._rng, kind.least, kind.most)
        status = self._status(arrival, departure, tentative=tentative, room=room)
        return StayPlan(kind, room, arrival, departure, status, self.guest(), adults, children)

    def _status(self, arrival: date, departure: date, *, tentative: bool, room: str | None) -> Status:
        today = self._plan.today
        if departure < today or (departure == today and self._rng.random() < LEFT_BY_NOW):
            return Status.CHECKED_OUT
        if arrival < today:
            if departure == today and room is not None:
                self._due_out.add(room)
            return Status.CHECKED_IN
        if arrival == today:
            ready = room is not None and room not in self._due_out
            early = ready and self._rng.random() < ALREADY_IN
            return Status.CHECKED_IN if early else Status.CONFIRMED
        return Status.TENTATIVE if tentative else Status.CONFIRMED

    def _maybe_moved(self, stay: StayPlan) -> None:
        """Now and then a longer stay changes rooms on the way."""
        length = (stay.departure - stay.arrival).days
        if stay.room is None or length < 3 or self._rng.random() > MOVED:
            return
        day = stay.arrival + timedelta(days=length // 2)
        for other in self._plan.board.free_rooms(stay.kind, day, stay.departure)[:1]:
            self._plan.board.take(other, day, stay.departure)
            stay.cut = (day, other)
