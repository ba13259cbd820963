"""The far levels: the house as a matrix of colours by room and half day, cut and stretched by numpy.

A half day is the unit because bars run noon to noon. Drawing costs the same however many stays there are: two
`take`s (columns, then lines) into a reused buffer and one image. Rebuilt when data, legend or theme change.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from app.features.rack import BarKind, Look, RackBars, ranges
from ui.features.rack.canvas.frame import Frame, Scene
from ui.features.rack.canvas.grid_painter import line_columns
from ui.features.rack.canvas.palette import mix
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.skins import DRESSES
from ui.features.rack.canvas.view import HeaderLevel, Level
from ui.widgets.theme.tokens import Colours

MAX_HALF_DAYS: Final = 2 * 366 * 12
GAP_FROM_DAY: Final = 2.0
# So many lines are stretched and drawn at a time: they stay in the processor's cache in between.
BAND: Final = 64


def flat_colours(palette: Colours) -> NDArray[Any]:
    """The overview's colour of every look."""
    out = np.zeros(len(Look), np.uint32)
    for look, dress in DRESSES.items():
        out[look] = mix(palette.bars.named(dress.ink).solid, palette.surface, dress.share).rgba()
        if dress.dashed:
            out[look] = mix(palette.bars.future.solid, palette.surface, 0.4).rgba()
    return out


