"""Rooms for stays: the shelf says the same as the room-night key, and packing needs the fewest rooms."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.features.reservations.importing.shelf import Shelf, block_span, stay_span
from app.kernel.dates import StayDates, held_slots

FIRST = date(2026, 1, 1)
SPANS = st.tuples(st.integers(0, 20), st.integers(0, 5), st.booleans())
Given = list[tuple[int, int, bool]]
ROOM = UUID(int=1)


def dates(item: tuple[int, int, bool]) -> tuple[StayDates, bool]:
    """Dates and whether they are a block's."""
    start, nights, block = item
    block = block and nights > 0
    arrival = FIRST + timedelta(days=start)
    return StayDates(arrival, arrival + timedelta(days=nights)), block


@given(st.lists(SPANS, max_size=12))
def test_the_shelf_knows_what_the_key_knows(items: Given) -> None:
    """A room is free on the shelf exactly when no half day of it is held, in any order of asking."""
    shelf, held = Shelf(), set[tuple[date, str]]()
    for item in items:
        days, block = dates(item)
        slots = set(held_slots(days, block=block))
        span = (block_span if block else stay_span)(days.arrival, days.departure)
        assert shelf.is_free(ROOM, span) == held.isdisjoint(slots)
        if held.isdisjoint(slots):
            shelf.put(ROOM, span)
            held |= slots


@given(st.lists(SPANS, max_size=12), SPANS)
def test_over_allocated_rooms_are_still_told_right(items: Given, asked: tuple[int, int, bool]) -> None:
    """Where several hold the same half day already, what is asked is still answered by all of them."""
    shelf, held = Shelf(), set[tuple[date, str]]()
    for item in items:
        days, _ = dates(item)
        shelf.put(ROOM, stay_span(days.arrival, days.departure))
        held |= set(held_slots(days))
    days, _ = dates(asked)
    assert shelf.is_free(ROOM, stay_span(days.arrival, days.departure)) == held.isdisjoint(held_slots(days))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), min_size=1, max_size=40))
def test_first_fit_by_arrival_needs_the_fewest_rooms(stays: list[tuple[int, int]]) -> None:
    """As many rooms as are slept in at once, and not one more."""
    shelf, rooms = Shelf(), list[UUID]()
    for start, nights in sorted(stays):
        arrival = FIRST + timedelta(days=start)
        span = stay_span(arrival, arrival + timedelta(days=nights))
        room = shelf.first_free(rooms, span)
        if room is None:
            room = UUID(int=len(rooms))
            rooms.append(room)
        shelf.put(room, span)
    most = max(sum(1 for s, n in stays if s <= night < s + n) for night in range(40))
    assert len(rooms) == most
