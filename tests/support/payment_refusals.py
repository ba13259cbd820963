"""Refusals of payments, deposits and the cashier that offer choices, as a small story each."""

from typing import Any
from uuid import UUID

from app.features.folios import (
    ApplyDeposit,
    CloseCashier,
    CountCashier,
    DayClosed,
    NoDeposit,
    NoDrawer,
    OpenCashier,
    RefundPayment,
    RefundTooHigh,
    ReversePosting,
    SellVoucher,
    SetUpLedgers,
    TakeDeposit,
    TakePayment,
    Variance,
    VoucherSold,
    VoucherTooLow,
)
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.bills import opened, window
from tests.support.desk import Desk

Told = tuple[type[AppError], Command]


def take_cash_without_a_drawer(desk: Desk) -> Told:
    """No drawer is open at the workstation."""
    return NoDrawer, _payment(desk, _bill(desk), method="cash")


def pay_on_a_closed_day(desk: Desk) -> Told:
    """The desk believes that another day is open."""
    return DayClosed, _payment(desk, _bill(desk), business_date=desk.day(-1))


def give_back_too_much(desk: Desk) -> Told:
    """Less is left of the payment."""
    payment = _payment(desk, _bill(desk))
    desk.app.execute(payment)
    return RefundTooHigh, RefundPayment(
        id=desk.app.new_id(), refund_id=desk.app.new_id(), payment_id=payment.payment_id, amount_minor=501,
        reason="noise",
    )  # fmt: skip


def close_a_drawer_that_differs(desk: Desk) -> Told:
    """Five euro are missing and nobody says why."""
    session_id = desk.app.new_id()
    _ledgers(desk)
    desk.do(
        OpenCashier, session_id=session_id, property_id=desk.hotel.property_id, float_minor=500,
    )  # fmt: skip
    desk.do(CountCashier, session_id=session_id)
    return Variance, CloseCashier(id=desk.app.new_id(), session_id=session_id)


def apply_more_than_is_held(desk: Desk) -> Told:
    """The deposit was smaller."""
    _ledgers(desk)
    reservation_id = desk.view(desk.book("101")).reservation_id
    desk.do(
        TakeDeposit, payment_id=desk.app.new_id(), folio_id=desk.app.new_id(), method="bank_transfer",
        amount_minor=500, reservation_id=reservation_id,
    )  # fmt: skip
    bill = opened(desk, reservation_id=reservation_id)
    return NoDeposit, ApplyDeposit(id=desk.app.new_id(), folio_id=bill, amount_minor=501)


def take_more_than_a_voucher_holds(desk: Desk) -> Told:
    """The voucher was for less."""
    bill = _bill(desk)
    sold = _sold(desk, bill)
    return VoucherTooLow, _payment(desk, bill, method="voucher", reference=sold)


def reverse_a_sold_voucher(desk: Desk) -> Told:
    """The guest does not want it after all."""
    bill = _bill(desk)
    _sold(desk, bill)
    line = window(desk, bill).lines[0].posting_id
    return VoucherSold, ReversePosting(id=desk.app.new_id(), posting_id=line, reason="Not wanted")


def _sold(desk: Desk, bill: UUID) -> str:
    """A voucher of 3.00; its code."""
    done = desk.do(SellVoucher, voucher_id=desk.app.new_id(), folio_id=bill, amount_minor=300)
    return str(done.result["code"])


def _ledgers(desk: Desk) -> None:
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")


def _bill(desk: Desk) -> UUID:
    _ledgers(desk)
    return opened(desk)


def _payment(desk: Desk, folio_id: UUID, **more: Any) -> TakePayment:
    more.setdefault("method", "bank_transfer")
    return TakePayment(
        id=desk.app.new_id(), payment_id=desk.app.new_id(), folio_id=folio_id, amount_minor=500, **more
    )


PAYMENT_STORIES = (
    take_cash_without_a_drawer, pay_on_a_closed_day, give_back_too_much, close_a_drawer_that_differs,
    apply_more_than_is_held, take_more_than_a_voucher_holds, reverse_a_sold_voucher,
)  # fmt: skip
