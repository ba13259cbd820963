"""Deposits: what is due when, taking them before arrival, applying them to the bills of the stays."""

from typing import Any
from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import DepositPart, DepositsView
from app.kernel.errors import InvalidInput
from tests.support.bills import balances, charge, opened, window
from tests.support.desk import Desk


@pytest.fixture
def booking(money: Desk) -> tuple[UUID, list[UUID]]:
    """A booking of two rooms, 90.00 and 140.00 a night, for two nights in ten days; its id and stays."""
    command = money.reserve(money.request("101", 10, 2), money.request("201", 10, 2))
    money.app.execute(command)
    return command.reservation_id, [room.stay_id for room in command.rooms]


def deposits(desk: Desk, reservation_id: UUID, stay_id: UUID | None = None) -> DepositsView:
    """The deposits as screens see them."""
    return desk.app.ask(folios.Deposits(reservation_id=reservation_id, stay_id=stay_id))


def take(desk: Desk, reservation_id: UUID, amount: int, **more: Any) -> UUID:
    """Take a deposit by transfer; the payment's id."""
    payment_id = desk.app.new_id()
    desk.do(
        folios.TakeDeposit, payment_id=payment_id, folio_id=desk.app.new_id(), method="bank_transfer",
        amount_minor=amount, reservation_id=reservation_id, **more,
    )  # fmt: skip
    return payment_id


def schedule(desk: Desk, reservation_id: UUID, *parts: DepositPart) -> list[tuple[int, int]]:
    """Say what is due; day and amount of each part."""
    ids = tuple(desk.app.new_id() for _ in parts)
    desk.do(folios.ScheduleDeposits, reservation_id=reservation_id, parts=parts, due_ids=ids)
    due = deposits(desk, reservation_id).due
    return [((d.due_on - desk.day(0)).days, d.amount_minor) for d in due]


def test_what_is_due(money: Desk, booking: tuple[UUID, list[UUID]]) -> None:
    """Parts of the price as sold, by day; said again they take the place of the first."""
    reservation_id, _ = booking
    parts = DepositPart(bp=3_000), DepositPart(bp=5_000, before_arrival=3)
    assert schedule(money, reservation_id, *parts) == [(0, 13_800), (7, 23_000)]
    assert schedule(money, reservation_id, DepositPart(minor=5_000)) == [(0, 5_000)]
    assert schedule(money, reservation_id) == []
    money.refused(
        InvalidInput, folios.ScheduleDeposits, reservation_id=reservation_id,
        parts=(DepositPart(bp=9_000), DepositPart(minor=9_000)), due_ids=(money.app.new_id(),) * 2,
    )  # fmt: skip


def test_paying_what_is_due(money: Desk, booking: tuple[UUID, list[UUID]]) -> None:
    """Parts are settled in order; the booking knows what is paid; a refund opens the part again."""
    reservation_id, stays = booking
    schedule(money, reservation_id, DepositPart(bp=3_000), DepositPart(bp=5_000, before_arrival=3))
    take(money, reservation_id, 13_800)
    second = take(money, reservation_id, 23_000)
    assert balances(money) == {"1020": 36_800, "2310": -36_800}
    now = deposits(money, reservation_id)
    assert ([d.settled for d in now.due], now.paid_minor, now.held_minor) == ([True, True], 36_800, 36_800)
    assert money.view(stays[0]).deposit_paid_minor == 36_800
    money.do(
        folios.RefundPayment, refund_id=money.app.new_id(), payment_id=second, amount_minor=1, reason="gift"
    )
    assert [d.settled for d in deposits(money, reservation_id).due] == [True, False]
    assert money.view(stays[0]).deposit_paid_minor == 36_799


def test_applying_by_share(money: Desk, booking: tuple[UUID, list[UUID]]) -> None:
    """Each stay gets the share of its price; nothing is lost, nothing is applied twice."""
    reservation_id, (first, second) = booking
    take(money, reservation_id, 10_001)
    shares = [deposits(money, reservation_id, stay_id).share_minor for stay_id in (first, second)]
    assert sum(shares) == 10_001
    bills = [opened(money, stay_id=s, reservation_id=reservation_id) for s in (first, second)]
    for bill in bills:
        charge(money, bill, 18_000)
        money.do(folios.ApplyDeposit, folio_id=bill)
    assert [18_000 - window(money, bill).balance_minor for bill in bills] == shares
    assert "2310" not in balances(money)
    assert deposits(money, reservation_id).held_minor == 0
    money.refused(folios.NoDeposit, folios.ApplyDeposit, folio_id=bills[0])


def test_more_than_is_held(money: Desk, booking: tuple[UUID, list[UUID]]) -> None:
    """The refusal offers what is held; a folio without a booking has no deposit."""
    reservation_id, (first, _) = booking
    bill = opened(money, stay_id=first, reservation_id=reservation_id)
    money.refused(folios.NoDeposit, folios.ApplyDeposit, folio_id=bill, amount_minor=1)
    take(money, reservation_id, 5_000)
    refusal = money.refused(folios.NoDeposit, folios.ApplyDeposit, folio_id=bill, amount_minor=5_001)
    money.app.execute(refusal.choices[0].command)
    assert window(money, bill).balance_minor == -5_000
    money.refused(folios.NoDeposit, folios.ApplyDeposit, folio_id=opened(money))


def test_giving_back_after_it_was_applied(money: Desk, booking: tuple[UUID, list[UUID]]) -> None:
    """From the deposit folio only what is held; the rest from the stay's folio, within the payment."""
    reservation_id, (first, _) = booking
    payment_id = take(money, reservation_id, 5_000)
    bill = opened(money, stay_id=first, reservation_id=reservation_id)
    money.do(folios.ApplyDeposit, folio_id=bill, amount_minor=4_000)
    more = {"payment_id": payment_id, "reason": "left early"}
    new_id = money.app.new_id
    money.refused(folios.RefundTooHigh, folios.RefundPayment, refund_id=new_id(), amount_minor=2_000, **more)
    money.do(folios.RefundPayment, refund_id=new_id(), amount_minor=1_000, **more)
    money.do(folios.RefundPayment, refund_id=new_id(), amount_minor=4_000, folio_id=bill, **more)
    assert window(money, bill).balance_minor == 0
    assert balances(money) == {}
    money.refused(
        folios.RefundTooHigh, folios.RefundPayment, refund_id=new_id(), amount_minor=1, folio_id=bill, **more
    )


def test_a_first_deposit_on_a_closed_day(money: Desk, booking: tuple[UUID, list[UUID]]) -> None:
    """The folio was not opened; the choice takes it as a deposit on the open day."""
    reservation_id, _ = booking
    refusal = money.refused(
        folios.DayClosed, folios.TakeDeposit, payment_id=money.app.new_id(), folio_id=money.app.new_id(),
        method="bank_transfer", amount_minor=500, reservation_id=reservation_id, business_date=money.day(-1),
    )  # fmt: skip
    money.app.execute(refusal.choices[0].command)
    assert deposits(money, reservation_id).held_minor == 500
