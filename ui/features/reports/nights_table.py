"""The table of the report with the line of its sums."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.features.reports import Group, Period
from app.kernel.text import tr
from ui.features.reports.lines import (
    NONE,
    Line,
    amount_or_none,
    count_text,
    grown,
    share_text,
)
from ui.widgets.data_table import Column, DataTable
from ui.widgets.money_text import symbol
from ui.widgets.shapes import rounded
from ui.widgets.sums_line import SumsLine
from ui.widgets.table_paint import Cell

ROW, FIRST, CORNER = 29, 190, 7
Show = Callable[[Line], Cell]


def table_columns(group: Group, currency: str, year: str) -> list[Column[Line]]:
    """The columns; those of the year before (called `year`) only where it has a name."""
    sign = symbol(currency)
    names = {Group.DAY: tr("Night"), Group.MONTH: tr("Month"), Group.YEAR: tr("Year")}

    def right(
        title: str, text: Callable[[Line], str], key: Callable[[Line], float], tone: str
    ) -> Column[Line]:
        def cell(line: Line) -> Cell:
            return _cell(line, text(line), tone)

        return Column(title=title, cell=cell, sort_key=key, right=True)

    def money(title: str, of: Callable[[Period], int | None], tone: str = "text") -> Column[Line]:
        def key(line: Line) -> float:
            return float(of(line.period) or 0)

        return right(title, lambda line: amount_or_none(of(line.period), currency), key, tone)

    made: list[Column[Line]] = [
        Column(title=names[group], cell=lambda line: _cell(line, line.name), sort_key=lambda line: line.start,
               width=FIRST),
        right(tr("Sold"), lambda line: count_text(line.period.room_nights),
              lambda line: line.period.room_nights, "text"),
        right(tr("Free"), lambda line: count_text(line.free), lambda line: line.free, "text_secondary"),
        right(tr("Occupancy"), lambda line: share_text(line.period.occupancy),
              lambda line: line.period.occupancy, "text"),
        money(tr("Avg rate {currency}", currency=sign), lambda p: p.adr_minor),
        money(tr("RevPAR {currency}", currency=sign), lambda p: p.revpar_minor),
        money(tr("Revenue {currency}", currency=sign), lambda p: p.room_revenue_minor),
    ]  # fmt: skip
    return made + (_year_before(currency, year) if year else [])


def _year_before(currency: str, year: str) -> list[Column[Line]]:
    def sold(line: Line) -> Cell:
        return _cell(
            line, NONE if line.before is None else count_text(line.before.room_nights), "text_secondary"
        )

    def revenue(line: Line) -> Cell:
        minor = None if line.before is None else line.before.room_revenue_minor
        return _cell(line, amount_or_none(minor, currency), "text_secondary")

    def change(line: Line) -> Cell:
        by = _change(line)
        if by is None:
            return _cell(line, NONE, "text_secondary")
        sign = "+" if by > 0 else "−" if by < 0 else ""
        return _cell(line, f"{sign}{share_text(abs(by))}", "success" if by >= 0 else "danger")

    return [
        Column(title=tr("{year} sold", year=year), cell=sold, right=True,
               sort_key=lambda line: line.before.room_nights if line.before else -1),
        Column(title=tr("{year} rev. {currency}", year=year, currency=symbol(currency)), cell=revenue,
               right=True, sort_key=lambda line: line.before.room_revenue_minor if line.before else -1),
        Column(title=tr("Change"), cell=change, right=True, sort_key=lambda line: _change(line) or 0.0),
    ]  # fmt: skip


def _change(line: Line) -> float | None:
    before = line.before.room_revenue_minor if line.before is not None else None
    return grown(line.period.room_revenue_minor, before)


def _cell(line: Line, text: str, tone: str = "text") -> Cell:
    return Cell(text, tone=tone, ground="today" if line.today else "")


class NightsTable(QWidget):
    """A table of lines with its sums below."""

    def __init__(self, columns: Sequence[Column[Line]], lines: Sequence[Line], sums: Line) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.table: DataTable[Line] = DataTable(columns, row_height=ROW, same=lambda line: line.start)
        self.table.setAccessibleName(tr("Figures"))
        self.table.show_rows(lines)
        self.sums: SumsLine[Line] = SumsLine(self.table, height=ROW, toned=True)
        self.sums.show_sums(sums)
        column.addWidget(self.table, 1)
        column.addWidget(self.sums)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The corners follow those of the card around it."""
        super().resizeEvent(event)
        shape = rounded(self.rect(), CORNER).toFillPolygon().toPolygon()
        self.setMask(QRegion(shape))

    def show_lines(self, lines: Sequence[Line], sums: Line) -> None:
        """Show other figures in the same columns; sorting and place stay."""
        self.table.show_rows(lines)
        self.sums.show_sums(sums)
