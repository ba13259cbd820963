"""The tab of numbers: how the numbers of each kind of document are written, with the next one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.features.invoices import NextNumbers, Series, SeriesOf, SetSeries
from app.features.property import PropertyView
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.invoices.fields import Spin, side_by_side
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.kinds import kind_word
from ui.features.invoices.money_tab import MoneyTab, TableCard
from ui.shell.services import ShellServices
from ui.widgets.data_table import Column, DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_paint import Cell

MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """The series of a kind, and the number that comes next here."""

    kind: str
    series: Series
    next: str


class SeriesForm(FormPanel):
    """Prefix, digits, the authority's code."""

    def __init__(self, services: ShellServices, hotel: PropertyView, line: Line) -> None:
        super().__init__(
            services, kind_word(line.kind), tr("Save"), tr("The series is saved"), command=self.command
        )
        self._hotel, self._line = hotel, line
        self.prefix, self.code = QLineEdit(line.series.prefix), QLineEdit(line.series.code)
        self.digits = Spin(1, MOST_DIGITS, line.series.digits)
        self.body.addWidget(
            side_by_side((self.make("prefix", tr("Prefix"), self.prefix), 1),
                         (self.make("digits", tr("Digits"), self.digits), 1))
        )  # fmt: skip
        self.field("code", tr("Code of the authority"), self.code)
        self.note(tr("It counts from the next number on. Numbers that were given stay as they are."))
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """The terms."""
        return SetSeries(
            id=self.services.app.new_id(), property_id=self._hotel.id, kind=self._line.kind,
            prefix=self.prefix.text(), digits=self.digits.value(), code=self.code.text(),
        )  # fmt: skip


class SeriesTab(MoneyTab):
    """Enter or a double click opens a series."""

    concerns = ("series_terms", "document")

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        self._series: dict[str, Series] = {}
        self._next: dict[str, str] = {}
        self.table: DataTable[Line] = DataTable(
            [
                Column(title=tr("Document"), cell=lambda line: Cell(kind_word(line.kind), strong=True)),
                Column(title=tr("Prefix"), cell=lambda line: Cell(line.series.prefix), width=110),
                Column(title=tr("Digits"), cell=lambda line: Cell(str(line.series.digits)), width=90,
                       right=True),
                Column(title=tr("Code of the authority"), width=200,
                       cell=lambda line: Cell(line.series.code or "–", "text_secondary")),
                Column(title=tr("Next number here"), cell=lambda line: Cell(line.next), width=260),
            ],
            same=lambda line: line.kind,
        )  # fmt: skip
        self.table.setAccessibleName(tr("Series of numbers"))
        self.table.opened.connect(self.change)
        self.content.addLayout(
            self.bar(
                tr("Numbers of documents"),
                tr("Each workstation counts its own, so that two desks never wait for each other."),
            )
        )
        self.content.addWidget(TableCard(self.table, EmptyState("files", tr("No series"), "")), 1)

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """The terms, and what comes next at this workstation."""
        app = self.services.app
        return (
            (SeriesOf(property_id=hotel.id), self._termed),
            (
                NextNumbers(
                    property_id=hotel.id, workstation=app.actor.workstation, year=hotel.business_date.year
                ),
                self._counted,
            ),
        )

    def change(self, line: Line) -> None:
        """The form of a series."""
        if self.hotel is not None:
            self.show_form(SeriesForm(self.services, self.hotel, line))

    def _termed(self, series: dict[str, Series]) -> None:
        self._series = series
        self._show()

    def _counted(self, numbers: dict[str, str]) -> None:
        self._next = numbers
        self._show()

    def _show(self) -> None:
        self.table.show_rows(
            [Line(kind, series, self._next.get(kind, "")) for kind, series in self._series.items()]
        )
