"""Small inputs of the rates: weekdays, a day that may be empty, a number that may be left as it is."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.kernel.text import tr
from ui.widgets.buttons import LinkButton
from ui.widgets.day_text import long_day, parse_day
from ui.widgets.labels import caption
from ui.widgets.shapes import rounded
from ui.widgets.theme import MEDIUM, SMALL, font, theme

ALL_DAYS = 127
HEIGHT = 30
WORKDAYS, WEEKEND = 0b0011111, 0b1100000


class DayToggle(QAbstractButton):
    """A weekday that is meant or not: accent edge and ground, or plain."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFixedSize(QSize(38, 26))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, name."""
        del event
        painter, c = QPainter(self), theme().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(c.accent if on else c.field_line, 1))
        painter.setBrush(c.accent_soft if on else c.surface)
        painter.drawPath(rounded(self.rect(), 5))
        painter.setFont(font(SMALL, MEDIUM))
        painter.setPen(c.accent if on else c.text_secondary)
        painter.drawText(self.rect().adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, self.text())


class WeekdayPicker(QWidget):
    """Seven buttons; `days` is a sum of 1 (Monday) to 64 (Sunday). `changed()`."""

    changed = Signal()

    def __init__(self, days: int = ALL_DAYS) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        self._buttons: list[DayToggle] = []
        for number in range(7):
            short = QLocale().dayName(number + 1, QLocale.FormatType.ShortFormat)
            button = DayToggle(short, QLocale().dayName(number + 1))
            button.toggled.connect(lambda _on: self.changed.emit())
            self._buttons.append(button)
            row.addWidget(button)
        for word, wanted in ((tr("all"), ALL_DAYS), (tr("Mon–Fri"), WORKDAYS), (tr("Sat, Sun"), WEEKEND)):
            link = LinkButton(word)
            link.clicked.connect(lambda _checked=False, days=wanted: self.show_days(days))
            row.addSpacing(4)
            row.addWidget(link)
        row.addStretch(1)
        self.show_days(days)

    @property
    def days(self) -> int:
        """The chosen weekdays."""
        return sum(1 << number for number, button in enumerate(self._buttons) if button.isChecked())

    def show_days(self, days: int) -> None:
        """Choose weekdays."""
        for number, button in enumerate(self._buttons):
            button.setChecked(bool(days >> number & 1))


class DayField(QLineEdit):
    """A day, or nothing. `day` is None when it is empty; `is_wrong` while the text is no day."""

    changed = Signal()

    def __init__(self, near: date, day: date | None = None, empty: str = "") -> None:
        super().__init__()
        self._near = near
        self.setPlaceholderText(empty)
        self.show_day(day)
        self.editingFinished.connect(self._settle)

    @property
    def day(self) -> date | None:
        """The day that is typed."""
        text = self.text().strip()
        return (
            parse_day(text.partition(" ")[2] if text == self._shown else text, self._near) if text else None
        )

    @property
    def is_wrong(self) -> bool:
        """Whether the text is no day."""
        return bool(self.text().strip()) and self.day is None

    def show_day(self, day: date | None) -> None:
        """Show a day or nothing."""
        self._shown = long_day(day) if day is not None else ""
        self.setText(self._shown)

    def _settle(self) -> None:
        day = self.day
        if day is not None:
            self.show_day(day)
        self.setProperty("wrong", "true" if self.is_wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setToolTip(tr("This is no day. Type it like 21.11 or +3.") if self.is_wrong else "")
        self.changed.emit()


class Spin(QSpinBox):
    """A number with the room before it that the other fields have."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(7, 0, 0, 0)
        self.setFixedHeight(HEIGHT)


class KeptNumber(Spin):
    """A number that begins "As it is" (−1); 0 means that it is taken away."""

    def __init__(self, most: int, suffix: str = "") -> None:
        super().__init__()
        self._suffix = suffix
        self.setRange(-1, most)
        self.setSpecialValueText(tr("As it is"))
        self.setValue(-1)

    def textFromValue(self, value: int) -> str:
        """0 is said in a word."""
        return tr("None") if value == 0 else f"{value}{self._suffix}"

    @property
    def wanted(self) -> int | None:
        """What is asked for; None leaves it as it is."""
        return None if self.value() < 0 else self.value()


class CheckList(QWidget):
    """A captioned list of things to tick, with "all" and "none"; `changed()`."""

    changed = Signal()

    def __init__(self, title: str, entries: Sequence[tuple[UUID, str, bool]], height: int = 170) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(caption(title))
        head.addStretch(1)
        for word, on in ((tr("all"), True), (tr("none"), False)):
            link = LinkButton(word)
            link.clicked.connect(lambda _checked=False, on=on: self._all(on=on))
            head.addWidget(link)
        column.addLayout(head)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(height)
        inner = QWidget()
        inner.setProperty("ground", "surface")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        self._boxes: dict[UUID, QCheckBox] = {}
        for key, name, on in entries:
            box = self._boxes[key] = QCheckBox(name)
            box.setChecked(on)
            box.toggled.connect(lambda _on: self.changed.emit())
            rows.addWidget(box)
        rows.addStretch(1)
        area.setWidget(inner)
        column.addWidget(area, 1)

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """What is ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def choose(self, keys: Sequence[UUID]) -> None:
        """Tick these only."""
        for key, box in self._boxes.items():
            box.setChecked(key in keys)

    def _all(self, *, on: bool) -> None:
        for box in self._boxes.values():
            box.setChecked(on)
