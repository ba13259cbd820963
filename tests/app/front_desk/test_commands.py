"""Check-in, check-out, no-show: what they need, what they write, what they refuse."""

from dataclasses import replace

import pytest

from app.features.front_desk import CheckIn, CheckOut, MarkNoShow, NoRoomYet, NotExpected, RoomNotReady
from app.features.property import House, Housekeeping, SetRoomState
from app.features.reservations import ChangeStayDates
from app.kernel.errors import NotFound, NotPermitted
from tests.support.desk import Desk


def state_of(desk: Desk, room: str) -> str:
    """What housekeeping knows of a room."""
    return next(r.housekeeping for r in desk.app.ask(House()).rooms if r.number == room)


def test_a_guest_arrives(desk: Desk) -> None:
    """Expected today, with a room that is ready: then the guest is in, at this minute."""
    stay_id = desk.book("101")
    result = desk.do(CheckIn, stay_id=stay_id).result
    assert (result["room"], result["guest"]) == ("101", "Friederike Brandt")
    row = desk.rows()["stay"][0]
    assert (row["status"], row["checked_in_at"]) == ("checked_in", desk.app.clock.now())
    assert desk.rows()["reservation"][0]["status"] == "checked_in"
    desk.refused(NotExpected, CheckIn, stay_id=stay_id)


def test_a_guest_who_comes_a_day_late(desk: Desk) -> None:
    """He is still expected while his stay lasts, and not after it."""
    late, too_late = desk.book("101", 0, 2), desk.book("102", 0, 1)
    desk.close_day(2)
    desk.do(CheckIn, stay_id=late)
    assert desk.view(late).status == "checked_in"
    desk.refused(NotExpected, CheckIn, stay_id=too_late)


def test_a_guest_who_comes_too_early(desk: Desk) -> None:
    """His stay can begin today when the room is free; not over a day use of the arrival day."""
    stay_id = desk.book("101", 1, 2)
    refusal = desk.refused(NotExpected, CheckIn, stay_id=stay_id)
    assert [type(choice.command) for choice in refusal.choices] == [ChangeStayDates]
    desk.book("101", 1, 0)
    assert desk.refused(NotExpected, CheckIn, stay_id=stay_id).choices == ()


def test_a_room_must_be_ready(desk: Desk) -> None:
    """Dirty and being cleaned are not; clean, inspected and pick-up are."""
    stay_id = desk.book("101")
    for state in (Housekeeping.DIRTY, Housekeeping.IN_PROGRESS):
        desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=state)
        refusal = desk.refused(RoomNotReady, CheckIn, stay_id=stay_id)
        assert [choice.label for choice in refusal.choices] == ["101 is clean now", "Room 102", "Room 103"]
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.PICKUP)
    desk.do(CheckIn, stay_id=stay_id)


def test_only_ready_rooms_are_offered(desk: Desk) -> None:
    """A guest without a room sees rooms that he can have now."""
    for number in ("101", "103"):
        desk.do(SetRoomState, room_id=desk.rooms[number], housekeeping=Housekeeping.DIRTY)
    refusal = desk.refused(NoRoomYet, CheckIn, stay_id=desk.book(""))
    assert [choice.label for choice in refusal.choices] == ["Room 102", "Room 104"]


def test_a_guest_leaves(desk: Desk) -> None:
    """On his day: the nights stay in the record, the room is dirty."""
    stay_id = desk.check_in("101", 2)
    desk.close_day(2)
    desk.do(CheckOut, stay_id=stay_id)
    assert desk.view(stay_id).status == "checked_out"
    assert len(desk.held(stay_id)) == 3
    assert state_of(desk, "101") == "dirty"
    desk.refused(NotExpected, CheckOut, stay_id=stay_id)


def test_a_guest_leaves_early(desk: Desk) -> None:
    """Nights from today on are given back, at the price as booked."""
    stay_id = desk.check_in("101", 4, prices=(8_000, 8_500, 9_000, 9_500))
    desk.close_day()
    desk.do(CheckOut, stay_id=stay_id)
    assert desk.nights(stay_id) == [(0, "101", 8_000)]
    desk.book("101", 1, 3)


def test_a_guest_leaves_in_parts(desk: Desk) -> None:
    """The room that he leaves last is the one to clean."""
    stay_id = desk.in_parts("101", "102", 0, 3, at=1)
    desk.do(CheckIn, stay_id=stay_id)
    desk.close_day(3)
    desk.do(CheckOut, stay_id=stay_id)
    assert (state_of(desk, "101"), state_of(desk, "102")) == ("clean", "dirty")


def test_a_guest_does_not_come(desk: Desk) -> None:
    """Expected until today: the room is free, the nights stay in the record. Not before the day."""
    stay_id, tomorrow = desk.book("101"), desk.book("102", 1, 1)
    desk.do(MarkNoShow, stay_id=stay_id)
    assert (desk.view(stay_id).status, desk.held(stay_id)) == ("no_show", set())
    assert desk.rows()["reservation"][0]["status"] in ("no_show", "confirmed")
    for other in (stay_id, tomorrow):
        desk.refused(NotExpected, MarkNoShow, stay_id=other)
    desk.refused(NotFound, MarkNoShow, stay_id=desk.app.new_id())
    desk.book("101")


def test_a_no_show_who_comes_after_all(desk: Desk) -> None:
    """Undo gives him his room back, unless somebody has it."""
    stay_id = desk.book("101")
    command = MarkNoShow(id=desk.app.new_id(), stay_id=stay_id)
    desk.app.execute(command)
    assert desk.held(stay_id) == set()
    desk.app.undo(command.id)
    assert desk.held(stay_id)
    desk.do(CheckIn, stay_id=stay_id)
    assert desk.view(stay_id).status == "checked_in"


def test_a_maid_may_not_check_in(desk: Desk) -> None:
    """The role is asked first."""
    stay_id = desk.book("101")
    maid = desk.app.as_actor(replace(desk.app.actor, permissions=frozenset({"property.set_room_state"})))
    for kind in (CheckIn, CheckOut, MarkNoShow):
        with pytest.raises(NotPermitted):
            maid.execute(kind(id=desk.app.new_id(), stay_id=stay_id))
    assert desk.view(stay_id).status == "confirmed"
