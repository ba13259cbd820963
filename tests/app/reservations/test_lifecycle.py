"""Confirm, change, cancel, deposit, groups, locks: what is said about a booking, and its state."""

from datetime import time

from app.features.reservations import (
    CancelReservation,
    CancelStay,
    ChangeReservation,
    ConfirmReservation,
    CreateGroup,
    LockStay,
    RecordDeposit,
    UnlockStay,
    WrongState,
)
from app.features.reservations.commands.lifecycle import GroupCodeTaken
from app.features.reservations.rules import Status
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk
from tests.support.houses import OPENED


def test_tentative_becomes_firm(desk: Desk) -> None:
    """Once; a firm booking is not made firm again. Both hold the room."""
    stay_id = desk.book("101", status=Status.TENTATIVE)
    reservation_id = desk.view(stay_id).reservation_id
    held = desk.held(stay_id)
    desk.do(ConfirmReservation, reservation_id=reservation_id)
    assert desk.view(stay_id).status == "confirmed"
    assert desk.held(stay_id) == held
    desk.refused(WrongState, ConfirmReservation, reservation_id=reservation_id)


def test_cancelled_stays_let_go(desk: Desk) -> None:
    """One room, then the rest: the booking's state follows, the day of the cancellation is kept."""
    command = desk.reserve(desk.request("101"), desk.request("102"))
    desk.app.execute(command)
    first, second = (room.stay_id for room in command.rooms)
    desk.do(CancelStay, stay_id=first, reason="Ill")
    assert [r["status"] for r in desk.rows()["reservation"]] == ["confirmed"]
    assert desk.held(first) == set()
    desk.refused(WrongState, CancelStay, stay_id=first)
    desk.do(CancelReservation, reservation_id=command.reservation_id, reason="All ill")
    row = desk.rows()["reservation"][0]
    assert (row["status"], row["cancelled_on"], row["internal_note"]) == ("cancelled", OPENED, "Ill\nAll ill")
    assert desk.view(second).status == "cancelled"
    desk.refused(WrongState, CancelReservation, reservation_id=command.reservation_id)
    desk.refused(NotFound, CancelStay, stay_id=desk.app.new_id())
    desk.book("101")


def test_an_undone_cancellation_lives_again(desk: Desk) -> None:
    """Undo of one of two cancellations: the booking's state follows its stays."""
    command = desk.reserve(desk.request("101"), desk.request("102"))
    desk.app.execute(command)
    first, second = (room.stay_id for room in command.rooms)
    cancel = CancelStay(id=desk.app.new_id(), stay_id=first)
    desk.app.execute(cancel)
    desk.do(CancelStay, stay_id=second)
    desk.app.undo(cancel.id)
    row = desk.rows()["reservation"][0]
    assert (row["status"], row["cancelled_on"]) == ("confirmed", None)


def test_only_what_is_given_changes(desk: Desk) -> None:
    """None leaves a field as it is; an empty text empties it."""
    stay_id = desk.book(
        "101", guest_note="Late.", internal_note="Card", tags=("cot",), arrival_time=time(15, 30)
    )
    reservation_id = desk.view(stay_id).reservation_id
    desk.do(ChangeReservation, reservation_id=reservation_id, guest_note="", guarantee="card", meal="BB")
    view = desk.view(stay_id)
    assert (view.guest_note, view.internal_note, view.tags, view.guarantee) == ("", "Card", ("cot",), "card")
    assert view.arrival_time == time(15, 30)
    for field, value in (("guarantee", "promise"), ("deposit_due_minor", -1)):
        refusal = desk.refused(
            InvalidInput, ChangeReservation, reservation_id=reservation_id, **{field: value}
        )
        assert refusal.field == field
    desk.refused(NotFound, ChangeReservation, reservation_id=desk.app.new_id(), guest_note="x")


def test_deposits_add_up(desk: Desk) -> None:
    """Amounts are added; nothing and less than nothing are no deposit."""
    reservation_id = desk.view(desk.book("101")).reservation_id
    for amount in (5_000, 4_200):
        desk.do(RecordDeposit, reservation_id=reservation_id, amount_minor=amount)
    assert desk.rows()["reservation"][0]["deposit_paid_minor"] == 9_200
    for amount in (0, -1, 10**13):
        desk.refused(InvalidInput, RecordDeposit, reservation_id=reservation_id, amount_minor=amount)


def test_groups(desk: Desk) -> None:
    """Bookings belong to a group; its code is its own."""
    group_id = desk.app.new_id()
    own = {"property_id": desk.hotel.property_id, "code": "CHOIR"}
    desk.do(CreateGroup, group_id=group_id, name="Choir", **own)
    assert desk.view(desk.book("101", group_id=group_id)).group == "Choir"
    desk.refused(GroupCodeTaken, CreateGroup, group_id=desk.app.new_id(), name="Another", **own)
    desk.refused(InvalidInput, CreateGroup, group_id=desk.app.new_id(), name=" ", **own | {"code": "X"})


def test_locks(desk: Desk) -> None:
    """A lock says who and why; locking again says why anew; unlocking twice is no fault."""
    stay_id = desk.book("101")
    for reason in ("Promised", "Wheelchair"):
        desk.do(LockStay, stay_id=stay_id, reason=reason)
    view = desk.view(stay_id)
    assert (view.lock_by, view.lock_reason, view.locked_at) == (
        desk.app.actor.name, "Wheelchair", desk.app.clock.now(),
    )  # fmt: skip
    for _ in range(2):
        desk.do(UnlockStay, stay_id=stay_id)
    assert desk.view(stay_id).lock_by == ""
    desk.refused(NotFound, LockStay, stay_id=desk.app.new_id())
