"""Fixtures of finance's screens: a window over a real house in which companies owe."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features import folios
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import windows
from ui.features import finance
from ui.features.finance.account_panel import AccountPanel
from ui.features.finance.ledgers_page import LedgersPage
from ui.features.finance.receivables_page import ReceivablesPage
from ui.shell.main_window import MainWindow
from ui.widgets.theme import Mode, theme


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who looks after money, in a real window."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow

    @property
    def receivables(self) -> ReceivablesPage:
        """The receivables."""
        page = self.window.page
        assert isinstance(page, ReceivablesPage)
        return page

    @property
    def ledgers(self) -> LedgersPage:
        """The ledgers."""
        page = self.window.page
        assert isinstance(page, LedgersPage)
        return page

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

    def settle(self) -> None:
        """Wait until nothing is being asked or written."""
        quiet: list[bool] = [False, False]

        def still() -> bool:
            quiet.append(self.window.operations.idle)
            return all(quiet[-3:])

        self.qtbot.waitUntil(still, timeout=10_000)

    def press(self, key: Qt.Key) -> None:
        """Press a key on whatever has the keyboard."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.settle()


At = Callable[[str], Clerk]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)


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
    with windows() as show:

        def open_window(page: str) -> Clerk:
            window = show(desk.app, finance.register)
            window.activateWindow()
            window.open_page(page)
            clerk = Clerk(qtbot, desk, window)
            clerk.settle()
            return clerk

        yield open_window
