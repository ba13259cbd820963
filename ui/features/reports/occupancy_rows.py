"""The rows of the report's table: a period, what was sold, what it earned, and the year before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale

from app.features.reports import OccupancyView, Period
from app.kernel.text import tr, trn
from ui.features.reports.occupancy_figures import change_in_tenths
from ui.features.reports.span import MONTH, Span
from ui.widgets.data_table import Column, DataTable
from ui.widgets.money_text import amount_text
from ui.widgets.table_paint import Cell

SATURDAY = 5
ROW = 28


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: `is_total` stands last, whatever the order."""

    period: Period
    before: Period | None
    currency: str
    title: str
    mark: str
    weekend: bool = False
    is_total: bool = False


def rows_of(view: OccupancyView, span: Span, business_date: date) -> list[RowView]:
    """The periods and their sum."""
    before = list(view.before) if view.last_year else []
    rows = []
    for index, period in enumerate(view.rows):
        title = span.row_title(period.period)
        weekend = span.kind == MONTH and date.fromisoformat(period.period).weekday() >= SATURDAY
        if span.kind == MONTH and date.fromisoformat(period.period) == business_date:
            title = tr("{day}, expected", day=title)
        earlier = before[index] if index < len(before) else None
        rows.append(RowView(period, earlier, view.currency, title, span.mark(period.period), weekend))
    if span.kind == MONTH:
        title = trn("{n} night", "{n} nights", len(rows))
    else:
        title = tr("Total")
    rows.append(RowView(view.total, view.last_year, view.currency, title, "", is_total=True))
    return rows


def occupancy_table() -> DataTable[RowView]:
    """The table, with figures at the right."""
    grey = "text_secondary"
    title = Column[RowView](
        title=tr("Period"),
        cell=lambda row: Cell(row.title, strong=row.is_total),
        sort_key=lambda row: (row.is_total, row.period.period),
    )
    table = DataTable(
        [
            title,
            _figures(tr("Sold"), _sold, _count, 90),
            _figures(tr("Free"), _free, _count, 90, grey),
            _cells(tr("Occupancy"), _occupancy, lambda row: row.period.occupancy, 100),
            _figures(tr("Average rate"), lambda row: row.period.adr_minor, _amount, 110),
            _figures(tr("RevPAR"), lambda row: row.period.revpar_minor, _amount, 100),
            _figures(tr("Revenue"), lambda row: row.period.room_revenue_minor, _amount, 130),
            _figures(tr("Year before, sold"), _sold_before, _count, 140, grey),
            _figures(tr("Year before, revenue"), _revenue_before, _amount, 160, grey),
            _cells(tr("Change"), _change, _tenths, 90),
        ],
        row_height=ROW,
        same=lambda row: row.period.period,
    )
    table.setAccessibleName(tr("Occupancy and rate by period"))
    return table


def _figures(
    title: str,
    of: Callable[[RowView], int | None],
    text: Callable[[int, str], str],
    width: int,
    tone: str = "text",
) -> Column[RowView]:
    def cell(row: RowView) -> Cell:
        found = of(row)
        shown = "–" if found is None else text(found, row.currency)
        return Cell(shown, tone=tone, strong=row.is_total)

    return _cells(title, cell, lambda row: of(row) or 0, width)


def _cells(
    title: str, cell: Callable[[RowView], Cell], key: Callable[[RowView], Any], width: int
) -> Column[RowView]:
    return Column(
        title=title, cell=cell, sort_key=lambda row: (row.is_total, key(row)), width=width, right=True
    )


def _count(number: int, currency: str) -> str:
    del currency
    return QLocale().toString(number)


def _amount(minor: int, currency: str) -> str:
    return amount_text(minor, currency)


def _sold(row: RowView) -> int:
    return row.period.room_nights


def _free(row: RowView) -> int:
    return row.period.rooms_available - row.period.room_nights


def _occupancy(row: RowView) -> Cell:
    return Cell(f"{row.period.occupancy * 100:.1f} %", strong=row.is_total)


def _sold_before(row: RowView) -> int | None:
    return row.before.room_nights if row.before else None


def _revenue_before(row: RowView) -> int | None:
    return row.before.room_revenue_minor if row.before else None


def _tenths(row: RowView) -> int:
    before = _revenue_before(row) or 0
    return change_in_tenths(row.period.room_revenue_minor, before) if before > 0 else 0


def _change(row: RowView) -> Cell:
    if not row.before or row.before.room_revenue_minor <= 0:
        return Cell("–", tone="text_secondary")
    tenths = _tenths(row)
    sign = "+" if tenths >= 0 else "−"
    text = f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10} %"
    return Cell(text, tone="success" if tenths >= 0 else "danger", strong=row.is_total)
