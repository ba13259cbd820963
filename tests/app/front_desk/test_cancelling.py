"""Cancelling by the policy as sold: what it costs when, what is posted, waived, brought back, undone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from app.features.folios import FolioOf, SetUpLedgers
from app.features.front_desk import (
    ArriveLate,
    CancellationFee,
    CancelWithFee,
    EndingsOf,
    FeeChanged,
    FeeLine,
    MarkNoShow,
    NoAccounts,
    NotExpected,
    Reinstate,
)
from app.features.rates import AddRatePlan
from app.features.reservations import WrongState
from app.kernel.errors import InvalidInput, NotPermitted
from tests.support.desk import Desk

# The whole price is asked from the local midnight two days before the arrival on.
ALL: Final = {"free_until_days": 2, "fee": "all"}
FIRST: Final = {"free_until_days": 5, "fee": "first_night"}
PRICES: Final = (8_000, 9_500, 12_000)


@pytest.fixture
def bills(desk: Desk) -> Desk:
    """The desk in a hotel that keeps books."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return desk


def owed(desk: Desk, stay_id: UUID) -> int:
    """What a stay's folio says is owed."""
    folio = desk.app.ask(FolioOf(stay_id=stay_id))
    return sum(window.balance_minor for window in folio.windows) if folio is not None else 0


def book(desk: Desk, policy: dict[str, Any], first: int = 1, room: str = "101") -> UUID:
    """Three nights at their own prices."""
    return desk.book(room, first, 3, prices=PRICES, cancellation_policy=policy)


def fee(desk: Desk, *stays: UUID, at: datetime | None = None) -> int:
    """What the desk is shown."""
    return desk.app.ask(CancellationFee(stay_ids=stays, at=at or desk.app.clock.now())).total_minor


def test_the_fee_is_shown_and_posted(bills: Desk) -> None:
    """Nights at their own prices; another fee than shown is refused; the room is free, the fee is owed."""
    stay_id, other = book(bills, ALL), book(bills, FIRST, room="102")
    shown = bills.app.ask(CancellationFee(stay_ids=(stay_id, other), at=bills.app.clock.now()))
    assert (shown.total_minor, shown.currency) == (29_500 + 8_000, "EUR")
    lines = {stay.stay_id: stay.lines for stay in shown.stays}
    assert [line.minor for line in lines[stay_id]] == list(PRICES)
    assert lines[other] == (FeeLine(bills.day(1), 8_000),)
    refusal = bills.refused(FeeChanged, CancelWithFee, stay_ids=(stay_id,), expected_minor=8_000)
    assert "295.00" in refusal.sentence
    done = bills.do(CancelWithFee, stay_ids=(stay_id, other), reason="Ill", expected_minor=37_500)
    assert done.result["fee_minor"] == 37_500
    assert (owed(bills, stay_id), owed(bills, other)) == (29_500, 8_000)
    assert (bills.view(stay_id).status, bills.held(stay_id)) == ("cancelled", set())
    assert "Ill" in bills.view(stay_id).internal_note
    bills.refused(WrongState, CancelWithFee, stay_ids=(stay_id,))


def test_a_fee_turns_at_the_local_midnight(bills: Desk) -> None:
    """In Lisbon: a second before the midnight that begins the second last day it is free."""
    stay_id = book(bills, ALL, first=5)
    midnight = datetime.combine(bills.day(4), datetime.min.time(), UTC)
    assert fee(bills, stay_id, at=midnight - timedelta(seconds=1)) == 0
    assert fee(bills, stay_id, at=midnight) == 29_500


def test_a_fee_is_left_out_with_a_reason(bills: Desk) -> None:
    """By who may, saying why; nothing is owed, and it is written down."""
    stay_id = book(bills, ALL)
    bills.refused(InvalidInput, CancelWithFee, stay_ids=(stay_id,), waive=True)
    bills.refused(InvalidInput, CancelWithFee, stay_ids=(stay_id,), reason="x" * 201)
    clerk = bills.app.as_actor(replace(bills.app.actor, permissions=frozenset({"front_desk.cancel"})))
    command = CancelWithFee(id=bills.app.new_id(), stay_ids=(stay_id,), waive=True, waive_reason="Storm")
    with pytest.raises(NotPermitted):
        clerk.execute(command)
    bills.app.execute(command)
    (ending,) = bills.app.ask(EndingsOf(stay_id=stay_id))
    assert (ending.fee_minor, ending.waived_minor, ending.waive_reason) == (0, 29_500, "Storm")
    assert owed(bills, stay_id) == 0
    before = bills.digest()
    bills.app.undo(command.id)
    assert bills.view(stay_id).status == "confirmed"
    assert bills.digest() != before


def test_a_hotel_without_books_cancels_without_a_fee(desk: Desk) -> None:
    """The fee cannot be charged; cancelling stays possible."""
    stay_id = book(desk, ALL)
    (choice,) = desk.refused(NoAccounts, CancelWithFee, stay_ids=(stay_id,)).choices
    desk.app.execute(choice.command)
    assert desk.view(stay_id).status == "cancelled"
    late = book(desk, ALL, first=0, room="102")
    (choice,) = desk.refused(NoAccounts, MarkNoShow, stay_id=late, charge=True).choices
    desk.app.execute(choice.command)
    assert desk.view(late).status == "no_show"


