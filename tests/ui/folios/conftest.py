"""Fixtures of the folio screen's tests: somebody at a real window, over a real house on either engine."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.folios import FolioOf, FolioView, OpenCashier, SetUpLedgers
from app.features.guests import AddCompany
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import folios
from ui.features.folios.cashier.cashier_page import CashierPage
from ui.features.folios.folio_page import FolioPage
from ui.features.folios.panels.charge import ChargePanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.features.folios.rows import Row
from ui.features.folios.window_card import WindowCard

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


class Cashier(Hands):
    """Works with folios in a real window."""

    QUIET: ClassVar[int] = 8

    @property
    def page(self) -> FolioPage:
        """The folio page."""
        return self.page_as(FolioPage)

    @property
    def drawer(self) -> CashierPage:
        """The cashier's page."""
        return self.page_as(CashierPage)

    def show(self, stay: UUID) -> None:
        """Open the folio of a stay."""
        self.window.open_page("folios", stay=stay)
        self.settle()

    def run(self, verb: str) -> None:
        """Run an action of the window, as its shortcut does."""
        self.window.run_action(verb)
        self.settle()

    def charge(self, article: str, price: str, quantity: str = "1") -> None:
        """F4, a few letters, a price, Enter."""
        self.run("folios.post_charge")
        panel = self.page.panel
        assert isinstance(panel, ChargePanel)
        panel.search.clear()
        QTest.keyClicks(panel.search, article)
        panel.quantity.setText(quantity)
        panel.price.setText(price)
        self.key(panel.price, Qt.Key.Key_Return)

    def payment(self) -> PaymentPanel:
        """F9."""
        self.run("folios.take_payment")
        panel = self.page.panel
        assert isinstance(panel, PaymentPanel)
        return panel

    def card(self, number: int = 1) -> WindowCard:
        """The card of a window."""
        return next(card for card in self.page.pane.cards if card.number == number)

    def rows(self, number: int = 1) -> list[Row]:
        """What a window shows."""
        return list(self.card(number).table.lines.rows)

    def go(self, row: int, number: int = 1) -> None:
        """Put the keyboard on a row of a window."""
        self.card(number).table.setFocus()
        self.card(number).table.go(row)
        self.settle()

    def folio(self, stay: UUID) -> FolioView:
        """The folio in the house."""
        found = self.desk.app.ask(FolioOf(stay_id=stay))
        assert found is not None
        return found


AtDesk = Callable[[], Cashier]


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers and a company, opened on 21 November 2026."""
    app = open_house(location)
    made = open_desk(app)
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    made.do(AddCompany, company_id=app.new_id(), kind="company", code="NORD", name="Nordwind")
    yield made
    app.close()


@pytest.fixture
def drawer(desk: Desk) -> UUID:
    """An open drawer with 100.00."""
    session = desk.app.new_id()
    desk.do(OpenCashier, session_id=session, property_id=desk.hotel.property_id, float_minor=10_000)
    return session


@pytest.fixture
def at_desk(qtbot: QtBot, desk: Desk) -> Iterator[AtDesk]:
    """Opens a window; call it once the bookings of the test are made."""
    with hands(Cashier, qtbot, desk, folios.register) as opened:
        yield partial(opened, "folios")
