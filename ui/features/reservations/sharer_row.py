"""Somebody who shares a room: name, own days that can be changed, own bill, a way out."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.features.front_desk import SharerView
from app.kernel.text import tr
from ui.widgets.buttons import IconButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, label
from ui.widgets.stay_picker import DayEdit
from ui.widgets.theme import BODY, MEDIUM


class SharerRow(Card):
    """`days_changed(arrival, departure)` when another day is typed; `ended()`."""

    days_changed = Signal(object, object)
    ended = Signal()

    def __init__(self, sharer: SharerView) -> None:
        super().__init__()
        self.sharer = sharer
        self.body.setContentsMargins(10, 6, 6, 8)
        self.body.setSpacing(4)
        head = QHBoxLayout()
        bill = tr(", bill {n}", n=sharer.bill_window) if sharer.bill_window > 1 else ""
        head.addWidget(label(f"{sharer.name}{bill}", BODY, MEDIUM, wrap=True), 1)
        out = IconButton("x", tr("Take this guest out of the room"), Kind.QUIET, size=Size.DENSE)
        out.clicked.connect(self.ended)
        head.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.arrival, self.departure = DayEdit(sharer.arrival), DayEdit(sharer.departure)
        self.departure.base = sharer.arrival
        self.arrival.setAccessibleName(tr("{name} comes", name=sharer.name))
        self.departure.setAccessibleName(tr("{name} leaves", name=sharer.name))
        row.addWidget(self.arrival, 1)
        row.addWidget(label("–", tone="secondary"))
        row.addWidget(self.departure, 1)
        self.field = FormField("", days)
        self.field.title.hide()
        self.body.addWidget(self.field)
        for edit in (self.arrival, self.departure):
            edit.changed.connect(self._tell)

    def _tell(self, _day: date) -> None:
        self.field.clear()
        self.days_changed.emit(self.arrival.day, self.departure.day)
