"""The row above the report: hotel, day or month or year, the days with their stepper, export."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStyle, QStyleOptionButton, QWidget

from app.features.property import PropertyView
from app.features.reports import Group
from app.kernel.text import tr
from ui.features.reports.range_card import RangeCard
from ui.features.reports.spans import Span
from ui.widgets.buttons import IconButton, KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import day_span, to_qdate
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, MEDIUM, font, theme

CARET, PAD, HEIGHT = 13, 12, 30


def span_text(span: Span) -> str:
    """ "November 2026", "2024 – 2026" or "5 – 20 Nov 2026"."""
    months = span.whole_months
    if months == 1:
        return QLocale().toString(to_qdate(span.first), "MMMM yyyy")
    if months == 12 and span.first.month == 1:
        return str(span.first.year)
    if months and months % 12 == 0 and span.first.month == 1:
        return f"{span.first.year} – {span.last.year}"
    return day_span(span.first, span.last)


class SpanButton(QPushButton):
    """The days that show, with a caret; opens the card to pick others."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(BODY, MEDIUM))
        self.setAutoDefault(False)
        self.setFixedHeight(HEIGHT)
        self.setToolTip(tr("Pick the days (G)"))

    def show_span(self, span: Span) -> None:
        """Say which days show."""
        text = span_text(span)
        self.setText(text)
        self.setAccessibleName(tr("Days shown: {days}", days=text))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(text) + 2 * PAD + CARET + 8)

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
        room = self.rect().adjusted(PAD, 0, -CARET - PAD, -1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        caret = self.rect().adjusted(self.width() - CARET - PAD, 0, -PAD, 0)
        paint_icon(painter, "caret-down", caret, theme().colours.text_secondary)


class ReportControls(QWidget):
    """`stepped(±1)`, `group_asked(Group)`, `span_asked(Span)`, `hotel_asked(UUID)`, `export_asked()`."""

    stepped = Signal(int)
    group_asked = Signal(object)
    span_asked = Signal(object)
    hotel_asked = Signal(object)
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span: Span | None = None
        self._today = date.min
        self.hotels = ChoiceBox()
        self.hotels.setAccessibleName(tr("Hotel"))
        self.hotels.hide()
        self.groups = SegmentedControl(
            ((Group.DAY, tr("Day")), (Group.MONTH, tr("Month")), (Group.YEAR, tr("Year")))
        )
        self.groups.setToolTip(tr("A bar and a row for each"))
        self.back = IconButton("caret-left", tr("Earlier (Page Up)"))
        self.span_button = SpanButton()
        self.forward = IconButton("caret-right", tr("Later (Page Down)"))
        self.against = label("", BODY, tone="secondary")
        self.export = KeyedButton(tr("Export"), key=tr("Ctrl E"), icon="download-simple")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.hotels, self.groups, self.back, self.span_button, self.forward):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.against)
        row.addStretch(1)
        row.addWidget(self.export)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forward.clicked.connect(lambda: self.stepped.emit(1))
        self.groups.chosen.connect(lambda key: self.group_asked.emit(Group(key)))
        self.span_button.clicked.connect(self.open_range)
        self.hotels.activated.connect(lambda _index: self.hotel_asked.emit(UUID(str(self.hotels.choice))))
        self.export.clicked.connect(self.export_asked)

    def show_hotels(self, hotels: Sequence[PropertyView], held: PropertyView) -> None:
        """Offer the hotels, when there are several."""
        self.hotels.clear()
        for hotel in hotels:
            self.hotels.add(str(hotel.id), hotel.name)
        self.hotels.choose(str(held.id))
        self.hotels.setVisible(len(hotels) > 1)

    def show_span(self, span: Span, today: date) -> None:
        """Say which days show."""
        self._span, self._today = span, today
        self.groups.choose(span.group)
        self.span_button.show_span(span)

    def show_year_before(self, text: str) -> None:
        """Say what the figures stand against, or nothing."""
        self.against.setText(text)

    def open_range(self) -> RangeCard | None:
        """The card under the days."""
        if self._span is None:
            return None
        card = RangeCard(self._span, self._today, self)
        card.picked.connect(self.span_asked)
        card.open_under(self.span_button)
        return card
