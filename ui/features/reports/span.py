"""The stretch of time that a report shows: a month by days, a year by months, or all years."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale

from app.features.reports import Group
from ui.widgets.day_text import to_qdate

MONTH, YEAR, YEARS = "month", "year", "years"
YEARS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch around a date: `kind` is MONTH, YEAR or YEARS."""

    kind: str
    around: date

    @property
    def group(self) -> Group:
        """What a row stands for."""
        return {MONTH: Group.DAY, YEAR: Group.MONTH, YEARS: Group.YEAR}[self.kind]

    @property
    def first(self) -> date:
        """The first day."""
        if self.kind == MONTH:
            return self.around.replace(day=1)
        years = YEARS_SHOWN - 1 if self.kind == YEARS else 0
        return date(self.around.year - years, 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        if self.kind == MONTH:
            return self.around.replace(day=monthrange(self.around.year, self.around.month)[1])
        return date(self.around.year, 12, 31)

    def moved(self, steps: int) -> "Span":
        """So many months or years later."""
        months = steps if self.kind == MONTH else 12 * steps
        year, month = divmod(self.around.year * 12 + self.around.month - 1 + months, 12)
        day = min(self.around.day, monthrange(year, month + 1)[1])
        return Span(self.kind, date(year, month + 1, day))

    @property
    def title(self) -> str:
        """As a person says it: "August 2016", "2016", "2012 – 2017"."""
        if self.kind == MONTH:
            return QLocale().toString(to_qdate(self.around), "MMMM yyyy")
        return str(self.around.year) if self.kind == YEAR else f"{self.first.year} – {self.around.year}"

    def row_title(self, period: str) -> str:
        """A row's period as a person says it: "Mon 1", "August", "2016"."""
        locale = QLocale()
        if self.kind == MONTH:
            return locale.toString(to_qdate(date.fromisoformat(period)), "ddd d")
        if self.kind == YEAR:
            return locale.standaloneMonthName(int(period[5:7]))
        return period

    def mark(self, period: str) -> str:
        """A row's period as short as the axis of the chart needs it."""
        if self.kind == MONTH:
            return str(int(period[8:10]))
        return (
            QLocale().standaloneMonthName(int(period[5:7]), QLocale.FormatType.ShortFormat)
            if self.kind == YEAR
            else period
        )
