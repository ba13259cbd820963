"""A walk-in: booked and in the house by one command; what check-in still asks for leaves the booking."""

from dataclasses import replace

import pytest

from app.features.front_desk import WalkIn
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import GuestRef, PartyTooLarge, RoomTaken
from app.kernel.errors import InvalidInput
from tests.support.desk import Desk


def walk(desk: Desk, room: str = "101", **more: object) -> WalkIn:
    """The command."""
    new_id = desk.app.new_id
    return WalkIn(
        id=new_id(), reservation_id=new_id(), property_id=desk.hotel.property_id,
        guest=GuestRef(new_id(), "Okonkwo", "Adaeze"), room=desk.request(room), booked_on=desk.day(0),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_one_go(desk: Desk) -> None:
    """Booked as a walk-in under the next number, checked in, and taken back as one."""
    before = desk.digest()
    command = walk(desk)
    result = desk.app.execute(command).result
    assert (result["checked_in"], result["room"], result["why"]) == (True, "101", "")
    view = desk.view(command.room.stay_id)
    assert (view.status, view.source, view.number) == ("checked_in", "walk_in", result["number"])
    assert desk.app.execute(command).repeated
    desk.app.undo(command.id)
    assert desk.digest() == before


def test_a_room_that_is_not_ready(desk: Desk) -> None:
    """The booking stands, and the result says why the guest is not in; off, it only books."""
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    command = walk(desk)
    result = desk.app.execute(command).result
    assert not result["checked_in"]
    assert str(result["why"]).endswith("cannot be checked in: room 101 is not ready.")
    assert desk.view(command.room.stay_id).status == "confirmed"
    later = walk(desk, "102", check_in=False)
    assert desk.app.execute(later).result["checked_in"] is False


def test_a_room_sold_a_second_ago(desk: Desk) -> None:
    """Another desk was quicker: who has it, and rooms that are free, as walk-ins."""
    desk.book("101", name="Lindqvist")
    refusal = desk.refusal(RoomTaken, walk(desk))
    assert "Lindqvist" in refusal.sentence
    assert [type(choice.command) for choice in refusal.choices] == [WalkIn, WalkIn]
    assert desk.app.execute(refusal.choices[0].command).result["checked_in"] is True


@pytest.mark.parametrize("name", ["", "  ", "Ж" * 201])
def test_a_name_that_cannot_be(desk: Desk, name: str) -> None:
    """Nobody, or more letters than anybody has; two hundred of any script are fine."""
    command = walk(desk)
    guest = GuestRef(desk.app.new_id(), name)
    assert desk.refusal(InvalidInput, replace(command, guest=guest)).field == "surname"
    fine = GuestRef(desk.app.new_id(), "ж" * 200)
    assert desk.app.execute(replace(walk(desk, "102"), guest=fine)).result["checked_in"] is True


def test_too_many_for_the_room(desk: Desk) -> None:
    """The sentence names the room's type, the ways are larger rooms."""
    command = walk(desk, "201")
    refusal = desk.refusal(PartyTooLarge, replace(command, room=desk.request("201", adults=3)))
    assert refusal.field == "adults"
    desk.app.execute(refusal.choices[0].command)
