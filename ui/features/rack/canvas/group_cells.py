"""Group headers: the title at the left, and per day how many rooms are free, full, or oversold."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QRegion

from app.features.rack import RackGroup
from app.kernel.text import tr
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.header_months import Histogram, of_days
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.sprites import PAD, Sprites
from ui.features.rack.canvas.view import HeaderLevel, Level

SMALL: Final = (11, 400)
STRONG: Final = (11, 600)
TITLE: Final = (12, 600)
MINUS: Final = "−"


class GroupCells:
    """Draws group headers across room column and grid."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites
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
        for number, top, part in zip(shown.tolist(), tops.tolist(), parts, strict=True):
            group = frame.table.groups[frame.table.ref[number]]
            tall = int(frame.table.height[number])
            if frame.view.elements.type_free and group.types and part.right() >= column:
                self._figures(painter, frame, group, top, tall, part)
        for number, top, part in zip(shown.tolist(), tops.tolist(), parts, strict=True):
            group = frame.table.groups[frame.table.ref[number]]
            if part.x() < column:
                self._title(painter, frame, group, top, int(frame.table.height[number]))
        self._sprites.atlas.flush(painter)
        fill(painter, palette.line_strong, rectangles(frame.measures.room_column - 1, tops, 1, high))

    def _figures(
        self, painter: QPainter, frame: Frame, group: RackGroup, top: int, tall: int, part: QRect
    ) -> None:
        data = frame.scene.days
        if not len(data.type_free):
            return
        if frame.measures.header is HeaderLevel.MONTHS:
            sold = data.type_sold[list(group.types)].mean(axis=0)
            self._histogram.draw(painter, frame, of_days(frame, sold), top + 3, tall - 4, part)
            return
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
            ink = palette.inks["oversold"]
            return self._sprites.pill(
                f"{MINUS}{-free}", ink.solid, ink.on_solid, STRONG, height=15, radius=7.5
            )
        if free == 0:
            return self._sprites.text("0" if short else tr("full"), STRONG, palette.warning)
        text = str(free) if short else tr("{count} free", count=free)
        return self._sprites.text(text, SMALL, palette.text_muted)

    def _title(self, painter: QPainter, frame: Frame, group: RackGroup, top: int, tall: int) -> None:
        palette, sprites, measures = self._sprites.palette, self._sprites, frame.measures
        painter.fillRect(0, top + 1, measures.room_column - 1, tall - 2, palette.window)
        collapsed = group.key in frame.view.collapsed
        middle = top + tall // 2
        style = TITLE if tall >= 20 else STRONG
        caret = sprites.icon("ph.caret-right" if collapsed else "ph.caret-down", 11, palette.text_secondary)
        far = measures.level >= Level.OVERVIEW
        space = measures.room_column - (19 if far else 22) - 6
        words = sprites.font(style)[1].elidedText(group.title, Qt.TextElideMode.ElideRight, space)
        title = sprites.text(words, style, palette.text)
        slots, x = [caret, title], [6 if far else 8, (19 if far else 22) - PAD]
        y = [middle - 5, middle + 4 - style[0]]
        right = measures.room_column - (6 if far else 10)
        if collapsed and (waiting := self._waiting(frame, group)):
            count = sprites.text(str(waiting), (12, 500), palette.text_secondary)
            slots += [count, sprites.icon("ph.tray", 13, palette.text_muted)]
            wide = int(sprites.atlas.width[count])
            x += [right - wide, right - wide - 16]
            y += [middle + 4 - 12, middle - 6]
        elif not far and sprites.atlas.width[title] < space - 24:
            count = sprites.text(str(len(group.rooms)), SMALL, palette.text_muted)
            slots.append(count)
            x.append(right - int(sprites.atlas.width[count]))
            y.append(middle + 4 - 11)
        width = np.full(len(slots), 999)
        width[1] = max((x[2] if len(x) > 2 else right) - x[1] - 4, 0)
        sprites.atlas.put(np.array(slots, np.int32), np.array(x), np.array(y), width)

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
