"""Deposits and vouchers in the window: asked for, taken, applied, given back; sold, redeemed, taken back."""

from uuid import UUID

from PySide6.QtCore import Qt

from app.features.folios import (
    DepositPart,
    Deposits,
    DepositsView,
    Payments,
    PaymentView,
    SetCashRounding,
    SetExchangeRate,
    SetPaymentTerms,
    Vouchers,
)
from tests.support.bills import balances, charge
from tests.support.desk import Desk
from tests.ui.folios.conftest import AtDesk, Cashier
from ui.features.folios.panels.deposits import DepositPanel, SchedulePanel
from ui.features.folios.panels.giving import RefundPanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.features.folios.panels.vouchers import VoucherListPanel, VoucherPanel

RETURN = Qt.Key.Key_Return


def deposits(desk: Desk, stay: UUID) -> DepositsView:
    """The deposits of the stay's booking."""
    return desk.app.ask(Deposits(reservation_id=desk.view(stay).reservation_id))


def panel(hands: Cashier) -> DepositPanel:
    """The panel of the deposit, opened."""
    hands.page.opening.taking.deposits()
    hands.settle()
    found = hands.page.panel
    assert isinstance(found, DepositPanel)
    return found


def schedule(hands: Cashier) -> SchedulePanel:
    """The panel of what is due, opened."""
    panel(hands).schedule_asked.emit()
    hands.settle()
    found = hands.page.panel
    assert isinstance(found, SchedulePanel)
    return found


def take(hands: Cashier) -> PaymentPanel:
    """The payment of what is due."""
    panel(hands).agree()
    found = hands.page.panel
    assert isinstance(found, PaymentPanel)
    found.tiles.use("bank_transfer")
    return found


def test_asked_for_by_hand(at_desk: AtDesk, desk: Desk) -> None:
    """Two parts on two days; a wrong day and an empty amount are said beside their fields."""
    stay = desk.book("101", 10, 2)
    hands = at_desk()
    hands.show(stay)
    due = schedule(hands)
    hands.key(due.amount, RETURN)
    assert hands.page.panel is due
    due.amount.setText("50")
    due.day.setText("never")
    hands.key(due.amount, RETURN)
    assert hands.page.panel is due
    due.day.setText("23 Nov 2026")
    due.second.setText("30")
    due.second_day.setText("28 Nov 2026")
    hands.key(due.amount, RETURN)
    assert [((d.due_on - desk.day(0)).days, d.amount_minor) for d in deposits(desk, stay).due] == [
        (2, 5_000), (7, 3_000),
    ]  # fmt: skip


def test_taken_and_held(at_desk: AtDesk, desk: Desk) -> None:
    """As usual in the house; taken part by part before there is a folio; the head says what is held."""
    parts = (DepositPart(bp=5_000, before_arrival=14),)
    desk.do(SetPaymentTerms, property_id=desk.hotel.property_id, deposit_parts=parts)
    stay = desk.book("101", 1, 2)
    hands = at_desk()
    hands.show(stay)
    schedule(hands).usual.click()
    hands.settle()
    assert [d.amount_minor for d in deposits(desk, stay).due] == [9_000]
    assert "Deposit due" in [chip.accessibleName() for chip in hands.page.pane.head._chips][-1]
    payment = take(hands)
    assert payment.amount.minor == 9_000
    payment.amount.setText("60")
    hands.key(payment.amount, RETURN)
    assert deposits(desk, stay).held_minor == 6_000
    assert "Deposit held" in [chip.accessibleName() for chip in hands.page.pane.head._chips][-1]
    assert panel(hands).due_minor == 3_000
    hands.key(take(hands).amount, RETURN)
    assert [d.settled for d in deposits(desk, stay).due] == [True]


