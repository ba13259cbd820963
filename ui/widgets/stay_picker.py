"""Arrival and departure: two fields to type in, with a calendar under them."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.kernel.dates import StayDates
from app.kernel.text import tr, trn
from ui.widgets.day_text import parse_day, short_day
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import CONTROL, paint_icon
from ui.widgets.labels import label
from ui.widgets.month_grid import MonthGrid
from ui.widgets.theme import SMALL, theme


class DayEdit(QLineEdit):
    """One day. Typing takes "21.11", "24 nov", "+3"; Alt+Down or the icon opens the calendar."""

    changed = Signal(object)
    wants_calendar = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.base = day
        self.setTextMargins(0, 0, 20, 0)
        self.setText(short_day(day))
        self.editingFinished.connect(self._take)

    @property
    def day(self) -> date:
        """The day that holds."""
        return self._day

    def show_day(self, day: date) -> None:
        """Show a day, without telling."""
        self._day = day
        self.setText(short_day(day))
        self._mark(wrong=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All is selected, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.wants_calendar.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The icon opens the calendar."""
        if event.position().x() > self.width() - 28:
            self.wants_calendar.emit()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The calendar icon stands at the right edge."""
        super().paintEvent(event)
        box = QRect(self.width() - 10 - CONTROL, (self.height() - CONTROL) // 2 - 1, CONTROL, CONTROL)
        paint_icon(QPainter(self), "calendar-blank", box, theme().colours.text_secondary)

    def _take(self) -> None:
        if self.text() == short_day(self._day):
            return
        day = parse_day(self.text(), self.base)
        self._mark(wrong=day is None)
        if day is not None:
            self.show_day(day)
            self.changed.emit(day)

    def _mark(self, *, wrong: bool) -> None:
        self.setProperty("wrong", "true" if wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setToolTip(tr("This is no day. Type it like 21.11 or +3.") if wrong else "")


class StayPicker(QWidget):
    """`changed(StayDates)`. Moving the arrival keeps the number of nights.

    `wrong(str)`: the sentence about a departure that cannot be; the earliest one is taken in its place.
    """

    changed = Signal(object)
    wrong = Signal(str)

    def __init__(
        self,
        dates: StayDates,
        *,
        day_use: bool = True,
        say_nights: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day_use = day_use
        self._dates = dates
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.arrival = DayEdit(dates.arrival)
        self.departure = DayEdit(dates.departure)
        self.arrival.setAccessibleName(tr("Arrival"))
        self.departure.setAccessibleName(tr("Departure"))
        self._nights = label("", SMALL, tone="secondary")
        row.addWidget(self.arrival, 1)
        row.addWidget(label("–", tone="secondary"))
        row.addWidget(self.departure, 1)
        row.addWidget(self._nights)
        if not say_nights:
            self._nights.hide()
        self.setFocusProxy(self.arrival)
        self.arrival.changed.connect(self._arrive)
        self.departure.changed.connect(self._leave)
        self.arrival.wants_calendar.connect(lambda: self._open(self.arrival))
        self.departure.wants_calendar.connect(lambda: self._open(self.departure))
        self.show_dates(dates)

    @property
    def dates(self) -> StayDates:
        """The stay that holds."""
        return self._dates

    def show_dates(self, dates: StayDates) -> None:
        """Show a stay, without telling."""
        self._dates = dates
        self.arrival.show_day(dates.arrival)
        self.departure.show_day(dates.departure)
        self.departure.base = dates.arrival
        nights = dates.nights
        self._nights.setText(trn("{n} night", "{n} nights", nights) if nights else tr("day use"))

    def _arrive(self, day: date) -> None:
        self._hold(StayDates(day, day + timedelta(days=self._dates.nights)))

    def _leave(self, day: date) -> None:
        least = self._dates.arrival + timedelta(days=0 if self._day_use else 1)
        self._hold(StayDates(self._dates.arrival, max(day, least)))
        if day < least:
            self.wrong.emit(tr("The departure lies before the arrival."))

    def _hold(self, dates: StayDates) -> None:
        self.show_dates(dates)
        self.changed.emit(dates)

    def _open(self, field: DayEdit) -> None:
        popup = Floating(self, popup=True)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = MonthGrid(self._dates.arrival, self._dates.departure)
        arriving = field is self.arrival
        grid.show_days(
            self._dates.arrival,
            self._dates.departure,
            earliest=date.min if arriving else self._dates.arrival,
        )
        popup.body.addWidget(grid)

        def picked(day: date) -> None:
            popup.close()
            if arriving:
                self._arrive(day)
            else:
                self._leave(day)

        grid.picked.connect(picked)
        popup.adjustSize()
        popup.move(field.mapToGlobal(QPoint(-SHADOW, field.height() + 4 - SHADOW)))
        popup.show()
        grid.setFocus()
