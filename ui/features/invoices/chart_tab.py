"""The tab of the chart of accounts: the list, and the form that adds or changes an account."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.features.folios import AccountView, Chart, SetAccount
from app.features.property import PropertyView
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.invoices.fields import side_by_side
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.money_tab import MoneyTab, TableCard
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_paint import Cell


def kinds() -> dict[str, str]:
    """Kinds of accounts in words."""
    return {
        "asset": tr("Asset"), "liability": tr("Liability"), "revenue": tr("Revenue"),
        "expense": tr("Expense"),
    }  # fmt: skip


def ledgers() -> dict[str, str]:
    """Ledgers in words."""
    return {
        "general": tr("General"), "guest": tr("Guests in house"), "deposit": tr("Deposits"),
        "receivables": tr("Receivables"), "package": tr("Packages"), "non_resident": tr("Passers-by"),
    }  # fmt: skip


class AccountForm(FormPanel):
    """An account; without one of the list it is a new one."""

    def __init__(
        self, services: ShellServices, hotel: PropertyView, known: AccountView | None = None
    ) -> None:
        title = tr("Account {code}", code=known.code) if known else tr("Add an account")
        super().__init__(services, title, tr("Save"), tr("The account is saved"), command=self.command)
        self._hotel = hotel
        self.code, self.name, self.section = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.ledger = ChoiceBox(), ChoiceBox()
        for box, words in ((self.kind, kinds()), (self.ledger, ledgers())):
            for key, word in words.items():
                box.add(key, word)
        self.active = QCheckBox(tr("In use"))
        self.active.setChecked(True)
        if known is not None:
            self.code.setText(known.code)
            self.code.setReadOnly(True)
            self.name.setText(known.name)
            self.section.setText(known.section)
            self.kind.choose(known.kind)
            self.ledger.choose(known.ledger)
            self.active.setChecked(known.active)
        self.body.addWidget(
            side_by_side((self.make("code", tr("Code"), self.code), 2),
                         (self.make("section", tr("Section"), self.section), 3))
        )  # fmt: skip
        self.field("name", tr("Name"), self.name)
        self.field("kind", tr("Kind"), self.kind)
        self.field("ledger", tr("Ledger"), self.ledger)
        self.body.addWidget(self.active)
        self.note(tr("An account that was posted to keeps its kind and ledger."))
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """The account."""
        return SetAccount(
            id=self.services.app.new_id(), property_id=self._hotel.id, code=self.code.text(),
            name=self.name.text(), kind=str(self.kind.choice), ledger=str(self.ledger.choice),
            section=self.section.text(), active=self.active.isChecked(),
        )  # fmt: skip


class ChartTab(MoneyTab):
    """Enter or a double click opens an account."""

    concerns = ("account",)

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        words, books = kinds(), ledgers()
        self.table: DataTable[AccountView] = DataTable(
            [
                Column(title=tr("Code"), cell=lambda a: Cell(a.code, strong=True), width=90),
                Column(title=tr("Account"), cell=lambda a: Cell(a.name)),
                Column(title=tr("Kind"), cell=lambda a: Cell(words[a.kind], "text_secondary"), width=130),
                Column(title=tr("Ledger"), width=160,
                       cell=lambda a: Cell(books[a.ledger], "text_secondary")),
                Column(title=tr("Section"), cell=lambda a: Cell(a.section, "text_secondary"), width=230),
                Column(title=tr("State"), width=110,
                       cell=lambda a: Cell("") if a.active else Cell(tr("Not in use"), chip="past")),
            ],
            same=lambda a: a.code,
        )  # fmt: skip
        self.table.setAccessibleName(tr("Chart of accounts"))
        self.table.opened.connect(self.change)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Account"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(200)
        self.search.textChanged.connect(self.table.rows_model.filter)
        self.add = KeyedButton(tr("Add an account"), icon="plus")
        self.add.clicked.connect(self.add_account)
        self.content.addLayout(
            self.bar(tr("Chart of accounts"), tr("Every posting has two of them."), self.search, self.add)
        )
        self.content.addWidget(
            TableCard(self.table, EmptyState("scales", tr("No such account"), tr("Type another word."))), 1
        )

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """The accounts."""
        return ((Chart(property_id=hotel.id), self.table.show_rows),)

    def add_account(self) -> None:
        """The form of a new one."""
        if self.hotel is not None:
            self.show_form(AccountForm(self.services, self.hotel))

    def change(self, account: AccountView) -> None:
        """The form of one."""
        if self.hotel is not None:
            self.show_form(AccountForm(self.services, self.hotel, account))
