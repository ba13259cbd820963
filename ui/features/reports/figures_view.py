"""What stands under the controls: the tiles, the chart in its card, the table in its card."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.features.reports import ComparedView, Group
from app.kernel.text import tr
from ui.features.reports.chart import BarChart
from ui.features.reports.chart_tip import ChartKeys
from ui.features.reports.drawing import columns
from ui.features.reports.lines import Line, comparable, count_text, figures, year_before
from ui.features.reports.nights_table import NightsTable, table_columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, heading, label
from ui.widgets.stat_tile import StatRow, StatTile
from ui.widgets.theme import SMALL

SPACE = 12


class FiguresView(QWidget):
    """Shows one report. The chart and the table read the same period together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = (
            tr("Occupancy"), tr("Average rate"), tr("RevPAR"), tr("Rooms revenue"), tr("Room nights"),
        )  # fmt: skip
        self.tiles = tuple(StatTile(title) for title in titles)
        self.chart = BarChart()
        self.heading, self.sub, self.keys = heading(""), label("", SMALL, tone="secondary"), ChartKeys()
        self.empty = EmptyState(
            "chart-bar", tr("No nights sold yet"), tr("What is booked for these days will be counted here.")
        )
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.empty.setProperty("ground", "surface")
        self.lines: list[Line] = []
        self.nights: NightsTable | None = None
        self._key: tuple[object, ...] = ()
        self._days: tuple[date, date] | None = None
        self.table_card = Card()
        self.table_card.body.setContentsMargins(1, 1, 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(StatRow(*self.tiles))
        column.addWidget(self._chart_card(), 10)
        column.addWidget(self.table_card, 9)
        self.chart.read.connect(self._read)

    def show_report(self, view: ComparedView, lines: list[Line]) -> None:
        """Show a report."""
        self.lines = lines
        for tile, figure in zip(self.tiles, figures(view), strict=True):
            tile.show_figure(figure.text, figure.change, figure.cause, good=figure.good)
        group, currency = view.now.group, view.now.currency
        nothing = not view.now.total.room_nights and not view.tentative
        year = year_before(view)
        has_before = any(line.before is not None for line in lines)
        self._show_heading(view, has_before=has_before)
        self.chart.show_columns(columns(lines, group, currency), self.heading.text())
        self.empty.setVisible(nothing)
        same_year = view.now.first.year == view.now.last.year
        key = (group, currency, has_before, year if same_year else None)
        before_name = str(year) if same_year else tr("Before")
        sums = Line(
            view.now.total, view.now.first, _sums_name(group, len(lines)), sum(view.tentative.values()),
            comparable(view), today=False,
        )  # fmt: skip
        if key != self._key or self.nights is None:
            self._key = key
            self._replace_table(
                NightsTable(table_columns(group, currency, before_name if has_before else ""), lines, sums)
            )
        else:
            self.nights.show_lines(lines, sums)
        if (view.now.first, view.now.last) != self._days:
            self._days = (view.now.first, view.now.last)
            self._go_to_today()

    def _chart_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 12, 16, 8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.sub, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.keys)
        card.body.addLayout(row)
        place = QGridLayout()
        place.addWidget(self.chart, 0, 0)
        place.addWidget(self.empty, 0, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addLayout(place, 1)
        return card

    def _show_heading(self, view: ComparedView, *, has_before: bool) -> None:
        group = view.now.group
        self.heading.setText(
            {
                Group.DAY: tr("Rooms sold by night"),
                Group.MONTH: tr("Room nights by month"),
                Group.YEAR: tr("Room nights by year"),
            }[group]
        )
        most = max((row.rooms_available for row in view.now.rows), default=0)
        rooms = tr("rooms of {n}", n=count_text(most))
        self.sub.setText(rooms if group is Group.DAY else tr("of the nights that can be sold"))
        keys = [("sure", tr("Sold"))]
        if view.tentative:
            keys.append(("tentative", tr("Tentative")))
        if has_before:
            keys.append(("before", tr("A year before")))
        self.keys.show_keys(keys)

    def _replace_table(self, nights: NightsTable) -> None:
        old, self.nights = self.nights, nights
        if old is not None:
            self.table_card.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.table_card.body.addWidget(nights)
        nights.table.moved.connect(self._moved)

    def _go_to_today(self) -> None:
        """New days begin at their first row, or with tonight in sight."""
        if self.nights is not None:
            today = next((n for n, line in enumerate(self.lines) if line.today), 0)
            self.nights.table.scrollTo(self.nights.table.model().index(today, 0))

    def _read(self, index: int) -> None:
        """The row of the period that is read is current, so that both say the same."""
        if self.nights is None:
            return
        table = self.nights.table
        if index < 0:
            table.clearSelection()
            table.setCurrentIndex(table.model().index(-1, -1))
            return
        start = self.lines[index].start
        table.select(lambda line: line.start == start)

    def _moved(self, line: Line) -> None:
        starts = [own.start for own in self.lines]
        if line.start in starts:
            self.chart.look_at(starts.index(line.start))


def _sums_name(group: Group, count: int) -> str:
    if group is Group.DAY:
        return tr("All nights") if count != 1 else tr("The night")
    return tr("Total")
