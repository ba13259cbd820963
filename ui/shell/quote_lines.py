"""A quote as lines to read: each run of like nights with the rules that made its price, then the total."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.features.rates import NightQuote, QuoteView
from app.kernel.text import tr, trn
from ui.widgets.day_text import day_span, short_day
from ui.widgets.labels import heading, label, rule
from ui.widgets.money_text import money_text
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, MEDIUM, SEMIBOLD, SMALL

_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Run:
    """Nights in a row with the same lines."""

    first: NightQuote
    nights: int

    @property
    def title(self) -> str:
        """ "Sat 28 Nov" or "28 – 30 Nov 2026, 3 nights"."""
        if self.nights == 1:
            return short_day(self.first.night)
        last = self.first.night + timedelta(days=self.nights - 1)
        many = trn("{n} night", "{n} nights", self.nights)
        return f"{day_span(self.first.night, last)}, {many}"


def runs_of(nights: Iterable[NightQuote]) -> list[Run]:
    """Nights grouped where the neighbours have the same lines."""
    found: list[Run] = []
    for night in nights:
        if found and found[-1].first.lines == night.lines and found[-1].first.minor == night.minor:
            found[-1] = Run(found[-1].first, found[-1].nights + 1)
        else:
            found.append(Run(night, 1))
    return found


def as_text(quote: QuoteView) -> str:
    """The quote to paste into a letter."""
    lines = [f"{quote.room_type_name}, {quote.plan_name}"]
    for run in runs_of(quote.nights):
        each = money_text(run.first.minor, quote.currency)
        lines.append(f"{run.title}: {each}" + (f" × {run.nights}" if run.nights > 1 else ""))
        lines += [f"    {line.text}: {money_text(line.minor, quote.currency)}" for line in run.first.lines]
    lines.append(f"{tr('Total')}: {money_text(quote.total_minor, quote.currency)}")
    return "\n".join([*lines, *quote.refused])


class QuoteLines(QWidget):
    """The explanation of one quote; without `titled` just its lines, where the rest is said beside it."""

    def __init__(self, quote: QuoteView, *, titled: bool = True) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10 if titled else 0, 0)
        column.setSpacing(8)
        if titled:
            title = heading(f"{quote.room_type_name}, {quote.plan_name}")
            title.setWordWrap(True)
            column.addWidget(title)
        if titled and quote.refused:
            rest = "\n".join(quote.refused)
            column.addWidget(NoticeBox(tr("Not sold for this stay."), rest, tone="danger"))
        for number, run in enumerate(runs_of(quote.nights)):
            if titled or number:
                column.addWidget(rule())
            column.addLayout(_run(run, quote.currency))
        if titled and quote.nights:
            column.addWidget(rule())
            total = QHBoxLayout()
            total.addWidget(label(tr("Total"), BODY, SEMIBOLD))
            total.addStretch(1)
            total.addWidget(label(money_text(quote.total_minor, quote.currency), BODY, SEMIBOLD))
            column.addLayout(total)
        if quote.nights and quote.prepayment_bp:
            paid = (quote.total_minor * quote.prepayment_bp + 5_000) // 10_000
            sentence = tr("{price} is paid when booking.", price=money_text(paid, quote.currency))
            column.addWidget(label(sentence, SMALL, tone="secondary", wrap=True))
        column.addStretch(1)


def _run(run: Run, currency: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(run.title, BODY, MEDIUM, wrap=True), 0, 0)
    each = money_text(run.first.minor, currency)
    shown = tr("{n} × {price}", n=run.nights, price=each) if run.nights > 1 else each
    grid.addWidget(label(shown, BODY, MEDIUM), 0, 1, _RIGHT)
    for number, line in enumerate(run.first.lines, 1):
        grid.addWidget(label(line.text, SMALL, tone="secondary", wrap=True), number, 0)
        amount = label(money_text(line.minor, currency), SMALL, tone="secondary")
        grid.addWidget(amount, number, 1, _RIGHT | Qt.AlignmentFlag.AlignTop)
    return grid
