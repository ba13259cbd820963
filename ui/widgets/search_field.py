"""The search field of the top bar: 376 × 30, with the key that opens the command palette."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.text import tr
from ui.widgets.icons import CONTROL, paint_icon
from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap, rounded
from ui.widgets.theme import BODY, font, theme

WIDTH, LEAST = 376, 220


class SearchField(QWidget):
    """Looks like a field and opens the palette: on a click, on Enter, or with the first letter typed."""

    opened = Signal(str)
    """The palette should open with this text in it."""

    def __init__(self, hint: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._key = key or tr("Ctrl K")
        self.setFixedHeight(30)
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(hint)

    def set_hint(self, hint: str) -> None:
        """Say something else about what can be found."""
        self._hint = hint
        self.setAccessibleName(hint)
        self.update()

    def sizeHint(self) -> QSize:
        """The full width where there is room."""
        return QSize(WIDTH, 30)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the palette."""
        del event
        self.opened.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the palette with what was typed."""
        if event.text().isprintable() and event.text().strip():
            self.opened.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint field, glass, hint and key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(c.focus, 2) if self.hasFocus() else QPen(c.field_line, 1))
        painter.setBrush(c.surface)
        painter.drawPath(rounded(self.rect(), 6))
        paint_icon(painter, "magnifying-glass", QRect(9, 7, CONTROL + 1, CONTROL + 1), c.text_secondary)
        cap = QRect(0, (30 - CAP_HEIGHT) // 2, cap_width(self._key), CAP_HEIGHT)
        cap.moveRight(self.width() - 8)
        paint_cap(painter, cap, self._key, c.window, c.line_strong, c.text_secondary)
        painter.setFont(font(BODY))
        painter.setPen(c.text_secondary)
        room = QRect(32, 0, cap.left() - 40, 29)
        hint = QFontMetrics(font(BODY)).elidedText(self._hint, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)
