"""The card in which the days of a report are picked: two fields to type in, a calendar, usual spans."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.reports import Group
from app.kernel.text import tr
from ui.features.reports.spans import Span, add_months, usual_span
from ui.widgets.buttons import LinkButton
from ui.widgets.day_text import short_day
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import caption, label
from ui.widgets.month_grid import MonthGrid
from ui.widgets.stay_picker import DayEdit
from ui.widgets.theme import SMALL


class RangeCard(Floating):
    """`picked(Span)`. A first click sets the first day, the second the last one and closes."""

    picked = Signal(object)

    def __init__(self, span: Span, today: date, parent: QWidget) -> None:
        super().__init__(parent, popup=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._span, self._today = span, today
        self._first: date | None = None
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 10, 12, 12)
        inside.setSpacing(8)
        self.body.addLayout(inside)
        self.first_edit, self.last_edit = DayEdit(span.first), DayEdit(span.last)
        inside.addLayout(self._fields())
        self.grid = MonthGrid(span.first, span.last)
        inside.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hint = label("", SMALL, tone="secondary")
        inside.addWidget(self.hint)
        self.links = self._links()
        row = QHBoxLayout()
        row.setSpacing(12)
        for link in self.links:
            row.addWidget(link)
        row.addStretch(1)
        inside.addLayout(row)
        self._say()
        self.grid.picked.connect(self._pick)
        self.first_edit.changed.connect(self._typed)
        self.last_edit.changed.connect(self._typed)

    def open_under(self, place: QWidget) -> None:
        """Show it under a button."""
        self.adjustSize()
        self.move(place.mapToGlobal(QPoint(-SHADOW, place.height() + 4 - SHADOW)))
        self.show()
        self.grid.setFocus()

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, field in ((tr("First day"), self.first_edit), (tr("Last day"), self.last_edit)):
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(caption(title))
            field.setAccessibleName(title)
            field.setFixedWidth(132)
            field.wants_calendar.connect(self.grid_focus)
            column.addWidget(field)
            row.addLayout(column)
        return row

    def grid_focus(self) -> None:
        """The calendar is there already: the keyboard goes into it."""
        self.grid.setFocus()

    def _links(self) -> list[LinkButton]:
        before = add_months(self._today.replace(day=1), -1)
        spans = (
            (tr("This month"), usual_span(Group.DAY, self._today)),
            (tr("Last month"), usual_span(Group.DAY, before)),
            (tr("This year"), usual_span(Group.MONTH, self._today)),
        )
        made = []
        for title, span in spans:
            link = LinkButton(title)
            link.clicked.connect(lambda _checked=False, span=span: self._take(span))
            made.append(link)
        return made

    def _pick(self, day: date) -> None:
        if self._first is None:
            self._first = day
            self.first_edit.show_day(day)
            self.grid.show_days(day, day)
            self._say()
        else:
            first, last = sorted((self._first, day))
            self._take(replace(self._span, first=first, last=last))

    def _typed(self, _day: date) -> None:
        first, last = self.first_edit.day, self.last_edit.day
        if self.sender() is self.first_edit and last < first:
            last = first
        self._span = replace(self._span, first=min(first, last), last=max(first, last))
        self._first = None
        self.grid.show_days(self._span.first, self._span.last)
        self.first_edit.show_day(self._span.first)
        self.last_edit.show_day(self._span.last)
        self.picked.emit(self._span)
        self._say()

    def _take(self, span: Span) -> None:
        self.close()
        self.picked.emit(span)

    def _say(self) -> None:
        if self._first is None:
            self.hint.setText(tr("Pick the first day, then the last."))
        else:
            self.hint.setText(tr("From {day}: pick the last day.", day=short_day(self._first)))
