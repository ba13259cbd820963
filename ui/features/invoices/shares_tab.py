"""The tab of commissions: which share agents and channels earn, from which day on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.features.finance import CommissionRates, RateView, SetCommissionRate
from app.features.guests import Companies, CompanyView
from app.features.property import PropertyView
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.invoices.fields import DayField, no_day, no_percent, parse_percent, percent_text
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.money_tab import MoneyTab, TableCard
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_paint import Cell


class ShareForm(FormPanel):
    """An agent or a channel, the share, the day."""

    def __init__(
        self,
        services: ShellServices,
        hotel: PropertyView,
        companies: tuple[CompanyView, ...],
        known: RateView | None = None,
    ) -> None:
        super().__init__(
            services, tr("Commission"), tr("Save"), tr("The commission is agreed"), command=self.command
        )
        self._hotel = hotel
        self.agent, self.channel, self.share = ChoiceBox(), QLineEdit(), QLineEdit()
        self.agent.add("", tr("A channel"))
        for company in companies:
            if company.kind == "agent" or (known is not None and company.id == known.company_id):
                self.agent.add(str(company.id), company.name)
        self.first = DayField(hotel.business_date, hotel.business_date)
        if known is not None:
            self.agent.choose(str(known.company_id) if known.company_id else "")
            self.channel.setText(known.channel_code)
            self.share.setText(percent_text(known.bp))
        self.field("company_id", tr("Agent"), self.agent)
        self.field("channel_code", tr("Code of the channel"), self.channel)
        self.field("bp", tr("Share of the room revenue, %"), self.share)
        self.field("valid_from", tr("For departures from"), self.first)
        self.note(tr("Of the revenue without taxes. Months that were posted stay as they are."))
        self.body.addStretch(1)
        self.agent.currentIndexChanged.connect(lambda _index: self._use())
        self._use()

    def command(self) -> Command | None:
        """The rate."""
        bp, first, agent = parse_percent(self.share.text()), self.first.day, str(self.agent.choice or "")
        channel = "" if agent else self.channel.text().strip()
        if not agent and not channel:
            self.wrong("channel_code", tr("Write the channel’s code, such as BDC."))
        if bp is None:
            self.wrong("bp", no_percent())
        if first is None:
            self.wrong("valid_from", no_day())
        if bp is None or first is None or not (agent or channel):
            return None
        app = self.services.app
        return SetCommissionRate(
            id=app.new_id(), rate_id=app.new_id(), property_id=self._hotel.id, bp=bp, valid_from=first,
            company_id=UUID(agent) if agent else None, channel_code=channel,
        )  # fmt: skip

    def _use(self) -> None:
        self.fields["channel_code"].setVisible(not self.agent.choice)


class SharesTab(MoneyTab):
    """Enter or a double click agrees a new share."""

    concerns = ("commission_rate", "company")

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        self._companies: tuple[CompanyView, ...] = ()
        self._names: dict[UUID, str] = {}
        self._rates: tuple[RateView, ...] = ()
        self.table: DataTable[RateView] = DataTable(
            [
                Column(title=tr("Agent or channel"), cell=lambda r: Cell(self._name(r), strong=True)),
                Column(title=tr("Sort"), width=140, cell=lambda r: Cell(
                    tr("Agent") if r.company_id else tr("Channel"), "text_secondary")),
                Column(title=tr("Share"), cell=lambda r: Cell(percent_text(r.bp)), sort_key=lambda r: r.bp,
                       width=120, right=True),
                Column(title=tr("For departures from"), cell=lambda r: Cell(long_day(r.valid_from)),
                       sort_key=lambda r: r.valid_from, width=200),
            ],
            same=lambda r: r.rate_id,
        )  # fmt: skip
        self.table.setAccessibleName(tr("Commission rates"))
        self.table.opened.connect(self.change)
        self.add = KeyedButton(tr("Agree a commission"), icon="plus")
        self.add.clicked.connect(lambda: self.change(None))
        self.content.addLayout(
            self.bar(tr("Commissions"), tr("What agents and channels earn of the rooms they sell."), self.add)
        )
        none = EmptyState(
            "percent",
            tr("Nobody earns a commission yet"),
            tr("Agree a share with an agent or for a channel."),
        )
        self.content.addWidget(TableCard(self.table, none), 1)

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """Agents for their names, and the rates."""
        return ((Companies(), self._named), (CommissionRates(property_id=hotel.id), self._rated))

    def change(self, rate: RateView | None) -> None:
        """The form of a share."""
        if self.hotel is not None:
            self.show_form(ShareForm(self.services, self.hotel, self._companies, rate))

    def _named(self, companies: tuple[CompanyView, ...]) -> None:
        self._companies = companies
        self._names = {company.id: company.name for company in companies}
        self.table.show_rows(self._rates)

    def _rated(self, rates: tuple[RateView, ...]) -> None:
        self._rates = rates
        self.table.show_rows(rates)

    def _name(self, rate: RateView) -> str:
        return self._names.get(rate.company_id, "…") if rate.company_id else rate.channel_code
