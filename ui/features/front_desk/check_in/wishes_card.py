"""Step 5: what the desk has to know of the guest: alerts first, then to-dos, notes and wishes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.features.front_desk import CheckInView, WishView
from app.kernel.text import tr, trn
from ui.features.front_desk.check_in.step_card import Doing, StepCard, emptied
from ui.widgets.labels import IconLabel, label
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, REGULAR, SEMIBOLD

COLUMNS, MOST = 3, 6
LOOKS = {
    "alert": ("warning-octagon", "danger"), "trace": ("check-square", "warning"), "note": ("note", "accent"),
    "wish": ("heart", "success"),
}  # fmt: skip


class WishesCard(StepCard):
    """Done when it was read, or when there is nothing to read."""

    def __init__(self, doing: Doing, view: CheckInView, parent: QWidget) -> None:
        super().__init__(5, tr("Wishes and alerts"), doing, parent)
        self._read = False
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(7)
        for column in range(COLUMNS):
            self.grid.setColumnStretch(column, 1)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)
        self.show_facts(view)

    @property
    def verb(self) -> tuple[str, str]:
        """It is read."""
        return tr("Read"), "check"

    def show_facts(self, view: CheckInView) -> None:
        """What is known now."""
        super().show_facts(view)
        emptied(self.grid)
        for place, wish in enumerate(view.wishes[:MOST]):
            self.grid.addWidget(self._line(wish), place // COLUMNS, place % COLUMNS)
        if not view.wishes:
            self.grid.addWidget(label(tr("Nothing is noted for this guest."), BODY, tone="secondary"), 0, 0)
        emptied(self.tools)
        alerts = sum(wish.kind == "alert" for wish in view.wishes)
        if alerts:
            self.tools.addWidget(StatusChip("urgent", trn("{n} alert", "{n} alerts", alerts)))
        if view.guest.vip:
            self.tools.addWidget(StatusChip("deposit_due", tr("VIP")))
        if view.guest.stays_before:
            stay = tr("stay number {n}", n=view.guest.stays_before + 1)
            self.tools.addWidget(StatusChip("future", stay))
        self.set_done(done=self._read or not view.wishes)

    def act(self) -> None:
        """The desk has read it."""
        self._read = True
        self.set_done(done=True)
        self.changed.emit()

    def _line(self, wish: WishView) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, tone = LOOKS[wish.kind]
        row.addWidget(IconLabel(icon, tone, 15), 0, Qt.AlignmentFlag.AlignVCenter)
        text = label(wish.text, BODY, SEMIBOLD if wish.kind == "alert" else REGULAR, wrap=True)
        line.setToolTip(f"{wish.text}\n{wish.by_name}".strip())
        row.addWidget(text, 1)
        return line
