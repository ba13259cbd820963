"""The top bar of the rack: back, today, forward, the days that show, four views, what is shown."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStyle, QStyleOptionButton, QWidget

from app.kernel.text import tr
from ui.features.rack.canvas.view import ViewKind
from ui.widgets.buttons import IconButton, KeyedButton, Kind
from ui.widgets.day_text import day_span
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import paint_icon
from ui.widgets.month_grid import MonthGrid
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import MEDIUM, SECTION, font, theme

CARET = 14


class PeriodButton(QPushButton):
    """The days that show, at 15 px, with a caret; opens the calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setFont(font(SECTION, MEDIUM))
        self.setToolTip(tr("Go to a date (G)"))
        self.setAutoDefault(False)

    def show_period(self, first: date, last: date) -> None:
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


class RackToolbar(QWidget):
    """`stepped(-1 or 1)`, `today_asked`, `day_asked(date)`, `view_asked(ViewKind)`, `configure_asked`."""

    stepped = Signal(int)
    today_asked = Signal()
    day_asked = Signal(object)
    view_asked = Signal(object)
    configure_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        back = IconButton("caret-left", tr("Earlier (Page Up)"))
        today = KeyedButton(tr("Today"))
        today.setToolTip(tr("Show today (T)"))
        forward = IconButton("caret-right", tr("Later (Page Down)"))
        self.period = PeriodButton()
        self.views = SegmentedControl(
            (
                (ViewKind.DETAILED, tr("Detailed")),
                (ViewKind.OVERVIEW, tr("Overview")),
                (ViewKind.RATES, tr("Rates")),
                (ViewKind.HOUSEKEEPING, tr("Housekeeping")),
            )
        )
        self.configure = IconButton("sliders-horizontal", tr("What the rack shows"), Kind.QUIET)
        for widget in (back, today, forward, self.period, self.views, self.configure):
            row.addWidget(widget)
        row.addStretch(1)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        forward.clicked.connect(lambda: self.stepped.emit(1))
        today.clicked.connect(self.today_asked)
        self.period.clicked.connect(self.open_calendar)
        self.views.chosen.connect(lambda key: self.view_asked.emit(ViewKind(key)))
        self.configure.clicked.connect(self.configure_asked)
        self._day = date.min

    def show_period(self, first: date, last: date) -> None:
        """Say which days show."""
        self._day = first
        self.period.show_period(first, last)

    def open_calendar(self) -> Floating:
        """The calendar under the period: pick a day to go there."""
        popup = Floating(self, popup=True)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = MonthGrid(self._day)
        popup.body.addWidget(grid)

        def picked(day: date) -> None:
            popup.close()
            self.day_asked.emit(day)

        grid.picked.connect(picked)
        popup.adjustSize()
        popup.move(self.period.mapToGlobal(QPoint(-SHADOW, self.period.height() + 4 - SHADOW)))
        popup.show()
        grid.setFocus()
        return popup
