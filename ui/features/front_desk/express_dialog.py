"""Many guests at once: who is in order is ticked; Enter takes those, the others stay with the reason."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea

from app.features.front_desk import CheckInMany, CheckOutMany, ExpressRow
from app.kernel.changes import Outcome
from app.kernel.text import tr, trn
from ui.features.front_desk.desk_dialog import DeskDialog
from ui.features.front_desk.express_table import ExpressTable, told_count
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState


class ExpressDialog(DeskDialog):
    """`arriving`: check-in, else check-out. A group shows alone where there are some."""

    def __init__(self, services: ShellServices, rows: Sequence[ExpressRow], *, arriving: bool) -> None:
        title = tr("Check in many") if arriving else tr("Check out many")
        super().__init__(services, title, None)
        self._all, self._arriving = tuple(rows), arriving
        self.about.setText(
            tr("Those in order are ticked. Each of the others stays, with the reason.")
            if rows
            else tr("Nobody waits.")
        )
        tools = QHBoxLayout()
        self.group = ChoiceBox()
        self.group.add("", tr("All guests"))
        for name in sorted({row.group for row in rows if row.group}):
            self.group.add(name, name)
        self.group.setVisible(self.group.count() > 1)
        self.all = KeyedButton(tr("Tick everybody who can"), key=tr("Ctrl+A"), icon="check", size=Size.DENSE)
        tools.addWidget(self.group)
        tools.addStretch(1)
        tools.addWidget(self.all)
        self.body.addLayout(tools)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table = ExpressTable(())
        self.body.addWidget(self.area, 1)
        self.other.hide()
        self.all.clicked.connect(lambda: self.table.tick_all())
        self.group.activated.connect(lambda _index: self.show_rows())
        self.show_rows()

    def show_rows(self) -> None:
        """All, or those of a group."""
        wanted = str(self.group.choice or "")
        rows = [row for row in self._all if wanted in ("", row.group)]
        if not rows:
            nothing = EmptyState(
                "check-circle", tr("Everyone is here") if self._arriving else tr("Everyone has left"),
                tr("The next day’s guests come with the next business date."),
            )  # fmt: skip
            self.area.setWidget(nothing)
        self.table = ExpressTable(rows)
        if rows:
            self.area.setWidget(self.table)
        self.table.changed.connect(self._say_next)
        self.table.setFocus()
        self._say_next()

    def advance(self) -> None:
        """All who are ticked."""
        chosen = self.table.chosen
        if not chosen:
            return
        fields: dict[str, Any] = {"id": self.services.app.new_id(), "stay_ids": chosen}
        if self._arriving:
            sentence = trn("{n} guest is checked in", "{n} guests are checked in", len(chosen))
            self.run(CheckInMany(keys=1, **fields), sentence, self._done, tell=True)
        else:
            sentence = trn("{n} guest is checked out", "{n} guests are checked out", len(chosen))
            self.run(CheckOutMany(**fields), sentence, self._done, tell=True)

    def _done(self, outcome: Outcome) -> None:
        done, stayed = outcome.result["done"], outcome.result["stayed"]
        assert isinstance(done, list)
        assert isinstance(stayed, list)
        self.table.tell({UUID(one) for one in done}, {UUID(one): why for one, why in stayed})

    def _say_next(self) -> None:
        count, table = len(self.table.chosen), self.table
        left = sum(row.stay_id not in table.done for row in table.rows)
        verb = (
            trn("Check in {n} guest", "Check in {n} guests", count)
            if self._arriving
            else trn("Check out {n} guest", "Check out {n} guests", count)
        )
        self.go.setText(verb)
        self.go.setEnabled(count > 0)
        self.go.set_icon_name("sign-in" if self._arriving else "sign-out")
        self.leave.setText(tr("Close"))
        self.say(told_count(count, left), hint=tr("Space ticks a guest, arrows move"))
