"""The page of money's settings: accounts, taxes, who writes the bills, numbers, cash, commissions."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.folios import AccountView, Chart, SetUpLedgers
from app.features.property import House, HouseView, PropertyView
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.invoices.cash_tab import CashTab
from ui.features.invoices.chart_tab import ChartTab
from ui.features.invoices.issuer_tab import IssuerTab
from ui.features.invoices.mail_tab import MailTab
from ui.features.invoices.money_tab import MoneyTab
from ui.features.invoices.series_tab import SeriesTab
from ui.features.invoices.set_up import SetUp
from ui.features.invoices.shares_tab import SharesTab
from ui.features.invoices.taxes_tab import TaxesTab
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.loading import LoadingBars
from ui.widgets.strips import ErrorPlace
from ui.widgets.tab_strip import TabStrip

HOTEL: Final = "invoices.hotel"
AGAIN_MS: Final = 300


class MoneyPage(Page):
    """One page per window. Without ledgers it offers to set them up, and nothing else."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Money settings")
        self.services = services
        self.hotel: PropertyView | None = None
        self.trouble = ErrorPlace(tr("The settings are not there."), tr("Try again"), self.opened)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.tabs: dict[str, MoneyTab] = {
            "taxes": TaxesTab(services), "issuer": IssuerTab(services), "series": SeriesTab(services),
            "chart": ChartTab(services), "cash": CashTab(services), "shares": SharesTab(services),
            "mail": MailTab(services),
        }  # fmt: skip
        self.strip_of_tabs = TabStrip(
            (
                ("taxes", tr("Taxes")), ("issuer", tr("Who writes the bills")), ("series", tr("Numbers")),
                ("chart", tr("Chart of accounts")), ("cash", tr("Cash and currencies")),
                ("shares", tr("Commissions")), ("mail", tr("E-mail")),
            )
        )  # fmt: skip
        self.strip_of_tabs.chosen.connect(self.show_tab)
        self.hotels = ChoiceBox()
        self.hotels.setAccessibleName(tr("Hotel"))
        self.hotels.activated.connect(lambda _index: self.use_hotel(UUID(str(self.hotels.choice))))
        self.hotels.hide()
        self.set_up = SetUp()
        self.set_up.agreed.connect(self.set_up_ledgers)
        self.loading = LoadingBars(rows=12, pitch=26)
        self.nothing = EmptyState(
            "buildings", tr("There is no hotel yet"), tr("How its money is counted is set here.")
        )
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.ask)
        self._lay_out()
        services.hub.changed.connect(self._changed)

    @property
    def tab(self) -> MoneyTab:
        """The tab that shows."""
        return self.tabs[self.strip_of_tabs.choice]

    def opened(self, **arguments: object) -> None:
        """Ask for the hotels; `tab` names the tab to show."""
        wanted = arguments.get("tab")
        if isinstance(wanted, str) and wanted in self.tabs:
            self.strip_of_tabs.choose(wanted)
        self.loading.start()
        self.services.operations.ask(House(), self._house, self.refused)
        self.setFocus()

    def left(self) -> None:
        """Nobody looks any more."""
        self._again.stop()

    def use_hotel(self, hotel_id: UUID) -> None:
        """The settings of another hotel."""
        self.services.preferences.put(HOTEL, str(hotel_id))
        self.tab.close_form()
        self.opened()

    def show_tab(self, key: str) -> None:
        """Another tab."""
        self.strip_of_tabs.choose(key)
        self._body.setCurrentWidget(self.tabs[key])
        self.ask()

    def ask(self) -> None:
        """Ask whether there are ledgers, and for what the tab shows."""
        if self.hotel is not None:
            query = Chart(property_id=self.hotel.id)
            self.services.operations.ask(query, self._ledgers, self.refused, latest="money.chart")

    def set_up_ledgers(self, country: str) -> None:
        """Write accounts, articles and the country's taxes."""
        if self.hotel is None:
            return
        app = self.services.app
        command = SetUpLedgers(id=app.new_id(), property_id=self.hotel.id, country=country)

        def done(_outcome: object) -> None:
            self.services.did(command.id, tr("The ledgers are set up"))
            self.ask()

        self.services.operations.run_command(
            command, done, self.services.navigator.show_refusal, initiator=self
        )

    def refused(self, error: AppError) -> None:
        """Say why nothing shows."""
        self.loading.stop()
        self.trouble.say(error.sentence)

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        for tab in self.tabs.values():
            self._body.addWidget(tab)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.strip_of_tabs, 1)
        head.addWidget(self.hotels)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        self._inner = inner
        self.stack = QStackedWidget()
        for page in (self.loading, inner, self.set_up, self.nothing):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addLayout(self.trouble)
        column.addWidget(self.stack, 1)

    def _house(self, house: HouseView) -> None:
        if not house.properties:
            self._stop(self.nothing)
            return
        wanted = self.services.preferences.text(HOTEL)
        self.hotel = next((h for h in house.properties if str(h.id) == wanted), house.properties[0])
        self.hotels.clear()
        for hotel in house.properties:
            self.hotels.add(str(hotel.id), hotel.name)
        self.hotels.choose(str(self.hotel.id))
        self.hotels.setVisible(len(house.properties) > 1)
        self.ask()

    def _ledgers(self, chart: tuple[AccountView, ...]) -> None:
        if self.hotel is None:
            return
        if not chart:
            self.set_up.show_hotel(self.hotel)
            self._stop(self.set_up)
            return
        self._body.setCurrentWidget(self.tab)
        self.tab.refresh(self.hotel, lambda: self._stop(self._inner), self.refused)

    def _stop(self, shown: QWidget) -> None:
        self.loading.stop()
        self.trouble.say("")
        self.stack.setCurrentWidget(shown)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches("account", "property", *self.tab.concerns):
            self._again.start()
