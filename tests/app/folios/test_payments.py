"""Payments and refunds: every way to pay, what it is posted to, and what is refused with which way on."""

from typing import Any
from uuid import UUID

import pytest

from app.features import folios, guests
from app.features.folios import PaymentView
from app.infra.undo import NeverUndone
from app.kernel.errors import InvalidInput, NotFound
from tests.support.bills import amounts, balances, charge, opened, window
from tests.support.desk import Desk


@pytest.fixture
def bill(money: Desk) -> UUID:
    """A folio that owes 100.00."""
    folio_id = opened(money, windows=2)
    charge(money, folio_id, 10_000)
    return folio_id


def pay(desk: Desk, folio_id: UUID, method: str, amount: int, **more: Any) -> UUID:
    """Take a payment; its id."""
    payment_id = desk.app.new_id()
    if method == "terminal":
        more.setdefault("reference", "0815")
    desk.do(
        folios.TakePayment, payment_id=payment_id, folio_id=folio_id, method=method, amount_minor=amount,
        **more,
    )  # fmt: skip
    return payment_id


def refuse(desk: Desk, folio_id: UUID, error: Any, method: str, amount: int, **more: Any) -> Any:
    """A payment that must be refused; the refusal."""
    return desk.refused(
        error, folios.TakePayment, payment_id=desk.app.new_id(), folio_id=folio_id, method=method,
        amount_minor=amount, **more,
    )  # fmt: skip


def refund(desk: Desk, payment_id: UUID, amount: int, **more: Any) -> dict[str, Any]:
    """Give back."""
    more.setdefault("reason", "complaint")
    return desk.do(
        folios.RefundPayment, refund_id=desk.app.new_id(), payment_id=payment_id, amount_minor=amount, **more
    ).result


def refuse_refund(desk: Desk, error: Any, payment_id: UUID, amount: int, **more: Any) -> Any:
    """A refund that must be refused; the refusal."""
    more.setdefault("reason", "complaint")
    return desk.refused(
        error, folios.RefundPayment, refund_id=desk.app.new_id(), payment_id=payment_id, amount_minor=amount,
        **more,
    )  # fmt: skip


def payments(desk: Desk, folio_id: UUID) -> tuple[PaymentView, ...]:
    """The payments of a folio."""
    return desk.app.ask(folios.Payments(folio_id=folio_id))


def open_drawer(desk: Desk, float_minor: int = 10_000) -> None:
    """A drawer at this workstation."""
    desk.do(
        folios.OpenCashier, session_id=desk.app.new_id(), property_id=desk.hotel.property_id,
        float_minor=float_minor,
    )  # fmt: skip


def rate(desk: Desk, currency: str, micro: int, day: int = 0) -> None:
    """An exchange rate from a day on."""
    desk.do(
        folios.SetExchangeRate, property_id=desk.hotel.property_id, currency=currency, micro=micro,
        from_day=desk.day(day),
    )  # fmt: skip


@pytest.mark.parametrize(("method", "account"), [("terminal", "1030"), ("bank_transfer", "1020")])
def test_plain_ways(money: Desk, bill: UUID, method: str, account: str) -> None:
    """The window owes less, the way's account has it; given back in parts it is as before."""
    payment_id = pay(money, bill, method, 10_000)
    assert window(money, bill).balance_minor == 0
    assert balances(money)[account] == 10_000
    refund(money, payment_id, 4_000)
    refund(money, payment_id, 6_000)
    assert window(money, bill).balance_minor == 10_000
    assert account not in balances(money)
    paid, *back = payments(money, bill)
    assert (paid.left_minor, [b.refund_of_id for b in back]) == (0, [payment_id, payment_id])


def test_several_payers(money: Desk, bill: UUID) -> None:
    """Each window has its own payer and way."""
    charge(money, bill, 5_000, number=2)
    pay(money, bill, "terminal", 10_000)
    pay(money, bill, "bank_transfer", 5_000, number=2)
    assert [window(money, bill, n).balance_minor for n in (1, 2)] == [0, 0]
    assert window(money, bill, 2).payments_minor in (5_000, -5_000)


def test_cash_needs_a_drawer(money: Desk, bill: UUID) -> None:
    """Without one it is refused, and the choice opens it; then it goes, with change."""
    refusal = refuse(money, bill, folios.NoDrawer, "cash", 10_000)
    (choice,) = refusal.choices
    money.app.execute(choice.command)
    pay(money, bill, "cash", 10_000, tendered_minor=20_000)
    (paid,) = payments(money, bill)
    assert (paid.change_minor, paid.tendered_minor) == (10_000, 20_000)
    assert paid.session_id == choice.command.session_id
    assert balances(money)["1010"] == 10_000


