"""Menus as the look draws them: icon, verb, key cap; a disabled verb says why at its right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import CONTROL, paint_icon
from ui.widgets.labels import rule
from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap
from ui.widgets.theme import BODY, SMALL, font, theme

ROW = 28


class MenuRow(QWidget):
    """One verb of a menu."""

    pressed = Signal()
    entered = Signal()

    def __init__(self, text: str, icon: str, key: str, why_not: str, *, danger: bool) -> None:
        super().__init__()
        self._text, self._icon, self._key, self.why_not, self._danger = text, icon, key, why_not, danger
        self.held = False
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{text}. {why_not}" if why_not else text)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Icon, verb, and key or reason."""
        text = QFontMetrics(font(BODY)).horizontalAdvance(self._text)
        last = QFontMetrics(font(SMALL)).horizontalAdvance(self.why_not) if self.why_not else 0
        last = last or (cap_width(self._key) if self._key else 0)
        return QSize(34 + text + (24 + last if last else 16) + 10, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        if self.held and not self.why_not:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selection)
            painter.drawRoundedRect(self.rect(), 4, 4)
        quiet = c.text_muted if self.why_not else c.danger if self._danger else c.text_secondary
        if self._icon:
            paint_icon(painter, self._icon, QRect(8, (ROW - CONTROL) // 2, CONTROL, CONTROL), quiet)
        painter.setFont(font(BODY))
        painter.setPen(c.text if not (self.why_not or self._danger) else quiet)
        box = self.rect().adjusted(33, 0, -9, -1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._text)
        if self.why_not:
            painter.setFont(font(SMALL))
            painter.setPen(c.text_muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.why_not)
        elif self._key:
            cap = QRect(0, (ROW - CAP_HEIGHT) // 2, cap_width(self._key), CAP_HEIGHT)
            cap.moveRight(self.width() - 9)
            paint_cap(painter, cap, self._key, c.window, c.line_strong, c.text_secondary)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The verb was chosen."""
        del event
        self.pressed.emit()

    def enterEvent(self, event: QEvent) -> None:
        """The pointer is on it."""
        del event
        self.entered.emit()


class VerbMenu(Floating):
    """A popup of verbs. Up, Down, Enter, Esc; `open_at` shows it at a point of the screen."""

    radius = 8

    def __init__(self, parent: QWidget | None = None, *, popup: bool = True) -> None:
        super().__init__(parent, popup=popup)
        self._rows: list[tuple[MenuRow, Callable[[], None]]] = []
        self._held = -1
        inner = QFrame()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(5, 5, 5, 5)
        self._column.setSpacing(0)
        self.body.addWidget(inner)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def add(
        self,
        text: str,
        run: Callable[[], None],
        *,
        icon: str = "",
        key: str = "",
        why_not: str = "",
        danger: bool = False,
    ) -> None:
        """Add a verb; with a reason in `why_not` it shows but does not run."""
        row = MenuRow(text, icon, key, why_not, danger=danger)
        index = len(self._rows)
        self._rows.append((row, run))
        row.pressed.connect(lambda: self._run(index))
        row.entered.connect(lambda: self.hold(index))
        self._column.addWidget(row)

    def separate(self) -> None:
        """A hairline between groups."""
        self._column.addSpacing(5)
        self._column.addWidget(rule())
        self._column.addSpacing(5)

    def hold(self, index: int) -> None:
        """Put the selection on a row."""
        self._held = index
        for at, (row, _) in enumerate(self._rows):
            row.held = at == index
            row.update()

    def open_at(self, point: QPoint) -> None:
        """Show with the card's corner at a point of the screen, inside it."""
        self.adjustSize()
        self.hold(next((i for i, (row, _) in enumerate(self._rows) if not row.why_not), -1))
        room = self.screen().availableGeometry()
        x = min(point.x(), room.right() - self.width() + SHADOW) - SHADOW
        y = min(point.y(), room.bottom() - self.height() + SHADOW) - SHADOW
        self.move(x, y)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, Esc."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            free = [i for i, (row, _) in enumerate(self._rows) if not row.why_not]
            if free:
                at = free.index(self._held) if self._held in free else -1
                self.hold(free[(at + step) % len(free)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._held)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _run(self, index: int) -> None:
        if not 0 <= index < len(self._rows) or self._rows[index][0].why_not:
            return
        self.close()
        self._rows[index][1]()
