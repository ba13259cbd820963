"""Vouchers: sold without tax, redeemed up to the balance, given back on, taken back; every refusal."""

from typing import Any
from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import VoucherRefused, VouchersView, VoucherTooLow
from app.features.folios.rules.vouchers import new_code, plain_code, shown_code
from app.kernel.clock import derived_id
from app.kernel.errors import InvalidInput
from tests.support.bills import balances, charge, faults, opened, plant, window
from tests.support.desk import Desk


@pytest.fixture
def bill(money: Desk) -> UUID:
    """A folio that owes 100.00."""
    folio_id = opened(money, windows=2)
    charge(money, folio_id, 10_000)
    return folio_id


def sell(desk: Desk, folio_id: UUID, minor: int = 8_000, **more: Any) -> str:
    """Sell a voucher; its code."""
    done = desk.do(
        folios.SellVoucher, voucher_id=desk.app.new_id(), folio_id=folio_id, amount_minor=minor, **more
    )
    return str(done.result["code"])


def redeem(desk: Desk, folio_id: UUID, code: str, minor: int) -> dict[str, Any]:
    """What a payment by voucher is made of."""
    return {
        "payment_id": desk.app.new_id(), "folio_id": folio_id, "method": "voucher", "amount_minor": minor,
        "reference": code,
    }  # fmt: skip


def seen(desk: Desk) -> VouchersView:
    """The vouchers of the house; what is left on them is what their account says."""
    found = desk.app.ask(folios.Vouchers(property_id=desk.hotel.property_id))
    assert found.left_minor == found.ledger_minor
    return found


def test_sold_and_redeemed(money: Desk, bill: UUID) -> None:
    """It stands on the bill without tax, owes the guest its value, and pays in parts however it is typed."""
    code = sell(money, bill, name="Ana Brandt", valid_until=money.day(100))
    assert window(money, bill).balance_minor == 18_000
    assert [v.minor for v in window(money, bill).vat] == [1_870]
    assert balances(money)["2320"] == -8_000
    money.do(folios.TakePayment, **redeem(money, bill, code.lower().replace("-", " "), 5_000))
    (voucher,) = seen(money).vouchers
    assert (voucher.code, voucher.balance_minor, voucher.state, voucher.name) == (
        code, 3_000, "open", "Ana Brandt",
    )  # fmt: skip
    money.do(folios.TakePayment, **redeem(money, bill, code, 3_000))
    assert (seen(money).vouchers[0].state, window(money, bill).balance_minor) == ("spent", 10_000)
    assert "2320" not in balances(money)
    assert faults(money) == []


def test_what_a_voucher_cannot_pay(money: Desk, bill: UUID) -> None:
    """More than it holds (what it holds is offered), an unknown one, one that is over, an empty one."""
    code = sell(money, bill, 3_000, valid_until=money.day(1))
    refusal = money.refused(VoucherTooLow, folios.TakePayment, **redeem(money, bill, code, 3_001))
    money.app.execute(refusal.choices[0].command)
    money.refused(VoucherRefused, folios.TakePayment, **redeem(money, bill, code, 1))
    unknown = money.refused(VoucherRefused, folios.TakePayment, **redeem(money, bill, "K7M2-9QXR", 1))
    assert "K7M2-9QXR" in unknown.sentence
    other = sell(money, bill, 3_000, valid_until=money.day(1))
    money.close_day(2)
    over = money.refused(VoucherRefused, folios.TakePayment, **redeem(money, bill, other, 1))
    assert "valid until 22 Nov 2026" in over.sentence
    assert seen(money).vouchers[0].state == "over"
    asked = folios.VoucherOf(property_id=money.hotel.property_id, code=other.lower())
    found = money.app.ask(asked)
    assert found is not None
    assert found.balance_minor == 3_000


def test_a_refund_goes_back_on_it(money: Desk, bill: UUID) -> None:
    """As it was paid: on the voucher; another payment is not given back as one."""
    code = sell(money, bill)
    paid = redeem(money, bill, code, 6_000)
    money.do(folios.TakePayment, **paid)
    back = {"refund_id": money.app.new_id(), "amount_minor": 2_000, "reason": "left early"}
    money.do(folios.RefundPayment, payment_id=paid["payment_id"], **back)
    assert seen(money).vouchers[0].balance_minor == 4_000
    transfer = redeem(money, bill, "", 500) | {"method": "bank_transfer"}
    money.do(folios.TakePayment, **transfer)
    back["refund_id"] = money.app.new_id()
    back["amount_minor"] = 1
    money.refused(
        InvalidInput, folios.RefundPayment, payment_id=transfer["payment_id"], method="voucher", **back
    )
    assert faults(money) == []


def test_taken_back(money: Desk, bill: UUID) -> None:
    """With a reason, what is left comes off a window, once; the line itself is not reversed or rebated."""
    sell(money, bill)
    (voucher,) = seen(money).vouchers
    line = window(money, bill).lines[-1].posting_id
    refusal = money.refused(folios.VoucherSold, folios.ReversePosting, posting_id=line, reason="x")
    money.refused(folios.VoucherSold, folios.Rebate, posting_id=line, reason="x", amount_minor=1)
    own = {"voucher_id": voucher.voucher_id, "folio_id": bill, "number": 2}
    money.refused(InvalidInput, folios.WithdrawVoucher, reason=" ", **own)
    money.app.execute(refusal.choices[0].command)
    assert window(money, bill).balance_minor == 10_000
    assert seen(money).vouchers[0].state == "withdrawn"
    money.refused(VoucherRefused, folios.WithdrawVoucher, reason="again", **own)
    assert "2320" not in balances(money)


def test_what_is_not_sold(money: Desk, bill: UUID) -> None:
    """Nothing for nothing, no code twice, none that is a number, none that is over already."""
    sell(money, bill, code="Gift 1")
    own = {"voucher_id": money.app.new_id(), "folio_id": bill}
    for more in (
        {"amount_minor": 0}, {"amount_minor": 1, "code": "GIFT-1"}, {"amount_minor": 1, "code": "4711"},
        {"amount_minor": 1, "valid_until": money.day(-1)},
    ):  # fmt: skip
        money.refused(InvalidInput, folios.SellVoucher, **own, **more)


def test_a_voucher_with_a_wrong_balance_is_found(money: Desk, bill: UUID) -> None:
    """Control: `keyrack check` names it."""
    code = sell(money, bill)
    plant(money, "UPDATE voucher SET balance_minor = balance_minor - 1")
    assert faults(money) == [f"Voucher {code} is not worth what is left of it."]
    plant(money, "UPDATE voucher SET balance_minor = balance_minor + 1")


def test_codes() -> None:
    """Worked out from the id, of letters that nobody mistakes, beginning with a letter; typed in any way."""
    codes = {new_code(derived_id("voucher", n)) for n in range(2_000)}
    assert len(codes) == 2_000
    assert all(code[0].isalpha() and not set(code) & set("01OIL") for code in codes)
    assert plain_code(" k7m2–9qxr ") == "K7M29QXR"
    assert shown_code("K7M29QXR4T") == "K7M2-9QXR-4T"