def test_cash_in_coins(money: Desk, bill: UUID) -> None:
    """Where small coins are gone the sum is rounded, the bill is not; a refund likewise."""
    money.do(folios.SetCashRounding, property_id=money.hotel.property_id, step_minor=5)
    open_drawer(money)
    charge(money, bill, 3)
    payment_id = pay(money, bill, "cash", 10_003, tendered_minor=20_000)
    (paid,) = payments(money, bill)
    assert paid.change_minor == 9_995
    assert window(money, bill).balance_minor == 0
    assert (balances(money)["1010"], balances(money)["6910"]) == (20_005, -2)
    assert refund(money, payment_id, 3)["paid_minor"] == 5
    assert refund(money, payment_id, 2)["paid_minor"] == 0
    assert (balances(money)["1010"], balances(money)["6910"]) == (20_000, -2 + 2 - 2)


def test_too_little_cash(money: Desk, bill: UUID) -> None:
    """Less than the amount is refused at the field."""
    open_drawer(money)
    assert refuse(money, bill, folios.TooLittleGiven, "cash", 10_000, tendered_minor=9_999).field


def test_foreign_cash(money: Desk, bill: UUID) -> None:
    """At the day's rate, change in the own money, the difference on its own account."""
    rate(money, "USD", 850_000)
    rate(money, "USD", 912_345, day=-1)
    rate(money, "USD", 999_999, day=1)
    open_drawer(money)
    refusal = refuse(
        money, bill, folios.TooLittleGiven, "cash", 10_000, tendered_minor=10_000, tendered_currency="USD"
    )
    assert "100.00 USD is worth 85.00 EUR. Ask for 117.65 USD." in refusal.sentence
    pay(money, bill, "cash", 10_000, tendered_minor=12_000, tendered_currency="USD")
    (paid,) = payments(money, bill)
    assert paid.change_minor == 200
    assert balances(money)["1010"] == 10_000 + 10_200 - 200


def test_a_difference_of_exchange(money: Desk, bill: UUID) -> None:
    """What the smallest coin cannot pay back is a gain of exchange; own notes go back at their value."""
    money.do(folios.SetCashRounding, property_id=money.hotel.property_id, step_minor=5)
    rate(money, "USD", 850_000)
    open_drawer(money)
    payment_id = pay(money, bill, "cash", 10_000, tendered_minor=11_768, tendered_currency="USD")
    assert balances(money)["6920"] == -3
    refund(money, payment_id, 10_000)
    assert balances(money)["1010"] == 10_000
    assert "6920" not in balances(money)
    assert window(money, bill).balance_minor == 10_000


@pytest.mark.parametrize("currency", ["USD", "XXX", "dollars"])
def test_an_unknown_currency(money: Desk, bill: UUID, currency: str) -> None:
    """Without a rate foreign money is not taken."""
    open_drawer(money)
    more = {"tendered_minor": 10_000, "tendered_currency": currency}
    refusal = refuse(money, bill, folios.UnknownCurrency, "cash", 10_000, **more)
    assert currency in refusal.sentence
    error = InvalidInput if len(currency) == 3 else folios.UnknownCurrency
    refuse(money, bill, error, "terminal", 10_000, reference="1", **more)


def test_a_refund_never_exceeds(money: Desk, bill: UUID) -> None:
    """A cent above what is left is refused, and the choice gives back the rest."""
    payment_id = pay(money, bill, "terminal", 5_000)
    refund(money, payment_id, 2_000)
    refusal = refuse_refund(money, folios.RefundTooHigh, payment_id, 3_001)
    assert "30.00 EUR" in refusal.sentence
    money.app.execute(refusal.choices[0].command)
    assert refuse_refund(money, folios.RefundTooHigh, payment_id, 1).choices == ()
    assert amounts(money, bill)[1:] == [-5_000, 2_000, 3_000]


def test_refunds_that_make_no_sense(money: Desk, bill: UUID) -> None:
    """Without a reason, of a refund, of nothing, to another card, on account without one."""
    payment_id = pay(money, bill, "terminal", 5_000)
    assert refuse_refund(money, InvalidInput, payment_id, 100, reason=" ").field == "reason"
    assert refuse_refund(money, InvalidInput, payment_id, 0).field == "amount_minor"
    for method in ("stripe", "city_ledger", "magic"):
        assert refuse_refund(money, InvalidInput, payment_id, 100, method=method).field == "method"
    refuse_refund(money, NotFound, money.app.new_id(), 100)
    refund(money, payment_id, 100)
    refuse_refund(money, NotFound, payments(money, bill)[1].payment_id, 100)


def test_another_way_back(money: Desk, bill: UUID) -> None:
    """A card payment may go back by bank transfer."""
    refund(money, pay(money, bill, "terminal", 5_000), 1_000, method="bank_transfer")
    assert (balances(money)["1030"], balances(money)["1020"]) == (5_000, -1_000)


def test_a_closed_day(money: Desk, bill: UUID) -> None:
    """A day that is not open is refused; the choice books it on the open one."""
    refusal = refuse(
        money, bill, folios.DayClosed, "terminal", 10_000, reference="1", business_date=money.day(-1)
    )
    money.app.execute(refusal.choices[0].command)
    assert window(money, bill).balance_minor == 0
    again = refuse_refund(
        money, folios.DayClosed, payments(money, bill)[0].payment_id, 100, business_date=money.day(3)
    )
    money.app.execute(again.choices[0].command)
    assert window(money, bill).balance_minor == 100


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_sums_that_are_none(money: Desk, bill: UUID, amount: int) -> None:
    """Nothing, less than nothing, more than a hotel takes."""
    assert refuse(money, bill, InvalidInput, "bank_transfer", amount).field == "amount_minor"


