"""A button that says a day and opens a card to pick another one."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, LinkButton
from ui.widgets.day_text import long_day
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.month_grid import MonthGrid
from ui.widgets.stay_picker import DayEdit


class DayCard(Floating):
    """`picked(date)`. A field to type in, a calendar, the open day."""

    picked = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, popup=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 10, 12, 12)
        inside.setSpacing(8)
        self.body.addLayout(inside)
        self.edit, self.grid = DayEdit(day), MonthGrid(day)
        self.edit.setAccessibleName(tr("Day"))
        self.link = LinkButton(tr("The open day"))
        inside.addWidget(self.edit)
        inside.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.link)
        self.edit.changed.connect(self.take)
        self.edit.wants_calendar.connect(self.grid.setFocus)
        self.grid.picked.connect(self.take)
        self.link.clicked.connect(lambda: self.take(today))

    def open_under(self, place: QWidget) -> None:
        """Show it under a button."""
        self.adjustSize()
        self.move(place.mapToGlobal(QPoint(-SHADOW, place.height() + 4 - SHADOW)))
        self.show()
        self.grid.setFocus()

    def take(self, day: date) -> None:
        """Pick a day and close."""
        self.close()
        self.picked.emit(day)


class DayButton(KeyedButton):
    """`picked(date)`."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("", icon="calendar-blank")
        self.setToolTip(tr("Pick the day (G)"))
        self._day = self._today = date.min
        self.clicked.connect(self.open_card)

    def show_day(self, day: date, today: date) -> None:
        """Say which day shows."""
        self._day, self._today = day, today
        text = long_day(day)
        self.setText(tr("{day}, open day", day=text) if day == today else text)
        self.setAccessibleName(tr("As of {day}", day=text))

    def open_card(self) -> DayCard:
        """The card under the button."""
        card = DayCard(self._day, self._today, self)
        card.picked.connect(self.picked)
        card.open_under(self)
        return card
