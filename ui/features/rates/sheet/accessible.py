"""The sheet for screen readers: a table whose one child is the cursor's cell, with its text and place.

Every cell of a year would be tens of thousands of children; what is read is where the keyboard is.
"""

from functools import cache
from typing import Any, Final, Protocol
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject, QWindow
from PySide6.QtWidgets import QAbstractScrollArea
from shiboken6 import isValid

from app.kernel.text import tr
from ui.features.rates.sheet.selection import Cell, Selection

CELL: Final = 0
# Qt knows interfaces by pointers; they live as long as the program, their sheet may be gone.
_KEPT: Final[list[QAccessibleInterface]] = []


class Spoken(Protocol):
    """What is asked of the sheet."""

    selection: Selection

    def text_at(self, cell: Cell) -> str:
        """What a cell says."""
        ...

    def cell_rect(self) -> QRect:
        """Where the cursor's cell is on the screen."""
        ...


class _Of:
    """A sheet that may be gone."""

    def __init__(self, sheet: QAbstractScrollArea) -> None:
        self._sheet = ref(sheet)

    def widget(self) -> QAbstractScrollArea | None:
        """The sheet as a widget."""
        sheet = self._sheet()
        return sheet if sheet is not None and isValid(sheet) else None

    def spoken(self) -> Spoken | None:
        """The sheet as what it says."""
        found: Any = self.widget()
        known: Spoken | None = found
        return known


class CellSeen(QAccessibleInterface):
    """The cursor's cell."""

    def __init__(self, sheet: QAbstractScrollArea) -> None:
        super().__init__()
        self._of = _Of(sheet)

    def isValid(self) -> bool:
        """Whether there is a sheet with a cell."""
        sheet = self._of.spoken()
        return sheet is not None and not sheet.cell_rect().isNull()

    def object(self) -> QObject | None:  # type: ignore[override]
        """A cell is painted; no object stands behind it."""
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The sheet."""
        sheet = self._of.widget()
        return QAccessible.queryAccessibleInterface(sheet) if sheet is not None else None

    def child(self, _index: int) -> None:  # type: ignore[override]
        """Nothing lies inside."""

    def childAt(self, _x: int, _y: int) -> None:  # type: ignore[override]
        """Nothing lies inside."""

    def childCount(self) -> int:
        """Nothing lies inside."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Nothing lies inside."""
        return -1

    def rect(self) -> QRect:
        """Where it is on the screen."""
        sheet = self._of.spoken()
        return sheet.cell_rect() if sheet is not None else QRect()

    def role(self) -> QAccessible.Role:
        """A cell."""
        return QAccessible.Role.Cell

    def state(self) -> QAccessible.State:
        """It has the keyboard while the sheet has."""
        sheet, state = self._of.widget(), QAccessible.State()
        state.focusable = True
        state.focused = sheet is not None and sheet.hasFocus()
        return state

    def text(self, which: QAccessible.Text) -> str:
        """Type, plan, night, price and what limits the sale."""
        sheet = self._of.spoken()
        if sheet is None or which != QAccessible.Text.Name:
            return ""
        return sheet.text_at(sheet.selection.cursor)

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        """What is painted is not written into."""


class SheetSeen(QAccessibleObject):
    """The sheet: a table with a name."""

    def __init__(self, sheet: QAbstractScrollArea) -> None:
        super().__init__(sheet)
        self._of = _Of(sheet)
        self._cell = CellSeen(sheet)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The cursor's cell."""
        return self._cell if index == CELL and self._cell.isValid() else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The cursor's cell where it is."""
        return self.child(CELL) if self._cell.rect().contains(QPoint(x, y)) else None

    def childCount(self) -> int:
        """One, while there is a cell."""
        return int(self._cell.isValid())

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The cursor's cell."""
        return self.child(CELL)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Of the cell."""
        return CELL if child.role() == QAccessible.Role.Cell else -1

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """What the sheet lies in."""
        sheet = self._of.widget()
        owner = sheet.parentWidget() if sheet is not None else None
        return QAccessible.queryAccessibleInterface(owner) if owner is not None else None

    def rect(self) -> QRect:
        """Where it is on the screen."""
        sheet = self._of.widget()
        return QRect(sheet.mapToGlobal(QPoint(0, 0)), sheet.size()) if sheet is not None else QRect()

    def role(self) -> QAccessible.Role:
        """A table of prices."""
        return QAccessible.Role.Table

    def state(self) -> QAccessible.State:
        """Focusable, focused, hidden."""
        sheet, state = self._of.widget(), QAccessible.State()
        state.focusable = True
        state.focused = sheet is not None and sheet.hasFocus()
        state.invisible = sheet is None or not sheet.isVisible()
        return state

    def text(self, which: QAccessible.Text) -> str:
        """Its name."""
        sheet = self._of.widget()
        if sheet is None or which != QAccessible.Text.Name:
            return ""
        return sheet.accessibleName() or tr("Prices")

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window that it lies in."""
        sheet = self._of.widget()
        return sheet.window().windowHandle() if sheet is not None else None


def _seen(name: str, thing: QObject) -> QAccessibleInterface | None:
    if not name.endswith("RatesSheet") or not isinstance(thing, QAbstractScrollArea):
        return None
    seen = SheetSeen(thing)
    _KEPT.append(seen)
    return seen


@cache
def speak() -> None:
    """Let Qt ask here for what a sheet is; once for the program."""
    QAccessible.installFactory(_seen)


def tell_moved(sheet: QAbstractScrollArea) -> None:
    """Tell a screen reader that the keyboard is on another cell."""
    if QAccessible.isActive():
        event = QAccessibleEvent(sheet, QAccessible.Event.Focus)
        event.setChild(CELL)
        QAccessible.updateAccessibility(event)
