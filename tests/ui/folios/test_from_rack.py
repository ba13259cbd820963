"""Folios from elsewhere: F7, F4 and F9 on the stay that is selected on the rack, its panel, menu, palette."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.support.desk import Desk
from tests.support.windows import windows
from tests.ui.folios.conftest import Cashier
from tests.ui.rack.receptionist import Receptionist
from ui.features import folios, rack
from ui.features.folios.finding import folio_search
from ui.features.folios.panels.charge import ChargePanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.features.rack.stay_panel import StayPanel
from ui.shell.pages import ShellRegistry
from ui.shell.search import SearchHit


def both(shell: ShellRegistry) -> None:
    """The rack and the folios."""
    rack.register(shell)
    folios.register(shell)


@pytest.fixture
def stay(desk: Desk) -> UUID:
    """A guest who is in 101."""
    return desk.check_in("101")


@pytest.fixture
def at_rack(qtbot: QtBot, desk: Desk, stay: UUID) -> Iterator[tuple[Receptionist, Cashier]]:
    """A window with rack and folios; the stay is selected."""
    with windows() as show:
        window = show(desk.app, both)
        window.open_page("rack")
        hands = Receptionist(qtbot, desk, window)
        hands.settle()
        hands.select(stay)
        yield hands, Cashier(qtbot, desk, window)


@pytest.mark.usefixtures("stay")
def test_nothing_selected_says_so(at_rack: tuple[Receptionist, Cashier]) -> None:
    """F7 without a stay is refused with a sentence."""
    hands, _ = at_rack
    hands.page.canvas.setSelection(frozenset())
    hands.settle()
    spec = hands.window.actions_["folios.show"]
    assert spec.why_not() == "Select a stay first."


def test_f7_opens_the_folio_and_the_rack_keeps_its_stay(
    at_rack: tuple[Receptionist, Cashier], stay: UUID
) -> None:
    """From the rack to the folio and back: the same stay is selected."""
    hands, cashier = at_rack
    cashier.run("folios.show")
    assert cashier.page.data.stay_id == stay
    assert cashier.page.pane.head.name.text() == "Friederike Brandt"
    hands.window.open_page("rack")
    hands.settle()
    assert hands.window.services.selection.stay == stay


def test_f4_and_f9_open_their_panels(at_rack: tuple[Receptionist, Cashier], desk: Desk) -> None:
    """F9 opens the folio of a stay that has none, once."""
    hands, cashier = at_rack
    cashier.run("folios.post_charge")
    assert isinstance(cashier.page.panel, ChargePanel)
    hands.window.open_page("rack")
    hands.settle()
    cashier.run("folios.take_payment")
    assert isinstance(cashier.page.panel, PaymentPanel)
    assert len(desk.rows()["folio"]) == 1


def test_the_stay_panel_and_the_menu_lend_the_verbs(
    at_rack: tuple[Receptionist, Cashier], stay: UUID
) -> None:
    """The rack knows no folio, yet offers what others lend."""
    hands, cashier = at_rack
    hands.page.open_menu(QPoint(20, 20))
    assert hands.page.menu is not None
    assert {"Folio", "Payment", "Charge"} <= {row.accessibleName() for row, _ in hands.page.menu._rows}
    hands.page.menu.close()
    panel = hands.page.selected.panel
    assert isinstance(panel, StayPanel)
    assert list(panel.lent) == ["folios.show", "folios.take_payment"]
    panel.lent["folios.show"].click()
    cashier.settle()
    assert cashier.page.data.stay_id == stay


def test_the_palette_finds_a_folio_by_its_name(at_rack: tuple[Receptionist, Cashier]) -> None:
    """Ctrl+K, a few letters."""
    _, cashier = at_rack
    cashier.run("folios.post_charge")
    cashier.charge("bar", "10")
    found: list[SearchHit] = []
    folios_found = folio_search(cashier.window.services)
    folios_found("brandt", found.extend)
    cashier.settle()
    assert [hit.title for hit in found] == ["Friederike Brandt"]
    found[0].run()
    cashier.settle()
    assert cashier.page.data.folio is not None
