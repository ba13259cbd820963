"""The canvas for screen readers: a table whose one child is the keyboard's cell, with its text and place.

A row and column of cells for every room and day would be half a million children; what is read is where the
keyboard is, so that cell is the child, and a focus event tells when it has moved.
"""

from functools import cache
from typing import Final
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from shiboken6 import isValid

from app.kernel.text import tr
from ui.features.rack.canvas.overlays import Cells, cell_rect
from ui.features.rack.canvas.spoken import cell_text
from ui.features.rack.canvas.widget import CanvasBase

CELL: Final = 0
# Qt knows interfaces by pointers; they live as long as the program, their canvas may be gone.
_KEPT: Final[list[QAccessibleInterface]] = []


class _Of:
    """A canvas that may be gone."""

    def __init__(self, canvas: CanvasBase) -> None:
        self._canvas = ref(canvas)

    def __call__(self) -> CanvasBase | None:
        canvas = self._canvas()
        return canvas if canvas is not None and isValid(canvas) else None


class CellSeen(QAccessibleInterface):
    """The keyboard's cell."""

    def __init__(self, canvas: CanvasBase) -> None:
        super().__init__()
        self._of = _Of(canvas)

    def isValid(self) -> bool:
        """Whether there is a canvas with a focused cell."""
        canvas = self._of()
        return canvas is not None and canvas.overlay.focus is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """A cell is painted; no object stands behind it."""
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The canvas."""
        canvas = self._of()
        return QAccessible.queryAccessibleInterface(canvas) if canvas is not None else None

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
        """Where it is on the screen; nowhere while its row is hidden."""
        canvas = self._of()
        frame = canvas.frame() if canvas is not None else None
        if canvas is None or frame is None or canvas.overlay.focus is None:
            return QRect()
        row, day = canvas.overlay.focus
        place = cell_rect(frame, Cells(row, day, day + 1))
        if place is None:
            return QRect()
        return QRect(canvas.mapToGlobal(place.toRect().topLeft()), place.toRect().size())

    def role(self) -> QAccessible.Role:
        """A cell."""
        return QAccessible.Role.Cell

    def state(self) -> QAccessible.State:
        """It has the keyboard while the canvas has."""
        canvas, state = self._of(), QAccessible.State()
        state.focusable = True
        state.focused = canvas is not None and canvas.hasFocus()
        return state

    def text(self, which: QAccessible.Text) -> str:
        """Room, day, and what stands there."""
        canvas = self._of()
        frame = canvas.frame() if canvas is not None else None
        if canvas is None or frame is None or canvas.overlay.focus is None:
            return ""
        return cell_text(frame, *canvas.overlay.focus) if which == QAccessible.Text.Name else ""

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        """What is painted is not written into."""


class CanvasSeen(QAccessibleObject):
    """The canvas: a table with a name, and how its keys work as its description."""

    def __init__(self, canvas: CanvasBase) -> None:
        super().__init__(canvas)
        self._of = _Of(canvas)
        self._cell = CellSeen(canvas)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The keyboard's cell."""
        return self._cell if index == CELL and self._cell.isValid() else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The keyboard's cell where it is."""
        return self.child(CELL) if self._cell.rect().contains(QPoint(x, y)) else None

    def childCount(self) -> int:
        """One, while a cell has the keyboard."""
        return int(self._cell.isValid())

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The keyboard's cell."""
        return self.child(CELL)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Of the cell."""
        return CELL if child.role() == QAccessible.Role.Cell else -1

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """What the canvas lies in."""
        canvas = self._of()
        owner = canvas.parentWidget() if canvas is not None else None
        return QAccessible.queryAccessibleInterface(owner) if owner is not None else None

    def rect(self) -> QRect:
        """Where it is on the screen."""
        canvas = self._of()
        return QRect(canvas.mapToGlobal(QPoint(0, 0)), canvas.size()) if canvas is not None else QRect()

    def role(self) -> QAccessible.Role:
        """A table of rooms and nights."""
        return QAccessible.Role.Table

    def state(self) -> QAccessible.State:
        """Focusable, focused, hidden."""
        canvas, state = self._of(), QAccessible.State()
        state.focusable = True
        state.focused = canvas is not None and canvas.hasFocus()
        state.invisible = canvas is None or not canvas.isVisible()
        return state

    def text(self, which: QAccessible.Text) -> str:
        """Its name and description."""
        canvas = self._of()
        if canvas is None:
            return ""
        if which == QAccessible.Text.Name:
            return canvas.accessibleName() or tr("Rooms and nights")
        return canvas.accessibleDescription() if which == QAccessible.Text.Description else ""

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window that it lies in."""
        canvas = self._of()
        return canvas.window().windowHandle() if canvas is not None else None


def _seen(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, CanvasBase):
        return None
    seen = CanvasSeen(thing)
    _KEPT.append(seen)
    return seen


@cache
def speak() -> None:
    """Let Qt ask here for what a canvas is; once for the program."""
    QAccessible.installFactory(_seen)


def tell_moved(canvas: CanvasBase) -> None:
    """Tell a screen reader that the keyboard is on another cell."""
    if QAccessible.isActive():
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(CELL)
        QAccessible.updateAccessibility(event)
