"""Fixtures of finance's screens: a window over a real house in which companies owe."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.features import folios
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import finance
from ui.features.finance.account_panel import AccountPanel
from ui.features.finance.ledgers_page import LedgersPage
from ui.features.finance.receivables_page import ReceivablesPage


class Clerk(Hands):
    """Somebody who looks after money, in a real window."""

    @property
    def receivables(self) -> ReceivablesPage:
        """The receivables."""
        return self.page_as(ReceivablesPage)

    @property
    def ledgers(self) -> LedgersPage:
        """The ledgers."""
        return self.page_as(LedgersPage)

    @property
    def panel(self) -> AccountPanel:
        """The account beside the list."""
        assert self.receivables.panel is not None
        return self.receivables.panel

    def open_first(self) -> AccountPanel:
        """The first account of the list."""
        self.receivables.table.selectRow(0)
        self.receivables.table.setFocus()
        self.press(Qt.Key.Key_Return)
        return self.panel

    def rows(self) -> list[list[str]]:
        """What the list says, without its titles."""
        return self.receivables.table.rows_model.as_table()[1:]


At = Callable[[str], Clerk]


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with its ledgers."""
    app = open_house(location)
    opened = open_desk(app)
    opened.do(folios.SetUpLedgers, property_id=opened.hotel.property_id, country="PT")
    yield opened
    app.close()


@pytest.fixture
def at(qtbot: QtBot, desk: Desk) -> Iterator[At]:
    """Opens a window on a page; call it once the test's bills are made."""
    with hands(Clerk, qtbot, desk, finance.register) as opened:
        yield opened
