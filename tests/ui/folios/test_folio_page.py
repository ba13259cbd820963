"""The folio page as a receptionist uses it: charge, pay, split, send, reverse; the balance ends at zero."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from app.features.folios import PostCharge, TrialBalance
from tests.support.desk import Desk
from tests.ui.folios.conftest import ALT, AtDesk, Cashier
from ui.features.folios.lines_table import carried, dragged_ids
from ui.features.folios.panels.giving import RefundPanel
from ui.features.folios.panels.lines import ReversePanel, SplitPanel, TransferPanel
from ui.features.folios.panels.payer import PayerPanel


@pytest.mark.usefixtures("drawer")
def test_from_the_first_charge_to_zero(desk: Desk, at_desk: AtDesk) -> None:
    """A stay without a folio: charge, split, send, reverse, pay both windows; all ledgers at zero."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    assert not hands.card().empty.isHidden()
    hands.charge("rest", "38.50")
    hands.charge("bar", "7", "2")
    hands.charge("mini", "7.50")
    assert [row.amount for row in hands.rows()] == ["38.50", "14.00", "7.50"]
    # The minibar was another room's: reversed with a reason, both lines stay.
    hands.go(2)
    hands.page.run_verb("reverse")
    panel = hands.page.panel
    assert isinstance(panel, ReversePanel)
    hands.key(panel.reason, Qt.Key.Key_Return)
    assert panel.fields["reason"].sentence
    panel.reason.setText("Room 102")
    hands.key(panel.reason, Qt.Key.Key_Return)
    rows = hands.rows()
    assert rows[2].struck
    assert rows[3].amount == "−7.50"
    assert "Minibar" in rows[3].text
    # Alt 2 with no window 2 offers to make it; then it sends the line.
    hands.go(0)
    hands.key(hands.card().table, Qt.Key.Key_2, ALT)
    payer = hands.page.panel
    assert isinstance(payer, PayerPanel)
    hands.key(payer.terms, Qt.Key.Key_Return)
    assert [card.number for card in hands.page.pane.cards] == [1, 2]
    hands.go(0)
    hands.key(hands.card().table, Qt.Key.Key_2, ALT)
    assert [row.text for row in hands.rows(2)] == ["Restaurant"]
    # A third of it comes back to window 1.
    hands.go(0, 2)
    hands.page.run_verb("split")
    split = hands.page.panel
    assert isinstance(split, SplitPanel)
    split.amount.setText("12.83")
    hands.key(split.amount, Qt.Key.Key_Return)
    assert [w.balance_minor for w in hands.folio(stay).windows] == [2_683, 2_567]
    _pay_all(hands, stay)
    balances = desk.app.ask(TrialBalance(property_id=desk.hotel.property_id, as_of=None, business_date=None))
    assert sum(row.balance_minor for row in balances) == 0
    assert hands.page.pane.head.total.text() == "€ 0.00"
    desk.ensure_sound()


def _pay_all(hands: Cashier, stay: UUID) -> None:
    hands.go(0, 1)
    panel = hands.payment()
    panel.tiles.use("cash")
    panel.given.setText("50")
    panel.given.textEdited.emit("50")
    assert "23.17" in panel.change.text()
    hands.key(panel.given, Qt.Key.Key_Return)
    hands.go(0, 2)
    panel = hands.payment()
    panel.tiles.use("terminal")
    hands.key(panel.amount, Qt.Key.Key_Return)
    assert panel.fields["reference"].sentence, "a slip needs its number"
    panel.reference.setText("118 204")
    hands.key(panel.reference, Qt.Key.Key_Return)
    assert [w.balance_minor for w in hands.folio(stay).windows] == [0, 0]
    assert hands.rows(1)[-1].paid


