"""Strips under the top bar and boxes in a panel: what failed or needs attention, what holds, one way out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.buttons import KeyedButton, LinkButton, Size
from ui.widgets.icons import CONTROL
from ui.widgets.labels import IconLabel, label
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, SMALL, theme

_ICONS = {"danger": "warning-circle", "warning": "warning", "info": "info", "success": "check-circle"}
_EDGES = {"danger": "urgent", "warning": "due_today", "info": "future", "success": "in_house"}


class _Soft(QWidget):
    """A rounded soft ground in a tone."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(c.bars.named(_EDGES[self._tone]).line, 1))
        painter.setBrush(c.named(f"{self._tone}_soft"))
        painter.drawPath(rounded(self.rect(), 6))


def _sentence(strong: str, text: str) -> QLabel:
    said = label("", BODY, wrap=True)
    said.setTextFormat(Qt.TextFormat.RichText)
    escape = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    said.setText(f'<span style="font-weight:600">{strong.translate(escape)}</span> {text.translate(escape)}')
    return said


class ErrorStrip(_Soft):
    """One line under the top bar, 38 high: a tone, what is the matter, one button."""

    def __init__(
        self,
        strong: str,
        text: str = "",
        action: str = "",
        *,
        tone: str = "danger",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tone, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon or _ICONS[tone], tone, 18))
        row.addWidget(_sentence(strong, text), 1)
        self.button: KeyedButton | None = None
        if action:
            self.button = KeyedButton(action, size=Size.DENSE)
            row.addWidget(self.button)
        self.setMinimumHeight(38)


class ErrorPlace(QVBoxLayout):
    """Where a page says that what it shows could not be read, while that is so, with a way to try again."""

    def __init__(self, strong: str, action: str, again: Callable[[], None]) -> None:
        super().__init__()
        self._strong, self._action, self._again = strong, action, again
        self.strip: ErrorStrip | None = None

    def say(self, sentence: str) -> None:
        """Say why; nothing takes the strip away."""
        if self.strip is not None:
            self.removeWidget(self.strip)
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
        if not sentence:
            return
        self.strip = ErrorStrip(self._strong, sentence, self._action)
        if self.strip.button is not None:
            self.strip.button.clicked.connect(lambda: self._again())
        self.addWidget(self.strip)


class NoticeBox(_Soft):
    """A box in a panel or dialog: a sentence and up to a few links under it."""

    def __init__(
        self,
        strong: str,
        text: str = "",
        links: Sequence[str] = (),
        *,
        tone: str = "warning",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tone, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(8)
        row.addWidget(IconLabel(_ICONS[tone], tone, CONTROL), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        said = _sentence(strong, text)
        column.addWidget(said)
        self.links = [LinkButton(text) for text in links]
        if self.links:
            column.addLayout(self._links())
        row.addLayout(column, 1)

    def _links(self) -> QBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for index, link in enumerate(self.links):
            if index:
                line.addWidget(label("·", SMALL, MEDIUM, "secondary"))
            line.addWidget(link)
        line.addStretch(1)
        return line
