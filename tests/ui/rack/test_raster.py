"""The matrix of the far levels: painted in one pass it is what painting bar by bar makes of it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.rack import (
    BarRows,
    GroupBy,
    Labels,
    Legend,
    RackDays,
    RackHouse,
    StayCode,
    index_bars,
    looks,
)
from app.workbench.bench_calendar import synthetic_rooms
from ui.features.rack.canvas.frame import Scene
from ui.features.rack.canvas.raster import Raster
from ui.widgets.theme.tokens import Mode, colours

ROOMS, TODAY = 3, 20_000
# Room, first day after today, nights: few rooms and days, so that day uses and stays meet and clash.
BARS = st.lists(st.tuples(st.integers(0, ROOMS - 1), st.integers(0, 12), st.integers(0, 5)), max_size=25)


def scene_of(house: RackHouse, places: list[tuple[int, int, int]]) -> Scene:
    """A house with these bars."""
    row, start, nights = (np.array([place[n] for place in places], np.int64) for n in range(3))
    rows = BarRows(
        np.arange(2 * len(places), dtype=np.uint64).reshape(-1, 2),
        {
            "row": row, "start": TODAY + start, "end": TODAY + start + nights, "nights": nights,
            "status": np.where(start % 2, StayCode.CONFIRMED, StayCode.CHECKED_IN),
        },
    )  # fmt: skip
    bars = index_bars(ROOMS, Labels.of(("Guest",)), rows.key, rows.columns())
    found = looks(bars, TODAY, Legend.NEEDS)
    return Scene(house, house.grouped(GroupBy.TYPE), bars, RackDays(TODAY), found, TODAY, TODAY + 0.5)


@given(BARS)
@settings(deadline=None, max_examples=300)
def test_one_pass_is_bar_by_bar(places: list[tuple[int, int, int]]) -> None:
    """Stays, day uses and clashes in any mixture: the quick way and the slow one agree pixel by pixel."""
    house = synthetic_rooms(ROOMS)
    scene = scene_of(house, places)
    quick, slow = (Raster(scene, colours(Mode.LIGHT)) for _ in range(2))
    slow.repaint_rows(scene, np.arange(ROOMS))
    assert np.array_equal(quick._matrix, slow._matrix)