def test_cash_without_a_drawer_opens_one(desk: Desk, at_desk: AtDesk) -> None:
    """The refusal stands in the panel; its choice opens the drawer, and the payment goes on."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    panel = hands.payment()
    panel.tiles.use("cash")
    hands.key(panel.amount, Qt.Key.Key_Return)
    assert "No drawer" in panel.fields["method"].sentence
    assert panel.notice is not None
    panel.notice.links[0].click()
    hands.settle()
    assert hands.page.panel is None
    assert hands.folio(stay).balance_minor == 0


def test_a_card_number_is_refused_beside_its_field(desk: Desk, at_desk: AtDesk) -> None:
    """Digits of a card are never written down."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    panel = hands.payment()
    panel.tiles.use("terminal")
    panel.reference.setText("4111 1111 1111 1111")
    hands.key(panel.reference, Qt.Key.Key_Return)
    said = [field.sentence for field in panel.fields.values() if field.sentence]
    assert said or panel.notice is not None
    assert panel.go.isEnabled()
    assert hands.folio(stay).balance_minor == 1_000


def test_a_refund_names_its_payment_and_never_exceeds_it(desk: Desk, at_desk: AtDesk) -> None:
    """Too much is refused with what is left as a choice."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    panel = hands.payment()
    panel.reference.setText("118 204")
    hands.key(panel.amount, Qt.Key.Key_Return)
    hands.go(1)
    hands.page.run_verb("reverse")
    refund = hands.page.panel
    assert isinstance(refund, RefundPanel)
    refund.amount.setText("11")
    refund.reason.setText("Paid twice")
    hands.key(refund.reason, Qt.Key.Key_Return)
    assert refund.fields["amount_minor"].sentence
    assert refund.notice is not None
    refund.notice.links[0].click()
    hands.settle()
    assert hands.folio(stay).balance_minor == 1_000


def test_marks_space_and_the_marked_sum(desk: Desk, at_desk: AtDesk) -> None:
    """Space marks and goes on; the payment offers the marked sum; Ctrl+A marks all."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.charge("rest", "20")
    table = hands.card().table
    hands.go(0)
    hands.key(table, Qt.Key.Key_Space)
    assert hands.card().marked_minor == 1_000
    assert table.currentIndex().row() == 1
    assert len(table.chosen) == 1
    hands.key(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert hands.card().marked_minor == 3_000
    hands.page.run_verb("transfer")
    panel = hands.page.panel
    assert isinstance(panel, TransferPanel)
    hands.key(panel, Qt.Key.Key_Return)
    assert "Add a window" in panel.fields["to_number"].sentence
    hands.key(panel, Qt.Key.Key_Escape)
    assert hands.page.panel is None


def test_rows_can_be_dragged_to_another_window(desk: Desk, at_desk: AtDesk) -> None:
    """What a drag carries is what arrives; dropped lines move."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.page.opening.open_payer(2)
    hands.settle()
    hands.key(hands.page.panel or hands.page, Qt.Key.Key_Return)
    ids = dragged_ids(carried(hands.rows(1)))
    hands.card(2).table.dropped.emit(ids)
    hands.settle()
    assert hands.rows(1) == []
    assert [row.amount for row in hands.rows(2)] == ["10.00"]


@pytest.mark.parametrize("quantity", ["", "0", "-1", "two"])
def test_a_wrong_quantity_is_said_at_its_field(desk: Desk, at_desk: AtDesk, quantity: str) -> None:
    """Nothing typed is lost."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10", quantity)
    panel = hands.page.panel
    assert panel is not None
    assert panel.fields["quantity"].sentence
    assert hands.desk.rows()["posting"] == []


def test_nights_stand_together_until_they_are_opened(desk: Desk, at_desk: AtDesk) -> None:
    """Equal nights are one row; Enter shows each, and together again."""
    stay = desk.check_in("101", 3)
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "1")
    folio = hands.folio(stay)
    for night in range(3):
        desk.do(
            PostCharge, folio_id=folio.folio_id, article_code="ROOM", unit_minor=9_000, night=desk.day(night)
        )
    hands.page.data.load()
    hands.settle()
    row = hands.rows()[1]
    assert (row.quantity, row.amount, len(row.ids)) == ("3", "270.00", 3)
    hands.go(1)
    hands.key(hands.card().table, Qt.Key.Key_Return)
    assert len(hands.rows()) == 4
    hands.key(hands.card().table, Qt.Key.Key_Return)
    assert len(hands.rows()) == 2
