"""The list of folios: whose, since when, what is owed; open ones unless told."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.features.folios import FolioRow
from app.kernel.text import tr, trn
from ui.features.folios.folio_data import FolioData
from ui.features.folios.head import kind_word
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import short_day
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, label
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

MOST_FOLIOS = 500


def columns() -> list[Column[FolioRow]]:
    """Number, name, kind, opened, state, balance."""
    return [
        Column(title=tr("Folio"), cell=lambda row: Cell(row.number), width=150),
        Column(title=tr("Name"), cell=lambda row: Cell(row.name or "—", strong=True)),
        Column(title=tr("Kind"), cell=lambda row: Cell(kind_word(row.kind), "text_secondary"), width=120),
        Column(
            title=tr("Opened"), cell=lambda row: Cell(short_day(row.opened_on), "text_secondary"),
            sort_key=lambda row: row.opened_on, width=120,
        ),
        Column(title=tr("State"), cell=_state, width=130),
        Column(
            title=tr("Balance"), cell=_balance, sort_key=lambda row: row.balance_minor, width=130, right=True
        ),
    ]  # fmt: skip


def _state(row: FolioRow) -> Cell:
    if row.status != "open":
        return Cell(tr("Closed"), chip="past")
    if row.balance_minor == 0:
        return Cell(tr("Nothing due"), chip="nothing_due")
    return (
        Cell(tr("In credit"), chip="deposit_paid")
        if row.balance_minor < 0
        else Cell(tr("Open"), chip="future")
    )


def _balance(row: FolioRow) -> Cell:
    return Cell(money_text(row.balance_minor, row.currency), strong=row.balance_minor != 0)


class FolioList(QWidget):
    """`opened(FolioRow)`; `set_up_asked()` where the house has no ledgers; `new_asked()` for a passer-by."""

    opened = Signal(object)
    set_up_asked = Signal()
    new_asked = Signal()

    def __init__(self, data: FolioData) -> None:
        super().__init__()
        self._data = data
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Number or name  ( / )"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self.search.textEdited.connect(self._narrow)
        self.search.installEventFilter(self)
        row.addWidget(self.search)
        self.state = SegmentedControl([("open", tr("Open")), ("closed", tr("Closed")), ("", tr("All"))])
        self.state.chosen.connect(self._use)
        row.addWidget(self.state)
        self.count = label("", SMALL, tone="secondary")
        row.addWidget(self.count)
        row.addStretch(1)
        new = KeyedButton(tr("Passer-by"), icon="plus")
        new.setToolTip(tr("A folio for somebody who has no room here"))
        new.clicked.connect(self.new_asked)
        row.addWidget(new)
        column.addLayout(row)
        self.table: DataTable[FolioRow] = DataTable(columns(), same=lambda row: row.folio_id)
        self.table.setAccessibleName(tr("Folios"))
        self.table.opened.connect(self.opened)
        self.table.installEventFilter(self)
        self.nothing = EmptyState(
            "receipt", tr("No open folio"), tr("A folio opens with the first charge or payment of a stay.")
        )
        self.unset = EmptyState(
            "scales", tr("The ledgers are not set up yet"),
            tr("Accounts, articles and the taxes of the country come with one press; you can change them."),
            tr("Set them up"),
        )  # fmt: skip
        if self.unset.button is not None:
            self.unset.button.clicked.connect(self.set_up_asked)
        self.stack = QStackedWidget()
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        for widget in (card, self.nothing, self.unset):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        data.listed.connect(self.show_rows)

    def show_rows(self) -> None:
        """Show what was read."""
        rows = self._data.rows
        self.table.show_rows(rows)
        told = trn("{n} folio", "{n} folios", len(rows))
        if len(rows) >= MOST_FOLIOS:
            told = tr("the newest {n}; a name or number finds the others", n=len(rows))
        self.count.setText(told)
        if rows or self._data.text:
            self.stack.setCurrentIndex(0)
        else:
            self.stack.setCurrentIndex(1 if self._data.articles else 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down from the search into the rows; "/" back to it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.search and event.key() in down:
                self.table.setFocus()
                if self.table.current is None and self.table.rows_model.rows:
                    self.table.selectRow(0)
                return True
            if watched is self.table and event.key() == Qt.Key.Key_Slash:
                self.search.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self._data.text = text.strip()
        self._data.load_list()

    def _use(self, status: str) -> None:
        self._data.status = status
        self._data.load_list()
