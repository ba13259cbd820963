"""The second view of an import: what would become of the file, before anything is written."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.reservations.importing import ColumnView, ImportResult, Prepared
from app.kernel.text import tr, trn
from ui.features.reservations.outcome_view import Counts, NotesTable, notes_of
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.data_table import Column, DataTable
from ui.widgets.labels import Card, heading, label
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL


class PreviewView(QWidget):
    """`agreed` to import, `other` for another file."""

    agreed = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        self.counts = Counts(tr("As it is"), tr("With a repair"), tr("Rejected"), tr("In the house already"))
        column.addWidget(self.counts)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        self.columns = _columns_table()
        cards.addWidget(_card(tr("What the columns become"), self.columns), 5)
        self.notes = NotesTable()
        cards.addWidget(_card(tr("Repairs and rejections"), self.notes), 4)
        column.addLayout(cards, 1)

    def show_plan(self, prepared: Prepared) -> None:
        """Show what would happen."""
        pending = len(prepared.plan.pending)
        result = prepared.result(pending)
        self._file.setText(prepared.table.path.name)
        self._facts.setText(_facts(result))
        self._houses.setText("   ".join(_house(house) for house in result.houses))
        self.counts.show_result(result)
        self.columns.show_rows(prepared.columns())
        self.notes.show_rows(notes_of(result))
        number = QLocale().toString(pending)
        self.go.setText(trn("Import {count} booking", "Import {count} bookings", pending, count=number))
        self.go.setEnabled(pending > 0)
        self.go.setToolTip("" if pending else tr("No row of the file is new."))
        self.go.setFocus()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._file = heading("")
        self._facts = label("", SMALL, tone="secondary")
        self._houses = label("", SMALL, tone="secondary")
        for part in (self._file, self._facts, self._houses):
            words.addWidget(part)
        row.addLayout(words, 1)
        another = KeyedButton(tr("Another file"))
        another.clicked.connect(self.other)
        self.go = KeyedButton(tr("Import"), Kind.PRIMARY)
        self.go.clicked.connect(self.agreed)
        row.addWidget(another)
        row.addWidget(self.go)
        return row


def _facts(result: ImportResult) -> str:
    rows = QLocale().toString(result.rows)
    return tr(
        "{rows} rows, read as “{profile}”, {encoding}",
        rows=rows, profile=result.profile, encoding=result.encoding.upper(),
    )  # fmt: skip


def _house(house: dict[str, object]) -> str:
    name, rooms, new = str(house["name"]), int(str(house["rooms"])), int(str(house["new_rooms"]))
    if house["is_new"]:
        return tr("{hotel} will be set up with {n} rooms.", hotel=name, n=rooms)
    if new:
        return tr("{hotel} gets {n} more rooms.", hotel=name, n=new)
    return tr("{hotel} is in the house.", hotel=name)


def _card(title: str, table: QWidget) -> Card:
    card = Card()
    card.body.setContentsMargins(1, 12, 1, 1)
    head = QHBoxLayout()
    head.setContentsMargins(15, 0, 15, 0)
    head.addWidget(heading(title))
    card.body.addLayout(head)
    card.body.addWidget(table)
    return card


def _columns_table() -> DataTable[ColumnView]:
    columns = [
        Column[ColumnView](title=tr("Column of the file"), cell=lambda row: Cell(row.name), width=250),
        Column[ColumnView](title=tr("Becomes"), cell=_becomes, width=200),
        Column[ColumnView](
            title=tr("First values"), cell=lambda row: Cell(" · ".join(row.samples), tone="text_secondary")
        ),
    ]
    table = DataTable(columns, row_height=28, same=lambda row: row.name)
    table.setAccessibleName(tr("What the columns become"))
    return table


def _becomes(row: ColumnView) -> Cell:
    return Cell(row.becomes) if row.becomes else Cell(tr("not taken"), tone="text_muted")
