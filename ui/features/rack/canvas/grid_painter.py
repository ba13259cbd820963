"""The ground under the bars: weekends, holidays, today, lines of days, weeks, months, rows, and now."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.features.rack.canvas.frame import Frame, date_of, frame_of
from ui.features.rack.canvas.layout import BarBoxes
from ui.features.rack.canvas.palette import mix
from ui.features.rack.canvas.rects import draw_fragments, fill, rectangles
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.slices import Sheet, Steps
from ui.features.rack.canvas.view import HeaderLevel, Level
from ui.widgets.theme.tokens import Colours

# How far a bar's right end with its corners or its tab reaches to the left.
END: Final = 18
# The height of a tile of the ground, and from which height of the grid and how many rows it pays.
TILE, TILED_FROM, TILED_ROWS = 64, 256, 8
# How far the kept piece of the ground reaches beyond the view at each side.
BESIDE: Final = 480
NOTHING: Final = np.zeros((0, 4), np.int32)


def month_starts(frame: Frame) -> NDArray[Any]:
    """The firsts of the months that show, the one before them included."""
    first = date_of(frame.day_numbers[0]).replace(day=1)
    count = int(frame.grid.width() / frame.view.day_px / 28) + 3
    base = np.datetime64(first, "M")
    return (base + np.arange(count)).astype("datetime64[D]").astype(np.int64)


class GridPainter:
    """Draws the ground of the grid."""

    def __init__(self, palette: Colours, scale: float) -> None:
        self._palette = palette
        self._row_selected = mix(palette.selection, palette.surface, 0.5)
        self._scale = scale
        self._kept = QPixmap()
        self._low = QPixmap()
        self._key: tuple[object, ...] = ()
        self._begins = 0

    def steps(self, sheet: Sheet, frame: Frame, selected_rows: NDArray[Any]) -> Steps:
        """Fill the grid: columns first, then rows and lines."""
        palette, grid = self._palette, frame.grid
        bottom = frame.bottom
        sheet.painter.fillRect(grid.x(), bottom, grid.width(), frame.height - bottom, palette.window)
        if frame.measures.level >= Level.OVERVIEW:
            return
        tile = self._tile(frame)
        if tile is None:
            self._days(sheet.painter, frame, bottom)
        else:
            for top in range(grid.y(), bottom, TILE):
                high = min(TILE, bottom - top)
                sheet.painter.drawPixmap(grid.x(), top, tile, 0, 0, grid.width(), high)
        yield
        self._rows(sheet.painter, frame, selected_rows)
        yield
        self._lines(sheet.painter, frame, bottom)

    def _tile(self, frame: Frame) -> QPixmap | None:
        """A low piece of the columns of days: copied down a high grid it is quicker than many fills."""
        grid = frame.grid
        few = frame.visible.stop - frame.visible.start < TILED_ROWS
        if grid.height() < TILED_FROM or few or self._scale != 1.0 or grid.isEmpty():
            return None
        if self._kept.width() < grid.width():
            self._kept = QPixmap(grid.width(), TILE)
        painter = QPainter(self._kept)
        painter.translate(-grid.x(), -grid.y())
        self._days(painter, frame, grid.y() + TILE)
        painter.end()
        return self._kept

    def _days(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        """Columns of days and the lines between them, down to a height."""
        grid = frame.grid
        painter.fillRect(grid.x(), grid.y(), grid.width(), bottom - grid.y(), self._palette.surface)
        if frame.measures.header is not HeaderLevel.MONTHS:
            self._columns(painter, frame, bottom)
        for x, colour in line_columns(frame, self._palette):
            fill(painter, colour, rectangles(x, grid.y(), 1, bottom - grid.y()))

    def _columns(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        top, wide = frame.grid.y(), frame.day_wide
        for days, colour in self._day_colours(frame):
            fill(painter, colour, rectangles(frame.day_left[days], top, wide[days], bottom - top))

    def _day_colours(self, frame: Frame) -> tuple[tuple[NDArray[Any], QColor], ...]:
        today = frame.is_today
        return (frame.resting & ~today, self._palette.weekend), (today, self._palette.today)

    def _rows(self, painter: QPainter, frame: Frame, selected: NDArray[Any]) -> None:
        palette, grid = self._palette, frame.grid
        number = np.arange(frame.visible.start, frame.visible.stop)
        kind, tops, high = frame.table.kind[number], frame.tops, frame.table.height[number]
        lane = kind == RowKind.LANE
        fill(painter, palette.sunken, rectangles(grid.x(), tops[lane], grid.width(), high[lane]))
        if len(selected):
            chosen = np.isin(frame.table.row[number], selected) & (kind == RowKind.ROOM)
            fill(painter, self._row_selected, rectangles(grid.x(), tops[chosen], grid.width(), high[chosen]))
            lane |= chosen
        if lane.any():
            self._day_lines(painter, frame, tops[lane], high[lane])

    def _day_lines(self, painter: QPainter, frame: Frame, tops: NDArray[Any], high: NDArray[Any]) -> None:
        """Lines of days in rows that have a ground of their own."""
        left = np.full(len(tops), frame.grid.x())
        places = np.stack((left, left + frame.grid.width(), tops, high))
        for x, colour in line_columns(frame, self._palette):
            fill(painter, colour, crossings(places, x, 1))

    def _lines(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        palette, grid = self._palette, frame.grid
        number = np.arange(frame.visible.start, frame.visible.stop)
        kind, ends = frame.table.kind[number], frame.tops + frame.table.height[number] - 1
        fill(painter, palette.line, rectangles(grid.x(), ends[kind == RowKind.ROOM], grid.width(), 1))
        # Lines of rows and of most days are of one colour: only stronger ones show where they cross.
        for x, colour in line_columns(frame, palette):
            if colour != palette.line:
                fill(painter, colour, rectangles(x, grid.y(), 1, bottom - grid.y()))
        fill(painter, palette.line_strong, rectangles(grid.x(), ends[kind == RowKind.LANE], grid.width(), 1))

    def now_line(self, painter: QPainter, frame: Frame) -> None:
        """A 2 px accent line at this moment, through the rooms only; bars lie over it."""
        x = frame.x_of(frame.scene.now)
        if not frame.grid.x() < x + 1 <= frame.width + 1:
            return
        rooms = frame.visible_of(RowKind.ROOM)
        tops, high = frame.tops[rooms - frame.visible.start], frame.table.height[rooms]
        fill(painter, self._palette.accent, rectangles(x - 1, tops, 2, high))

    def under(self, painter: QPainter, frame: Frame, boxes: BarBoxes, selected: NDArray[Any]) -> None:
        """The ground under the right ends of bars that are drawn once more: their corners let it through."""
        palette, end = self._palette, boxes.x + boxes.width
        row = frame.scene.bars.row[boxes.bar]
        seen = end < frame.width + END
        x, end, row = np.maximum(end - END, boxes.x)[seen], end[seen], row[seen]
        places = np.stack((x, end, boxes.y[seen], boxes.height[seen]))
        room = row < len(frame.scene.house.rooms)
        chosen = np.isin(row, selected) & room if len(selected) else ~room & room
        self._copy(painter, frame, places[:, room & ~chosen])
        for other, colour in ((chosen, self._row_selected), (~room, palette.sunken)):
            if other.any():
                left, right, top, high = parts = places[:, other]
                fill(painter, colour, rectangles(left, top, right - left, high))
                for at, ink in line_columns(frame, palette):
                    fill(painter, ink, crossings(parts, at, 1))
        now = frame.x_of(frame.scene.now)
        if frame.grid.x() <= now <= frame.width:
            fill(painter, palette.accent, crossings(places[:, room], np.array([now - 1]), 2))

    def _copy(self, painter: QPainter, frame: Frame, places: NDArray[Any]) -> None:
        """The columns of days at some places, given as left, right, top, height: copied from a low piece."""
        piece, begins = self._piece(frame)
        left, right, top, high = places
        wide = right - left
        fragments = np.empty((len(left), 10))
        fragments[:, 0] = left + wide / 2
        fragments[:, 1] = top + high / 2
        fragments[:, 2] = (left + (frame.origin - frame.grid.x() - begins)) * self._scale
        fragments[:, 3] = 0.0
        fragments[:, 4] = wide * self._scale
        fragments[:, 5] = high * self._scale
        fragments[:, 6:8] = 1 / self._scale
        fragments[:, 8] = 0.0
        fragments[:, 9] = 1.0
        draw_fragments(painter, fragments, piece)

    def _piece(self, frame: Frame) -> tuple[QPixmap, int]:
        """A low piece of the columns of days, wider than the view, kept while it holds all of it."""
        days, view = frame.scene.days, frame.view
        key = (id(days), frame.scene.today, frame.measures, view.day_px, frame.width)
        begins = self._begins
        if key != self._key or not begins <= frame.origin <= begins + 2 * BESIDE - END:
            begins = frame.origin - BESIDE
            area = QRect(begins, 0, frame.grid.width() + 2 * BESIDE, TILE)
            part = frame_of(frame, area)
            self._low = QPixmap(round(area.width() * self._scale), round(TILE * self._scale))
            self._low.setDevicePixelRatio(self._scale)
            self._low.fill(self._palette.surface)
            painter = QPainter(self._low)
            painter.translate(-part.grid.x(), -part.grid.y())
            self._days(painter, part, part.grid.y() + TILE)
            painter.end()
            self._key, self._begins = key, begins
        return self._low, begins


def crossings(places: NDArray[Any], left: NDArray[Any], wide: NDArray[Any] | int) -> NDArray[Any]:
    """Where columns cross places, given as left, right, top, height."""
    x = np.maximum(places[0][:, None], left)
    right = np.minimum(places[1][:, None], left + wide)
    at, column = np.nonzero(right > x)
    if not len(at):
        return NOTHING
    return rectangles(x[at, column], places[2][at], (right - x)[at, column], places[3][at])


def hour_step(day_px: float) -> int:
    """Hours between two lines or labels of the hour grid."""
    return next(step for step in (1, 2, 3, 6, 12) if step * day_px / 24 >= 44 or step == 12)


def line_columns(frame: Frame, palette: Colours) -> list[tuple[NDArray[Any], QColor]]:
    """Where the vertical lines stand: hours, days with Mondays stronger, or months with quarters stronger."""
    if frame.measures.header is HeaderLevel.MONTHS:
        starts = month_starts(frame)
        x = np.array([frame.x_of(day) for day in starts.tolist()], np.int64)
        quarter = (starts.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 3) == 0
        return [(x[~quarter], palette.line), (x[quarter], palette.line_strong)]
    monday = frame.weekdays == 0
    lines = [(frame.day_left[~monday], palette.line), (frame.day_left[monday], palette.line_strong)]
    if frame.measures.header is HeaderLevel.HOURS:
        step = hour_step(frame.view.day_px)
        moments = (frame.day_numbers[:, None] + np.arange(step, 24, step)[None, :] / 24).ravel()
        x = np.floor(moments * frame.view.day_px + 0.5) + (frame.measures.room_column - frame.origin)
        lines.insert(0, (x.astype(np.int64), mix(palette.line, palette.surface, 0.6)))
    return lines
