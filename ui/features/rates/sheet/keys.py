"""The keyboard of the sheet: that of a spreadsheet."""

from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.features.rates.sheet.data import SheetData
from ui.features.rates.sheet.measures import Frame
from ui.features.rates.sheet.selection import Block, Cell, Selection
from ui.widgets.arrows import ARROWS

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_TYPED: Final = frozenset("0123456789+-−.,=€$£")
# X closes, A and D forbid arrivals and departures; M begins "min 2" or "max 7".
_LIMITS: Final = frozenset("xadXAD")
_STAYS: Final = frozenset("mM")
WEEK = 7


class Sheet(Protocol):
    """What the keys need of the sheet."""

    data: SheetData | None
    selection: Selection

    @property
    def frame(self) -> Frame:
        """The geometry."""
        ...

    def select(self, selection: Selection) -> None:
        """Select something else."""
        ...

    def ensure_visible(self, cell: Cell) -> None:
        """Scroll."""
        ...

    def begin(self, text: str | None = None) -> None:
        """Type into the cursor's cell."""
        ...

    def copy(self) -> None:
        """Copy."""
        ...

    def paste(self) -> None:
        """Paste."""
        ...

    def fill_down(self) -> None:
        """Fill down."""
        ...

    def fill_right(self) -> None:
        """Fill to the right."""
        ...

    def clear_cells(self) -> None:
        """Take own prices away."""
        ...

    def toggle(self, letter: str) -> None:
        """Set or take away a limit."""
        ...


def wants(event: QKeyEvent) -> bool:
    """Whether a key is the sheet's, though the window might have a shortcut for it."""
    plain = not event.modifiers() & (_CTRL | _ALT)
    if plain:
        return event.text() in _TYPED | _LIMITS | _STAYS and event.text() != ""
    known = (
        QKeySequence.StandardKey.Copy,
        QKeySequence.StandardKey.Paste,
        QKeySequence.StandardKey.SelectAll,
    )
    return any(event.matches(key) for key in known)


def press(sheet: Sheet, event: QKeyEvent) -> bool:
    """Do what a key means; False when it means nothing here."""
    key = event.key()
    ctrl, shift = bool(event.modifiers() & _CTRL), bool(event.modifiers() & _SHIFT)
    if event.modifiers() & _ALT:
        return False
    if key in ARROWS:
        down, across = ARROWS[key]
        move(sheet, down, across * (WEEK if ctrl else 1), stretch=shift)
        return True
    if ctrl:
        return _press_ctrl(sheet, key, shift=shift)
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        sheet.clear_cells()
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
        sheet.begin()
    elif key == Qt.Key.Key_Space and shift:
        select_line(sheet, sheet.selection.cursor[0])
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        last = sheet.frame.layout.nights - 1
        today = sheet.data.today_column if sheet.data is not None else 0
        go(
            sheet,
            (sheet.selection.far_corner[0], max(today, 0) if key == Qt.Key.Key_Home else last),
            stretch=shift,
        )
    elif event.text() and event.text() in _TYPED | _STAYS:
        sheet.begin(event.text())
    elif event.text() and event.text() in _LIMITS:
        sheet.toggle(event.text())
    elif key == Qt.Key.Key_Escape and not sheet.selection.is_one_cell:
        sheet.select(Selection.at(sheet.selection.cursor))
    else:
        return False
    return True


def _press_ctrl(sheet: Sheet, key: int, *, shift: bool) -> bool:
    verbs = {
        int(Qt.Key.Key_C): sheet.copy, int(Qt.Key.Key_V): sheet.paste,
        int(Qt.Key.Key_D): sheet.fill_down, int(Qt.Key.Key_R): sheet.fill_right,
    }  # fmt: skip
    layout = sheet.frame.layout
    if key in verbs:
        verbs[key]()
    elif key == Qt.Key.Key_A:
        sheet.select(Selection.of((Block(0, 0, layout.rows - 1, layout.nights - 1),), sheet.selection.cursor))
    elif key == Qt.Key.Key_Space and shift:
        select_weekday(sheet, sheet.selection.cursor[1])
    elif key == Qt.Key.Key_Space:
        block = sheet.selection.block
        sheet.select(
            Selection.of((Block(0, block.left, layout.rows - 1, block.right),), sheet.selection.cursor)
        )
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        today = max(sheet.data.today_column, 0) if sheet.data is not None else 0
        corner = (0, today) if key == Qt.Key.Key_Home else (layout.rows - 1, layout.nights - 1)
        go(sheet, corner, stretch=shift)
    else:
        return False
    return True


def move(sheet: Sheet, down: int, across: int, *, stretch: bool = False) -> None:
    """Move the cursor, or with `stretch` the far corner of the selection."""
    row, column = sheet.selection.far_corner if stretch else sheet.selection.cursor
    go(sheet, (row + down, column + across), stretch=stretch)


def go(sheet: Sheet, cell: Cell, *, stretch: bool = False) -> None:
    """Put the cursor (or the far corner) on a cell, inside the sheet."""
    layout = sheet.frame.layout
    at = max(0, min(cell[0], layout.rows - 1)), max(0, min(cell[1], layout.nights - 1))
    sheet.select(sheet.selection.stretched(at) if stretch else Selection.at(at))
    sheet.ensure_visible(at)


def select_line(sheet: Sheet, row: int) -> None:
    """A whole line, from today on."""
    layout = sheet.frame.layout
    today = max(sheet.data.today_column, 0) if sheet.data is not None else 0
    sheet.select(Selection.of((Block(row, today, row, layout.nights - 1),)))


def select_weekday(sheet: Sheet, column: int) -> None:
    """All nights of the column's weekday from today on, in all lines; the column comes last."""
    layout = sheet.frame.layout
    today = max(sheet.data.today_column, 0) if sheet.data is not None else 0
    nights = [
        night for night in range(column % WEEK, layout.nights, WEEK) if night >= today and night != column
    ]
    blocks = [Block(0, night, layout.rows - 1, night) for night in (*nights, column)]
    sheet.select(Selection.of(blocks))
