"""Moving: rooms, parts, dates, prices; in-house guests; locks; swaps; over-allocation and how it heals."""

from app.features.front_desk import CheckOut
from app.features.reservations import (
    CancelStay,
    CutStay,
    DatesRefused,
    LockStay,
    MoveStay,
    PartyTooLarge,
    RoomTaken,
    StayLocked,
    SwapStays,
    UnlockStay,
    WrongState,
)
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk


def test_a_move_keeps_the_price(desk: Desk) -> None:
    """Another room for all nights at the price as sold; the old room is free."""
    stay_id = desk.book("101", 0, 2)
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["201"])
    assert desk.nights(stay_id) == [(0, "201", 9_000), (1, "201", 9_000)]
    desk.book("101", 0, 2)


def test_a_move_may_sell_the_difference(desk: Desk) -> None:
    """Repricing adds the difference of the published prices, so that a discount stays."""
    stay_id = desk.book("101", 0, 2, prices=(8_000, 8_500))
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["201"], reprice=True)
    assert [price for _, _, price in desk.nights(stay_id)] == [13_000, 13_500]
    assert desk.view(stay_id).room_type_id == desk.small_type


def test_a_move_to_other_dates(desk: Desk) -> None:
    """The whole stay shifts, prices with it."""
    stay_id = desk.book("101", 1, 2, prices=(8_000, 8_500))
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"], arrival=desk.day(5))
    assert desk.nights(stay_id) == [(5, "102", 8_000), (6, "102", 8_500)]
    desk.refused(DatesRefused, MoveStay, stay_id=stay_id, room_id=desk.rooms["102"], arrival=desk.day(-1))


def test_out_of_all_rooms(desk: Desk) -> None:
    """Without a room a stay holds nothing."""
    stay_id = desk.book("101")
    desk.do(MoveStay, stay_id=stay_id, room_id=None)
    assert desk.held(stay_id) == set()
    assert desk.parts(stay_id) == [("", 0, 2)]


def test_one_part_moves(desk: Desk) -> None:
    """After a cut each part has its room; the day of the change is free in both."""
    stay_id = desk.in_parts("101", "102")
    assert desk.parts(stay_id) == [("101", 0, 2), ("102", 2, 4)]
    assert ("101", 2, "D") not in desk.held(stay_id)
    assert ("102", 2, "D") not in desk.held(stay_id)
    desk.refused(InvalidInput, MoveStay, stay_id=stay_id, room_id=desk.rooms["103"], segment=2)


def test_parts_of_one_room_and_cut(desk: Desk) -> None:
    """A cut in one room still holds the day between."""
    stay_id = desk.book("101", 0, 4)
    before = desk.held(stay_id)
    desk.do(CutStay, stay_id=stay_id, at=desk.day(2))
    assert desk.parts(stay_id) == [("101", 0, 2), ("101", 2, 4)]
    assert desk.held(stay_id) == before


def test_slept_nights_stay_where_they_were(desk: Desk) -> None:
    """A guest in the house moves from today on."""
    stay_id = desk.check_in("101", 4)
    desk.close_day(2)
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])
    assert desk.parts(stay_id) == [("101", 0, 2), ("102", 2, 4)]
    desk.refused(DatesRefused, MoveStay, stay_id=stay_id, room_id=desk.rooms["102"], arrival=desk.day(3))


def test_a_taken_room_is_refused(desk: Desk) -> None:
    """The refusal names who, until when, and rooms that are free: the same type first."""
    desk.book("102", 1, 3, name="Okonkwo")
    stay_id = desk.book("101", 0, 2)
    refusal = desk.refused(RoomTaken, MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])
    assert refusal.sentence == "Friederike Okonkwo holds 102 until 25 Nov."
    assert [choice.label for choice in refusal.choices] == ["Room 103", "Room 104"]
    assert refusal.field == "room_id"


def test_too_many_for_the_room(desk: Desk) -> None:
    """A party is not squeezed into a smaller room."""
    stay_id = desk.book("101", adults=3)
    refusal = desk.refused(PartyTooLarge, MoveStay, stay_id=stay_id, room_id=desk.rooms["201"])
    assert "takes 2 people" in refusal.sentence


def test_a_locked_stay_stays(desk: Desk) -> None:
    """The refusal names who said so and why; unlocked it moves."""
    stay_id = desk.book("101")
    desk.do(LockStay, stay_id=stay_id, reason="Wheelchair")
    refusal = desk.refused(StayLocked, MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])
    assert refusal.sentence == f"{desk.app.actor.name} marked this stay: do not move (Wheelchair)."
    assert [type(choice.command) for choice in refusal.choices] == [UnlockStay]
    desk.do(LockStay, stay_id=stay_id, reason="")
    desk.app.execute(desk.refused(StayLocked, MoveStay, stay_id=stay_id, room_id=None).choices[0].command)
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])


