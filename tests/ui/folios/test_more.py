"""What is done less often: routing, rebates, folios without a stay, closing, and roles that may not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.features.folios import AddWindow, FolioOf, FolioRow, OpenFolio
from tests.support.desk import Desk
from tests.ui.folios.conftest import AtDesk
from ui.features.folios.panels.giving import RebatePanel
from ui.features.folios.panels.payer import NewFolioPanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.features.folios.panels.routing import RoutingPanel
from ui.features.folios.rows import percent_text, quantity_text, short_name, span_text
from ui.widgets.refusal import RefusalPopover


def test_a_rule_sends_charges_to_the_company(desk: Desk, at_desk: AtDesk) -> None:
    """The rule is made, holds for the next charge, and can be forgotten."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    desk.do(AddWindow, folio_id=hands.folio(stay).folio_id, number=2, name="Nordwind")
    hands.page.data.load()
    hands.settle()
    hands.page.opening.open_routing()
    hands.settle()
    panel = hands.page.panel
    assert isinstance(panel, RoutingPanel)
    panel.article.choose("RESTAURANT")
    hands.key(panel, Qt.Key.Key_Return)
    assert hands.page.panel is None
    hands.go(0)
    hands.charge("rest", "20")
    assert [row.amount for row in hands.rows(1)] == ["10.00"]
    assert [row.amount for row in hands.rows(2)] == ["20.00"]


def test_a_rebate_names_its_charge(desk: Desk, at_desk: AtDesk) -> None:
    """Ten percent, with a reason."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.go(0)
    hands.page.opening.open_rebate()
    panel = hands.page.panel
    assert isinstance(panel, RebatePanel)
    panel.reason.setText("Cold soup")
    hands.key(panel.reason, Qt.Key.Key_Return)
    assert hands.folio(stay).balance_minor == 900
    assert hands.rows()[1].amount == "−1.00"


def test_a_passer_by_has_a_folio_and_closes_it(at_desk: AtDesk) -> None:
    """Opened from the list, charged, paid, closed; a closed folio takes nothing and can be opened again."""
    hands = at_desk()
    hands.page.opening.open_new()
    hands.settle()
    panel = hands.page.panel
    assert isinstance(panel, NewFolioPanel)
    hands.key(panel.name, Qt.Key.Key_Return)
    assert panel.fields["name"].sentence
    panel.name.setText("Wedding walk-in")
    hands.key(panel.name, Qt.Key.Key_Return)
    assert hands.page.data.folio is not None
    hands.charge("bar", "10")
    pay = hands.payment()
    pay.tiles.use("bank_transfer")
    hands.key(pay.amount, Qt.Key.Key_Return)
    hands.page.opening.open_more()
    menu = hands.page.opening.menu
    assert menu is not None
    close = next(run for row, run in menu._rows if row.accessibleName() == "Close folio")
    menu.close()
    close()
    hands.settle()
    assert hands.page.data.folio.status == "closed"
    assert "closed" in hands.page.opening.reasons()["charge"]
    hands.page.show_list()
    hands.settle()
    hands.page.list.state.chosen.emit("closed")
    hands.settle()
    row = hands.page.list.table.rows_model.rows[0]
    assert isinstance(row, FolioRow)
    assert row.name == "Wedding walk-in"


def test_who_still_owes_is_told_before_leaving(desk: Desk, at_desk: AtDesk) -> None:
    """Check-out with an open balance opens the payment and offers to leave it open."""
    stay = desk.check_in("101", 1)
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.run("folios.check_out")
    assert isinstance(hands.page.panel, PaymentPanel)
    popover = hands.window.findChildren(RefusalPopover)[-1]
    assert "€ 10.00" in popover.accessibleName()
    assert desk.view(stay).status == "checked_in"
    popover.take(0)
    hands.settle()
    assert desk.view(stay).status == "checked_out"


def test_a_role_that_may_not_sees_why(desk: Desk, at_desk: AtDesk) -> None:
    """Housekeeping may look, and is told why the verbs are grey."""
    stay = desk.check_in("101")
    actor = replace(desk.app.actor, permissions=frozenset({"property.set_room_state", "security.*"}))
    app = desk.app
    object.__setattr__(desk, "app", app.as_actor(actor))
    hands = at_desk()
    hands.show(stay)
    reasons = hands.page.opening.reasons()
    assert reasons["charge"] == "Your role does not allow this."
    assert not hands.page.pane.verbs.buttons["charge"].isEnabled()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (percent_text(1300), "13 %"), (percent_text(550), "5.5 %"), (quantity_text(1000), "1"),
        (quantity_text(1500), "1.5"), (short_name("Marta Sousa"), "Marta S."), (short_name("Owner"), "Owner"),
    ],
)  # fmt: skip
def test_figures_as_the_desk_reads_them(said: str, expected: str) -> None:
    """Percent, quantity and names."""
    assert said == expected


def test_nights_as_a_span(desk: Desk) -> None:
    """A month is said once."""
    assert span_text(desk.day(0), desk.day(0)) == "21 Nov"
    assert span_text(desk.day(0), desk.day(3)) == "21–24"
    assert span_text(desk.day(8), desk.day(11)) == "29.11.–2.12."


def test_a_rule_sends_charges_to_a_window_of_another_folio(desk: Desk, at_desk: AtDesk) -> None:
    """The master folio's second window is among the places; the rule names it."""
    stay, master = desk.check_in("101"), desk.app.new_id()
    desk.do(
        OpenFolio, folio_id=master, property_id=desk.hotel.property_id, kind="master", name="Choir of Porto"
    )
    desk.do(AddWindow, folio_id=master, number=2, name="Meals")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.page.opening.open_routing()
    hands.settle()
    panel = hands.page.panel
    assert isinstance(panel, RoutingPanel)
    panel.article.choose("RESTAURANT")
    panel.targets.setCurrentIndex(panel.targets.findText("window 2", Qt.MatchFlag.MatchContains))
    hands.key(panel, Qt.Key.Key_Return)
    hands.charge("rest", "20")
    assert [row.amount for row in hands.rows(1)] == ["10.00"]
    sent = desk.app.ask(FolioOf(folio_id=master))
    assert sent is not None
    assert [window.balance_minor for window in sent.windows] == [0, 2_000]
    hands.page.opening.open_routing()
    hands.settle()
    again = hands.page.panel
    assert isinstance(again, RoutingPanel)
    assert any("Choir of Porto, window 2" in found.text() for found in again.findChildren(QLabel))
