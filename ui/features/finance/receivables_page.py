"""The receivables page: what companies owe on a day, by age, and one account beside the list."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.features.finance import (
    AccountRow,
    AccountView,
    Allocate,
    IssueStatement,
    ItemView,
    NextStep,
    ReceivableAccount,
    Receivables,
    ReceivablesView,
    WriteLetters,
    WriteOff,
)
from app.features.folios import TakePayment
from app.features.property import PropertyView
from app.kernel.changes import Outcome
from app.kernel.text import tr, trn
from ui.features.finance.account_panel import AccountPanel
from ui.features.finance.ageing_table import Line, columns
from ui.features.finance.day_page import DayPage
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card
from ui.widgets.money_text import money_text
from ui.widgets.stat_tile import StatRow, StatTile
from ui.widgets.sums_line import SumsLine

# The last columns: the panel of an account tells them, and the list has no room for them beside it.
_ASIDE = 2
STATEMENT_DAYS: Final = timedelta(days=62)


def _figures(view: ReceivablesView) -> list[tuple[int, int]]:
    """Owed, overdue, older than 90 days, on account; each with how many accounts it is of."""
    ages = [row.ageing for row in view.rows]
    total = view.total
    return [
        (total.balance, sum(age.balance != 0 for age in ages)),
        (total.overdue, sum(age.overdue > 0 for age in ages)),
        (total.older, sum(age.older > 0 for age in ages)),
        (-total.on_account, sum(age.on_account < 0 for age in ages)),
    ]


class ReceivablesPage(DayPage):
    """One page per window."""

    concerns = ("posting", "folio", "allocation", "dunning_letter", "company_credit", "document", "property")
    question_name = "finance.receivables"

    def __init__(self, services: ShellServices) -> None:
        self.tiles = [
            StatTile(title) for title in (tr("Owed"), tr("Overdue"), tr("Over 90 days"), tr("On account"))
        ]
        self.table: DataTable[Line] = DataTable(
            columns(), same=lambda line: line.row.folio_id if line.row is not None else None
        )
        self.table.setAccessibleName(tr("Accounts"))
        self.sums: SumsLine[Line] = SumsLine(self.table)
        self.empty = EmptyState(
            "buildings", tr("No company has an account yet"),
            tr("An account opens when a bill is settled with “on account”."),
        )  # fmt: skip
        super().__init__(services, self._body(), self.query, self.answered)
        self.title = tr("Receivables")
        self.view: ReceivablesView | None = None
        self.panel: AccountPanel | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Company  ( / )"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.search.textChanged.connect(self.table.rows_model.filter)
        self.letters = KeyedButton(tr("Write all letters"), icon="envelope-simple")
        self.letters.clicked.connect(self.write_all)
        self.controls.insertWidget(2, self.search)
        commissions = KeyedButton(tr("Commissions"), icon="percent")
        commissions.clicked.connect(lambda: services.navigator.open_page("commissions"))
        self.controls.addWidget(commissions)
        self.controls.addWidget(self.letters)
        self.table.opened.connect(self.show_account)
        self.table.moved.connect(self._moved)

    def query(self, hotel: PropertyView, day: date) -> Receivables:
        """The accounts of the hotel on the day."""
        return Receivables(property=str(hotel.id), as_of=day)

    def answered(self, view: ReceivablesView) -> None:
        """The tiles, the rows, the sums."""
        self.view = view
        total, currency = view.total, view.currency
        for tile, (minor, accounts) in zip(self.tiles, _figures(view), strict=True):
            cause = trn("{n} account", "{n} accounts", accounts) if accounts else ""
            tile.show_figure(money_text(minor, currency), "", cause)
        self.table.show_rows([Line(row, row.ageing, currency) for row in view.rows])
        self.sums.show_sums(Line(None, total, currency, len(view.rows)))
        self.rows.setCurrentIndex(0 if view.rows else 1)
        due = len(self._due())
        self.letters.setVisible(bool(due))
        self.letters.setText(trn("Write {n} letter", "Write {n} letters", due))
        if self.panel is not None:
            self._ask_account(self.panel.folio_id)

    def write_all(self) -> None:
        """The letters that are due today, to all of them."""
        due = self._due()
        if due:
            command = WriteLetters(id=self.services.app.new_id(), folio_ids=due)
            self.do(command, trn("{n} letter is written", "{n} letters are written", len(due)))

    def show_account(self, line: Line) -> None:
        """One account beside the list."""
        if line.row is not None:
            self._ask_account(line.row.folio_id)

    def close_panel(self) -> None:
        """The list alone; it has the keyboard."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.hide()
            self._panel_card.hide()
            self._panel_card.body.removeWidget(panel)
            panel.deleteLater()
            self._show_aside(shown=True)
            self.table.setFocus()

    def take_step(self) -> None:
        """The next step of the account beside the list."""
        row = self._row()
        if row is None:
            return
        new_id = self.services.app.new_id
        if row.step is NextStep.ALLOCATE:
            command = Allocate(id=new_id(), folio_id=row.folio_id)
            self.do(command, tr("The payment of {name} is given", name=row.name))
        elif row.step is NextStep.WRITE_LETTER:
            letters = WriteLetters(id=new_id(), folio_ids=(row.folio_id,), language=self._language)
            self.do(letters, tr("The letter to {name} is written", name=row.name))

    def take_payment(self, minor: int, reference: str) -> None:
        """Money to the bank; then to the oldest documents."""
        row = self._row()
        if row is None:
            return
        new_id = self.services.app.new_id
        payment = TakePayment(
            id=new_id(), payment_id=new_id(), folio_id=row.folio_id, method="bank_transfer",
            amount_minor=minor, reference=reference,
        )  # fmt: skip
        give = Allocate(id=new_id(), folio_id=row.folio_id)
        name = row.name

        def taken(_outcome: Outcome) -> None:
            self._close_form()
            self.do(give, tr("The payment of {name} is given to the oldest documents", name=name))

        self.do(payment, "", taken)

    def write_off(self, item: ItemView, minor: int, reason: str) -> None:
        """Give a document up."""
        row = self._row()
        if row is not None:
            command = WriteOff(
                id=self.services.app.new_id(), folio_id=row.folio_id, debit_entry_id=item.entry_id,
                reason=reason, amount_minor=minor,
            )  # fmt: skip
            self.do(command, tr("Written off for {name}", name=row.name), lambda _outcome: self._close_form())

    def issue_statement(self) -> None:
        """Issue the account's statement, three months up to the day that shows, and show its pages."""
        row = self._row()
        if row is None:
            return
        new_id, first = self.services.app.new_id, (self.shown_day - STATEMENT_DAYS).replace(day=1)
        command = IssueStatement(
            id=new_id(), document_id=new_id(), folio_id=row.folio_id, first=first, last=self.shown_day,
            language=self._language,
        )  # fmt: skip
        self.do(command, "", lambda _outcome: self.show_pages(command.document_id))

    def show_pages(self, document_id: UUID) -> None:
        """The pages of a statement or a letter."""
        from ui.shell.document_pages import show_pages  # noqa: PLC0415 - Qt's printing parts come with it

        show_pages(self.services, document_id, self.refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the account, "/" goes to the search."""
        if event.key() == Qt.Key.Key_Escape and self.panel is not None:
            self.close_panel()
        elif event.key() == Qt.Key.Key_Slash:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def _body(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.sums)
        self.rows = QStackedWidget()
        self.rows.addWidget(card)
        self.rows.addWidget(self.empty)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(StatRow(*self.tiles))
        self._panel_card = Card()
        self._panel_card.body.setContentsMargins(1, 1, 1, 1)
        self._panel_card.hide()
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.rows, 1)
        beside.addWidget(self._panel_card)
        column.addLayout(beside, 1)
        return body

    def _due(self) -> tuple[UUID, ...]:
        today = self.hotel is not None and self.shown_day == self.hotel.business_date
        if self.view is None or not today:
            return ()
        return tuple(row.folio_id for row in self.view.rows if row.step is NextStep.WRITE_LETTER)

    def _show_aside(self, *, shown: bool) -> None:
        count = len(self.table.rows_model.columns)
        for index in range(count - _ASIDE, count):
            self.table.setColumnHidden(index, not shown)

    def _row(self) -> AccountRow | None:
        view = self.panel.view if self.panel is not None else None
        return view.row if view is not None else None

    @property
    def _language(self) -> str:
        """What is chosen beside the account for its papers."""
        return str(self.panel.language.choice or "") if self.panel is not None else ""

    def _close_form(self) -> None:
        if self.panel is not None:
            self.panel.close_form()

    def _moved(self, line: Line) -> None:
        if self.panel is not None:
            self.show_account(line)

    def _ask_account(self, folio_id: UUID) -> None:
        query = ReceivableAccount(folio_id=folio_id, as_of=self.shown_day)
        self.services.operations.ask(query, self._show_account, self.refused, latest="finance.account")

    def _show_account(self, view: AccountView) -> None:
        if self.panel is None:
            self.panel = AccountPanel()
            self.panel.closed.connect(self.close_panel)
            self.panel.step_asked.connect(self.take_step)
            self.panel.paid.connect(self.take_payment)
            self.panel.given_up.connect(self.write_off)
            self.panel.statement_asked.connect(self.issue_statement)
            self.panel.letter_asked.connect(self.show_pages)
            self._panel_card.body.addWidget(self.panel)
            self._panel_card.show()
            self._show_aside(shown=False)
        open_day = self.hotel is not None and view.as_of == self.hotel.business_date
        self.panel.show_account(view, open_day=open_day)
