"""Middle column of the sheet: status chips, room states, progress and loading."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.kernel.text import tr
from ui.shell.gallery.controls import line
from ui.widgets.labels import Card, IconLabel, label, rule
from ui.widgets.loading import LoadingBars
from ui.widgets.progress_card import ProgressCard
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import MICRO, SMALL


def _chips(*chips: tuple[str, str]) -> QHBoxLayout:
    return line(*(StatusChip(status, text) for status, text in chips), spacing=6)


def statuses() -> Card:
    """Chips by what needs doing and by payment, and the room states."""
    card = Card(tr("Status of a stay"))
    card.body.setSpacing(6)
    card.body.addWidget(label(tr("By what needs doing"), MICRO, tone="secondary"))
    card.body.addLayout(
        _chips(
            ("urgent", tr("Urgent")),
            ("arrives_today", tr("Arrives today")),
            ("leaves_today", tr("Leaves today")),
        )
    )
    card.body.addLayout(
        _chips(
            ("in_house", tr("In house")), ("future", tr("Future")), ("past", tr("Left")),
            ("tentative", tr("Tentative")),
        )
    )  # fmt: skip
    card.body.addLayout(_chips(("oversold", tr("Oversold"))))
    card.body.addWidget(label(tr("By payment"), MICRO, tone="secondary"))
    card.body.addLayout(_chips(("nothing_due", tr("Nothing due")), ("deposit_paid", tr("Deposit paid"))))
    card.body.addLayout(_chips(("deposit_due", tr("Deposit due")), ("balance_due", tr("Balance due"))))
    card.body.addLayout(_chips(("not_guaranteed", tr("Not guaranteed"))))
    card.body.addWidget(label(tr("Room"), MICRO, tone="secondary"))
    card.body.addLayout(_rooms())
    return card


def _rooms() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(4)
    states = (
        ("clean", tr("Clean")), ("inspected", tr("Inspected")), ("dirty", tr("Dirty")),
        ("in_progress", tr("In progress")), ("pickup", tr("Pick-up")), ("out_of_order", tr("Out of order")),
        ("out_of_service", tr("Out of service")),
    )  # fmt: skip
    for index, (state, word) in enumerate(states):
        row, column = divmod(index, 3)
        grid.addWidget(IconLabel(f"room:{state}", size=14), row, column * 2)
        grid.addWidget(label(word, SMALL), row, column * 2 + 1)
        grid.setColumnStretch(column * 2 + 1, 1)
    return grid


def progress() -> Card:
    """Long work, and the grey shapes of what comes."""
    card = Card(tr("Progress"))
    work = ProgressCard(tr("Night audit: posting room charges"))
    work.show_progress(31, 47, tr("about 8 seconds left"))
    card.body.addWidget(work)
    card.body.addSpacing(4)
    card.body.addWidget(rule())
    card.body.addSpacing(4)
    card.body.addWidget(label(tr("Loading keeps the shape of what comes"), MICRO, tone="secondary"))
    bars = LoadingBars()
    bars.show_now()
    card.body.addWidget(bars)
    return card


def column() -> QVBoxLayout:
    """The whole column."""
    made = QVBoxLayout()
    made.setSpacing(16)
    for card in (statuses(), progress()):
        card.setFixedWidth(332)
        made.addWidget(card)
    made.addStretch(1)
    return made
