"""Group headers: the title at the left, and per day how many rooms are free, full, or oversold."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from app.features.rack import RackGroup
from app.kernel.text import tr
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.frame import Frame
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


class GroupCells:
    """Draws group headers across room column and grid."""

    def __init__(self, sprites: Sprites, strips: Strips) -> None:
        self._sprites = sprites
        self._strips = strips
        self._histogram = Histogram(sprites.palette)

    def draw(self, painter: QPainter, frame: Frame, region: QRegion) -> None:
        """All headers that lie in a region."""
        palette = self._sprites.palette
        shown = frame.visible_of(RowKind.GROUP)
        tops, high = frame.tops[shown - frame.visible.start], frame.table.height[shown]
        shown, tops, high = _with_pinned(frame, shown, tops, high)
        parts = [
            region.intersected(QRect(0, top, frame.width, tall)).boundingRect()
            for top, tall in zip(tops.tolist(), high.tolist(), strict=True)
        ]
        seen = [number for number, part in enumerate(parts) if not part.isEmpty()]
        if not seen:
            return
        shown, tops, high, parts = shown[seen], tops[seen], high[seen], [parts[number] for number in seen]
        fill(painter, palette.window, rectangles(0, tops, frame.width, high))
        fill(painter, palette.line_strong, rectangles(0, tops, frame.width, 1))
        fill(painter, palette.line, rectangles(0, tops + high - 1, frame.width, 1))
        column = frame.measures.room_column
        across = [number for number, part in enumerate(parts) if part.right() >= column]
        if frame.view.elements.type_free and across:
            groups = [frame.table.groups[ref] for ref in frame.table.ref[shown[across]].tolist()]
            self._rows(painter, frame, groups, tops[across].tolist(), high[across].tolist())
        titles = [
            self._title(frame, frame.table.groups[frame.table.ref[number]], int(frame.table.height[number]))
            for number in shown.tolist()
        ]
        self._sprites.atlas.flush(painter)
        self._sprites.atlas.put(np.array(titles, np.int32), np.zeros(len(titles)), tops + 1)
        self._sprites.atlas.flush(painter)
        fill(painter, palette.line_strong, rectangles(frame.measures.room_column - 1, tops, 1, high))

    def _rows(
        self,
        painter: QPainter,
        frame: Frame,
        groups: Sequence[RackGroup],
        tops: Sequence[int],
        high: Sequence[int],
    ) -> None:
        """The figures of groups: from kept strips, or all at once."""
        places = [place for place in zip(groups, tops, high, strict=True) if place[0].types]
        left = [
            (group, top, tall)
            for group, top, tall in places
            if not self._strips.draw(
                painter, frame, group.key, top + 1, tall - 2, partial(self._strip, group=group, tall=tall)
            )
        ]
        if left:
            self._figures(painter, frame, left)

    def _strip(self, painter: QPainter, frame: Frame, *, group: RackGroup, tall: int) -> None:
        """The figures of a group on their ground, one pixel less high at both ends."""
        painter.fillRect(0, 0, frame.width, tall, self._sprites.palette.window)
        self._figures(painter, frame, [(group, -1, tall)])
        self._sprites.atlas.flush(painter)

    def _figures(self, painter: QPainter, frame: Frame, places: Sequence[tuple[RackGroup, int, int]]) -> None:
        """Of some groups at their tops; all are of one height."""
        data = frame.scene.days
        if not len(data.type_free):
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
        data = frame.scene.days
        index = frame.day_numbers - data.first
        known = (index >= 0) & (index < len(data))
        free = data.type_free[list(group.types)][:, index[known]].sum(axis=0)
        left = frame.day_left
        wide = np.diff(left, append=frame.x_of(int(frame.day_numbers[-1]) + 1))
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
            painter.fillRect(0, 0, column - 1, tall - 2, palette.window)
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
            painter.setClipRect(left, 0, max(end - left - 4, 0) if waiting else space, tall)
            painter.setFont(chosen)
            painter.setPen(palette.text)
            painter.drawText(QPointF(left, middle + 4), words)

        return self._sprites.painted(key, column - 1, tall - 2, paint)

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


def _with_pinned(
    frame: Frame, shown: NDArray[Any], tops: NDArray[Any], high: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
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
