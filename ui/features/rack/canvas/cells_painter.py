"""What empty cells say when a user wants it: the price, free rooms of the type, the state of the room."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from app.features.rack import RoomState
from app.kernel.money import whole_units
from app.kernel.text import tr
from ui.features.rack.canvas.frame import Frame, with_neighbours
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.sprites import Sprites
from ui.features.rack.canvas.view import ViewKind

SMALL: Final = (11, 400)
LEAST_DAY, TWO_LINES = 34.0, 30.0
ICONS: Final = {
    RoomState.DIRTY: ("ph.circle-fill", "warning"),
    RoomState.IN_PROGRESS: ("ph.circle-half", "accent"),
    RoomState.CLEAN: ("ph.check", "success"),
    RoomState.INSPECTED: ("ph.checks", "success"),
    RoomState.PICKUP: ("ph.circle", "warning"),
    RoomState.OUT_OF_ORDER: ("ph.x", "danger"),
    RoomState.OUT_OF_SERVICE: ("ph.minus", "text_muted"),
}


class CellsPainter:
    """Draws into every cell of the rooms that show; bars lie over it."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw what is switched on and has room."""
        elements = frame.view.elements
        states = elements.cell_state or frame.view.kind is ViewKind.HOUSEKEEPING
        if not (elements.cell_price or elements.cell_free or states):
            return
        if frame.view.day_px < LEAST_DAY:
            return
        rows = frame.visible_of(RowKind.ROOM)
        if not len(rows):
            return
        numbers = with_neighbours(frame).day_numbers
        days = numbers[numbers >= frame.scene.today]
        middle = np.array([frame.x_of(day + 0.5) for day in days.tolist()], np.int64)
        rooms = frame.table.ref[rows]
        types = np.array([frame.scene.house.rooms[room].type_index for room in rooms.tolist()], np.int64)
        tops = frame.tops[rows - frame.visible.start].astype(np.int64)
        clear = clear_cells(frame, rows, days)
        lines = [self._prices(frame, types, days)] if elements.cell_price else []
        if elements.cell_free and (free := self._free(frame, types, days)) is not None:
            lines.append(free)
        lines = lines[: 2 if frame.measures.row_height >= TWO_LINES else 1]
        first = tops + int(frame.measures.row_height) // 2 - 8 * len(lines)
        for number, slots in enumerate(lines):
            self._put(frame, slots, middle, first + 15 * number, clear)
        if states:
            self._states(frame, rooms, days, tops, middle, clear, alone=not lines)
        self._sprites.atlas.flush(painter)

    def _prices(self, frame: Frame, types: NDArray[Any], days: NDArray[Any]) -> NDArray[Any]:
        """The published price of each type, in whole units."""
        colour = self._sprites.palette.text_muted
        kinds = frame.scene.house.types
        whole = [str(whole_units(kind.rate_minor, kind.currency)) for kind in kinds]
        slots = self._sprites.texts(whole, SMALL, colour)[types]
        return np.repeat(slots[:, None], len(days), axis=1)

    def _free(self, frame: Frame, types: NDArray[Any], days: NDArray[Any]) -> NDArray[Any] | None:
        """How many rooms of the type are free that night."""
        data = frame.scene.days
        at = days - data.first
        if not len(data):
            return None
        colour = self._sprites.palette.text_muted
        known = (at >= 0) & (at < len(data))
        counts = data.type_free[types[:, None], np.where(known, at, 0)].astype(np.int64)
        return self._sprites.figures(counts, SMALL, colour, tr("{} free")) * known

    def _states(
        self,
        frame: Frame,
        rooms: NDArray[Any],
        days: NDArray[Any],
        tops: NDArray[Any],
        middle: NDArray[Any],
        clear: NDArray[np.bool_],
        *,
        alone: bool,
    ) -> None:
        """Housekeeping knows of today only: the state stands in today's cell."""
        today = np.flatnonzero(days == frame.scene.today)
        if not len(today):
            return
        palette = self._sprites.palette
        icons = {
            state: self._sprites.icon(name, 12, getattr(palette, token))
            for state, (name, token) in ICONS.items()
        }
        slots = np.array([icons[frame.scene.house.rooms[room].state] for room in rooms.tolist()], np.int32)
        x = middle[today] - (6 if alone else int(frame.view.day_px / 2) - 3)
        y = tops + (int(frame.measures.row_height) - 12) // 2
        here = clear[:, today[0]]
        across = np.full(int(here.sum()), int(x[0]))
        self._sprites.atlas.put_right_of(frame.grid.x(), slots[here], across, y[here])

    def _put(
        self,
        frame: Frame,
        slots: NDArray[Any],
        middle: NDArray[Any],
        tops: NDArray[Any],
        clear: NDArray[np.bool_],
    ) -> None:
        """One line of text in every clear cell."""
        row, day = np.nonzero(clear)
        flat = slots[row, day]
        width = self._sprites.atlas.width[flat].astype(np.int64)
        x = middle[day] - width // 2
        self._sprites.atlas.put_right_of(frame.grid.x(), flat, x, tops[row])


def clear_cells(frame: Frame, rows: NDArray[Any], days: NDArray[Any]) -> NDArray[np.bool_]:
    """Which cells no bar reaches into, neither with its arrival nor with its departure."""
    clear = np.ones((len(rows), len(days)), bool)
    if not len(days):
        return clear
    bars, first = frame.scene.bars, int(days[0])
    line_of = {int(row): number for number, row in enumerate(frame.table.row[rows].tolist())}
    for bar in bars.window(frame.table.row[rows], first, int(days[-1])).tolist():
        line = line_of[int(bars.row[bar])]
        start = max(int(bars.start[bar]) - first, 0)
        clear[line, start : max(int(bars.end[bar]) - first + 1, 0)] = False
    return clear
