"""The ground under the bars: weekends, holidays, today, lines of days, weeks, months and rows, the now line."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from ui.features.rack.canvas.frame import Frame, date_of
from ui.features.rack.canvas.palette import Palette, mix
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.view import HeaderLevel, Level

WEEKDAY_OF_DAY_0: Final = 3


def weekday(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 for Monday (1 January 1970 was a Thursday)."""
    return (days + WEEKDAY_OF_DAY_0) % 7


def month_starts(frame: Frame) -> NDArray[np.int64]:
    """The firsts of the months that show, the one before them included."""
    first = date_of(frame.day_numbers[0]).replace(day=1)
    count = int(frame.grid.width() / frame.view.day_px / 28) + 3
    base = np.datetime64(first, "M")
    return (base + np.arange(count)).astype("datetime64[D]").astype(np.int64)


def shaded_days(frame: Frame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which visible days are weekends or holidays, and which is today."""
    days = frame.day_numbers
    free = weekday(days) >= 5
    free |= np.isin(days, list(frame.scene.days.holidays))
    return free, days == frame.scene.today


class GridPainter:
    """Draws the ground of the grid."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._row_selected = mix(palette.selection, palette.surface, 0.5)

    def draw(self, painter: QPainter, frame: Frame, selected_rows: NDArray[np.int32]) -> None:
        """Fill the grid: columns first, then rows and lines."""
        palette, grid = self._palette, frame.grid
        bottom = frame.bottom
        painter.fillRect(grid.x(), grid.y(), grid.width(), bottom - grid.y(), palette.surface)
        painter.fillRect(0, bottom, frame.width, frame.height - bottom, palette.window)
        if frame.measures.header is not HeaderLevel.MONTHS:
            self._columns(painter, frame, bottom)
        self._rows(painter, frame, selected_rows)
        self._lines(painter, frame, bottom)

    def _columns(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        free, today = shaded_days(frame)
        wide, top = np.diff(frame.day_left, append=frame.x_of(frame.day_numbers[-1] + 1)), frame.grid.y()
        for days, colour in ((free & ~today, self._palette.weekend), (today, self._palette.today)):
            fill(painter, colour, rectangles(frame.day_left[days], top, wide[days], bottom - top))

    def _rows(self, painter: QPainter, frame: Frame, selected: NDArray[np.int32]) -> None:
        palette, grid = self._palette, frame.grid
        number = np.arange(frame.visible.start, frame.visible.stop)
        kind, tops, high = frame.table.kind[number], frame.tops, frame.table.height[number]
        lane = kind == RowKind.LANE
        fill(painter, palette.sunken, rectangles(grid.x(), tops[lane], grid.width(), high[lane]))
        chosen = np.isin(frame.table.row[number], selected) & (kind == RowKind.ROOM)
        fill(painter, self._row_selected, rectangles(grid.x(), tops[chosen], grid.width(), high[chosen]))

    def _lines(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        palette, grid = self._palette, frame.grid
        number = np.arange(frame.visible.start, frame.visible.stop)
        kind, ends = frame.table.kind[number], frame.tops + frame.table.height[number] - 1
        tall = frame.measures.level <= Level.MONTH
        if tall:
            room = kind == RowKind.ROOM
            fill(painter, palette.line, rectangles(grid.x(), ends[room], grid.width(), 1))
        self._day_lines(painter, frame, bottom)
        if tall:
            lane = kind == RowKind.LANE
            fill(painter, palette.line_strong, rectangles(grid.x(), ends[lane], grid.width(), 1))

    def _day_lines(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        palette, top = self._palette, frame.grid.y()
        if frame.measures.header is HeaderLevel.MONTHS:
            starts = month_starts(frame)
            x = np.array([frame.x_of(day) for day in starts.tolist()])
            quarter = (starts.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 3) == 0
            fill(painter, palette.line, rectangles(x[~quarter], top, 1, bottom - top))
            fill(painter, palette.line_strong, rectangles(x[quarter], top, 1, bottom - top))
            return
        if frame.measures.header is HeaderLevel.HOURS:
            self._hour_lines(painter, frame, bottom)
        monday = weekday(frame.day_numbers) == 0
        fill(painter, palette.line, rectangles(frame.day_left[~monday], top, 1, bottom - top))
        fill(painter, palette.line_strong, rectangles(frame.day_left[monday], top, 1, bottom - top))

    def _hour_lines(self, painter: QPainter, frame: Frame, bottom: int) -> None:
        step = hour_step(frame.view.day_px)
        hours = np.arange(step, 24, step) / 24
        moments = (frame.day_numbers[:, None] + hours[None, :]).ravel()
        x = frame.measures.room_column + np.floor((moments - frame.view.first_day) * frame.view.day_px + 0.5)
        soft = mix(self._palette.line, self._palette.surface, 0.6)
        fill(painter, soft, rectangles(x.astype(np.int64), frame.grid.y(), 1, bottom - frame.grid.y()))

    def now_line(self, painter: QPainter, frame: Frame) -> None:
        """A 2 px accent line at this moment, through the rooms only; bars lie over it."""
        x = frame.x_of(frame.scene.now)
        if not frame.grid.x() <= x < frame.width:
            return
        rooms = frame.visible_of(RowKind.ROOM)
        tops, high = frame.tops[rooms - frame.visible.start], frame.table.height[rooms]
        fill(painter, self._palette.accent, rectangles(x - 1, tops, 2, high))


def hour_step(day_px: float) -> int:
    """Hours between two lines or labels of the hour grid."""
    return next(step for step in (1, 2, 3, 6, 12) if step * day_px / 24 >= 44 or step == 12)
