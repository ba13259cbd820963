"""The side panel of several selected stays: what they are, and what makes sense for all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.features.reservations import StayView
from app.kernel.text import tr, trn
from ui.features.rack import words
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.labels import label, page_title, rule
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import FactRows, SidePanel
from ui.widgets.theme import BODY, SMALL

MOST_LISTED = 12


class ManyPanel(SidePanel):
    """`asked(str)`: "swap" (two only), "check_in", "check_out", "lock", "unlock", "cancel"."""

    asked = Signal(str)

    def __init__(self, views: Sequence[StayView]) -> None:
        super().__init__()
        self.views = tuple(views)
        self.body.addWidget(page_title(trn("{n} stay", "{n} stays", len(views))))
        nights = sum((v.departure - v.arrival).days for v in views)
        rows = FactRows()
        rows.add(tr("Nights"), str(nights))
        rows.add(tr("Guests"), str(sum(v.adults + v.children for v in views)))
        currencies = {v.currency for v in views}
        if len(currencies) == 1:
            total = sum(v.total_minor for v in views)
            rows.add(tr("Sold for"), money_text(total, currencies.pop()))
        self.body.addLayout(rows)
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        for view in self.views[:MOST_LISTED]:
            self._add(view)
        rest = len(self.views) - MOST_LISTED
        if rest > 0:
            self.body.addWidget(label(trn("and {n} more", "and {n} more", rest), SMALL, tone="secondary"))
        self.body.addStretch(1)
        self._fill_foot()

    def _add(self, view: StayView) -> None:
        row = QHBoxLayout()
        row.addWidget(label(words.guest_name(view), BODY), 1)
        row.addWidget(label(words.rooms_text(view), SMALL, tone="secondary"))
        self.body.addLayout(row)
        self.body.addWidget(label(words.stay_days(view.arrival, view.departure), SMALL, tone="secondary"))

    def _fill_foot(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for name, title in (("check_in", tr("Check in")), ("check_out", tr("Check out"))):
            first.addWidget(self._button(name, title))
        second = QHBoxLayout()
        second.setSpacing(8)
        for name, title in (("lock", tr("Lock")), ("unlock", tr("Unlock"))):
            second.addWidget(self._button(name, title))
        self.foot.addLayout(first)
        self.foot.addLayout(second)
        if len(self.views) == 2:
            self.foot.addWidget(self._button("swap", tr("Swap rooms"), Kind.PRIMARY))
        self.foot.addWidget(self._button("cancel", tr("Cancel these stays"), Kind.DANGER))

    def _button(self, name: str, title: str, kind: Kind = Kind.NORMAL) -> KeyedButton:
        button = KeyedButton(title, kind).stretch()
        button.clicked.connect(lambda: self.asked.emit(name))
        return button
