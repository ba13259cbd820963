"""A guest's money from the first minibar to the closed drawer, as the desk does it in the real window."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.features.finance import Receivables
from app.features.folios import (
    DrawerReport,
    OpenDrawer,
    PostNights,
    SetCredit,
    SetUpLedgers,
    TrialBalance,
    UseCityPreset,
)
from app.features.guests import AddCompany
from app.features.invoices import Documents, SetIssuer
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import windows
from tests.ui.folios.conftest import ALT, Cashier
from ui.features import folios
from ui.features.folios.panels.invoice import InvoicePanel
from ui.features.folios.panels.lines import ReversePanel, SplitPanel
from ui.features.folios.panels.payer import PayerPanel
from ui.shell.print_dialog import PrintDialog
from ui.widgets.buttons import KeyedButton
from ui.widgets.theme import Mode, theme

ROOM, MINIBAR, CITY_TAX, COMPANY_PART, CASH, FLOAT = 9_000, 750, 400, 4_500, 2_000, 10_000
RETURN = Qt.Key.Key_Return


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel in Lisbon with its books, and a company that may pay later."""
    app = open_house(location)
    made = open_desk(app)
    hotel, company = made.hotel.property_id, app.new_id()
    made.do(SetUpLedgers, property_id=hotel, country="PT")
    made.do(UseCityPreset, property_id=hotel, preset="LISBON")
    made.do(SetIssuer, property_id=hotel, name="Miradouro Hotelaria, Lda.", country="PT", city="Lisboa")
    made.do(AddCompany, company_id=company, kind="company", code="NORD", name="Nordlys Shipping AS")
    made.do(SetCredit, property_id=hotel, company_id=company, limit_minor=100_000, days=14)
    yield made
    app.close()


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[Cashier]:
    """Somebody at the window."""
    theme().dress(qapp, Mode.LIGHT)
    with windows() as show:
        window = show(desk.app, folios.register)
        window.activateWindow()
        yield Cashier(qtbot, desk, window)


def test_from_the_minibar_to_the_closed_drawer(desk: Desk, hands: Cashier, tmp_path: Path) -> None:
    """Charge, reverse, night, split to a company, cash, card, invoice, closed folio, counted drawer."""
    stay = desk.check_in("101", 1, adults=1)
    session = _open_drawer(hands)
    hands.show(stay)
    hands.charge("mini", "7.50")
    _wrong_charge(hands)
    _night(desk, hands, stay)
    assert hands.folio(stay).balance_minor == ROOM + MINIBAR + CITY_TAX
    _company_takes_half(hands, stay)
    rest = ROOM + MINIBAR + CITY_TAX - COMPANY_PART
    assert [w.balance_minor for w in hands.folio(stay).windows] == [rest, 0]
    _pay_in_two_ways(hands, stay, rest)
    _invoice(desk, hands, stay, tmp_path / "bill.pdf")
    _close_folio(hands)
    assert hands.folio(stay).status == "closed"
    _count_and_close(hands, FLOAT + CASH)
    report = desk.app.ask(DrawerReport(session_id=session))
    assert report is not None
    assert report.drawer.closed_at is not None
    assert [held.variance_minor for held in report.held] == [0]
    _prove_the_books(desk)


def _open_drawer(hands: Cashier) -> UUID:
    """With a float of 100.00, on the cashier's page."""
    hands.window.open_page("cashier")
    hands.settle()
    card = hands.drawer.card
    editor = card.fields["float_minor"].editor
    assert isinstance(editor, QLineEdit)
    editor.setText("100")
    assert card.go is not None
    card.go.click()
    hands.settle()
    opened = hands.desk.app.ask(OpenDrawer(property_id=hands.desk.hotel.property_id))
    assert opened is not None
    assert opened.float_minor == FLOAT
    return opened.session_id


def _wrong_charge(hands: Cashier) -> None:
    """The bar bill was another room's: it is reversed, and both lines stay."""
    hands.charge("bar", "12")
    hands.go(1)
    hands.page.run_verb("reverse")
    panel = hands.page.panel
    assert isinstance(panel, ReversePanel)
    panel.reason.setText("Was room 102")
    hands.key(panel.reason, RETURN)
    assert [row.amount for row in hands.rows()] == ["7.50", "12.00", "−12.00"]
    assert hands.rows()[1].struck


def _night(desk: Desk, hands: Cashier, stay: UUID) -> None:
    """The night auditor posts it, twice by mistake: it stands once."""
    for _ in range(2):
        desk.do(PostNights, property_id=desk.hotel.property_id, business_date=desk.day(0), stay_ids=(stay,))
    hands.page.data.load()
    hands.settle()


