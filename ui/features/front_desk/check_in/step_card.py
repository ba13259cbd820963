"""A card of the check-in: its number or a tick, its title, what to do, an accent edge while it is next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.features.front_desk import CheckInView
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError
from ui.widgets.icons import paint_icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import heading
from ui.widgets.shapes import rounded
from ui.widgets.theme import MEDIUM, SMALL, font, theme

DISC = 20


@dataclass(frozen=True, slots=True)
class Doing:
    """How cards reach the house: run a command and read everything again; a refusal stands at its field."""

    run: Callable[[Command, str, Callable[[Outcome], None] | None, Callable[[AppError], bool] | None], None]


class _Disc(QWidget):
    """The step's number, or a tick."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.done, self.current = number, False, False
        self.setFixedSize(DISC, DISC)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        box = self.rect().adjusted(1, 1, -1, -1)
        if self.done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.success)
            painter.drawEllipse(box)
            paint_icon(painter, "check-bold", QRect(5, 5, 10, 10), c.text_on_accent)
            return
        painter.setPen(Qt.PenStyle.NoPen if self.current else QPen(c.field_line, 1.2))
        painter.setBrush(c.accent if self.current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setPen(c.text_on_accent if self.current else c.text_secondary)
        painter.setFont(font(SMALL, MEDIUM))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepCard(QWidget):
    """`chosen()` when somebody clicks into it; `changed()` when its verb may be another one.

    It is made inside its dialog: what is styled outside is styled once more when it moves in.
    """

    chosen = Signal()
    changed = Signal()

    def __init__(self, number: int, title: str, doing: Doing, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.doing = number, doing
        self.view: CheckInView | None = None
        self._current = False
        self.disc = _Disc(number)
        self.title = heading(title)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.disc)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addLayout(self.tools)
        self.key = KeyCap(f"Alt {number}")
        head.addWidget(self.key)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 10, 16, 12)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.setAccessibleName(title)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here."""
        return self.disc.done

    @property
    def verb(self) -> tuple[str, str]:
        """What Enter does here: words and icon."""
        return "", ""

    def act(self) -> None:
        """Do it."""

    def show_facts(self, view: CheckInView) -> None:
        """Show what is so now."""
        self.view = view

    def take_keyboard(self) -> None:
        """Put the keyboard where one would begin."""
        self.setFocus()

    def set_done(self, *, done: bool) -> None:
        """Nothing is left to do, or something."""
        self.disc.done = done
        self.disc.update()

    def set_current(self, *, current: bool) -> None:
        """It is the card that Enter works on."""
        self._current = self.disc.current = current
        self.disc.update()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it the open card."""
        self.chosen.emit()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(c.accent if self._current else c.line, 2 if self._current else 1))
        painter.setBrush(c.surface)
        box = self.rect().adjusted(1, 1, -1, -1) if self._current else self.rect()
        painter.drawPath(rounded(box, 8))


def emptied(layout: QLayout, keep: QWidget | None = None) -> None:
    """Take what a layout shows away, but for one."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None and widget is not keep:
            widget.hide()
            widget.deleteLater()
