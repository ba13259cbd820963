"""The tab of cash and currencies: what foreign money is worth, and the smallest sum in coins."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit

from app.features.folios import CashTerms, CashTermsView, Rate, SetCashRounding, SetExchangeRate
from app.features.property import PropertyView
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.invoices.fields import DayField, no_day
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.money_tab import MoneyTab, TableCard
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day
from ui.widgets.empty_state import EmptyState
from ui.widgets.money_text import money_text
from ui.widgets.table_paint import Cell

MICRO: Final = 1_000_000
STEPS: Final = (1, 5, 10, 50, 100)


def micro_text(micro: int) -> str:
    """A rate in millionths as a person writes it."""
    return f"{Decimal(micro) / MICRO:f}".rstrip("0").rstrip(".")


def parse_micro(text: str) -> int | None:
    """A rate as typed, in millionths; None when it is none."""
    try:
        micro = Decimal(text.strip().replace(",", ".")) * MICRO
    except InvalidOperation:
        return None
    return int(micro) if micro.is_finite() and 0 < micro < 10**15 else None


class RateForm(FormPanel):
    """What one unit of a currency is worth from a day on."""

    def __init__(self, services: ShellServices, hotel: PropertyView, known: Rate | None = None) -> None:
        super().__init__(
            services, tr("Exchange rate"), tr("Save"), tr("The rate is saved"), command=self.command
        )
        self._hotel = hotel
        self.currency = QLineEdit(known.currency if known else "")
        self.currency.setMaxLength(3)
        self.worth = QLineEdit(micro_text(known.micro) if known else "")
        self.first = DayField(hotel.business_date, hotel.business_date)
        self.field("currency", tr("Currency, three letters"), self.currency)
        self.field("micro", tr("One of it is worth, in {own}", own=hotel.currency), self.worth)
        self.field("from_day", tr("From"), self.first)
        self.note(tr("Payments that were taken keep the rate they were taken at."))
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """The rate."""
        micro, first = parse_micro(self.worth.text()), self.first.day
        if micro is None:
            self.wrong("micro", tr("Write a rate such as 0.9215."))
        if first is None:
            self.wrong("from_day", no_day())
        if micro is None or first is None:
            return None
        return SetExchangeRate(
            id=self.services.app.new_id(), property_id=self._hotel.id,
            currency=self.currency.text().strip().upper(), micro=micro, from_day=first,
        )  # fmt: skip


class RoundingForm(FormPanel):
    """The smallest sum that is paid in coins."""

    def __init__(self, services: ShellServices, hotel: PropertyView, step_minor: int) -> None:
        super().__init__(
            services, tr("Cash rounding"), tr("Save"), tr("Cash rounding is saved"), command=self.command
        )
        self._hotel = hotel
        self.step = ChoiceBox()
        self.step.add(0, tr("As usual for {currency}", currency=hotel.currency))
        for step in sorted({*STEPS, step_minor} - {0}):
            self.step.add(step, money_text(step, hotel.currency))
        self.step.choose(step_minor)
        self.field("step_minor", tr("Smallest sum in coins"), self.step)
        self.note(tr("A bill that is paid in cash is rounded to it; the difference has an account."))
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """The step."""
        step = self.step.choice
        return SetCashRounding(
            id=self.services.app.new_id(), property_id=self._hotel.id,
            step_minor=step if isinstance(step, int) else 0,
        )  # fmt: skip


class CashTab(MoneyTab):
    """The rates of today; Enter or a double click changes one."""

    concerns = ("exchange_rate", "cash_rounding")

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        self.terms: CashTermsView | None = None
        self.table: DataTable[Rate] = DataTable(
            [
                Column(title=tr("Currency"), cell=lambda r: Cell(r.currency, strong=True), width=140),
                Column(title=tr("One is worth"), cell=self._worth, sort_key=lambda r: r.micro, width=180,
                       right=True),
                Column(title=tr("Since"), cell=self._since, sort_key=lambda r: r.from_day),
            ],
            same=lambda r: r.currency,
        )  # fmt: skip
        self.table.setAccessibleName(tr("Exchange rates"))
        self.table.opened.connect(self.change)
        self.add = KeyedButton(tr("Add a rate"), icon="plus")
        self.add.clicked.connect(lambda: self.change(None))
        self.rounding = KeyedButton(tr("Cash rounding"))
        self.rounding.clicked.connect(self.change_rounding)
        self.content.addLayout(
            self.bar(tr("Exchange rates"), tr("What foreign notes are taken for."), self.rounding, self.add)
        )
        none = EmptyState(
            "currency-circle-dollar", tr("No foreign money is taken"), tr("Add the rate of a currency.")
        )
        self.content.addWidget(TableCard(self.table, none), 1)

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """Rates and rounding of the open day."""
        return ((CashTerms(property_id=hotel.id), self.answered),)

    def answered(self, terms: CashTermsView) -> None:
        """Show them."""
        self.terms = terms
        self.table.show_rows(terms.rates)
        self.rounding.setText(
            tr("Cash is rounded to {step}", step=money_text(terms.step_minor, terms.currency))
        )

    def change(self, rate: Rate | None) -> None:
        """The form of a rate."""
        if self.hotel is not None:
            self.show_form(RateForm(self.services, self.hotel, rate))

    def change_rounding(self) -> None:
        """The form of the smallest sum."""
        if self.hotel is not None and self.terms is not None:
            self.show_form(RoundingForm(self.services, self.hotel, self.terms.step_minor))

    def _worth(self, rate: Rate) -> Cell:
        own = self.terms.currency if self.terms is not None else ""
        return Cell(f"{micro_text(rate.micro)} {own}")

    def _since(self, rate: Rate) -> Cell:
        since = long_day(rate.from_day)
        if self.hotel is not None and rate.is_old(self.hotel.business_date):
            return Cell(tr("{day}, not looked at for a while", day=since), "warning")
        return Cell(since, "text_secondary")
