"""What a rate plan wants paid when booking is a scheduled deposit from the first moment on."""

from typing import Any

from app.features.folios import DepositPart, Deposits, DepositsView, ScheduleDeposits, TakeDeposit
from app.features.reservations import ChangeReservation, Reserve
from tests.app.rates.house import Rates
from tests.support.desk import Desk


def booked(desk: Desk, plan: str, room: str = "101", **more: Any) -> Reserve:
    """Two nights of a plan, sold."""
    command = desk.reserve(desk.request(room, 3, 2, rate_code=plan), **more)
    desk.app.execute(command)
    return command


def deposits(desk: Desk, command: Reserve) -> DepositsView:
    """The deposits of a booking."""
    return desk.app.ask(Deposits(reservation_id=command.reservation_id))


def test_the_plans_prepayment_is_scheduled(money: Desk) -> None:
    """Due on the day of booking; paying settles it; taking the booking back takes it back too."""
    rates = Rates(money, {})
    rates.plan("NRF", prepayment_bp=5_000)
    rates.plan("BAR")
    for code in ("NRF", "BAR"):
        rates.prices(code, 12_000)
    prepaid = booked(money, "NRF")
    (due,) = deposits(money, prepaid).due
    assert (due.due_on, due.amount_minor, due.settled) == (money.day(0), 12_000, False)
    assert deposits(money, booked(money, "BAR", room="102")).due == ()
    money.do(
        TakeDeposit, payment_id=money.app.new_id(), folio_id=money.app.new_id(), method="bank_transfer",
        amount_minor=12_000, reservation_id=prepaid.reservation_id,
    )  # fmt: skip
    assert [part.settled for part in deposits(money, prepaid).due] == [True]


def test_it_goes_with_its_booking(money: Desk) -> None:
    """Undone and done again, the same part is due; a booking that says its own terms schedules nothing."""
    rates = Rates(money, {})
    rates.plan("NRF", prepayment_bp=10_000)
    rates.prices("NRF", 12_000)
    command = booked(money, "NRF")
    first = deposits(money, command).due
    taken_back = money.app.new_id()
    money.app.undo(command.id, taken_back)
    assert "deposit_due" not in {name for name, rows in money.rows().items() if rows}
    money.app.undo(taken_back)
    assert deposits(money, command).due == first
    assert deposits(money, booked(money, "NRF", "102", guarantee="card")).due == ()


def test_it_follows_what_the_booking_asks_for(money: Desk) -> None:
    """Another deposit is another part, none is none; parts that the desk made stand."""
    rates = Rates(money, {})
    rates.plan("NRF", prepayment_bp=5_000)
    rates.prices("NRF", 12_000)
    command = booked(money, "NRF")
    known = {"reservation_id": command.reservation_id}
    money.do(
        TakeDeposit, payment_id=money.app.new_id(), folio_id=money.app.new_id(), method="bank_transfer",
        amount_minor=9_000, **known,
    )  # fmt: skip
    less = ChangeReservation(
        id=money.app.new_id(), deposit_due_minor=9_000, reservation_id=command.reservation_id
    )
    money.app.execute(less)
    (due,) = deposits(money, command).due
    assert (due.due_on, due.amount_minor, due.settled) == (money.day(0), 9_000, True)
    money.app.undo(less.id)
    (due,) = deposits(money, command).due
    assert (due.amount_minor, due.settled) == (12_000, False)
    money.do(ChangeReservation, guarantee="card", **known)
    assert deposits(money, command).due == ()
    money.do(ChangeReservation, guarantee="deposit", **known)
    assert [part.amount_minor for part in deposits(money, command).due] == [12_000]
    money.do(ScheduleDeposits, due_ids=(money.app.new_id(),), parts=(DepositPart(bp=2_500),), **known)
    by_hand = deposits(money, command).due
    money.do(ChangeReservation, deposit_due_minor=7_000, **known)
    assert deposits(money, command).due == by_hand