def test_applied_and_given_back(at_desk: AtDesk, desk: Desk) -> None:
    """A part is given back, the rest applied to the window by hand."""
    desk.do(SetPaymentTerms, property_id=desk.hotel.property_id, apply_deposit="hand")
    stay = desk.check_in("101", 2)
    hands = at_desk()
    hands.show(stay)
    payment = take(hands)
    payment.amount.setText("80")
    payment.amount.textEdited.emit("80")
    hands.key(payment.amount, RETURN)
    hands.charge("other", "100")
    panel(hands).refund_asked.emit(_paid(hands))
    refund = hands.page.panel
    assert isinstance(refund, RefundPanel)
    assert refund.amount.minor == 8_000
    refund.amount.setText("20")
    refund.reason.setText("Paid too much")
    hands.key(refund.reason, RETURN)
    assert deposits(desk, stay).held_minor == 6_000
    panel(hands).apply.click()
    hands.settle()
    assert (deposits(desk, stay).held_minor, hands.folio(stay).balance_minor) == (0, 4_000)
    assert "2310" not in balances(desk)


def _paid(hands: Cashier) -> PaymentView:
    """The payment of the deposit."""
    held = hands.page.data.deposits
    assert held is not None
    assert held.folio_id is not None
    return hands.desk.app.ask(Payments(folio_id=held.folio_id))[0]


def test_a_voucher_is_sold_and_redeemed(at_desk: AtDesk, desk: Desk) -> None:
    """Sold under More, told what is left while its code is typed, more than it holds is offered less."""
    stay = desk.check_in("101", 2)
    hands = at_desk()
    hands.show(stay)
    hands.charge("other", "100")
    hands.page.opening.taking.sell_voucher()
    sale = hands.page.panel
    assert isinstance(sale, VoucherPanel)
    sale.amount.setText("30")
    sale.name.setText("Ana")
    hands.key(sale.amount, RETURN)
    assert hands.folio(stay).balance_minor == 13_000
    pay = hands.payment()
    pay.tiles.use("voucher")
    pay.reference.setText(sale.code.lower())
    pay.reference.textEdited.emit(sale.code.lower())
    hands.settle()
    assert "30.00 left on this voucher" in pay._note.text().replace("€ ", "").replace(
        "\N{NO-BREAK SPACE}", ""
    )
    pay.amount.setText("50")
    hands.key(pay.amount, RETURN)
    assert pay.notice is not None
    pay.notice.links[0].click()
    hands.settle()
    assert hands.folio(stay).balance_minor == 10_000
    found = desk.app.ask(Vouchers(property_id=desk.hotel.property_id))
    assert (found.left_minor, found.vouchers[0].state) == (0, "spent")


def test_a_voucher_is_taken_back(at_desk: AtDesk, desk: Desk) -> None:
    """From the list, with a reason; what was left comes off the window."""
    stay = desk.check_in("101", 2)
    hands = at_desk()
    hands.show(stay)
    hands.charge("other", "1")
    hands.page.opening.taking.sell_voucher()
    sale = hands.page.panel
    assert isinstance(sale, VoucherPanel)
    sale.amount.setText("30")
    hands.key(sale.amount, RETURN)
    hands.page.opening.taking.vouchers()
    hands.settle()
    listed = hands.page.panel
    assert isinstance(listed, VoucherListPanel)
    found = desk.app.ask(Vouchers(property_id=desk.hotel.property_id))
    listed.choose(found.vouchers[0].voucher_id, found)
    hands.key(listed.reason, RETURN)
    assert hands.page.panel is listed
    listed.reason.setText("Not wanted")
    hands.key(listed.reason, RETURN)
    assert hands.folio(stay).balance_minor == 100


def test_a_wish_of_dollars(at_desk: AtDesk, desk: Desk, drawer: UUID) -> None:
    """What to ask for, what it is worth, what comes back, the difference of exchange: before it is taken."""
    del drawer
    house = {"property_id": desk.hotel.property_id}
    desk.do(SetExchangeRate, currency="USD", micro=920_000, from_day=desk.day(0), **house)
    desk.do(SetCashRounding, step_minor=5, **house)
    stay = desk.check_in("101", 2)
    hands = at_desk()
    hands.show(stay)
    hands.charge("other", "50.01")
    pay = hands.payment()
    pay.tiles.use("cash")
    pay.money.choose("USD")
    assert "54.36" in pay.change.text()
    pay.given.setText("60")
    pay.given.textEdited.emit("60")
    said = pay.change.text()
    assert "55.20" in said
    assert "5.15" in said
    assert "0.04" in said
    hands.key(pay.given, RETURN)
    assert hands.folio(stay).balance_minor == 0
    assert balances(desk)["6920"] == -4
    charge(desk, hands.folio(stay).folio_id, 1)
