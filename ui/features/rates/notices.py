"""The strips over the sheet: what failed, and nights that cannot be sold though they are not closed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.rates.sheet.data import SheetData
from ui.features.rates.source import problem_spans
from ui.widgets.day_text import day_span, short_day
from ui.widgets.strips import ErrorStrip

MOST_WARNED = 2
Span = tuple[int, date, date]


class Notices(QObject):
    """`again()`: try to read once more. `shown(line, night)`: look at a night that cannot be sold."""

    again = Signal()
    shown = Signal(int, object)

    def __init__(self, column: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._column = column
        self.strip: ErrorStrip | None = None
        self.warning: ErrorStrip | None = None
        self._told: Sequence[Span] = ()

    def fail(self, error: AppError | None) -> None:
        """Say that the rates cannot be read; None takes it away."""
        if self.strip is None and error is None:
            return
        self._take_away(self.strip)
        self.strip = None
        if error is not None:
            strip = ErrorStrip(tr("The rates are not there."), error.sentence, tr("Try again"))
            if strip.button is not None:
                strip.button.clicked.connect(self.again)
            self._column.insertWidget(0, strip)
            self.strip = strip

    def warn(self, sheet: SheetData) -> None:
        """Say where no stay is possible, or nothing."""
        spans = problem_spans(sheet)
        if spans == self._told:
            return
        self._told = spans
        self._take_away(self.warning)
        self.warning = None
        if not spans:
            return
        strip = ErrorStrip(tr("No stay is possible:"), _sentence(sheet, spans), tr("Show"), tone="warning")
        line, first, _ = spans[0]
        if strip.button is not None:
            strip.button.clicked.connect(lambda: self.shown.emit(line, first))
        self._column.insertWidget(0, strip)
        self.warning = strip

    def _take_away(self, old: ErrorStrip | None) -> None:
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()


def _sentence(sheet: SheetData, spans: Sequence[Span]) -> str:
    told = []
    for line, first, last in spans[:MOST_WARNED]:
        days = short_day(first) if first == last else day_span(first, last)
        told.append(f"{sheet.type_of(line).name}, {sheet.plan_of(line).name}: {days}")
    more = len(spans) - MOST_WARNED
    if more > 0:
        told.append(trn("and {n} more", "and {n} more", more))
    return "; ".join(told) + "."
