"""Which rooms are free when: half-open intervals of half days per room, and the first room that is free.

A hotel day n is the half days 2n (day) and 2n + 1 (night). A stay from day a to day d holds [2a + 1, 2d), a
day use [2a, 2a + 1), a block [2a, 2d): the same as app.kernel.dates.held_slots says.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from uuid import UUID

Span = tuple[int, int]


def stay_span(arrival: date, departure: date) -> Span:
    """The half days that a stay holds; equal dates are day use."""
    first, end = arrival.toordinal(), departure.toordinal()
    return (2 * first, 2 * first + 1) if first == end else (2 * first + 1, 2 * end)


def block_span(starts: date, ends: date) -> Span:
    """The half days that a block holds."""
    return 2 * starts.toordinal(), 2 * ends.toordinal()


class Shelf:
    """What is held of each room."""

    def __init__(self) -> None:
        self._starts: dict[UUID, list[int]] = {}
        self._ends: dict[UUID, list[int]] = {}
        self._tangled: set[UUID] = set()

    def put(self, room: UUID, span: Span) -> None:
        """Hold a room; the caller has seen that it is free, or knows that another holds it as well."""
        if not self.is_free(room, span):
            self._tangled.add(room)
        starts, ends = self._starts.setdefault(room, []), self._ends.setdefault(room, [])
        if not starts or span[0] >= starts[-1]:
            starts.append(span[0])
            ends.append(span[1])
            return
        at = bisect_left(starts, span[0])
        starts.insert(at, span[0])
        ends.insert(at, span[1])

    def is_free(self, room: UUID, span: Span) -> bool:
        """Whether nobody holds any of the half days."""
        starts = self._starts.get(room)
        if not starts:
            return True
        ends = self._ends[room]
        start, end = span
        if room in self._tangled:
            return all(e <= start or s >= end for s, e in zip(starts, ends, strict=True))
        if start >= ends[-1]:
            return True
        # The intervals of a room do not overlap, so the last one that begins before this ends decides.
        at = bisect_left(starts, end)
        return at == 0 or ends[at - 1] <= start

    def first_free(self, rooms: Iterable[UUID], span: Span) -> UUID | None:
        """The first of the rooms that is free, or None."""
        start = span[0]
        for room in rooms:
            ends = self._ends.get(room)
            # Filled in order of arrival, most rooms are free as soon as their last guest has left.
            if not ends or (ends[-1] <= start and not self._tangled) or self.is_free(room, span):
                return room
        return None
