"""One frame: the view, the size and the data put together; where days and rows stand in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import floor
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from app.features.rack import NO_TAGS, RackBars, RackDays, RackGroup, RackHouse, RackTags
from ui.features.rack.canvas.rows import RowKind, RowTable, RowTemplate
from ui.features.rack.canvas.view import Measures, RackView, measures_of

EPOCH: Final = date(1970, 1, 1).toordinal()
MAX_LANES_SHOWN: Final = 6
KEPT_LANES: Final = 8
FEWEST_DAYS: Final = 61
WEEKDAY_OF_DAY_0: Final = 3
Column = NDArray[Any]
Columns = tuple[Column, Column, Column, Column, Column, Column]


@dataclass(frozen=True, slots=True)
class Scene:
    """The data of the canvas: what was loaded, its groups and the look of every bar."""

    house: RackHouse
    groups: tuple[RackGroup, ...]
    bars: RackBars
    days: RackDays
    looks: NDArray[Any]
    today: int
    now: float
    tags: RackTags = NO_TAGS
    templates: dict[frozenset[str], RowTemplate] = field(default_factory=dict, compare=False)
    lanes: dict[tuple[int, int], NDArray[Any]] = field(default_factory=dict, compare=False)
    clashes: NDArray[Any] = field(init=False, compare=False)  # bars that share a room

    def __post_init__(self) -> None:
        bars = np.flatnonzero(self.bars.clash)
        object.__setattr__(self, "clashes", bars[self.bars.row[bars] < len(self.house.rooms)])

    def template(self, collapsed: frozenset[str]) -> RowTemplate:
        """The rows with some groups collapsed; only the last few are kept."""
        found = self.templates.get(collapsed)
        if found is None:
            if len(self.templates) > 4:
                self.templates.clear()
            found = self.templates[collapsed] = RowTemplate(self.house, self.groups, collapsed)
        return found


@dataclass(frozen=True, slots=True)
class Frame:
    """Geometry of one picture of the canvas.

    `origin` is the left edge of the grid in whole pixels since 1970, so that scrolled pictures are alike
    pixel by pixel. In a `sticky` frame names of bars stay in view at its left edge. `kept` holds what is
    worked out once for a picture.
    """

    scene: Scene
    view: RackView
    origin: int
    measures: Measures
    width: int
    height: int
    table: RowTable
    visible: slice
    day_numbers: NDArray[Any]
    day_left: NDArray[Any]
    day_wide: NDArray[Any]
    weekdays: NDArray[Any]
    resting: NDArray[Any]
    is_today: NDArray[Any]
    whole: bool = True
    sticky: bool = True
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def grid(self) -> QRect:
        """The part where bars are drawn."""
        found: QRect | None = self.kept.get("grid")
        if found is None:
            left, top = self.measures.room_column, self.measures.header_height
            size = max(self.width - left, 0), max(self.height - top, 0)
            found = self.kept["grid"] = QRect(left, top, *size)
        return found

    @property
    def area(self) -> QRect:
        """The grid as a part of the plane: pixels from 1970 and from the first row."""
        grid = self.grid
        return QRect(self.origin, round(self.view.top), grid.width(), grid.height())

    @property
    def tops(self) -> NDArray[Any]:
        """Top of each visible row in the widget."""
        found: NDArray[Any] | None = self.kept.get("tops")
        if found is None:
            down = self.measures.header_height - round(self.view.top)
            found = self.kept["tops"] = self.table.y[self.visible] + down
        return found

    @property
    def bottom(self) -> int:
        """Where the last row ends, or the bottom of the widget."""
        return min(self.table.total - round(self.view.top) + self.measures.header_height, self.height)

    def x_of(self, day: float) -> int:
        """Where a moment (days since 1970, noon is .5) stands in the widget."""
        return self.measures.room_column + floor(day * self.view.day_px + 0.5) - self.origin

    def day_at(self, x: float) -> float:
        """The moment under a pixel."""
        return self.view.first_day + (x - self.measures.room_column) / self.view.day_px

    def top_of(self, number: int) -> int:
        """Top of a row of the table in the widget."""
        return int(self.table.y[number]) - round(self.view.top) + self.measures.header_height

    def visible_of(self, kind: RowKind) -> NDArray[Any]:
        """Numbers of the visible rows of a kind."""
        numbers: NDArray[Any] = np.flatnonzero(self.table.kind[self.visible] == kind) + self.visible.start
        return numbers


def make_frame(
    scene: Scene, view: RackView, width: int, height: int, lanes: NDArray[Any] | None = None
) -> Frame:
    """Lay out the rows and days of a view; unassigned lanes are those that are filled in it unless given."""
    measures = measures_of(view)
    origin = round(view.first_day * view.day_px)
    wide = max(width - measures.room_column, 0)
    first, last = floor(origin / view.day_px), floor((origin + wide) / view.day_px)
    if lanes is None:
        lanes = lanes_about(scene, first, last) if measures.lanes_shown else np.zeros(len(scene.house.types))
    table = scene.template(view.collapsed).table(measures, np.asarray(lanes, np.int32))
    return _laid_out(scene, view, measures, origin, (width, height), table, sticky=True)


def frame_of(frame: Frame, area: QRect) -> Frame:
    """The same rows and days in another part of the plane, in pixels from 1970 and from the first row.

    Nothing sticks to its edges: parts that are painted one by one fit together.
    """
    view = replace(frame.view, first_day=area.x() / frame.view.day_px, top=float(area.y()))
    measures = frame.measures
    size = measures.room_column + area.width(), measures.header_height + area.height()
    return _laid_out(frame.scene, view, measures, area.x(), size, frame.table, sticky=False)


def _laid_out(
    scene: Scene, view: RackView, measures: Measures, origin: int, size: tuple[int, int], table: RowTable,
    *, sticky: bool,
) -> Frame:  # fmt: skip
    wide, high = max(size[0] - measures.room_column, 0), max(size[1] - measures.header_height, 0)
    first, last = floor(origin / view.day_px), floor((origin + wide) / view.day_px)
    return Frame(
        scene, view, origin, measures, *size, table, table.between(view.top, view.top + high),
        *_days(scene, view.day_px, measures.room_column - origin, first, last), sticky=sticky,
    )  # fmt: skip


def _days(scene: Scene, day_px: float, shift: int, first: int, last: int) -> Columns:
    """Columns of the days from first to last: number, left, width, weekday, of rest or not, today or not."""
    numbers = np.arange(first, last + 1, dtype=np.int64)
    edges = np.floor(np.arange(first, last + 2) * day_px + 0.5).astype(np.int64) + shift
    weekdays = (numbers + WEEKDAY_OF_DAY_0) % 7
    resting = weekdays >= 5
    resting[[day - first for day in scene.days.holidays if first <= day <= last]] = True
    return numbers, edges[:-1], np.diff(edges), weekdays, resting, numbers == scene.today


def with_neighbours(frame: Frame) -> Frame:
    """The frame with the day before and the day after: words wider than their day reach into it."""
    first, last = int(frame.day_numbers[0]) - 1, int(frame.day_numbers[-1]) + 1
    shift = frame.measures.room_column - frame.origin
    numbers, left, wide, weekdays, resting, today = _days(frame.scene, frame.view.day_px, shift, first, last)
    return replace(
        frame, day_numbers=numbers, day_left=left, day_wide=wide, weekdays=weekdays, resting=resting,
        is_today=today, kept={},
    )  # fmt: skip


def part_of(frame: Frame, region: QRegion) -> Frame:
    """The frame with only the rows that stand in a region, and the header only where it is in it."""
    grid, whole = frame.grid, region.boundingRect().top() < frame.grid.y()
    below = region.intersected(QRect(0, grid.y(), frame.width, grid.height())).boundingRect()
    if below.height() >= grid.height():
        return frame if whole else replace(frame, whole=False)
    shift = round(frame.view.top) - grid.y()
    rows = frame.table.between(below.top() + shift, below.bottom() + 1 + shift)
    first, last = max(rows.start, frame.visible.start), min(rows.stop, frame.visible.stop)
    return replace(frame, visible=slice(first, max(first, last)), whole=whole, kept={})


def filled_lanes(scene: Scene, first: int, last: int) -> NDArray[Any]:
    """How many unassigned lanes of each type have a bar between two days."""
    rooms, kinds = len(scene.house.rooms), len(scene.house.types)
    lanes = np.zeros(kinds, np.int32)
    found = scene.bars.window(np.arange(rooms, rooms + kinds), first, last)
    np.maximum.at(lanes, scene.bars.row[found] - rooms, scene.bars.lane[found] + 1)
    return np.minimum(lanes, MAX_LANES_SHOWN)


def lanes_about(scene: Scene, first: int, last: int) -> NDArray[Any]:
    """The lanes that stays fill in the days of a view and up to one view around it.

    They are counted in whole views, two months at least, so that rows stand still while days scroll by.
    """
    step = max(last - first, FEWEST_DAYS)
    begin = first // step * step - step
    key = (begin, step)
    found = scene.lanes.get(key)
    if found is None:
        if len(scene.lanes) > KEPT_LANES:
            scene.lanes.clear()
        found = scene.lanes[key] = filled_lanes(scene, begin - 1, begin + 3 * step)
    return found


def fit_rows(scene: Scene, view: RackView, height: int, rows: int) -> float:
    """The row height at which this many rooms fill the height, headers of their groups included."""
    best = 1.0
    for candidate in [*np.arange(1.0, 8.0, 0.01).tolist(), *range(8, 49)]:
        measures = measures_of(_with_row(view, float(candidate)))
        room = height - measures.header_height - _headers_above(scene.groups, rows) * measures.group_height
        if rows * measures.row_height > room:
            break
        best = float(candidate)
    return best


def _with_row(view: RackView, row_px: float) -> RackView:
    return RackView(view.first_day, view.day_px, row_px, view.top, view.kind, elements=view.elements)


def _headers_above(groups: Sequence[RackGroup], rows: int) -> int:
    seen = 0
    for number, group in enumerate(groups):
        seen += len(group.rooms)
        if seen >= rows:
            return number + 1
    return len(groups)


def date_of(day: int) -> date:
    """The date of a day number."""
    return date.fromordinal(EPOCH + int(day))


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - EPOCH
