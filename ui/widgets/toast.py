"""Toasts: one sentence for six seconds at the lower edge, with Undo. They invert the palette."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import paint_icon
from ui.widgets.theme import BODY, MEDIUM, REGULAR, Colours, Mode, colours, font, theme

STAYS_MS = 6_000
WIDTH = 340


def _inverse() -> Colours:
    return colours(Mode.LIGHT if theme().colours.dark else Mode.DARK)


class _Text(QWidget):
    """A text in a colour of the inverse palette."""

    clicked = Signal()

    def __init__(self, text: str, token: str, *, strong: bool = False) -> None:
        super().__init__()
        self._text, self._token = text, token
        self._font = font(BODY, MEDIUM if strong else REGULAR)
        if strong:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as its text, up to the room there is."""
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._text) + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        del event
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(_inverse().named(self._token))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect(), flags, self._text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The action was pressed."""
        del event
        self.clicked.emit()


class _Glyph(QWidget):
    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token
        self.setFixedSize(QSize(16, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_icon(QPainter(self), self._name, self.rect(), _inverse().named(self._token))


class Toast(Floating):
    """One notice. It keeps while the pointer is over it and goes on Esc."""

    gone = Signal()

    def __init__(
        self,
        sentence: str,
        parent: QWidget | None = None,
        *,
        action: str = "",
        key: str = "",
        failed: bool = False,
        on_action: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(10)
        row.addWidget(
            _Glyph("warning-circle" if failed else "check-circle", "danger" if failed else "success")
        )
        text = _Text(sentence, "text")
        text.setMinimumHeight(20 * self._lines(sentence))
        row.addWidget(text, 1)
        if action:
            self.action = _Text(action, "accent", strong=True)
            self.action.clicked.connect(self._acted)
            keys = _Text(key, "accent")
            keys.clicked.connect(self._acted)
            pair = QHBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(self.action)
            pair.addWidget(keys)
            row.addLayout(pair)
        self._on_action = on_action
        self.body.addLayout(row)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go)
        self._timer.start(STAYS_MS)

    def ground(self) -> QColor:
        """Dark on light, light on dark."""
        dark = theme().colours.dark
        return colours(Mode.DARK).text if dark else colours(Mode.LIGHT).text

    def edge(self) -> QColor:
        """No edge of its own."""
        return self.ground()

    def go(self) -> None:
        """Leave."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def enterEvent(self, event: QEvent) -> None:
        """The pointer holds it."""
        del event
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """It goes on counting."""
        del event
        self._timer.start(STAYS_MS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets it go."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        else:
            super().keyPressEvent(event)

    def _acted(self) -> None:
        run = self._on_action
        self.go()
        if run is not None:
            run()

    def _lines(self, sentence: str) -> int:
        width = self.fontMetrics().horizontalAdvance(sentence)
        return min(4, 1 + width // (WIDTH - 150))


class ToastStack(QObject):
    """Shows toasts over a widget, centred above its lower edge; a new one takes the place of the old."""

    def __init__(self, over: QWidget, above: int = 72) -> None:
        super().__init__(over)
        self._over, self._above = over, above
        self._toast: Toast | None = None
        over.installEventFilter(self)

    def tell(
        self, sentence: str, *, action: str = "", key: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence, with one action."""
        self._show(Toast(sentence, self._over, action=action, key=key, on_action=on_action))

    def fail(self, sentence: str) -> None:
        """Show that something was refused."""
        self._show(Toast(sentence, self._over, failed=True))

    def clear(self) -> None:
        """Let what shows go."""
        if self._toast is not None:
            self._toast.go()

    @property
    def sentence(self) -> str:
        """What shows now, or ""."""
        return self._toast.accessibleName() if self._toast is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window grows."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, toast: Toast) -> None:
        if self._toast is not None:
            self._toast.go()
        self._toast = toast
        toast.gone.connect(self._gone)
        toast.adjustSize()
        self._place()
        toast.show()
        toast.raise_()

    def _gone(self) -> None:
        if self.sender() is self._toast:
            self._toast = None

    def _place(self) -> None:
        toast = self._toast
        if toast is not None:
            x = (self._over.width() - toast.width()) // 2
            toast.move(x, self._over.height() - self._above - toast.height() + SHADOW)
