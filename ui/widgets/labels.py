"""Labels and plain frames in the type scale and tones of the look."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.icons import CONTROL, paint_icon
from ui.widgets.shapes import paint_room_state
from ui.widgets.theme import BODY, MEDIUM, REGULAR, SECTION, SEMIBOLD, SMALL, TITLE, font, theme


class _Wrapped(QLabel):
    """A label of several lines that claims the height they need."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height for the new width."""
        super().resizeEvent(event)
        self._claim(event.size().width())

    def setText(self, text: str) -> None:
        """Show another text, with its own height."""
        super().setText(text)
        self._claim(self.width())

    def _claim(self, width: int) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(width)) if width > 0 and self.text() else 0)


def label(
    text: str = "", px: int = BODY, weight: QFont.Weight = REGULAR, tone: str = "", *, wrap: bool = False
) -> QLabel:
    """A label; `tone` is "", "secondary", "muted", "danger", "warning" or "success"."""
    made = _Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(px, weight))
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def set_tone(target: QLabel, tone: str) -> None:
    """Change the tone of a label that shows already."""
    if target.property("tone") != tone:
        target.setProperty("tone", tone)
        target.style().unpolish(target)
        target.style().polish(target)


def heading(text: str) -> QLabel:
    """A section or dialog title: 15, semibold."""
    return label(text, SECTION, SEMIBOLD)


def page_title(text: str) -> QLabel:
    """A page or a person: 20, semibold."""
    return label(text, TITLE, SEMIBOLD)


def caption(text: str) -> QLabel:
    """The label of a field: 12, medium, secondary."""
    return label(text, SMALL, MEDIUM, "secondary")


def rule() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setProperty("rule", "true")
    line.setFixedHeight(1)
    return line


class Card(QFrame):
    """A white card with a 1 px edge, radius 8 and 16 px of room inside."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(QMargins(16, 14, 16, 16))
        self.body.setSpacing(8)
        if title:
            self.body.addWidget(heading(title))


class IconLabel(QWidget):
    """A single icon of the theme, or a room state ("room:dirty")."""

    def __init__(
        self, name: str, token: str = "text_secondary", size: int = CONTROL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the present colours."""
        del event
        painter = QPainter(self)
        colours = theme().colours
        box = QRect(0, 0, self.width(), self.height())
        if self._name.startswith("room:"):
            paint_room_state(painter, box, self._name[5:], colours)
        elif self._name:
            paint_icon(painter, self._name, box, colours.named(self._token))
