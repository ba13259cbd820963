"""Occupancy and rate of a hotel: the key figures, the rooms sold as bars, a row for each period."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QLocale, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.features import reports
from app.features.property import House, HouseView, PropertyView
from app.features.reports import Occupancy, OccupancyView
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.reports.occupancy_chart import Bar, OccupancyChart
from ui.features.reports.occupancy_figures import KeyFigures
from ui.features.reports.occupancy_rows import RowView, occupancy_table, rows_of
from ui.features.reports.span import MONTH, YEAR, YEARS, Span
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.buttons import IconButton, KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, heading, label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, MEDIUM, MICRO

PAGE = "reports"
LATEST = "reports.occupancy"
TABLES = ("stay", "stay_night", "reservation", "room", "room_block", "property")


class OccupancyPage(Page):
    """Asks at each opening and when something about stays or rooms changes while it shows."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Occupancy and rate")
        self._services = services
        self._house: PropertyView | None = None
        self._houses: tuple[PropertyView, ...] = ()
        self._span: Span | None = None
        self._view: OccupancyView | None = None
        self._shows = False
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._figures())
        self._empty = EmptyState("chart-bar", tr("No hotel yet"), tr("Figures come with the first stays."))
        self._stack.addWidget(self._empty)
        services.hub.changed.connect(self._changed)

    def opened(self, **arguments: object) -> None:
        """Ask again."""
        del arguments
        self._shows = True
        self._services.operations.ask(House(), self._show_house, latest="reports.house")

    def left(self) -> None:
        """Another page shows; changes wait until this one shows again."""
        self._shows = False

    def show_span(self, span: Span) -> None:
        """Show another stretch of time."""
        self._span = span
        self._kinds.choose(span.kind)
        self._ask()

    @property
    def view(self) -> OccupancyView | None:
        """What is shown."""
        return self._view

    def export(self) -> None:
        """Ask for a file and write the report to it."""
        if self._view is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self._view.property} {self._view.first} {self._view.last}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Export the report"), str(Path(folder) / name), tr("Excel (*.xlsx);;CSV (*.csv)")
        )
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write what is shown to a file and tell."""
        if self._view is None:
            return
        try:
            reports.save_occupancy(path, self._view)
        except AppError as error:
            self._services.toasts.fail(error.sentence)
            return
        self._services.toasts.tell(tr("Exported to {file}", file=path.name))

    def _figures(self) -> QWidget:
        ground = QWidget()
        ground.setProperty("ground", "window")
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(self._bar())
        self._key_figures = KeyFigures()
        column.addWidget(self._key_figures)
        column.addWidget(self._chart_card(), 3)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        self.table: DataTable[RowView] = occupancy_table()
        card.body.addWidget(self.table)
        column.addWidget(card, 4)
        return ground

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._properties = ChoiceBox()
        self._properties.setAccessibleName(tr("Hotel"))
        self._properties.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self._properties.activated.connect(lambda: self._choose_house(self._properties.choice))
        self._kinds = SegmentedControl(((MONTH, tr("Month")), (YEAR, tr("Year")), (YEARS, tr("Years"))))
        self._kinds.chosen.connect(self._choose_kind)
        earlier = IconButton("caret-left", tr("Earlier"))
        earlier.clicked.connect(lambda: self._move(-1))
        later = IconButton("caret-right", tr("Later"))
        later.clicked.connect(lambda: self._move(1))
        self._title = label("", BODY, MEDIUM)
        export = KeyedButton(tr("Export"), icon="download-simple", key=tr("Ctrl E"))
        export.clicked.connect(self.export)
        for part in (self._properties, self._kinds, earlier, later, self._title):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(export)
        return row

    def _chart_card(self) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading(tr("Rooms sold")))
        self._of = label("", MICRO, tone="secondary")
        head.addWidget(self._of)
        head.addStretch(1)
        self._legend = label("", MICRO, tone="secondary")
        head.addWidget(self._legend)
        card.body.addLayout(head)
        self.chart = OccupancyChart()
        card.body.addWidget(self.chart, 1)
        return card

    def _show_house(self, house: HouseView) -> None:
        self._houses = house.properties
        if not house.properties:
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentIndex(0)
        known = self._house.id if self._house else None
        self._properties.clear()
        for property_ in house.properties:
            self._properties.add(property_.id, property_.name)
        self._properties.setVisible(len(house.properties) > 1)
        self._house = next((p for p in house.properties if p.id == known), house.properties[0])
        self._properties.choose(self._house.id)
        if self._span is None:
            self._span = Span(MONTH, self._house.business_date)
        self.show_span(self._span)

    def _choose_house(self, id_: object) -> None:
        if isinstance(id_, UUID):
            self._house = next((p for p in self._houses if p.id == id_), self._house)
            self._ask()

    def _choose_kind(self, kind: str) -> None:
        if self._span is not None:
            self.show_span(Span(kind, self._span.around))

    def _move(self, steps: int) -> None:
        if self._span is not None:
            self.show_span(self._span.moved(steps))

    def _ask(self) -> None:
        if self._house is None or self._span is None:
            return
        self._title.setText(self._span.title)
        query = Occupancy(
            property=str(self._house.id), first=self._span.first, last=self._span.last, group=self._span.group
        )
        self._services.operations.ask(query, self._show, latest=LATEST)

    def _show(self, view: OccupancyView) -> None:
        if self._span is None or self._house is None:
            return
        self._view = view
        self._key_figures.show_view(view)
        rows = rows_of(view, self._span, self._house.business_date)
        self.table.show_rows(rows)
        self.chart.show_bars([_bar(row) for row in rows[:-1]])
        rooms = rows[0].period.rooms_available if self._span.kind == MONTH else 0
        self._of.setText(tr("rooms of {n}", n=rooms) if rooms else tr("room-nights"))
        before = tr("dashed: the year before") if view.last_year else tr("nothing sold the year before")
        self._legend.setText(before)

    def _changed(self, changes: ChangeSet, initiator: object) -> None:
        del initiator
        if self._shows and changes.touches(*TABLES):
            self._services.operations.ask(House(), self._show_house, latest="reports.house")


def _count(number: int) -> str:
    return QLocale().toString(number)


def _bar(row: RowView) -> Bar:
    before = row.before.room_nights if row.before else None
    tip = tr("{period}: {sold} of {rooms} sold", period=row.title, sold=_count(row.period.room_nights),
             rooms=_count(row.period.rooms_available))  # fmt: skip
    if before:
        tip += tr(", {before} the year before", before=_count(before))
    return Bar(row.period.room_nights, row.period.rooms_available, before, row.mark, tip, row.weekend)