class Raster:
    """The matrix, and the buffers of one frame."""

    def __init__(self, scene: Scene, palette: Colours) -> None:
        self._palette = palette
        self._ground = np.uint32(palette.surface.rgba())
        # The same colour to Qt, which ignores alpha here, yet no ground that days would shade.
        self._gap = self._ground ^ np.uint32(1 << 24)
        self._colours = flat_colours(palette)
        self._clash = palette.magenta.rgba()
        bars, rooms = scene.bars, len(scene.house.rooms)
        inside = bars.row < rooms
        self.first = int(bars.start[inside].min()) if inside.any() else scene.today
        last = int(bars.end[inside].max()) + 1 if inside.any() else scene.today
        self.halves = min((last - self.first) * 2 + 2, MAX_HALF_DAYS)
        self._matrix = np.full((rooms, 2 * self.halves + 2), self._ground, np.uint32)
        self._small = np.zeros(0, np.uint32)
        self._buffer = np.zeros(0, np.uint32)
        self._paint_all(scene, np.flatnonzero(inside))

    def repaint_rows(self, scene: Scene, rows: NDArray[Any]) -> None:
        """Draw some rooms anew after an edit."""
        self._matrix[rows] = self._ground
        low = np.searchsorted(scene.bars.row, rows)
        high = np.searchsorted(scene.bars.row, rows, side="right")
        self._paint_bars(scene, ranges(low, high))

    def fits(self, bars: RackBars, rows: NDArray[Any]) -> bool:
        """Whether the matrix covers the days of the bars of these rows."""
        found = ranges(np.searchsorted(bars.row, rows), np.searchsorted(bars.row, rows, side="right"))
        if not len(found):
            return True
        low, high = int(bars.start[found].min()), int(bars.end[found].max())
        room = (high + 1 - self.first) * 2 + 2 <= self.halves or self.halves == MAX_HALF_DAYS
        return low >= self.first and room

    def _paint_all(self, scene: Scene, bar: NDArray[Any]) -> None:
        """All bars at once, as runs of ground and bar in turn; where bars overlap they are painted again."""
        if not len(bar):
            return
        line, start, end = self._places(scene, bar)
        begin, until = line + 2 * start, line + 2 * end
        # A day use begins half a day before a stay that arrives on its day; the index sorts by days alone.
        order = np.argsort(begin, kind="stable")
        bar, start, begin, until = bar[order], start[order], begin[order], until[order]
        shortened = np.minimum(until[:-1], begin[1:]) if len(bar) > 1 else until[:0]
        over = shortened < until[:-1]
        edges = np.empty(2 * len(bar) + 1, np.int64)
        edges[0:-1:2], edges[1:-1:2], edges[-1] = begin, until, self._matrix.size
        edges[1:-3:2] = shortened
        colours = np.full(2 * len(bar) + 1, self._ground)
        colours[1::2] = self._colours[scene.looks[bar]]
        runs = np.repeat(colours, np.diff(edges, prepend=0))
        self._matrix = runs.reshape(self._matrix.shape)
        clash = scene.bars.clash[bar]
        clash[:-1] |= over
        clash[1:] |= begin[1:] < np.maximum.accumulate(until)[:-1]
        self._paint_bars(scene, np.sort(bar[clash]))
        self._matrix.reshape(-1)[begin[start < self.halves]] = self._gap

    def _places(self, scene: Scene, bar: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Where the row of each bar begins in the matrix, and its first and last half day."""
        bars = scene.bars
        day_use = bars.start[bar] == bars.end[bar]
        start = (bars.start[bar].astype(np.int64) - self.first) * 2 + 1 - day_use
        end = (bars.end[bar].astype(np.int64) - self.first) * 2 + 1 + day_use
        line = bars.row[bar].astype(np.int64) * self._matrix.shape[1]
        return line, np.clip(start, 0, self.halves), np.clip(end, 0, self.halves)

    def _paint_bars(self, scene: Scene, bar: NDArray[Any]) -> None:
        """Every bar as a run of half days, each a first pixel and the rest; a clash is magenta."""
        bars = scene.bars
        line, start, end = self._places(scene, bar)
        cells, colours = self._matrix.reshape(-1), self._colours[scene.looks[bar]]
        cells[ranges(line + 2 * start, line + 2 * end)] = np.repeat(colours, 2 * (end - start))
        clash = np.flatnonzero(bars.clash[bar] & (bars.kind[bar] == BarKind.STAY))
        if len(clash):
            reach = bars.reach[bar[clash] - 1] - bars.row[bar[clash]].astype(np.int64) * (1 << 32)
            until = np.clip(np.minimum((reach - self.first) * 2 + 1, end[clash]), start[clash], self.halves)
            cells[ranges(line[clash] + 2 * start[clash], line[clash] + 2 * until)] = self._clash
        cells[(line + 2 * start)[start < self.halves]] = self._gap

    def draw(self, painter: QPainter, frame: Frame, part: QRect) -> None:
        """Draw the rooms that lie in a part of the grid."""
        grid, view = frame.grid, frame.view
        height = min(frame.bottom, part.bottom() + 1) - part.y()
        if part.width() <= 0 or height <= 0:
            return
        first = frame.origin + part.x() - grid.x()
        moments = (np.arange(-1, part.width()) + (first + 0.5)) / view.day_px - self.first
        before = np.floor(moments * 2).astype(np.intp)
        halves = before[1:]
        columns = np.where((halves >= 0) & (halves < self.halves), halves, self.halves) * 2 + 1
        if view.day_px >= GAP_FROM_DAY:
            # One pixel of ground where a bar begins, so that neighbours stay apart.
            columns -= halves > before[:-1]
        shown = frame.visible_of(RowKind.ROOM)
        tops, table = frame.tops[shown - frame.visible.start], frame.table
        shown = shown[(tops < part.y() + height) & (tops + table.height[shown] > part.y())]
        small = self._columns(frame, table.row[shown], columns)
        self._draw_lines(small, frame, part.x())
        lines = self._lines(frame, shown, part.y(), height)
        for top in range(0, height, BAND):
            painter.drawImage(part.x(), part.y() + top, self._stretch(small, lines[top : top + BAND]))

    def _columns(self, frame: Frame, rows: NDArray[Any], columns: NDArray[Any]) -> NDArray[Any]:
        """The colours of the rows at each pixel column, with an empty line at the end."""
        size = (len(rows) + 1) * len(columns)
        if self._small.size < size:
            self._small = np.empty(size, np.uint32)
        small = self._small[:size].reshape(len(rows) + 1, len(columns))
        few = self._rows_of(self._matrix, rows)
        if frame.measures.header is HeaderLevel.MONTHS:
            np.take(few, columns, axis=1, out=small[:-1], mode="clip")
            small[-1] = self._ground
            return small
        low, high = int(columns.min()) & ~1, int(columns.max())
        shaded = np.empty((len(rows) + 1, high - low + 1), np.uint32)
        shaded[-1] = self._ground
        shaded[:-1] = few[:, low : high + 1]
        self._shade_days(shaded, frame, low)
        return np.take(shaded, columns - low, axis=1, out=small, mode="clip")

    def _shade_days(self, few: NDArray[Any], frame: Frame, low: int) -> None:
        """Weekends and today where no bar stands, while a column is still a half day."""
        palette = self._palette
        for days, colour in (
            (frame.resting & ~frame.is_today, palette.weekend),
            (frame.is_today, palette.today),
        ):
            first = (frame.day_numbers[days] - self.first) * 4 - low
            at = np.concatenate((first, first + 1, first + 2, first + 3))
            at = at[(at >= 0) & (at < few.shape[1])]
            strip = few[:, at]
            few[:, at] = np.where(strip == self._ground, np.uint32(colour.rgba()), strip)

    def _draw_lines(self, small: NDArray[Any], frame: Frame, left: int) -> None:
        """Lines of days, weeks and months where no bar stands."""
        grounds = {int(self._ground), int(self._gap)}
        if frame.measures.header is not HeaderLevel.MONTHS:
            grounds |= {self._palette.weekend.rgba(), self._palette.today.rgba()}
        for x, colour in line_columns(frame, self._palette):
            at = x - left
            at = at[(at >= 0) & (at < small.shape[1])]
            strip = small[:, at]
            open_ = np.zeros(strip.shape, bool)
            for ground in grounds:
                open_ |= strip == np.uint32(ground)
            small[:, at] = np.where(open_, np.uint32(colour.rgba()), strip)

    @staticmethod
    def _rows_of(matrix: NDArray[Any], rows: NDArray[Any]) -> NDArray[Any]:
        """Lines of a matrix: a view where they follow each other, as they do unless rooms are regrouped."""
        straight = len(rows) and rows[-1] - rows[0] + 1 == len(rows) and bool((np.diff(rows) == 1).all())
        return matrix[rows[0] : rows[-1] + 1] if straight else matrix[rows]

    def _lines(self, frame: Frame, shown: NDArray[Any], top: int, height: int) -> NDArray[Any]:
        """For each pixel line the line of the small picture; the empty one between and inside headers."""
        measures, empty = frame.measures, len(shown)
        lines = np.full(height + 1, empty, np.intp)
        tops = frame.tops[shown - frame.visible.start] - top
        high = frame.table.height[shown].astype(np.int64)
        if measures.level is Level.OVERVIEW:
            tops, high = tops + measures.bar_top, np.full(len(shown), measures.bar_height)
        elif measures.row_height >= 4:
            high = high - 1
        low, end = np.clip(tops, 0, height), np.clip(tops + high, 0, height)
        lines[ranges(low, end)] = np.repeat(np.arange(len(shown)), end - low)
        return lines[:height]

    def _stretch(self, small: NDArray[Any], lines: NDArray[Any]) -> QImage:
        """Some lines of the picture; its buffer is used again for the next."""
        height, width = len(lines), small.shape[1]
        if self._buffer.size < width * height:
            self._buffer = np.empty(width * height, np.uint32)
        target = self._buffer[: width * height].reshape(height, width)
        np.take(small, lines, axis=0, out=target, mode="clip")
        return QImage(target.data, width, height, width * 4, QImage.Format.Format_RGB32)
