"""What ending stays costs: the policy as sold, until when it was free, night by night, the sum."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.features.front_desk import FeeView, StayFee
from app.kernel.text import tr, trn
from ui.widgets.day_text import long_day, short_day
from ui.widgets.labels import Card, label, rule
from ui.widgets.money_text import money_text
from ui.widgets.theme import BODY, SEMIBOLD, SMALL

MOST_LINES = 7


class FeeCard(Card):
    """Of one stay line by line, of several a line each."""

    def __init__(self, view: FeeView, at: datetime) -> None:
        super().__init__()
        self.body.setContentsMargins(14, 10, 14, 12)
        self._view, self._at = view, at
        column = QVBoxLayout()
        column.setSpacing(2)
        if len(view.stays) == 1:
            for text in self._policy(view.stays[0]):
                column.addWidget(label(text, SMALL, tone="secondary", wrap=True))
        self.body.addLayout(column)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        lines = self._lines()
        for text, minor in lines:
            self._line(grid, text, money_text(minor, view.currency))
        if lines:
            self.body.addSpacing(6)
            self.body.addLayout(grid)
            self.body.addSpacing(6)
            self.body.addWidget(rule())
            self.body.addSpacing(4)
        total = QGridLayout()
        total.setColumnStretch(0, 1)
        self.total = money_text(view.total_minor, view.currency)
        shown = self.total if view.total_minor else tr("nothing")
        self._line(total, tr("Fee"), shown, strong=True)
        paid = sum({stay.number: stay.paid_minor for stay in view.stays}.values())
        if paid:
            self._line(total, tr("Deposit that is held"), money_text(paid, view.currency))
        self.body.addLayout(total)

    def _policy(self, stay: StayFee) -> list[str]:
        free, asked = stay.policy
        said = [f"{free}, {asked}." if asked else f"{free}."]
        if stay.free_until is not None:
            here = stay.free_until.astimezone(ZoneInfo(self._view.zone))
            when = f"{long_day(here.date())}, {here:%H:%M}"
            is_free = self._at < stay.free_until
            said.append(tr("Free until {when}.", when=when) if is_free else
                        tr("It was free until {when}.", when=when))  # fmt: skip
        return said

    def _lines(self) -> list[tuple[str, int]]:
        if len(self._view.stays) > 1:
            found = [
                (f"{stay.guest}, {short_day(stay.arrival)}: {stay.words.rstrip('.')}", stay.fee_minor)
                for stay in self._view.stays
            ]
        else:
            found = [
                (tr("Night of {day}", day=long_day(line.night)) if line.night else stay.words.rstrip("."),
                 line.minor)
                for stay in self._view.stays
                for line in stay.lines
            ]  # fmt: skip
        if len(found) > MOST_LINES:
            rest = found[MOST_LINES - 1 :]
            more = trn("{n} more", "{n} more", len(rest))
            found = [*found[: MOST_LINES - 1], (more, sum(minor for _, minor in rest))]
        return found

    def _line(self, grid: QGridLayout, text: str, amount: str, *, strong: bool = False) -> None:
        row = grid.rowCount()
        for column, shown in enumerate((text, amount)):
            made = label(shown, BODY, SEMIBOLD) if strong else label(shown, BODY)
            grid.addWidget(made, row, column)
