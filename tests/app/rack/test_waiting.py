"""Who waits for a room in vain: a stay without a room on a night on which its type is oversold."""

import numpy as np
import pytest

from app.features.rack import Mark, RackDays, StayCode, marked_waiting
from tests.ui.rack.sample import FIRST, TODAY, sample

ROOMS = 21


def days_with(first: int, count: int, short: dict[int, tuple[int, ...]]) -> RackDays:
    """So many days on which a type has −1 rooms on some days, else 2."""
    free = np.full((3, count), 2, np.int32)
    for kind, days in short.items():
        free[kind, [day - first for day in days]] = -1
    return RackDays(first, occupancy=np.zeros(count, np.float32), type_free=free)


@pytest.mark.parametrize(
    ("short", "who"),
    [
        ({}, set()),
        ({1: (TODAY + 4,)}, {"Osei"}),  # 25 to 28 November
        ({1: (TODAY + 6,)}, {"Osei"}),
        ({1: (TODAY + 7,)}, {"Baptista"}),  # the day Osei leaves, and Baptista comes
        ({1: (TODAY + 1, TODAY + 8)}, {"Evans", "Baptista"}),
        ({0: (TODAY + 2,), 2: (TODAY + 2,)}, {"Jensen", "Brandt"}),
    ],
)
def test_who_touches_a_short_night(short: dict[int, tuple[int, ...]], who: set[str]) -> None:
    """Its nights and its type count; stays in rooms are never marked here, nor unmarked."""
    bars = sample().bars
    marked = marked_waiting(bars, days_with(FIRST, 60, short), ROOMS)
    over = (marked.marks & Mark.OVERSOLD) > 0
    lanes = marked.row >= ROOMS
    assert {marked.names(bar)[0] for bar in np.flatnonzero(over & lanes).tolist()} == who
    assert np.array_equal(over[~lanes], ((bars.marks & Mark.OVERSOLD) > 0)[~lanes])
    assert marked_waiting(marked, days_with(FIRST, 60, short), ROOMS) is marked


def test_outside_of_the_days_that_are_counted() -> None:
    """Days that are not known are not short; without figures nothing changes."""
    bars = sample().bars
    assert marked_waiting(bars, RackDays(FIRST), ROOMS) is bars
    marked = marked_waiting(bars, days_with(TODAY + 100, 5, {1: (TODAY + 100,)}), ROOMS)
    assert not ((marked.marks & Mark.OVERSOLD) > 0)[marked.row >= ROOMS].any()
    assert StayCode.NO_SHOW not in set(marked.status.tolist())
