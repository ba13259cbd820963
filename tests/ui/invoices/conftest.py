"""Fixtures of documents' and money's screens: a window over a real house."""

from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.features.folios import SetUpLedgers
from app.features.invoices import SetIssuer
from app.infra.database import Location
from tests.support.bills_of_guests import bill
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import invoices
from ui.features.invoices.documents_page import DocumentsPage
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.money_page import MoneyPage


class Clerk(Hands):
    """Somebody who looks after money, in a real window."""

    QUIET: ClassVar[int] = 8

    @property
    def money(self) -> MoneyPage:
        """The settings of money."""
        return self.page_as(MoneyPage)

    @property
    def documents(self) -> DocumentsPage:
        """The documents."""
        return self.page_as(DocumentsPage)

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

    def type(self, form: FormPanel, **texts: str) -> None:
        """Write into fields of a form."""
        for name, text in texts.items():
            editor = form.fields[name].editor
            assert isinstance(editor, QLineEdit)
            editor.setText(text)

    def enter(self, widget: QWidget) -> None:
        """Press Enter there."""
        self.key(widget, Qt.Key.Key_Return)


At = Callable[..., Clerk]


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at(qtbot: QtBot, desk: Desk) -> Iterator[At]:
    """Opens a window on a page."""
    with hands(Clerk, qtbot, desk, invoices.register) as opened:
        yield opened


@pytest.fixture
def billed(desk: Desk) -> Desk:
    """The hotel with two bills."""
    house = desk.hotel.property_id
    desk.do(SetUpLedgers, property_id=house, country="PT")
    desk.do(SetIssuer, property_id=house, name="Miradouro Lda", country="PT", city="Lisboa")
    bill(desk, "Ana Ribeiro", 1_200)
    bill(desk, "Solberg", 3_400)
    return desk