def test_undo_and_redo_of_a_fee_are_postings(bills: Desk) -> None:
    """Ctrl+Z brings the stay back and reverses the fee; again it is cancelled, with the fee of its time."""
    stay_id = book(bills, ALL)
    command = CancelWithFee(id=bills.app.new_id(), stay_ids=(stay_id,))
    bills.app.execute(command)
    postings = len(bills.rows()["posting"])
    undone = bills.app.new_id()
    bills.app.undo(command.id, undone)
    assert (bills.view(stay_id).status, owed(bills, stay_id)) == ("confirmed", 0)
    assert bills.held(stay_id)
    assert len(bills.rows()["posting"]) == 2 * postings
    bills.clock().forward(days=1)
    bills.app.undo(undone)
    assert (bills.view(stay_id).status, owed(bills, stay_id)) == ("cancelled", 29_500)


def test_a_cancelled_stay_comes_back(bills: Desk) -> None:
    """Into its room, or into the lane when that is sold; the fee is reversed, or kept."""
    first, second = book(bills, ALL), book(bills, ALL, room="102")
    bills.do(CancelWithFee, stay_ids=(first, second))
    bills.book("102", 2, 1, name="Okonkwo")
    command = Reinstate(id=bills.app.new_id(), stay_id=first)
    assert bills.app.execute(command).result["has_room"] is True
    assert (bills.view(first).status, owed(bills, first)) == ("confirmed", 0)
    assert bills.do(Reinstate, stay_id=second, keep_fee=True).result["has_room"] is False
    assert {room for _, room, _ in bills.nights(second)} == {""}
    assert (owed(bills, second), bills.waiting(second)) == (29_500, 0)
    bills.refused(WrongState, Reinstate, stay_id=first)
    bills.app.undo(command.id)
    assert (bills.view(first).status, owed(bills, first)) == ("cancelled", 29_500)
    bills.close_day(5)
    bills.refused(WrongState, Reinstate, stay_id=first)


def test_a_no_show_who_comes_late(bills: Desk) -> None:
    """The fee of the policy is asked; he comes in the night after all, and it is reversed."""
    stay_id = book(bills, FIRST, first=0)
    command = MarkNoShow(id=bills.app.new_id(), stay_id=stay_id, charge=True)
    assert bills.app.execute(command).result["fee_minor"] == 8_000
    assert (bills.view(stay_id).status, owed(bills, stay_id)) == ("no_show", 8_000)
    bills.app.undo(command.id)
    assert (bills.view(stay_id).status, owed(bills, stay_id)) == ("confirmed", 0)
    bills.do(MarkNoShow, stay_id=stay_id, charge=True)
    bills.close_day()
    bills.do(ArriveLate, stay_id=stay_id)
    assert (bills.view(stay_id).status, owed(bills, stay_id)) == ("checked_in", 0)


def test_a_policy_is_a_snapshot(bills: Desk) -> None:
    """A booking by plan keeps the plan's policy, also where its prices were agreed at the desk."""
    bills.do(
        AddRatePlan, plan_id=bills.app.new_id(), property_id=bills.hotel.property_id, code="FLEX",
        name="Flexible", policy=FIRST,
    )  # fmt: skip
    stay_id = bills.book("101", 1, 3, prices=PRICES, rate_code="FLEX")
    assert fee(bills, stay_id) == 8_000


def test_several_who_did_not_come(bills: Desk) -> None:
    """Each is asked what his own policy asks, on his own folio; all come back with one undo, or none goes."""
    all_, first = book(bills, ALL, first=0), book(bills, FIRST, first=0, room="102")
    free, later = book(bills, {"fee": "none"}, first=0, room="103"), book(bills, ALL, first=2, room="104")
    bills.refused(NotExpected, MarkNoShow, stay_id=all_, also=(first, later), charge=True)
    bills.refused(InvalidInput, MarkNoShow, stay_id=all_, also=(all_,), charge=True)
    command = MarkNoShow(id=bills.app.new_id(), stay_id=all_, also=(first, free), charge=True)
    assert bills.app.execute(command).result["fee_minor"] == 29_500 + 8_000
    assert [owed(bills, stay_id) for stay_id in (all_, first, free)] == [29_500, 8_000, 0]
    assert {bills.view(stay_id).status for stay_id in (all_, first, free)} == {"no_show"}
    undone = bills.app.new_id()
    bills.app.undo(command.id, undone)
    assert [owed(bills, stay_id) for stay_id in (all_, first, free)] == [0, 0, 0]
    assert {bills.view(stay_id).status for stay_id in (all_, first, free)} == {"confirmed"}
    bills.app.undo(undone)
    assert [owed(bills, stay_id) for stay_id in (all_, first, free)] == [29_500, 8_000, 0]
