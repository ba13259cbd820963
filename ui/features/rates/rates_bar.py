"""The top bar of the rates: back, today, forward, the days that show, the hotel, and what opens beside it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStyle, QStyleOptionButton, QWidget

from app.features.property import PropertyView
from app.kernel.text import tr
from ui.widgets.buttons import IconButton, KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import day_span
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import paint_icon
from ui.widgets.month_grid import MonthGrid
from ui.widgets.theme import MEDIUM, SECTION, font, theme

CARET = 14


class DaysButton(QPushButton):
    """The days that show, at 15 px, with a caret."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setFont(font(SECTION, MEDIUM))
        self.setToolTip(tr("Go to a date (G)"))
        self.setAutoDefault(False)

    def show_days(self, first: date, last: date) -> None:
        """Say which days show."""
        text = day_span(first, last)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(tr("Days shown: {days}", days=text))
            self.setFixedWidth(self.fontMetrics().horizontalAdvance(text) + 16 + CARET + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Text, then the caret."""
        del event
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        painter.setFont(self.font())
        painter.setPen(theme().colours.text)
        room = self.rect().adjusted(8, 0, -CARET - 8, -1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        caret = self.rect().adjusted(self.width() - CARET - 8, 0, -8, 0)
        paint_icon(painter, "caret-down", caret, theme().colours.text_secondary)


class RatesBar(QWidget):
    """`stepped(±1)` screens, `today_asked`, `day_asked(date)`, `hotel_asked(UUID)`, and what opens beside."""

    stepped = Signal(int)
    today_asked = Signal()
    day_asked = Signal(object)
    hotel_asked = Signal(object)
    plans_asked = Signal()
    bulk_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = date.min
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        back = IconButton("caret-left", tr("Earlier (Alt Page Up)"))
        today = KeyedButton(tr("Today"))
        today.setToolTip(tr("Show today (T)"))
        forward = IconButton("caret-right", tr("Later (Alt Page Down)"))
        self.days = DaysButton()
        self.hotels = ChoiceBox()
        self.hotels.setAccessibleName(tr("Hotel"))
        self.hotels.hide()
        self.bulk = KeyedButton(tr("Change many"), icon="stack")
        self.bulk.setToolTip(tr("Prices and limits over dates, weekdays, types and plans"))
        self.plans = KeyedButton(tr("Plans"), icon="tag")
        self.plans.setToolTip(tr("Plans, seasons, packages and agreements"))
        for widget in (back, today, forward, self.days, self.hotels):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.bulk)
        row.addWidget(self.plans)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        forward.clicked.connect(lambda: self.stepped.emit(1))
        today.clicked.connect(self.today_asked)
        self.days.clicked.connect(self.open_calendar)
        self.hotels.activated.connect(lambda _index: self.hotel_asked.emit(UUID(str(self.hotels.choice))))
        self.bulk.clicked.connect(self.bulk_asked)
        self.plans.clicked.connect(self.plans_asked)

    def show_days(self, first: date, last: date) -> None:
        """Say which days show."""
        self._day = first
        self.days.show_days(first, last)

    def show_hotels(self, hotels: Sequence[PropertyView], held: PropertyView) -> None:
        """Offer the hotels, when there are several."""
        self.hotels.clear()
        for hotel in hotels:
            self.hotels.add(str(hotel.id), hotel.name)
        self.hotels.choose(str(held.id))
        self.hotels.setVisible(len(hotels) > 1)

    def open_calendar(self) -> Floating:
        """The calendar under the days: pick one to go there."""
        popup = Floating(self, popup=True)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = MonthGrid(self._day)
        popup.body.addWidget(grid)

        def picked(day: date) -> None:
            popup.close()
            self.day_asked.emit(day)

        grid.picked.connect(picked)
        popup.adjustSize()
        popup.move(self.days.mapToGlobal(QPoint(-SHADOW, self.days.height() + 4 - SHADOW)))
        popup.show()
        grid.setFocus()
        return popup
