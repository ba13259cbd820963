"""Fixtures of documents' and money's screens: a window over a real house."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.features.folios import SetUpLedgers
from app.features.invoices import SetIssuer
from app.infra.database import Location
from tests.support.bills_of_guests import bill
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import windows
from ui.features import invoices
from ui.features.invoices.documents_page import DocumentsPage
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.money_page import MoneyPage
from ui.shell.main_window import MainWindow
from ui.widgets.theme import Mode, theme


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who looks after money, in a real window."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow

    @property
    def money(self) -> MoneyPage:
        """The settings of money."""
        page = self.window.page
        assert isinstance(page, MoneyPage)
        return page

    @property
    def documents(self) -> DocumentsPage:
        """The documents."""
        page = self.window.page
        assert isinstance(page, DocumentsPage)
        return page

    @property
    def form(self) -> FormPanel:
        """The form beside the list."""
        form = self.money.tab.form
        assert isinstance(form, FormPanel)
        return form

    def show(self, key: str) -> None:
        """A tab of the settings."""
        self.money.show_tab(key)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being asked or written."""
        quiet: list[bool] = [False, False]

        def still() -> bool:
            quiet.append(self.window.operations.idle)
            return all(quiet[-8:]) and len(quiet) > 9

        self.qtbot.waitUntil(still, timeout=10_000)

    def type(self, form: FormPanel, **texts: str) -> None:
        """Write into fields of a form."""
        for name, text in texts.items():
            editor = form.fields[name].editor
            assert isinstance(editor, QLineEdit)
            editor.setText(text)

    def enter(self, widget: QWidget) -> None:
        """Press Enter there."""
        QTest.keyClick(widget, Qt.Key.Key_Return)
        self.settle()


At = Callable[..., Clerk]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at(qtbot: QtBot, desk: Desk) -> Iterator[At]:
    """Opens a window on a page."""
    with windows() as show:

        def open_window(page: str, **arguments: object) -> Clerk:
            window = show(desk.app, invoices.register)
            window.activateWindow()
            window.open_page(page, **arguments)
            clerk = Clerk(qtbot, desk, window)
            clerk.settle()
            return clerk

        yield open_window


@pytest.fixture
def billed(desk: Desk) -> Desk:
    """The hotel with two bills."""
    house = desk.hotel.property_id
    desk.do(SetUpLedgers, property_id=house, country="PT")
    desk.do(SetIssuer, property_id=house, name="Miradouro Lda", country="PT", city="Lisboa")
    bill(desk, "Ana Ribeiro", 1_200)
    bill(desk, "Solberg", 3_400)
    return desk
