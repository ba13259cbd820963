"""A hotel's bookings in the order in which they were made: which of them find a room, with moves and without.

First fit gives each stay the first room of its type that is free for all its nights, and never moves anybody.
With moves the same house asks `solve` where first fit refuses: stays that have not arrived yet may change
rooms of their type. Nobody is upgraded, no guest in the house moves, so only the order of bookings counts.
"""

import csv
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final, TextIO

from app.features.front_desk.rules.fitting import Fixed, Kind, Piece, Problem, Room, Span, stay_span
from app.features.front_desk.rules.solving import solve

CITY: Final = "City Hotel"
CAME: Final = "Check-Out"
# Rooms of each type of the city hotel, enough when each type is packed without a move (the data's notes).
CITY_ROOMS: Final = {"A": 146, "B": 15, "C": 3, "D": 57, "E": 10, "F": 8, "G": 5, "K": 8}
MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
         "November", "December"), 1,
    )
}  # fmt: skip
# Stays that end later than so many days after the one in question are not moved for it.
AHEAD: Final = 2 * 45


@dataclass(frozen=True, slots=True, order=True)
class Came:
    """A stay that came: when it was booked, its place in the file, its days and type."""

    booked: date
    row: int
    arrival: date
    departure: date
    kind: str

    @property
    def span(self) -> Span:
        """The half days that it holds."""
        return stay_span(self.arrival, self.departure)


@dataclass(slots=True)
class Outcome:
    """How many stays found a room, how many did not, and what it took."""

    accepted: int = 0
    refused: int = 0
    moves: int = 0
    made_to_fit: int = 0


def bookings_of(path: Path, hotel: str = CITY) -> list[Came]:
    """The stays of one hotel that came, in booking order."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        assert not isinstance(stream, bytes)
        return sorted(_came(stream, hotel))


def _came(stream: TextIO, hotel: str) -> Iterator[Came]:
    for number, row in enumerate(csv.DictReader(stream)):
        if row["hotel"] != hotel or row["reservation_status"] != CAME:
            continue
        arrival = date(
            int(row["arrival_date_year"]), MONTHS[row["arrival_date_month"]],
            int(row["arrival_date_day_of_month"]),
        )  # fmt: skip
        nights = int(row["stays_in_weekend_nights"]) + int(row["stays_in_week_nights"])
        booked = arrival - timedelta(days=int(row["lead_time"]))
        yield Came(booked, number, arrival, arrival + timedelta(days=nights), row["assigned_room_type"])


def replay(stays: Iterable[Came], rooms: Mapping[str, int], most_moves: int = 0) -> Outcome:
    """Book them all, each type on its own, and count; first fit where nobody may be moved."""
    outcome = Outcome()
    ordered = sorted(stays, key=lambda came: (came.kind, came))
    for kind, own in groupby(ordered, key=lambda came: came.kind):
        house = _House(rooms.get(kind, 0))
        for came in own:
            if house.put_first(came.span) or (most_moves and house.make_fit(came, outcome, most_moves)):
                outcome.accepted += 1
            else:
                outcome.refused += 1
    return outcome


@dataclass(slots=True)
class _House:
    """Rooms of one type: what each holds as bits, and who is where."""

    size: int
    held: list[int] = field(default_factory=list)
    inside: list[list[Span]] = field(default_factory=list)
    origin: int = 0

    def __post_init__(self) -> None:
        self.held = [0] * self.size
        self.inside = [[] for _ in range(self.size)]

    def put_first(self, span: Span) -> bool:
        """The first room that is free for all nights; False when there is none."""
        wanted = self._bits(span)
        for room, held in enumerate(self.held):
            if not held & wanted:
                self._put(room, span)
                return True
        return False

    def make_fit(self, came: Came, outcome: Outcome, most_moves: int) -> bool:
        """Let others who have not arrived yet change rooms for it; False when that does not help."""
        span, now = came.span, 2 * came.booked.toordinal()
        stands = [(room, other) for room, inside in enumerate(self.inside) for other in inside
                  if other[1] > now and other[0] < span[1] + AHEAD]  # fmt: skip
        pieces = tuple(
            Piece(other, 0, room=room, fixed=_fixed(other, now, span[1] + AHEAD)) for room, other in stands
        )
        places = tuple(Room(str(n), 0) for n in range(self.size))
        problem = Problem((Kind("", 0, 1),), places, pieces, (Piece(span, 0),))
        plan = solve(problem, thorough=False, most_moves=most_moves)
        if plan.places is None:
            return False
        for number in plan.moves:
            self._take(*stands[number])
        for number, room in plan.moves.items():
            self._put(room, stands[number][1])
        self._put(plan.places[0], span)
        outcome.moves += len(plan.moves)
        outcome.made_to_fit += 1
        return True

    def _bits(self, span: Span) -> int:
        if not self.origin:
            self.origin = span[0] - 2 * 800
        return (1 << (span[1] - self.origin)) - (1 << (span[0] - self.origin))

    def _put(self, room: int, span: Span) -> None:
        self.held[room] |= self._bits(span)
        self.inside[room].append(span)

    def _take(self, room: int, span: Span) -> None:
        self.held[room] &= ~self._bits(span)
        self.inside[room].remove(span)


def _fixed(span: Span, now: int, horizon: int) -> Fixed:
    if span[0] <= now + 1:
        return Fixed.IN_HOUSE
    return Fixed.BEYOND if span[1] > horizon else Fixed.NO


def smaller(share: int, rooms: Mapping[str, int] = CITY_ROOMS) -> dict[str, int]:
    """A house with so many percent of the rooms of each type, at least one."""
    return {kind: max(1, count * share // 100) for kind, count in rooms.items()}
