"""The index of bars: finding, overlaps, edits."""

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.rack import (
    BarRows,
    Labels,
    Legend,
    Look,
    RackBars,
    StayCode,
    index_bars,
    looks,
    looks_after,
)

Spans = list[tuple[int, int, int]]


def indexed(spans: Spans) -> RackBars:
    """Bars of three rooms from (row, first day, nights)."""
    key = np.zeros((len(spans), 2), np.uint64)
    key[:, 1] = np.arange(1, len(spans) + 1)
    start = np.array([s for _, s, _ in spans], np.int64)
    values = {
        "row": np.array([r for r, _, _ in spans], np.int64), "start": start,
        "end": start + np.array([n for _, _, n in spans], np.int64), "label": np.arange(len(spans)),
        "status": np.full(len(spans), StayCode.CONFIRMED),
    }  # fmt: skip
    rows = BarRows(key, values)
    return index_bars(3, Labels.of([f"Guest{i}\x1fA" for i in range(len(spans))]), key, rows.columns())


def spans_in(bars: RackBars) -> list[tuple[int, int, int, int]]:
    """Where every bar stands, those that begin together in any order."""
    columns = (bars.row, bars.start, bars.end, bars.lanes)
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


spans_of = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 60), st.integers(0, 20)), max_size=40)


@given(spans_of, st.integers(-5, 70), st.integers(0, 20))
def test_window_finds_exactly_what_touches_it(spans: Spans, first: int, length: int) -> None:
    bars = indexed(spans)
    found = {int(bars.key[bar, 1]) for bar in bars.window(np.array([0, 2]), first, first + length)}
    meant = {
        number
        for number, (row, start, nights) in enumerate(spans, 1)
        if row in (0, 2) and start <= first + length and start + nights >= first
    }
    assert found == meant


@given(spans_of)
def test_bars_of_one_lane_never_overlap(spans: Spans) -> None:
    bars = indexed(spans)
    seen: dict[tuple[int, int], int] = {}
    for bar in range(len(bars)):
        day_use = int(bars.start[bar] == bars.end[bar])
        place = int(bars.row[bar]), int(bars.lane[bar])
        first, last = int(bars.start[bar]) * 4 + 2 - day_use, int(bars.end[bar]) * 4 + 2 + day_use
        assert first >= seen.get(place, first)
        seen[place] = max(last, seen.get(place, last))


@given(spans_of.filter(bool), st.integers(0, 39), st.integers(0, 4), st.integers(0, 60), st.integers(0, 20))
def test_an_edit_gives_the_index_that_a_fresh_reading_would(
    spans: Spans, which: int, row: int, start: int, nights: int
) -> None:
    which %= len(spans)
    bars = indexed(spans)
    moved = [*spans]
    moved[which] = row, start, nights
    fresh = indexed([moved[which]])
    values = {name: getattr(fresh, name) for name in ("row", "start", "end", "status")}
    edited = bars.replaced(
        [UUID(int=which + 1)], BarRows(bars.key[bars.key[:, 1] == which + 1], values), ["New\x1fB"]
    )
    whole = indexed(moved)
    assert (edited.starts == whole.starts).all()
    assert spans_in(edited) == spans_in(whole)
    assert (edited.reach == np.maximum.accumulate(edited.row.astype(np.int64) * (1 << 32) + edited.end)).all()
    rows = np.array(sorted({spans[which][0], row}))
    after = looks_after(looks(bars, 30, Legend.NEEDS), bars, edited, rows, 30, Legend.NEEDS)
    assert (after == looks(edited, 30, Legend.NEEDS)).all()
    assert edited.names(int(edited.bars_of(UUID(int=which + 1))[0])) == ("New", "B")


def test_two_stays_in_one_room_stand_in_two_lanes() -> None:
    bars = indexed([(0, 1, 3), (0, 2, 3), (0, 5, 1)])
    assert bars.lanes.tolist() == [2, 2, 1]
    assert bars.clash.tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("start", "nights", "look"), [(30, 2, Look.ARRIVES), (28, 5, Look.URGENT), (31, 1, Look.FUTURE)]
)
def test_an_expected_stay_looks_by_its_arrival(start: int, nights: int, look: Look) -> None:
    assert looks(indexed([(0, start, nights)]), 30, Legend.NEEDS).tolist() == [look]
