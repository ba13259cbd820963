"""The list of what was done today, the newest first: take one back, do one again, or take back to here.

It follows what every desk does. What cannot be taken back says why; the button lets the press through all
the same where the list only guesses, because the command knows best.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.features.front_desk import DoneRow, DoneToday
from app.features.property import HouseView, PropertyView
from app.kernel.changes import ChangeSet
from app.kernel.text import tr, trn
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import with_hotel
from ui.widgets.data_table import Column, DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, label, set_tone
from ui.widgets.segmented import SegmentedControl
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

WIDTH: Final = 900
HEIGHT: Final = 420
MINE: Final = "mine"
ALL: Final = "all"
QUESTION: Final = "front_desk.done_today"


class DoneDialog(SmallDialog):
    """Enter takes the marked one back (or does it again), Ctrl+Enter all of them down to it, `/` filters."""

    def __init__(self, services: ShellServices, hotel: PropertyView, rows: Sequence[DoneRow]) -> None:
        about = tr("Since the business day began, the newest first. Taking back is an action too.")
        super().__init__(services, tr("What was done today"), about, verb=tr("Take back"), width=WIDTH)
        self._hotel, self._rows = hotel, tuple(rows)
        self._waiting: list[DoneRow] = []
        self._refused: tuple[DoneRow, str] | None = None
        self.table: DataTable[DoneRow] = DataTable(_columns(), row_height=32, same=lambda r: r.command_id)
        self.table.setAccessibleName(tr("What was done today"))
        self.table.setFixedHeight(HEIGHT)
        self.empty = EmptyState(
            "clock-counter-clockwise", tr("Nothing was done yet"), tr("It stands here as it happens.")
        )
        self.empty.setFixedHeight(HEIGHT)
        self.whose = SegmentedControl(((ALL, tr("Every desk")), (MINE, tr("Mine"))))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter: a guest, a room, what was done"))
        self.filter.setAccessibleName(tr("Filter"))
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self.said.setMinimumHeight(32)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.whose)
        top.addWidget(self.filter, 1)
        self.body.addLayout(top)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        self.body.addWidget(card)
        self.body.addWidget(self.said)
        self.other.setText(tr("Take back to here"))
        self.leave.setText(tr("Close"))
        self.table.moved.connect(lambda _row: self._tell())
        self.whose.chosen.connect(lambda _key: self._arrange())
        self.filter.textChanged.connect(lambda _text: self._arrange())
        QShortcut(QKeySequence("/"), self).activated.connect(self.filter.setFocus)
        services.hub.changed.connect(self._changed)
        self._arrange()
        self.table.setFocus()

    def agree(self) -> None:
        """Take the marked one back, or do it again."""
        row = self.table.current
        if row is not None and not row.never and not self._waiting:
            self._take_back([row])

    def agree_other(self) -> None:
        """Take back what was done since, and then the marked one; it ends where one is refused."""
        if not self._waiting:
            self._take_back(self.down_to_here)

    @property
    def down_to_here(self) -> list[DoneRow]:
        """Of the lines that show, those from the newest to the marked one that stand and need not."""
        current, found = self.table.current, []
        for row in self.table.rows_model.rows if current is not None else ():
            if not row.is_undone and not row.never:
                found.append(row)
            if row == current:
                break
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the filter shows all lines again."""
        if event.key() == Qt.Key.Key_Escape and self.focusWidget() is self.filter:
            self.filter.clear()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _take_back(self, rows: Sequence[DoneRow]) -> None:
        self._waiting, self._refused = list(rows), None
        self._take_next()

    def _take_next(self) -> None:
        """One after the other, the newest first, until nothing is left or one is refused."""
        if not self._waiting:
            return
        row = self._waiting[0]
        what = f"{row.title}: {row.about}" if row.about else row.title
        self.services.undo.take_back(row.target, what, self._taken, again=row.is_undone)

    def _taken(self, refused: str) -> None:
        row = self._waiting.pop(0)
        if refused:
            self._waiting.clear()
            self._refused = (row, refused)
            self.table.select(lambda one: one.command_id == row.command_id)
        self._tell()
        self._take_next()

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        del changes
        if self.isVisible():
            self.services.operations.ask(DoneToday(property_id=self._hotel.id), self._show, latest=QUESTION)

    def _show(self, rows: tuple[DoneRow, ...]) -> None:
        self._rows = rows
        self._arrange()

    def _arrange(self) -> None:
        own = self.services.app.actor.user_id
        self.table.rows_model.filter(self.filter.text())
        self.table.show_rows([r for r in self._rows if self.whose.choice == ALL or r.by_id == own])
        shown = self.table.rows_model.rows
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if shown and self.table.current is None:
            self.table.selectRow(0)
        self._tell()

    def _tell(self) -> None:
        row = self.table.current
        count = len(self.down_to_here)
        may = row is not None and self.services.app.actor.may(row.verb)
        self.go.setText(tr("Do again") if row is not None and row.is_undone else tr("Take back"))
        self.go.setEnabled(row is not None and not row.never and may)
        self.other.setVisible(row is not None and not row.is_undone and count > 1)
        self.other.setText(trn("Take back to here ({n})", "Take back to here ({n})", count))
        if row is None:
            self._say("")
        elif self._refused is not None and self._refused[0].command_id == row.command_id:
            self._say(self._refused[1], "danger")
        elif not may:
            self._say(tr("Your role does not allow this."))
        elif row.is_undone:
            self._say(tr("Taken back by {name}.", name=row.undone_by))
        else:
            self._say(row.why_not, "warning" if row.why_not and not row.never else "secondary")

    def _say(self, sentence: str, tone: str = "secondary") -> None:
        self.said.setText(sentence)
        set_tone(self.said, tone)


def _columns() -> list[Column[DoneRow]]:
    def tone(row: DoneRow) -> str:
        return "text_muted" if row.is_undone else "text"

    return [
        Column(title=tr("Time"), cell=lambda r: Cell(f"{r.at.astimezone():%H:%M}", tone(r)), width=70),
        Column(title=tr("What"), cell=lambda r: Cell(r.title, tone(r), strong=not r.is_undone), width=180),
        Column(title=tr("Whom"), cell=lambda r: Cell(r.about, tone(r), tip=r.about)),
        Column(
            title=tr("Who"),
            cell=lambda r: Cell(r.by_name, tone(r), tip=tr("At {desk}", desk=r.workstation)), width=140,
        ),
        Column(title="", cell=_state, width=140),
    ]  # fmt: skip


def _state(row: DoneRow) -> Cell:
    if row.is_undone:
        return Cell(tr("Taken back"), "text_muted", icon="arrow-u-up-left")
    if row.never:
        return Cell(tr("Stands"), "text_secondary", icon="lock-simple", tip=row.why_not)
    if row.why_not:
        return Cell(tr("Built upon"), "text_secondary", icon="stack", tip=row.why_not)
    return Cell("")


def open_done(services: ShellServices) -> None:
    """Show the list of the hotel that is looked at."""

    def show(_house: HouseView, hotel: PropertyView) -> None:
        def answer(rows: tuple[DoneRow, ...]) -> None:
            DoneDialog(services, hotel, rows).open()

        services.operations.ask(DoneToday(property_id=hotel.id), answer, latest=QUESTION)

    with_hotel(services, show)
