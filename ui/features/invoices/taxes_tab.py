"""The tab of taxes: what charges bear, and what the city asks, each with the days on which it holds."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.features.folios import AccountView, Chart, TaxRules, TaxRulesView
from app.features.property import PropertyView
from app.kernel.commands import Query
from app.kernel.text import tr
from ui.features.invoices.city_form import OwnCityForm
from ui.features.invoices.city_words import sentences
from ui.features.invoices.money_tab import MoneyTab, TableCard
from ui.features.invoices.tax_forms import CityForm, EndForm, RulePanel, TaxForm, with_more
from ui.features.invoices.tax_rows import (
    CityLine,
    CityRule,
    TaxLine,
    TaxRule,
    city_columns,
    state_of,
    tax_columns,
)
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState


class TaxesTab(MoneyTab):
    """Enter or a double click opens a rule."""

    concerns = ("tax_rule", "city_tax_rule")

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        self.view: TaxRulesView | None = None
        self._accounts: tuple[AccountView, ...] = ()
        self.taxes: DataTable[TaxLine] = DataTable(tax_columns(), same=lambda line: line.rule.id)
        self.taxes.setAccessibleName(tr("Taxes on charges"))
        self.city: DataTable[CityLine] = DataTable(city_columns(), same=lambda line: line.rule.id)
        self.city.setAccessibleName(tr("City taxes"))
        self.taxes.opened.connect(lambda line: self.change(line.rule))
        self.city.opened.connect(self.show_city)
        self.add = KeyedButton(tr("Add a tax"), icon="plus")
        self.add.clicked.connect(self.add_tax)
        self.use_city = KeyedButton(tr("Use a city’s tax"), icon="plus")
        self.use_city.clicked.connect(self.add_city)
        self.content.addLayout(
            self.bar(tr("Taxes on charges"), tr("Articles name the code; the rate follows from the day."),
                     self.add)
        )  # fmt: skip
        none = EmptyState(
            "percent", tr("No tax yet"), tr("Without one, charges are posted outside the scope of tax.")
        )
        self.content.addWidget(TableCard(self.taxes, none), 3)
        self.own_city = KeyedButton(tr("Own terms"), icon="plus")
        self.own_city.clicked.connect(self.add_own_city)
        said = tr("Owed by guests beside the price of the room.")
        self.content.addLayout(self.bar(tr("City tax"), said, self.own_city, self.use_city))
        bare = EmptyState(
            "bank", tr("The city asks nothing of guests"), tr("Ten cities are ready to be taken over.")
        )
        self.content.addWidget(TableCard(self.city, bare), 2)

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """The chart for the choice of accounts, and the rules."""
        return (
            (Chart(property_id=hotel.id), self._charted),
            (TaxRules(property_id=hotel.id), self.answered),
        )

    def answered(self, view: TaxRulesView) -> None:
        """Show the rules."""
        hotel = self.hotel
        if hotel is None:
            return
        self.view = view
        today, grounds = hotel.business_date, dict(view.grounds)
        self.taxes.show_rows(
            [TaxLine(rule, state_of(rule.valid_from, rule.valid_until, today)) for rule in view.rules]
        )
        self.city.show_rows(
            [
                CityLine(rule, tuple(sentences(rule.terms, hotel.currency, grounds)),
                         state_of(rule.valid_from, rule.valid_until, today))
                for rule in view.city
            ]
        )  # fmt: skip

    def add_tax(self) -> None:
        """The form of a new tax."""
        if self.hotel is not None:
            self.show_form(TaxForm(self.services, self.hotel, self._accounts))

    def change(self, rule: TaxRule) -> None:
        """The form of a tax, with its other verbs."""
        if self.hotel is not None:
            form = TaxForm(self.services, self.hotel, self._accounts, rule)
            self.show_form(
                with_more(
                    form,
                    (tr("New rate from a day on…"), partial(self.anew, rule)),
                    (tr("End it…"), partial(self.end, rule)),
                )
            )

    def anew(self, rule: TaxRule) -> None:
        """The same tax at another rate from another day."""
        if self.hotel is not None:
            self.show_form(TaxForm(self.services, self.hotel, self._accounts, rule, anew=True))

    def end(self, rule: TaxRule) -> None:
        """Its last day."""
        if self.hotel is not None:
            self.show_form(EndForm(self.services, rule, self.hotel.business_date))

    def add_city(self) -> None:
        """The ready city taxes."""
        if self.hotel is not None and self.view is not None and self.view.presets:
            self.show_form(CityForm(self.services, self.hotel, self.view))

    def add_own_city(self) -> None:
        """The form of a city's own terms."""
        if self.hotel is not None and self.view is not None:
            self.show_form(OwnCityForm(self.services, self.hotel, self.view.grounds))

    def change_city(self, rule: CityRule) -> None:
        """The form of a city tax that is there."""
        if self.hotel is not None and self.view is not None:
            self.show_form(OwnCityForm(self.services, self.hotel, self.view.grounds, rule))

    def show_city(self, line: CityLine) -> None:
        """A city's rule in sentences."""
        if self.hotel is not None and self.view is not None:
            verify = next((p.verify for p in self.view.presets if p.code == line.rule.code), "")
            panel = RulePanel(self.services, line.rule, line.said, verify, self.hotel.business_date)
            panel.change.clicked.connect(lambda: self.change_city(line.rule))
            self.show_form(panel)

    def _charted(self, accounts: tuple[AccountView, ...]) -> None:
        self._accounts = accounts