def test_over_allocation_is_open_until_it_heals(desk: Desk) -> None:
    """A room promised twice: the second waits in a conflict and gets the room when the first lets go."""
    first = desk.book("101", 0, 2)
    second = desk.in_conflict("101", 1, 2)
    assert desk.held(second) == {("101", 2, "N"), ("101", 2, "D")}
    assert desk.waiting(second) == 1
    assert desk.view(second).conflicts == (desk.day(1),)
    desk.do(CancelStay, stay_id=first)
    assert desk.waiting(second) == 0
    assert desk.held(second) == {("101", 1, "N"), ("101", 2, "D"), ("101", 2, "N")}


def test_a_stay_in_conflict_can_be_changed_elsewhere(desk: Desk) -> None:
    """An open conflict of one part does not refuse a move of the other, nor itself a way out."""
    desk.book("101", 0, 2)
    second = desk.in_conflict("101", 0, 4)
    desk.do(CutStay, stay_id=second, at=desk.day(2))
    desk.do(MoveStay, stay_id=second, room_id=desk.rooms["102"], segment=1)
    desk.do(MoveStay, stay_id=second, room_id=desk.rooms["103"], segment=0)
    assert desk.waiting(second) == 0


def test_what_is_over_does_not_move(desk: Desk) -> None:
    """Cancelled and departed stays are refused, unknown ones too."""
    cancelled, left = desk.book("101"), desk.check_in("102")
    desk.do(CancelStay, stay_id=cancelled)
    desk.do(CheckOut, stay_id=left)
    assert "cancelled" in desk.refused(WrongState, MoveStay, stay_id=cancelled, room_id=None).sentence
    assert "has left" in desk.refused(WrongState, MoveStay, stay_id=left, room_id=None).sentence
    desk.refused(NotFound, MoveStay, stay_id=desk.app.new_id(), room_id=None)
    desk.refused(NotFound, MoveStay, stay_id=desk.book("103"), room_id=desk.app.new_id())


def test_two_stays_swap(desk: Desk) -> None:
    """Each takes the other's room for its own nights."""
    first, second = desk.book("101", 0, 3), desk.book("102", 1, 3)
    desk.do(SwapStays, first_id=first, second_id=second)
    assert desk.parts(first) == [("102", 0, 3)]
    assert desk.parts(second) == [("101", 1, 4)]


def test_a_swap_with_a_stay_without_a_room(desk: Desk) -> None:
    """The one gets the room, the other waits."""
    first, second = desk.book("101"), desk.book("")
    desk.do(SwapStays, first_id=first, second_id=second)
    assert (desk.parts(first), desk.parts(second)) == ([("", 0, 2)], [("101", 0, 2)])


def test_a_swap_heals_what_it_releases(desk: Desk) -> None:
    """A third stay that waits for the room gets the nights that the swap gives free."""
    first, second = desk.book("101", 0, 2), desk.book("102", 4, 2)
    third = desk.in_conflict("101", 0, 2)
    desk.do(SwapStays, first_id=first, second_id=second)
    assert desk.waiting(third) == 0


def test_swaps_that_cannot_be(desk: Desk) -> None:
    """With itself, in one room, with a third in the way, with a lock, with too many people."""
    first, second = desk.book("101", 0, 2), desk.book("102", 0, 1)
    desk.refused(InvalidInput, SwapStays, first_id=first, second_id=first)
    desk.refused(InvalidInput, SwapStays, first_id=first, second_id=desk.book("101", 2, 1))
    desk.book("102", 1, 1, name="Third")
    assert "Third" in desk.refused(RoomTaken, SwapStays, first_id=first, second_id=second).sentence
    family, pair = desk.book("103", 0, 2, adults=4), desk.book("201", 0, 2)
    desk.refused(PartyTooLarge, SwapStays, first_id=family, second_id=pair)
    desk.do(LockStay, stay_id=second, reason="")
    desk.refused(StayLocked, SwapStays, first_id=desk.book("104"), second_id=second)


def test_all_parts_shift_and_are_asked(desk: Desk) -> None:
    """One part loses its room while the dates change: the other part may not land on somebody."""
    stay_id = desk.in_parts("101", "102")
    desk.book("102", 5, 1)
    refusal = desk.refused(RoomTaken, MoveStay, stay_id=stay_id, room_id=None, segment=0, arrival=desk.day(2))
    assert "holds 102" in refusal.sentence
    desk.do(MoveStay, stay_id=stay_id, room_id=None, segment=0, arrival=desk.day(4))
    assert desk.parts(stay_id) == [("", 4, 6), ("102", 6, 8)]
