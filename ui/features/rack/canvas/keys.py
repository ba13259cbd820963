"""Where the keys lead: the next cell of the grid, the next step of the zoom."""

from typing import Final

from PySide6.QtCore import Qt

from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.rows import RowKind

ZOOM_STEP: Final = 1.2
WEEK: Final = 7
_DAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def zoom_factor(notches: float) -> float:
    """How much wider days become for so many notches of the wheel."""
    return float(ZOOM_STEP**notches)


def moved_focus(
    frame: Frame, key: int, number: int, focus: tuple[int, int], *, control: bool
) -> tuple[int, int] | None:
    """The cell that a key leads to from a focused cell in row `number`; None for keys that lead nowhere."""
    row, day = focus
    if key in _DAYS:
        return row, day + _DAYS[Qt.Key(key)] * (WEEK if control else 1)
    if key == Qt.Key.Key_Home:
        return row, frame.scene.today
    steps = _ROWS.get(Qt.Key(key), 0)
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        page = max(int(frame.grid.height() / frame.measures.row_height) - 1, 1)
        steps = page if key == Qt.Key.Key_PageDown else -page
    if not steps:
        return None
    return _row_away(frame, number, steps), day


def _row_away(frame: Frame, number: int, steps: int) -> int:
    """The row of bars that lies so many rows below, headers not counted."""
    way = 1 if steps > 0 else -1
    last = number
    while steps and 0 <= number + way < len(frame.table.kind):
        number += way
        if frame.table.kind[number] != RowKind.GROUP:
            last, steps = number, steps - way
    return int(frame.table.row[last])