def _company_takes_half(hands: Cashier, stay: UUID) -> None:
    """A window for the company, half of the room there, and that on its account."""
    room = next(i for i, row in enumerate(hands.rows()) if row.amount == "90.00")
    hands.go(room)
    hands.key(hands.card().table, Qt.Key.Key_2, ALT)
    payer = hands.page.panel
    assert isinstance(payer, PayerPanel)
    hands.key(payer.terms, RETURN)
    hands.go(room)
    hands.page.run_verb("split")
    split = hands.page.panel
    assert isinstance(split, SplitPanel)
    split.amount.setText("45")
    hands.key(split.amount, RETURN)
    assert hands.folio(stay).windows[1].balance_minor == COMPANY_PART
    hands.go(0, 2)
    panel = hands.payment()
    panel.tiles.use("city_ledger")
    hands.key(panel.amount, RETURN)


def _pay_in_two_ways(hands: Cashier, stay: UUID, rest: int) -> None:
    """20.00 in cash out of a note of fifty, what is left at the terminal."""
    hands.go(0, 1)
    panel = hands.payment()
    panel.amount.setText("20")
    panel.tiles.use("cash")
    panel.given.setText("50")
    panel.given.textEdited.emit("50")
    assert "30.00" in panel.change.text()
    hands.key(panel.given, RETURN)
    assert hands.folio(stay).balance_minor == rest - CASH
    panel = hands.payment()
    assert panel.amount.minor == rest - CASH
    panel.tiles.use("terminal")
    panel.reference.setText("118 204")
    hands.key(panel.reference, RETURN)
    assert hands.folio(stay).balance_minor == 0


def _invoice(desk: Desk, hands: Cashier, stay: UUID, path: Path) -> None:
    """Issued, shown, and saved as a PDF."""
    hands.page.run_verb("invoice")
    hands.settle()
    panel = hands.page.panel
    assert isinstance(panel, InvoicePanel)
    hands.key(panel, RETURN)
    hands.qtbot.waitUntil(lambda: bool(hands.window.findChildren(PrintDialog)), timeout=20_000)
    dialog = hands.window.findChildren(PrintDialog)[0]
    dialog.write(path)
    dialog.reject()
    hands.settle()
    (row,) = desk.app.ask(Documents(folio_id=hands.folio(stay).folio_id))
    assert (row.total_minor, row.due_minor) == (ROOM + MINIBAR + CITY_TAX - COMPANY_PART, 0)
    written = QPdfDocument()
    written.load(str(path))
    assert written.pageCount() == 1
    assert row.number in written.getAllText(0).text()


def _close_folio(hands: Cashier) -> None:
    """Under More."""
    hands.page.opening.open_more()
    menu = hands.page.opening.menu
    assert menu is not None
    close = next(run for row, run in menu._rows if row.accessibleName() == "Close folio")
    menu.close()
    close()
    hands.settle()


def _count_and_close(hands: Cashier, minor: int) -> None:
    """A note too few at first: the difference is told, counted again, closed without one."""
    hands.window.open_page("cashier")
    hands.settle()
    card = hands.drawer.card
    for tens in (minor // 1_000 - 1, minor // 1_000):
        if card.grid is None:
            again = next(b for b in card.findChildren(KeyedButton) if b.text() == "Count again")
            again.click()
            hands.settle()
        grid = card.grid
        assert grid is not None
        grid.edits[1_000].setText(str(tens))
        grid.edits[1_000].textEdited.emit(str(tens))
        assert card.go is not None
        card.go.click()
        hands.settle()
    assert card.go is not None
    card.go.click()
    hands.settle()
    assert "float_minor" in card.fields, "the next drawer can be opened"


def _prove_the_books(desk: Desk) -> None:
    """All ledgers at zero, the guest ledger empty, the company owes its half."""
    hotel = desk.hotel.property_id
    rows = desk.app.ask(TrialBalance(property_id=hotel, as_of=None, business_date=None))
    balances = {row.account: row.balance_minor for row in rows}
    assert sum(balances.values()) == 0
    assert (balances["1210"], balances["1010"], balances["1220"]) == (0, 0, COMPANY_PART)
    owed = desk.app.ask(Receivables(property=str(hotel)))
    assert [(row.name, row.ageing.balance) for row in owed.rows] == [("Nordlys Shipping AS", COMPANY_PART)]
    desk.ensure_sound()