def test_a_slip_has_a_number(money: Desk, bill: UUID) -> None:
    """A terminal's payment without the slip's number is refused; a way that is none too."""
    assert refuse(money, bill, InvalidInput, "terminal", 100).field == "reference"
    assert refuse(money, bill, InvalidInput, "gold", 100).field == "method"
    assert refuse(money, bill, InvalidInput, "stripe", 100, provider_ref="x" * 121).field == "provider_ref"


def test_on_account(money: Desk, bill: UUID) -> None:
    """A company takes it up to its credit; the sum is on its account, and goes back there."""
    company_id = money.app.new_id()
    money.do(guests.AddCompany, company_id=company_id, code="ACME", name="Acme", kind="company")
    assert refuse(money, bill, InvalidInput, "city_ledger", 10_000).field == "company_id"
    refusal = refuse(money, bill, folios.CreditExceeded, "city_ledger", 10_000, company_id=company_id)
    assert "No credit" in refusal.sentence
    money.do(folios.SetCredit, property_id=money.hotel.property_id, company_id=company_id, limit_minor=8_000)
    refuse(money, bill, folios.CreditExceeded, "city_ledger", 8_001, company_id=company_id)
    payment_id = pay(money, bill, "city_ledger", 8_000, company_id=company_id)
    assert window(money, bill).balance_minor == 2_000
    assert balances(money)["1220"] == 8_000
    credit = folios.CreditOf(property_id=money.hotel.property_id, company_id=company_id)
    assert money.app.ask(credit).owed_minor == 8_000
    refuse(money, bill, folios.CreditExceeded, "city_ledger", 1, company_id=company_id)
    refund(money, payment_id, 3_000)
    assert money.app.ask(credit).owed_minor == 5_000
    assert "1290" not in balances(money)
    pay(money, bill, "city_ledger", 3_000, company_id=company_id)


def test_a_virtual_card(money: Desk) -> None:
    """From its date on, at most its balance; a refund gives the balance back."""
    stay_id = money.book("101", 0, 2)
    reservation_id = money.view(stay_id).reservation_id
    card_id, folio_id = money.app.new_id(), opened(money, reservation_id=reservation_id)
    charge(money, folio_id, 20_000)
    money.do(
        folios.RecordVirtualCard, card_id=card_id, reservation_id=reservation_id, limit_minor=18_000,
        currency="EUR", valid_from=money.day(1), channel="BDC", last_four="4242",
    )  # fmt: skip
    early = refuse(money, folio_id, folios.NotChargeable, "virtual_card", 18_000, virtual_card_id=card_id)
    assert "from 22 Nov 2026" in early.sentence
    money.close_day()
    refuse(money, folio_id, folios.NotChargeable, "virtual_card", 18_001, virtual_card_id=card_id)
    payment_id = pay(money, folio_id, "virtual_card", 18_000, virtual_card_id=card_id)
    (card,) = money.app.ask(folios.VirtualCards(reservation_id=reservation_id))
    assert card.left_minor == 0
    refuse(money, folio_id, folios.NotChargeable, "virtual_card", 1, virtual_card_id=card_id)
    refund(money, payment_id, 500)
    (card,) = money.app.ask(folios.VirtualCards(reservation_id=reservation_id))
    assert card.left_minor == 500
    refuse(money, folio_id, NotFound, "virtual_card", 1)


def test_a_payment_stands(money: Desk, bill: UUID) -> None:
    """Ctrl+Z does not take money back; the same command twice is one payment."""
    command = folios.TakePayment(
        id=money.app.new_id(), payment_id=money.app.new_id(), folio_id=bill, method="bank_transfer",
        amount_minor=1_000,
    )  # fmt: skip
    money.app.execute(command)
    assert money.app.execute(command).repeated
    assert window(money, bill).balance_minor == 9_000
    with pytest.raises(NeverUndone):
        money.app.undo(command.id)


def test_settings(money: Desk) -> None:
    """Rates and steps that cannot be are refused; those that can are told."""
    own = {"property_id": money.hotel.property_id, "from_day": money.day(0)}
    money.refused(InvalidInput, folios.SetExchangeRate, currency="EUR", micro=1, **own)
    money.refused(InvalidInput, folios.SetExchangeRate, currency="USD", micro=0, **own)
    money.refused(folios.UnknownCurrency, folios.SetExchangeRate, currency="usd", micro=1, **own)
    rate(money, "USD", 900_000)
    rate(money, "USD", 910_000)
    for step in (5, 10, 0):
        money.do(folios.SetCashRounding, property_id=money.hotel.property_id, step_minor=step)
        terms = money.app.ask(folios.CashTerms(property_id=money.hotel.property_id))
        assert terms.step_minor == (step or 1)
    assert [(r.currency, r.micro) for r in terms.rates] == [("USD", 910_000)]
