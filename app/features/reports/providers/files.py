"""Reports as CSV files and Excel workbooks."""

from decimal import Decimal
from pathlib import Path

from app.features.reports.queries import OccupancyView
from app.features.reports.rules import Period
from app.infra import sheets
from app.kernel.money import exponent
from app.kernel.text import tr

Row = tuple[object, ...]


def table(view: OccupancyView) -> list[Row]:
    """The report as rows of texts and numbers, with a heading and a sum; money in whole units."""
    heading = (
        tr("Period"), tr("Rooms available"), tr("Room-nights"), tr("Occupancy"), tr("Room revenue"),
        tr("ADR"), tr("RevPAR"), tr("Currency"),
    )  # fmt: skip
    rows = [_row(period, period.period, view.currency) for period in view.rows]
    return [heading, *rows, _row(view.total, tr("Total"), view.currency)]


def _row(period: Period, name: str, currency: str) -> Row:
    def units(minor: int | None) -> Decimal | None:
        return None if minor is None else Decimal(minor).scaleb(-exponent(currency))

    return (
        name, period.rooms_available, period.room_nights, period.occupancy, units(period.room_revenue_minor),
        units(period.adr_minor), units(period.revpar_minor), currency,
    )  # fmt: skip


def save_occupancy(path: Path, view: OccupancyView) -> None:
    """Save the report; a name that ends in .xlsx makes a workbook. Raises AppError when it cannot."""
    if path.suffix.lower() == ".xlsx":
        sheets.save_xlsx(path, tr("Occupancy"), table(view))
    else:
        sheets.save_csv(path, table(view))
