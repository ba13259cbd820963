"""The sticky room column and the group headers that cross the grid."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from app.features.rack import RackRoom, RoomState
from app.kernel.text import tr
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.group_cells import GroupCells, standing
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.room_states import paint_state
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.sprites import PAD, Sprites
from ui.features.rack.canvas.strips import Strips, draw_part
from ui.features.rack.canvas.view import Level

SMALL: Final = (11, 400)
NUMBER: Final = (13, 600)
STATE: Final = 14
# The kept column is painted anew so many frames before its end is in view.
FRAMES_AHEAD: Final = 4


class RoomPainter:
    """Draws room labels, lane labels and group headers."""

    def __init__(self, sprites: Sprites, strips: Strips) -> None:
        self._sprites = sprites
        self._cells = GroupCells(sprites, strips)
        self._served: tuple[object, ...] | None = None
        self._slots: dict[str, Numbers] = {}
        self._kept: QPixmap | None = None
        self._twice: dict[tuple[int, bool], QPixmap] = {}
        self._kept_from = self._top = self._speed = 0
        self._kept_key: tuple[object, ...] | None = None

    def across(self, painter: QPainter, frame: Frame) -> None:
        """What of the rows' headers moves with days and rows."""
        self._cells.across(painter, frame)

    def draw(
        self,
        painter: QPainter,
        frame: Frame,
        selected: NDArray[Any],
        clashing: NDArray[Any],
        region: QRegion,
        *,
        whole: bool,
    ) -> None:
        """Draw the labels in a region and the header that stays in view; or all headers as a whole.

        `selected` and `clashing` are rows of bars.
        """
        grid, palette = frame.grid, self._sprites.palette
        if region.intersects(QRect(0, grid.y(), grid.x(), grid.height())):
            self._labels(painter, frame, selected, clashing)
        titles = self._cells.draw(painter, frame, whole=whole)
        self._waiting(frame)
        self._cells.titles(frame, *titles)
        self._sprites.atlas.flush(painter)
        if frame.bottom < frame.height:
            painter.fillRect(0, frame.bottom, grid.x(), frame.height - frame.bottom, palette.window)
            painter.fillRect(0, frame.bottom - 1, frame.width, 1, palette.line_strong)

    def _labels(
        self, painter: QPainter, frame: Frame, selected: NDArray[Any], clashing: NDArray[Any]
    ) -> None:
        """The kept column where rows scroll by, and over it what depends on the days in view."""
        if not self._from_kept(painter, frame, selected):
            self.column(painter, frame, selected)
        chosen = set(selected.tolist())
        for row in clashing.tolist():
            number = frame.table.of_row(row)
            if frame.visible.start <= number < frame.visible.stop:
                painter.drawPixmap(0, frame.top_of(number), self._booked_twice(frame, number, row in chosen))

    def _booked_twice(self, frame: Frame, number: int, chosen: bool) -> QPixmap:
        """The label of a room that is booked twice in the days in view, kept as long as the column."""
        room, scale = int(frame.table.ref[number]), self._sprites.atlas.scale
        found = self._twice.get((room, chosen))
        if found is None:
            palette, top, tall = self._sprites.palette, frame.top_of(number), int(frame.table.height[number])
            wide = frame.measures.room_column - 1
            found = QPixmap(ceil(wide * scale), ceil((tall - 1) * scale))
            found.setDevicePixelRatio(scale)
            found.fill(palette.selection if chosen else palette.surface)
            painter = QPainter(found)
            painter.translate(0, -top)
            self._rooms(frame, np.array([number]), np.array([room], np.int32))
            self._sprites.atlas.flush(painter)
            painter.end()
            self._twice[room, chosen] = found
        return found

    def column(self, painter: QPainter, frame: Frame, selected: NDArray[Any]) -> None:
        """Grounds and labels of all rooms of a frame, none marked as booked twice."""
        palette, column, top = self._sprites.palette, frame.measures.room_column, frame.measures.header_height
        painter.fillRect(0, top, column, frame.bottom - top, palette.surface)
        self._grounds(painter, frame, selected)
        painter.fillRect(column - 1, top, 1, frame.bottom - top, palette.line_strong)
        self._rooms(frame, frame.visible_of(RowKind.ROOM), np.zeros(0, np.int32))
        self._lanes(frame)
        if not frame.view.collapsed:
            self._cells.titles(frame, *standing(frame))
        self._sprites.atlas.flush(painter)

    def _from_kept(self, painter: QPainter, frame: Frame, selected: NDArray[Any]) -> bool:
        """While rows scroll by, the column is cut from one picture that is three times as high."""
        look = frame.measures, frame.view.elements, frame.view.day_px
        key = (look, frame.scene.house, frame.table, selected.tobytes())
        before, self._kept_key = self._kept_key, key
        if before is None or before[0] != look or before[1] is not key[1]:
            self._kept, self._top = None, round(frame.view.top)
            self._twice.clear()
            return False
        if before[2] is not key[2] or before[3] != key[3]:
            self._kept = None
            self._twice.clear()
        column, high = frame.measures.room_column, frame.grid.height()
        top = round(frame.view.top)
        if self._kept is None or not self._kept_from <= top <= self._kept_from + 2 * high:
            if not frame.whole:
                # A few rows are painted quicker than the picture.
                return False
            self._keep(frame, selected)
        assert self._kept is not None
        self._speed, self._top = abs(top - self._top), top
        part = QRect(0, top - self._kept_from, column, frame.bottom - frame.grid.y())
        draw_part(painter, self._kept, QPoint(0, frame.grid.y()), part)
        return True

    def reach_ahead(self, frame: Frame, selected: NDArray[Any]) -> bool:
        """Paint the kept column anew before its end is reached; whether that was done."""
        if self._kept is None or not self._speed:
            return False
        above, below = self._top - self._kept_from, self._kept_from + 2 * frame.grid.height() - self._top
        near = min(above if self._kept_from else below, below) < FRAMES_AHEAD * self._speed
        if near:
            self._keep(frame, selected)
        return near

    def _keep(self, frame: Frame, selected: NDArray[Any]) -> None:
        high = frame.grid.height()
        self._kept_from = max(round(frame.view.top) - high, 0)
        self._kept = self._painted_column(frame, selected, 3 * high)

    def _painted_column(self, frame: Frame, selected: NDArray[Any], high: int) -> QPixmap:
        scale, head = self._sprites.atlas.scale, frame.measures.header_height
        tall = replace(
            frame,
            view=replace(frame.view, top=float(self._kept_from)),
            height=head + high,
            visible=frame.table.between(self._kept_from, self._kept_from + high),
            kept={},
        )
        kept = QPixmap(ceil(frame.measures.room_column * scale), ceil(high * scale))
        kept.setDevicePixelRatio(scale)
        kept.fill(self._sprites.palette.surface)
        painter = QPainter(kept)
        painter.translate(0, -head)
        self.column(painter, tall, selected)
        painter.end()
        return kept

    def _grounds(self, painter: QPainter, frame: Frame, selected: NDArray[Any]) -> None:
        palette, column = self._sprites.palette, frame.measures.room_column
        number = np.arange(frame.visible.start, frame.visible.stop)
        kind, tops, high = frame.table.kind[number], frame.tops, frame.table.height[number]
        room, lane = kind == RowKind.ROOM, kind == RowKind.LANE
        chosen = room & (np.isin(frame.table.row[number], selected) if len(selected) else False)
        fill(painter, palette.selection, rectangles(0, tops[chosen], column - 1, high[chosen]))
        fill(painter, palette.sunken, rectangles(0, tops[lane], column - 1, high[lane]))
        if frame.measures.level <= Level.MONTH:
            fill(painter, palette.line, rectangles(0, (tops + high)[room] - 1, column - 1, 1))
        fill(painter, palette.line_strong, rectangles(0, (tops + high)[lane] - 1, column - 1, 1))

    def _rooms(self, frame: Frame, shown: NDArray[Any], clashing: NDArray[Any]) -> None:
        if not len(shown):
            return
        rooms, elements = frame.scene.house.rooms, frame.view.elements
        numbers, tops = frame.table.ref[shown].tolist(), frame.tops[shown - frame.visible.start]
        high = frame.table.height[shown]
        if frame.measures.level >= Level.OVERVIEW:
            self._small_rooms(frame, numbers, tops, high)
            return
        two = frame.measures.level <= Level.DETAILED
        palette, sprites = self._sprites.palette, self._sprites
        self._serve(frame, two)
        shown_rooms = frame.table.ref[shown]
        slots = self._cached(
            "number", shown_rooms, lambda n: sprites.text(rooms[n].number, NUMBER, palette.text)
        )
        number_top = tops + (14 - 13 if two else (high + 9) // 2 - 13)
        x = np.full(len(slots), 34)
        sprites.atlas.put(slots, x - PAD, number_top)
        details = self._cached(
            "detail",
            shown_rooms,
            lambda n: sprites.text(self._subtitle(frame, rooms[n], two), SMALL, palette.text_muted),
        )
        if not two:
            busy = self._cached("marked", shown_rooms, lambda n: int(_is_marked(rooms[n]))) > 0
            details = np.where(busy | np.isin(shown_rooms, clashing), 0, details)
        wide = sprites.atlas.width[slots].astype(np.int64)
        detail_x = x if two else x + wide + 1
        detail_y = tops + (30 - 11 if two else (high + 8) // 2 - 11)
        sprites.atlas.put(
            details,
            detail_x - PAD,
            detail_y,
            np.maximum(frame.measures.room_column - 6 - detail_x, 0),
        )
        if elements.room_state:
            states = self._cached("state", shown_rooms, lambda n: self.state_slot(rooms[n].state))
            sprites.atlas.put(states, np.full(len(states), 12), tops + (high - STATE) // 2)
        self._badges(frame, numbers, tops, high, clashing)

    def _serve(self, frame: Frame, two: bool) -> None:
        """Slots by room are kept as long as the house and the chosen elements stay."""
        served = (frame.scene.house, frame.view.elements, two)
        if self._served is None or any(
            a is not b and a != b for a, b in zip(served, self._served, strict=True)
        ):
            self._served = served
            self._slots.clear()

    def _cached(self, key: str, rooms: NDArray[Any], make: Callable[[int], int]) -> Numbers:
        """Slots of rooms, made when first shown."""
        table = self._slots.get(key)
        if table is None:
            table = self._slots[key] = np.full(int(rooms.max()) + 1, -1, np.int32)
        if len(table) <= int(rooms.max()):
            table = self._slots[key] = np.concatenate((table, np.full(int(rooms.max()) + 1, -1, np.int32)))
        slots: Numbers = table[rooms]
        if (slots < 0).any():
            for room in rooms[slots < 0].tolist():
                table[room] = make(room)
            slots = table[rooms]
        return slots

    def _small_rooms(
        self,
        frame: Frame,
        numbers: list[int],
        tops: NDArray[Any],
        high: NDArray[Any],
    ) -> None:
        """Numbers alone; where rows are too low for text, every n-th of them."""
        rooms, palette = frame.scene.house.rooms, self._sprites.palette
        every = max(int(np.ceil(11 / frame.measures.row_height)), 1)
        chosen = slice(None, None, every)
        shown = np.array(numbers[chosen], np.int32)
        self._serve(frame, False)
        slots = self._cached(
            "small", shown, lambda n: self._sprites.text(rooms[n].number, SMALL, palette.text_muted)
        )
        top = tops[chosen] + (high[chosen] + 8) // 2 - 11
        self._sprites.atlas.put(slots, np.full(len(slots), 22), top)
        if every > 1 or not frame.view.elements.room_state:
            return
        closed = [at for at in range(len(numbers)) if rooms[numbers[at]].state >= RoomState.OUT_OF_ORDER]
        states = np.array([self.state_slot(rooms[numbers[at]].state) for at in closed], np.int32)
        self._sprites.atlas.put(states, np.full(len(states), 48), tops[closed] + (high[closed] - STATE) // 2)

    def _subtitle(self, frame: Frame, room: RackRoom, two: bool) -> str:
        elements = frame.view.elements
        parts = [frame.scene.house.types[room.type_index].name] if elements.room_type else []
        if elements.room_features and room.features:
            parts.append(room.features if two else room.features.rsplit(", ", 1)[-1])
        if elements.room_capacity and room.capacity:
            parts.append(tr("{count} beds", count=room.capacity))
        return ", ".join(parts)

    def _badges(self, frame: Frame, numbers: list[int], tops: NDArray[Any], high: NDArray[Any],
        clashing: NDArray[Any],
    ) -> None:  # fmt: skip
        """Accessible, linked, property badge, and the magenta 2× of a double-booked room."""
        palette, sprites, rooms = self._sprites.palette, self._sprites, frame.scene.house.rooms
        twice = set(clashing.tolist())
        column = frame.measures.room_column
        marked = self._cached("marked", np.array(numbers, np.int32), lambda n: int(_is_marked(rooms[n])))
        for at, number in enumerate(numbers):
            if not marked[at] and number not in twice:
                continue
            room = rooms[number]
            if number in twice:
                slot = sprites.pill(
                    "2×", palette.magenta, palette.bars.oversold.on_solid, (12, 600), height=15, radius=3
                )
            elif room.accessible:
                slot = sprites.icon("ph.wheelchair", 12, palette.text_muted)
            elif room.linked:
                slot = sprites.icon("ph.link-simple", 12, palette.text_muted)
            elif room.badge and frame.view.elements.room_badge:
                slot = sprites.text(room.badge, SMALL, palette.text_muted)
            else:
                continue
            wide = int(sprites.atlas.width[slot])
            y = int(tops[at]) + (4 if high[at] >= 33 else (int(high[at]) - 15) // 2 + 1)
            one: Numbers = np.array([slot], np.int32)
            sprites.atlas.put(
                one, np.array([column - 6 - wide - (0 if number in twice else 4)]), np.array([y])
            )

    def _lanes(self, frame: Frame) -> None:
        palette, sprites = self._sprites.palette, self._sprites
        style = (12, 400) if frame.measures.level <= Level.DETAILED else SMALL
        middle = self._middles(frame, frame.visible_of(RowKind.LANE))
        tray = sprites.icon("ph.tray", 14, palette.text_muted)
        words = sprites.text(tr("Unassigned"), style, palette.text_secondary)
        for slot, x, up in ((tray, 12, 7), (words, 33, 8)):
            sprites.atlas.put(np.full(len(middle), slot), np.full(len(middle), x), middle - up)

    def _waiting(self, frame: Frame) -> None:
        """How many stays of each lane touch the days in view."""
        shown, bars, sprites = frame.visible_of(RowKind.LANE), frame.scene.bars, self._sprites
        if not len(shown):
            return
        rows = frame.table.row[shown]
        found = bars.window(rows, int(frame.day_numbers[0]) - 1, int(frame.day_numbers[-1]))
        counts = np.bincount(bars.row[found], minlength=int(rows.max()) + 1)[rows]
        slots = sprites.figures(counts, (12, 500), sprites.palette.text_secondary)
        x = frame.measures.room_column - 10 - sprites.atlas.width[slots].astype(np.int64)
        sprites.atlas.put(slots, x, self._middles(frame, shown) - 8)

    @staticmethod
    def _middles(frame: Frame, lanes: NDArray[Any]) -> NDArray[Any]:
        """The middle of the first line of each lane."""
        high = np.minimum(frame.table.height[lanes], int(frame.measures.row_height))
        middles: NDArray[Any] = frame.tops[lanes - frame.visible.start] + high // 2
        return middles

    def state_slot(self, state: RoomState) -> int:
        """The 14 px shape of a room state."""
        return self._sprites.painted(
            ("state", int(state)), STATE, STATE, lambda p: paint_state(p, self._sprites.palette, state)
        )


def _is_marked(room: RackRoom) -> bool:
    return room.accessible or room.linked or bool(room.badge)
