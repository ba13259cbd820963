"""The mouse in the sheet: pick cells, days, plans and types; draw the fill handle; scroll at the edges."""

from dataclasses import replace
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer

from ui.features.rates.sheet.measures import COLUMN, HEAD, Frame
from ui.features.rates.sheet.painting import handle_box
from ui.features.rates.sheet.selection import Block, Cell, Selection

SCROLL_MS = 16
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class Hold(Enum):
    """What the pressed button draws."""

    NOTHING = auto()
    CELLS = auto()
    DAYS = auto()
    LINES = auto()
    HANDLE = auto()


class Sheet(Protocol):
    """What the pointer needs of the sheet."""

    @property
    def frame(self) -> Frame:
        """The geometry."""
        ...

    @property
    def selection(self) -> Selection:
        """What is selected."""
        ...

    def select(self, selection: Selection) -> None:
        """Select something else."""
        ...

    def show_fill(self, block: Block | None) -> None:
        """Show where a fill would go."""
        ...

    def fill(self, target: Block) -> None:
        """Fill."""
        ...

    def fold(self, kind: int) -> None:
        """Fold a type, or unfold it."""
        ...

    def scroll_by(self, x: int, y: int) -> None:
        """Scroll."""
        ...

    def picked(self) -> None:
        """The button was let go with something selected."""
        ...


class Pointer(QObject):
    """Turns presses and moves into selections and fills."""

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.hold = Hold.NOTHING
        self._at = QPoint()
        self._start: Cell = (0, 0)
        self._target: Block | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SCROLL_MS)
        self._timer.timeout.connect(self._scroll)

    def press(self, at: QPoint, keys: Qt.KeyboardModifier) -> None:
        """The left button goes down."""
        frame = self._sheet.frame
        self._at = at
        if frame.layout.rows and self._on_handle(at):
            self.hold = Hold.HANDLE
        elif at.x() < COLUMN and at.y() >= HEAD:
            self._press_name(at, keys)
        elif at.y() < HEAD:
            column = frame.column_at(at.x())
            if column >= 0 and frame.layout.rows:
                self.hold = Hold.DAYS
                self._begin((0, column), keys)
                self._draw_days(column)
        else:
            cell = frame.cell_at(at)
            if cell is not None:
                self.hold = Hold.CELLS
                self._begin(cell, keys)
        if self.hold is not Hold.NOTHING:
            self._timer.start()

    def move(self, at: QPoint) -> None:
        """The pointer moves with the button down."""
        self._at = at
        cell = self._sheet.frame.nearest(at)
        if self.hold is Hold.CELLS:
            self._sheet.select(self._sheet.selection.stretched(cell))
        elif self.hold is Hold.DAYS:
            self._draw_days(cell[1])
        elif self.hold is Hold.LINES:
            self._draw_lines(cell[0])
        elif self.hold is Hold.HANDLE:
            self._target = fill_target(self._sheet.selection.block, cell)
            self._sheet.show_fill(self._target)

    def release(self) -> None:
        """The button goes up."""
        self._timer.stop()
        held, self.hold = self.hold, Hold.NOTHING
        if held is Hold.HANDLE:
            target, self._target = self._target, None
            self._sheet.show_fill(None)
            if target is not None:
                self._sheet.fill(target)
        elif held is not Hold.NOTHING:
            self._sheet.picked()

    def cancel(self) -> None:
        """Esc while the button is down."""
        self._target = None
        self._sheet.show_fill(None)
        self.hold = Hold.NOTHING
        self._timer.stop()

    def shape(self, at: QPoint) -> Qt.CursorShape:
        """The pointer's shape at a point."""
        if self._sheet.frame.layout.rows and self._on_handle(at):
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.ArrowCursor

    def _on_handle(self, at: QPoint) -> bool:
        box = handle_box(self._sheet.frame, self._sheet.selection)
        return box is not None and box.adjusted(-3, -3, 3, 3).contains(at)

    def _press_name(self, at: QPoint, keys: Qt.KeyboardModifier) -> None:
        frame = self._sheet.frame
        y = at.y() - HEAD + frame.y
        kind = frame.layout.head_at(y)
        if kind >= 0:
            self._sheet.fold(kind)
            return
        row = frame.layout.row_at(y)
        if row >= 0:
            self.hold = Hold.LINES
            self._begin((row, 0), keys)
            self._draw_lines(row)

    def _begin(self, cell: Cell, keys: Qt.KeyboardModifier) -> None:
        held = self._sheet.selection
        self._start = cell
        if keys & _SHIFT:
            self._start = held.anchor
            self._sheet.select(held.stretched(cell))
        elif keys & _CTRL:
            self._sheet.select(held.plus(Block.between(cell, cell), cell))
        else:
            self._sheet.select(Selection.at(cell))

    def _draw_days(self, column: int) -> None:
        rows = self._sheet.frame.layout.rows - 1
        block = Block.between((0, self._start[1]), (rows, column))
        self._put(block, (0, self._start[1]))

    def _draw_lines(self, row: int) -> None:
        last = self._sheet.frame.layout.nights - 1
        self._put(Block.between((self._start[0], 0), (row, last)), (self._start[0], 0))

    def _put(self, block: Block, cursor: Cell) -> None:
        held = self._sheet.selection
        self._sheet.select(replace(held, cursor=cursor, anchor=cursor, blocks=(*held.blocks[:-1], block)))

    def _scroll(self) -> None:
        frame, at = self._sheet.frame, self._at
        x = _beyond(at.x(), COLUMN, frame.width) if self.hold is not Hold.LINES else 0
        y = _beyond(at.y(), HEAD, frame.height) if self.hold is not Hold.DAYS else 0
        if x or y:
            self._sheet.scroll_by(x, y)
            self.move(at)


def _beyond(at: int, low: int, high: int) -> int:
    """How far to scroll for a pointer beyond an edge: faster further out."""
    if at > high - 12:
        return min(at - (high - 12), 60)
    return max(at - low, -60) if at < low else 0


def fill_target(source: Block, cell: Cell) -> Block | None:
    """The block that the fill handle at a cell stands for: it grows one way only, the longer one."""
    down = max(cell[0] - source.bottom, source.top - cell[0], 0)
    across = max(cell[1] - source.right, source.left - cell[1], 0)
    if not down and not across:
        return None
    if across >= down:
        return Block(source.top, min(source.left, cell[1]), source.bottom, max(source.right, cell[1]))
    return Block(min(source.top, cell[0]), source.left, max(source.bottom, cell[0]), source.right)
