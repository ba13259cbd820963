"""The ledgers page: the trial balance of a day, the five ledgers, the proof that all is at zero."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.features.folios import BalanceRow, TrialBalance
from app.features.property import PropertyView
from app.kernel.text import tr
from ui.features.finance.day_page import DayPage
from ui.features.finance.journal_dialog import JournalDialog
from ui.features.finance.words import kind_word, ledger_word
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import Column, DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.stat_tile import StatRow, StatTile
from ui.widgets.status_chip import StatusChip
from ui.widgets.sums_line import SumsLine
from ui.widgets.table_paint import Cell

LEDGERS: Final = ("guest", "deposit", "receivables", "package", "non_resident")
NONE = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """An account on the day, or the sum of all (`account` empty)."""

    row: BalanceRow
    currency: str


def columns() -> list[Column[Line]]:
    """Account, name, ledger, kind, debits, credits, balance."""
    return [
        Column(title=tr("Account"), cell=lambda line: Cell(line.row.account, "text_secondary"), width=96),
        Column(title=tr("Name"), cell=lambda line: Cell(line.row.name, strong=True)),
        Column(title=tr("Ledger"), cell=lambda line: Cell(ledger_word(line.row.ledger), "text_secondary"),
               width=150),
        Column(title=tr("Kind"), cell=lambda line: Cell(kind_word(line.row.kind), "text_secondary"),
               width=110),
        _money(tr("Debit"), "debit_minor"), _money(tr("Credit"), "credit_minor"),
        _money(tr("Balance"), "balance_minor", strong=True),
    ]  # fmt: skip


def _owed(ledger: str, minor: int) -> str:
    """Who owes what a ledger holds."""
    if not minor:
        return tr("at zero")
    if minor < 0:
        return tr("owed by the hotel")
    return tr("owed by companies") if ledger == "receivables" else tr("owed by guests")


def _money(title: str, name: str, *, strong: bool = False) -> Column[Line]:
    def cell(line: Line) -> Cell:
        minor = getattr(line.row, name)
        return Cell(amount_text(minor, line.currency), strong=strong) if minor else Cell(NONE, "text_muted")

    return Column(
        title=title, cell=cell, sort_key=lambda line: getattr(line.row, name), width=132, right=True
    )


class LedgersPage(DayPage):
    """One page per window."""

    concerns = ("posting", "account", "property")
    question_name = "finance.ledgers"

    def __init__(self, services: ShellServices) -> None:
        self.tiles = {ledger: StatTile(ledger_word(ledger)) for ledger in LEDGERS}
        self.table: DataTable[Line] = DataTable(columns(), same=lambda line: line.row.account)
        self.table.setAccessibleName(tr("Accounts"))
        self.sums: SumsLine[Line] = SumsLine(self.table)
        super().__init__(services, self._body(), self.query, self.answered)
        self.title = tr("Ledgers")
        self.rows: tuple[BalanceRow, ...] = ()
        self.dialog: JournalDialog | None = None
        self.proof = StatusChip("nothing_due", tr("Debits equal credits"))
        self.export = KeyedButton(tr("Journal"), icon="download-simple")
        self.export.setToolTip(tr("The month's journal as a spreadsheet, or for DATEV"))
        self.export.clicked.connect(self.export_journal)
        self.controls.insertWidget(2, self.proof)
        self.controls.addWidget(self.export)

    def query(self, hotel: PropertyView, day: date) -> TrialBalance:
        """What every account holds up to the day."""
        return TrialBalance(property_id=hotel.id, business_date=day)

    def answered(self, view: tuple[BalanceRow, ...]) -> None:
        """The ledgers, the accounts, their sums, and whether they are at zero."""
        self.rows = view
        currency = self.hotel.currency if self.hotel is not None else "EUR"
        for ledger, tile in self.tiles.items():
            minor = sum(row.balance_minor for row in view if row.ledger == ledger)
            tile.show_figure(money_text(abs(minor), currency), "", _owed(ledger, minor))
        self.table.show_rows([Line(row, currency) for row in view])
        debit, credit = sum(row.debit_minor for row in view), sum(row.credit_minor for row in view)
        whole = BalanceRow("", tr("All accounts"), "", "", debit, credit, debit - credit)
        self.sums.show_sums(Line(whole, currency))
        self.accounts.setCurrentIndex(0 if view else 1)
        sound = debit == credit
        self.proof.show_status(
            "nothing_due" if sound else "urgent",
            tr("Debits equal credits") if sound else tr("Debits and credits differ"),
        )

    def export_journal(self) -> None:
        """Ask where to, then write the journal of the month that shows, up to the day."""
        if self.hotel is not None:
            first = self.shown_day.replace(day=1)
            self.dialog = JournalDialog(self.services, self.hotel, first, self.shown_day)
            self.dialog.open()

    def _body(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.sums)
        self.accounts = QStackedWidget()
        self.accounts.addWidget(card)
        self.accounts.addWidget(
            EmptyState(
                "scales", tr("Nothing has been posted yet"),
                tr("The first charge or payment will stand here, on both of its accounts."),
            )
        )  # fmt: skip
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(StatRow(*self.tiles.values()))
        column.addWidget(self.accounts, 1)
        return body
