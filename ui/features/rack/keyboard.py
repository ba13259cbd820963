"""Keys of the grid beyond the arrows: verbs on what is selected or focused, zoom, days, type-ahead."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from app.kernel.text import fold
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.rack_data import RackData

TYPED_MS = 900
Keys = Mapping[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]]


class Holder(Protocol):
    """What takes all keys while it holds a bar."""

    def key(self, event: QKeyEvent) -> bool:
        """Take a key; False when it is not for it."""
        ...


class Keyboard(QObject):
    """Watches the canvas. A held bar gets keys first, then the table, then type-ahead."""

    def __init__(self, canvas: RackCanvas, data: RackData, holder: Holder, keys: Keys) -> None:
        super().__init__(canvas)
        self._canvas, self._data, self._holder, self._keys = canvas, data, holder, keys
        self._typed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPED_MS)
        self._timer.timeout.connect(self._forget)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is ours."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._wants(event)
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.press(event)
        if event.type() == QEvent.Type.FocusOut:
            self._forget()  # what is typed after a list or a dialog is another name
        return super().eventFilter(watched, event)

    def press(self, event: QKeyEvent) -> bool:
        """One key; True when it was taken."""
        if self._holder.key(event):
            return True
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digits = bool(self._typed)
        run = (
            self._keys.get((Qt.Key(event.key()), plain)) if not digits or not event.text().isalnum() else None
        )
        if run is not None:
            run()
            return True
        return self._type(event)

    def _wants(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return (Qt.Key(event.key()), plain) in self._keys

    def _type(self, event: QKeyEvent) -> bool:
        """Room numbers by digits, guests by letters typed after a digit or with Shift."""
        text = event.text()
        modifiers = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if modifiers or not text or not (text.isalnum() or (self._typed and text in "- ,.")):
            return False
        self._typed += text
        self._timer.start()
        return self._jump_to_room() or self._jump_to_guest() or True

    def _jump_to_room(self) -> bool:
        typed = fold(self._typed)
        for row, room in enumerate(self._data.shown_house.rooms):
            if fold(room.number).startswith(typed):
                day = self._day()
                self._canvas.setFocusedCell(row, day)
                return True
        return False

    def _jump_to_guest(self) -> bool:
        """The next bar in view or later whose guest's name begins with what was typed."""
        frame = self._canvas.frame()
        if frame is None:
            return False
        bars, typed = frame.scene.bars, fold(self._typed)
        first = int(frame.view.first_day)
        for bar in (bars.end >= first).nonzero()[0].tolist()[:MOST_LOOKED_AT]:
            if fold(bars.names(bar)[0]).startswith(typed):
                self._canvas.setSelection(frozenset({bars.id(bar)}))
                self._canvas.setFocusedCell(int(bars.row[bar]), int(bars.start[bar]))
                return True
        return False

    def _day(self) -> int:
        focus, frame = self._canvas.overlay.focus, self._canvas.frame()
        if focus is not None:
            return focus[1]
        return frame.scene.today if frame is not None else 0

    def _forget(self) -> None:
        self._typed = ""


MOST_LOOKED_AT = 5_000
