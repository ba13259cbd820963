"""A month of days in which a stay is picked: arrival filled, its nights on the selection ground."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import IconButton, Kind, Size
from ui.widgets.day_text import long_day, to_qdate
from ui.widgets.labels import label
from ui.widgets.theme import MICRO, REGULAR, SEMIBOLD, SMALL, font, theme

ROOMY, COMPACT = (28, 24), (20, 18)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class _Days(QWidget):
    picked = Signal(object)
    turned = Signal()

    def __init__(self, first: date, last: date, cell: tuple[int, int]) -> None:
        super().__init__()
        self._w, self._h = cell
        self.first, self.last = first, last
        self.cursor_day = first
        self.shown = first.replace(day=1)
        self.earliest = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(7 * self._w, 7 * self._h))

    def start(self) -> date:
        """The Monday (or the locale's first day) of the first week."""
        begin = QLocale().firstDayOfWeek().value
        return self.shown - timedelta(days=(self.shown.isoweekday() - begin) % 7)

    def day_at(self, x: float, y: float) -> date | None:
        row, column = int(y // self._h) - 1, int(x // self._w)
        if not (0 <= row < 6 and 0 <= column < 7):
            return None
        day = self.start() + timedelta(days=row * 7 + column)
        return day if day >= self.earliest else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x(), event.position().y())
        if day is not None:
            self.picked.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.cursor_day = max(self.earliest, self.cursor_day + timedelta(days=step))
            self.shown = self.cursor_day.replace(day=1)
            self.setAccessibleName(long_day(self.cursor_day))
            self.turned.emit()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self.cursor_day)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setFont(font(MICRO))
        painter.setPen(c.text_secondary)
        start = self.start()
        for column in range(7):
            name = QLocale().toString(to_qdate(start + timedelta(days=column)), "ddd")[:1]
            painter.drawText(QRect(column * self._w, 0, self._w, self._h), Qt.AlignmentFlag.AlignCenter, name)
        for index in range(42):
            box = QRect(index % 7 * self._w, (index // 7 + 1) * self._h, self._w, self._h)
            self._paint_day(painter, box, start + timedelta(days=index))

    def _paint_day(self, painter: QPainter, box: QRect, day: date) -> None:
        c = theme().colours
        chosen = day == self.first
        painter.setPen(Qt.PenStyle.NoPen)
        if self.first < day <= self.last:
            painter.setBrush(c.selection)
            painter.drawRect(box.adjusted(0, 1, 0, -1))
        if chosen:
            painter.setBrush(c.accent)
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 4, 4)
        if self.hasFocus() and day == self.cursor_day and not chosen:
            painter.setPen(c.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 2, -2, -3), 4, 4)
        painter.setFont(font(SMALL, SEMIBOLD if chosen else REGULAR))
        outside = day.month != self.shown.month or day < self.earliest
        painter.setPen(c.text_on_accent if chosen else c.text_muted if outside else c.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))


class MonthGrid(QWidget):
    """`picked(date)`. Arrows move by day and week, Page Up and Down by month, Enter picks."""

    picked = Signal(object)

    def __init__(
        self,
        first: date,
        last: date | None = None,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(*((2, 2, 1, 4) if compact else (8, 6, 8, 8)))
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(0)
        before = IconButton("caret-left", tr("Month before (Page Up)"), Kind.QUIET, size=Size.DENSE)
        after = IconButton("caret-right", tr("Next month (Page Down)"), Kind.QUIET, size=Size.DENSE)
        self._title = label("", SMALL, SEMIBOLD)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head.addWidget(before)
        head.addWidget(self._title, 1)
        head.addWidget(after)
        column.addLayout(head)
        self._days = _Days(first, last or first, COMPACT if compact else ROOMY)
        column.addWidget(self._days)
        before.clicked.connect(lambda: self.turn(-1))
        after.clicked.connect(lambda: self.turn(1))
        self._days.picked.connect(self.picked)
        self._days.turned.connect(self._name)
        self.setFocusProxy(self._days)
        self._name()

    def show_days(self, first: date, last: date, *, earliest: date = date.min) -> None:
        """Show a stay; days before `earliest` cannot be picked."""
        self._days.first, self._days.last = first, last
        self._days.earliest = earliest
        self._days.cursor_day = last
        self._days.shown = last.replace(day=1)
        self._name()

    def turn(self, months: int) -> None:
        """Show another month."""
        index = self._days.shown.year * 12 + self._days.shown.month - 1 + months
        self._days.shown = date(index // 12, index % 12 + 1, 1)
        self._name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Down turn the month."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _name(self) -> None:
        self._title.setText(QLocale().toString(to_qdate(self._days.shown), "MMM yyyy"))
        self._days.update()
