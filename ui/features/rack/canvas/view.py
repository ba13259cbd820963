"""What the canvas shows: the view state, the levels of semantic zoom and their measures (look.md)."""

from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Final

from app.features.rack import GroupBy, Legend

MIN_DAY, MAX_DAY = 0.5, 1600.0
MIN_ROW, MAX_ROW = 1.0, 64.0
HOURS_DAY, DETAILED_DAY, MONTH_DAY, NAMED_DAY, OVERVIEW_DAY = 200.0, 44.0, 20.0, 4.0, 2.0
TWO_LINES_ROW, ONE_LINE_ROW, OVERVIEW_ROW = 33, 17, 8


class ViewKind(StrEnum):
    """The four views of the rack."""

    DETAILED = "detailed"
    OVERVIEW = "overview"
    RATES = "rates"
    HOUSEKEEPING = "housekeeping"


class Level(IntEnum):
    """The steps of semantic zoom, from near to far."""

    HOURS = 0
    DETAILED = 1
    MONTH = 2
    OVERVIEW = 3
    DENSITY = 4


class HeaderLevel(IntEnum):
    """How the day header is drawn, by the width of a day alone."""

    HOURS = 0
    DAYS = 1
    NARROW_DAYS = 2
    MONTHS = 3


@dataclass(frozen=True, slots=True)
class Elements:
    """Which elements are drawn; stored per user."""

    occupancy: bool = True
    movements: bool = True
    free: bool = True
    revenue: bool = False
    type_free: bool = True
    room_capacity: bool = False
    room_type: bool = False
    room_features: bool = True
    room_badge: bool = True
    room_state: bool = True
    cell_price: bool = False
    cell_free: bool = False
    cell_state: bool = False
    bar_given: bool = True
    bar_dates: bool = False
    bar_nights: bool = True
    bar_party: bool = True
    bar_source: bool = True
    bar_amount: bool = True
    bar_marks: bool = True
    bar_tags: bool = False
    bar_glyph: bool = True


@dataclass(frozen=True, slots=True)
class RackView:
    """Where the canvas looks and how. `first_day` counts days since 1970, `top` pixels from the first row."""

    first_day: float
    day_px: float = 60.0
    row_px: float = 36.0
    top: float = 0.0
    kind: ViewKind = ViewKind.DETAILED
    legend: Legend = Legend.NEEDS
    group_by: GroupBy = GroupBy.TYPE
    collapsed: frozenset[str] = frozenset()
    elements: Elements = field(default_factory=Elements)

    def zoomed(self, factor: float, at_px: float) -> "RackView":
        """Days wider or narrower by a factor, the day under `at_px` (from the first column) stays there."""
        day_px = min(max(self.day_px * factor, MIN_DAY), MAX_DAY)
        return replace(self, day_px=day_px, first_day=self.first_day + at_px / self.day_px - at_px / day_px)

    def rows_zoomed(self, factor: float, at_px: float) -> "RackView":
        """Rows higher or lower by a factor, the row under `at_px` (from the first row) stays about there."""
        row_px = min(max(self.row_px * factor, MIN_ROW), MAX_ROW)
        return replace(self, row_px=row_px, top=max((self.top + at_px) * row_px / self.row_px - at_px, 0.0))

    def scrolled(self, dx: float, dy: float) -> "RackView":
        """Moved by pixels."""
        return replace(self, first_day=self.first_day + dx / self.day_px, top=max(self.top + dy, 0.0))


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels of one level (look.md, stay bars)."""

    level: Level
    header: HeaderLevel
    header_height: int
    room_column: int
    group_height: int
    row_height: float
    bar_top: int
    bar_height: int
    lanes_shown: bool


_COLUMN: Final = {
    Level.HOURS: 152,
    Level.DETAILED: 152,
    Level.MONTH: 132,
    Level.OVERVIEW: 96,
    Level.DENSITY: 96,
}


def level_of(view: RackView) -> Level:
    """The level at which bars are drawn, from the width of a day and the height of a row."""
    if view.day_px < OVERVIEW_DAY or view.row_px < OVERVIEW_ROW:
        return Level.DENSITY
    flat = view.row_px < ONE_LINE_ROW or view.day_px < NAMED_DAY
    if flat or (view.kind is ViewKind.OVERVIEW and view.day_px < MONTH_DAY):
        return Level.OVERVIEW
    if view.row_px < TWO_LINES_ROW or view.day_px < DETAILED_DAY:
        return Level.MONTH
    return Level.HOURS if view.day_px >= HOURS_DAY else Level.DETAILED


def _header_of(day_px: float) -> HeaderLevel:
    if day_px >= HOURS_DAY:
        return HeaderLevel.HOURS
    if day_px >= DETAILED_DAY:
        return HeaderLevel.DAYS
    return HeaderLevel.NARROW_DAYS if day_px >= MONTH_DAY else HeaderLevel.MONTHS


def _header_height(header: HeaderLevel, elements: Elements) -> int:
    """88, 78 or 66 with the usual elements; one line less or more for each one switched off or on."""
    if header is HeaderLevel.MONTHS:
        return 66 if elements.occupancy else 40
    if header is HeaderLevel.NARROW_DAYS:
        return 38 + 20 * elements.occupancy + 20 * elements.free
    return 36 + 21 * elements.occupancy + 16 * elements.movements + 15 * elements.free + 15 * elements.revenue


def measures_of(view: RackView) -> Measures:
    """All measures of a view."""
    level = level_of(view)
    header = _header_of(view.day_px)
    row = float(round(view.row_px)) if view.row_px >= OVERVIEW_ROW else view.row_px
    if level is Level.DENSITY:
        top, height, group = 0, max(int(row), 1), 20 if row >= OVERVIEW_ROW else 16
    elif level is Level.OVERVIEW:
        top, height, group = 2 if row >= 11 else 1, int(row) - 3, 20
    else:
        top, height = 2, int(row) - 5
        group = 26 if level <= Level.DETAILED else 22
    return Measures(
        level=level,
        header=header,
        header_height=_header_height(header, view.elements),
        room_column=_COLUMN[level],
        group_height=group,
        row_height=row,
        bar_top=top,
        bar_height=height,
        lanes_shown=level <= Level.MONTH,
    )
