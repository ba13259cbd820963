"""Group headers: the title at the left, and per day how many rooms are free, full, or oversold."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from app.features.rack import RackGroup
from app.kernel.text import tr
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.frame import Frame, with_neighbours
from ui.features.rack.canvas.header_months import Histogram, of_days
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.sprites import Sprites, Style
from ui.features.rack.canvas.strips import Strips
from ui.features.rack.canvas.view import HeaderLevel, Level
from ui.widgets.icons import paint_icon

SMALL: Final = (11, 400)
STRONG: Final = (11, 600)
TITLE: Final = (12, 600)
MINUS: Final = "−"
# Numbers, tops and heights of headers.
Places = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


class GroupCells:
    """Draws group headers across room column and grid."""

    def __init__(self, sprites: Sprites, strips: Strips) -> None:
        self._sprites = sprites
        self._strips = strips
        self._histogram = Histogram(sprites.palette)

    def across(self, painter: QPainter, frame: Frame) -> None:
        """The headers of a part of the plane, where they stand among the rows."""
        self._across(painter, frame, *standing(frame))

    def draw(self, painter: QPainter, frame: Frame, *, whole: bool) -> Places:
        """The header that stays under the day header; or all of every one. Those whose titles are missing.

        Titles of collapsed groups say what waits in these days: they are drawn for every frame.
        """
        shown, tops, high = with_pinned(frame, *standing(frame))
        if not len(shown):
            return shown, tops, high
        pinned = slice(len(shown) - int(tops[-1] <= frame.measures.header_height), None)
        some = slice(None) if whole else pinned
        self._across(painter, frame, shown[some], tops[some], high[some])
        some = slice(None) if whole or frame.view.collapsed else pinned
        return shown[some], tops[some], high[some]

    def titles(self, frame: Frame, shown: NDArray[Any], tops: NDArray[Any], high: NDArray[Any]) -> None:
        """Headers over the room column: their titles with the lines around, noted in the atlas."""
        if not len(shown):
            return
        titles = [
            self._title(frame, frame.table.groups[ref], tall)
            for ref, tall in zip(frame.table.ref[shown].tolist(), high.tolist(), strict=True)
        ]
        self._sprites.atlas.put(np.array(titles, np.int32), np.zeros(len(titles)), tops)

    def _across(
        self, painter: QPainter, frame: Frame, shown: NDArray[Any], tops: NDArray[Any], high: NDArray[Any]
    ) -> None:
        """Ground, lines and figures of headers, over the grid."""
        if not len(shown):
            return
        groups = [frame.table.groups[ref] for ref in frame.table.ref[shown].tolist()]
        if len(shown) == 1 and frame.sticky:
            top, tall = int(tops[0]), int(high[0])
            strip = partial(self._strip, group=groups[0], tall=tall)
            if self._strips.draw(painter, frame, (groups[0].key, tall), top, tall, strip):
                return
        palette, grid = self._sprites.palette, frame.grid
        fill(painter, palette.window, rectangles(grid.x(), tops, grid.width(), high))
        fill(painter, palette.line_strong, rectangles(grid.x(), tops, grid.width(), 1))
        fill(painter, palette.line, rectangles(grid.x(), tops + high - 1, grid.width(), 1))
        places = zip(groups, tops.tolist(), high.tolist(), strict=True)
        self._figures(painter, frame, [place for place in places if place[0].types])
        self._sprites.atlas.flush(painter)

    def _strip(self, painter: QPainter, frame: Frame, *, group: RackGroup, tall: int) -> None:
        """One header as it crosses the grid, for a painter that starts at its top."""
        palette = self._sprites.palette
        painter.fillRect(0, 0, frame.width, tall, palette.window)
        painter.fillRect(0, tall - 1, frame.width, 1, palette.line)
        painter.fillRect(0, 0, frame.width, 1, palette.line_strong)
        if group.types:
            self._figures(painter, frame, [(group, 0, tall)])
            self._sprites.atlas.flush(painter)

    def _figures(self, painter: QPainter, frame: Frame, places: Sequence[tuple[RackGroup, int, int]]) -> None:
        """Of some groups at their tops; all are of one height."""
        data = frame.scene.days
        if not (places and len(data.type_free) and frame.view.elements.type_free):
            return
        if frame.measures.header is HeaderLevel.MONTHS:
            types = [list(group.types) for group, _, _ in places]
            sold = np.stack([of_days(frame, data.type_sold[some]).mean(axis=0) for some in types])
            tops = [top + 3 for _, top, _ in places]
            self._histogram.draw(painter, frame, sold, tops, places[0][2] - 4)
            return
        for group, top, tall in places:
            self._free(frame, group, top, tall)

    def _free(self, frame: Frame, group: RackGroup, top: int, tall: int) -> None:
        data, frame = frame.scene.days, with_neighbours(frame)
        index = frame.day_numbers - data.first
        known = (index >= 0) & (index < len(data))
        free = data.type_free[list(group.types)][:, index[known]].sum(axis=0)
        left, wide = frame.day_left, frame.day_wide
        slots = self._free_slots(free, short=frame.measures.header is HeaderLevel.NARROW_DAYS)
        width = self._sprites.atlas.width[slots].astype(np.int64)
        y = np.where(free < 0, top + (tall - 15) // 2, top + (tall + 8) // 2 - 11)
        self._sprites.atlas.put_right_of(frame.grid.x(), slots, (left + wide // 2)[known] - width // 2, y)

    def _free_slots(self, free: NDArray[Any], *, short: bool) -> Numbers:
        """Slots by number: "3 free", "full", or a magenta pill; bare figures where days are narrow."""
        return self._sprites.numbered(("free", short), free, lambda count: self._free_slot(count, short))

    def _free_slot(self, free: int, short: bool) -> int:
        palette = self._sprites.palette
        if free < 0:
            ink = palette.bars.oversold
            return self._sprites.pill(
                f"{MINUS}{-free}", ink.solid, ink.on_solid, STRONG, height=15, radius=7.5
            )
        if free == 0:
            return self._sprites.text("0" if short else tr("full"), STRONG, palette.warning)
        text = str(free) if short else tr("{count} free", count=free)
        return self._sprites.text(text, SMALL, palette.text_muted)

    def _title(self, frame: Frame, group: RackGroup, tall: int) -> int:
        """The title cell as one picture: caret, title, count of rooms, or what waits in a collapsed group."""
        palette, column = self._sprites.palette, frame.measures.room_column
        collapsed = group.key in frame.view.collapsed
        waiting = self._waiting(frame, group) if collapsed else 0
        far = frame.measures.level >= Level.OVERVIEW
        key = ("group", group.title, len(group.rooms), collapsed, waiting, tall, far, palette.mode)

        def paint(painter: QPainter) -> None:
            painter.fillRect(0, 0, column, tall, palette.window)
            painter.fillRect(0, tall - 1, column, 1, palette.line)
            painter.fillRect(0, 0, column, 1, palette.line_strong)
            painter.fillRect(column - 1, 0, 1, tall, palette.line_strong)
            painter.translate(0, 1)
            middle, right, left = tall // 2 - 1, column - (6 if far else 10), 19 if far else 22
            caret = "ph.caret-right" if collapsed else "ph.caret-down"
            paint_icon(painter, caret, QRect(6 if far else 8, middle - 5, 11, 11), palette.text_secondary)
            end = right
            if waiting:
                end = self._count(painter, str(waiting), (12, 500), palette.text_secondary, right, middle)
                paint_icon(painter, "ph.tray", QRect(end - 16, middle - 6, 13, 13), palette.text_muted)
                end -= 16
            chosen, metrics = self._sprites.font(TITLE if tall >= 20 else STRONG)
            space = column - left - 6
            words = metrics.elidedText(group.title, Qt.TextElideMode.ElideRight, space)
            if not waiting and not far and metrics.horizontalAdvance(words) + 3 < space - 24:
                end = self._count(painter, str(len(group.rooms)), SMALL, palette.text_muted, right, middle)
            painter.setClipRect(left, 0, max(end - left - 4, 0) if waiting else space, tall - 2)
            painter.setFont(chosen)
            painter.setPen(palette.text)
            painter.drawText(QPointF(left, middle + 4), words)

        return self._sprites.painted(key, column, tall, paint)

    def _count(
        self, painter: QPainter, words: str, style: Style, colour: QColor, right: int, middle: int
    ) -> int:
        """A figure that ends at the right; the answer is where it begins."""
        chosen, metrics = self._sprites.font(style)
        left = right - int(metrics.horizontalAdvance(words))
        painter.setFont(chosen)
        painter.setPen(colour)
        painter.drawText(QPointF(left, middle + 4), words)
        return left

    def _waiting(self, frame: Frame, group: RackGroup) -> int:
        """How many unassigned stays of a collapsed group show in these days."""
        rows = np.array([len(frame.scene.house.rooms) + kind for kind in group.types], np.int64)
        if not len(rows):
            return 0
        return len(frame.scene.bars.window(rows, int(frame.day_numbers[0]) - 1, int(frame.day_numbers[-1])))


def standing(frame: Frame) -> Places:
    """The headers among the visible rows: their numbers, tops and heights."""
    shown = frame.visible_of(RowKind.GROUP)
    return shown, frame.tops[shown - frame.visible.start], frame.table.height[shown]


def with_pinned(frame: Frame, shown: NDArray[Any], tops: NDArray[Any], high: NDArray[Any]) -> Places:
    """The header of the first group stays under the day header; the next one pushes it out."""
    edge = frame.measures.header_height
    if frame.visible.start >= frame.visible.stop:
        return shown, tops, high
    group = int(frame.table.group[frame.visible.start])
    header = int(np.flatnonzero((frame.table.group == group) & (frame.table.kind == RowKind.GROUP))[0])
    if frame.top_of(header) >= edge:
        return shown, tops, high
    below = tops[tops >= edge]
    tall = int(frame.table.height[header])
    top = min(edge, int(below[0]) - tall) if len(below) else edge
    others = shown != header
    return (
        np.concatenate((shown[others], [header])),
        np.concatenate((tops[others], [top])),
        np.concatenate((high[others], [tall])).astype(np.int32),
    )
