"""The tab that tells every change of a booking: when, who, what, before and after; with a filter and Undo."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.front_desk import BookingHistory, HistoryEntry
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import fold, tr, trn
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import short_day
from ui.widgets.labels import label
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL


class HistoryLine:
    """One line of the table: an entry, and one thing that it changed; the entry's head is on its first."""

    def __init__(self, entry: HistoryEntry, index: int) -> None:
        self.entry, self.index = entry, index
        self.change = entry.changes[index] if index < len(entry.changes) else None

    @property
    def is_first(self) -> bool:
        """Whether the entry begins here."""
        return self.index == 0


class HistoryTab(QWidget):
    """Shows the history of one booking; `reload` after each change."""

    def __init__(self, services: ShellServices, changed: Callable[[], None]) -> None:
        super().__init__()
        self._services, self._changed = services, changed
        self.entries: Sequence[HistoryEntry] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter: a name, a word, a room"))
        self.filter.setAccessibleName(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(300)
        self.filter.textChanged.connect(self._arrange)
        row.addWidget(self.filter)
        self.said = label("", SMALL, tone="secondary")
        row.addWidget(self.said)
        row.addStretch(1)
        self.undo_button = KeyedButton(tr("Take back"), icon="arrow-u-up-left")
        self.undo_button.clicked.connect(self.undo)
        row.addWidget(self.undo_button)
        column.addLayout(row)
        self.table: DataTable[HistoryLine] = DataTable(
            _columns(), same=lambda line: (line.entry.command_id, line.index)
        )
        self.table.moved.connect(lambda _line: self._tell())
        column.addWidget(self.table, 1)
        self._tell()

    def show_booking(self, booking: UUID) -> None:
        """Read the history of a booking."""
        self._services.operations.ask(
            BookingHistory(reservation_id=booking), self._show, latest="booking.history"
        )

    def _show(self, entries: Sequence[HistoryEntry]) -> None:
        self.entries = entries
        self._arrange()

    def _arrange(self) -> None:
        """Whole entries, those in which every word of the filter occurs somewhere."""
        words = fold(self.filter.text()).split()
        shown = [entry for entry in self.entries if all(word in _words(entry) for word in words)]
        self.table.show_rows([HistoryLine(e, n) for e in shown for n in range(max(len(e.changes), 1))])
        self.said.setText(trn("{n} change", "{n} changes", len(shown)))
        self._tell()

    def _tell(self) -> None:
        line = self.table.current
        why = tr("Choose a change first.") if line is None else ""
        if line is not None and not line.entry.can_undo:
            why = tr("This has been taken back already.")
        self.undo_button.setEnabled(not why)
        self.undo_button.setToolTip(why or tr("Make it as it was before this change."))

    def undo(self) -> None:
        """Take the chosen change back, when nothing came upon it since."""
        line = self.table.current
        if line is None or not line.entry.can_undo:
            return
        undo_id = self._services.app.new_id()
        target = line.entry.command_id

        def done(_outcome: Outcome) -> None:
            self._services.did(undo_id, tr("Taken back: {what}", what=line.entry.title))
            self._changed()

        def refused(error: AppError) -> None:
            self._services.toasts.fail(error.sentence)

        self._services.operations.write(lambda app: app.undo(target, undo_id), done, refused, initiator=self)


def _words(entry: HistoryEntry) -> str:
    lines = (f"{line.what} {line.before} {line.after}" for line in entry.changes)
    return fold(" ".join((entry.by_name, entry.workstation, entry.title, *lines)))


def _columns() -> list[Column[HistoryLine]]:
    def head(text: Callable[[HistoryEntry], str], *, strong: bool = False) -> Callable[[HistoryLine], Cell]:
        def cell(line: HistoryLine) -> Cell:
            tone = "text_muted" if line.entry.was_undone else "text"
            return Cell(text(line.entry) if line.is_first else "", tone, strong=strong)

        return cell

    def when(entry: HistoryEntry) -> str:
        at = entry.at.astimezone()
        return f"{short_day(at.date())} {at:%H:%M}"

    def title(entry: HistoryEntry) -> str:
        return tr("{what} (taken back)", what=entry.title) if entry.was_undone else entry.title

    def part(name: str, tone: str) -> Callable[[HistoryLine], Cell]:
        return lambda line: Cell(str(getattr(line.change, name)) if line.change else "", tone)

    return [
        Column(title=tr("When"), cell=head(when), width=152),
        Column(title=tr("Who"), cell=head(lambda e: f"{e.by_name}, {e.workstation}"), width=180),
        Column(title=tr("What"), cell=head(title, strong=True), width=170),
        Column(title=tr("About"), cell=part("what", "text_secondary"), width=190),
        Column(title=tr("Before"), cell=part("before", "text_secondary")),
        Column(title=tr("After"), cell=part("after", "text")),
    ]
