"""What a bar asks for: the deposit beforehand, all that is open on the day of arrival and departure."""

from typing import Any
from uuid import UUID

from app.features.front_desk import CheckIn
from app.features.property import CloseDay
from app.features.rack import PaymentCode, Rack
from app.features.rack.rules.codes import Mark
from tests.support.desk import Desk


def owed(desk: Desk, stay_id: UUID) -> tuple[int, PaymentCode, bool]:
    """Amount, payment state and whether it is due now, of a stay's first bar."""
    bars = desk.app.ask(Rack()).bars
    bar = int(bars.bars_of(stay_id)[0])
    due = bool(bars.marks[bar] & Mark.DUE_NOW)
    return int(bars.balance[bar]), PaymentCode(int(bars.payment[bar])), due


def stay(desk: Desk, room: str, first: int, nights: int, **more: Any) -> UUID:
    """A booked stay at 90.00 a night."""
    request = desk.request(room, first, nights)
    desk.app.execute(desk.reserve(request, **more))
    return request.stay_id


def test_a_deposit_is_due_before_the_stay(desk: Desk) -> None:
    """What of it is paid is not asked again."""
    due = stay(desk, "101", 3, 2, guarantee="deposit", deposit_due_minor=5_000, deposit_paid_minor=2_000)
    paid = stay(desk, "102", 3, 2, guarantee="deposit", deposit_due_minor=5_000, deposit_paid_minor=5_000)
    unsure = stay(desk, "103", 3, 2)
    assert owed(desk, due) == (3_000, PaymentCode.DEPOSIT_DUE, False)
    assert owed(desk, paid) == (0, PaymentCode.DEPOSIT_PAID, False)
    assert owed(desk, unsure) == (0, PaymentCode.NOT_GUARANTEED, False)


def test_everything_open_is_due_on_arrival_and_on_departure(desk: Desk) -> None:
    """Between the two nobody is asked."""
    guest = stay(desk, "101", 0, 2, guarantee="card", deposit_paid_minor=4_000)
    assert owed(desk, guest) == (14_000, PaymentCode.BALANCE_DUE, True)
    desk.do(CheckIn, stay_id=guest)
    assert owed(desk, guest) == (0, PaymentCode.DEPOSIT_PAID, False)
    for day in range(2):
        desk.do(CloseDay, property_id=desk.hotel.property_id, expected=desk.day(day))
    assert owed(desk, guest) == (14_000, PaymentCode.BALANCE_DUE, True)


def test_who_is_not_asked_at_the_desk(desk: Desk) -> None:
    """A company pays its own; rooms that share a booking are not each asked for all of it."""
    firm = stay(desk, "101", 0, 2, guarantee="company")
    several = [desk.request("102", 0, 2), desk.request("103", 0, 2)]
    desk.app.execute(desk.reserve(*several, guarantee="card"))
    assert owed(desk, firm)[0] == 0
    assert [owed(desk, request.stay_id)[0] for request in several] == [0, 0]
