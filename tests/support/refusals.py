"""Every refusal of the product that offers choices, as a small story each; for tests that follow them all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from app.features.folios import SetTaxRule, SetUpLedgers, TaxRuleExists, TermsRefused, UseCityPreset
from app.features.front_desk import CheckIn, CheckOut, NoRoomYet, NotExpected, RoomNotReady
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import (
    BlockKind,
    BlockRoom,
    ChangeBlock,
    ChangeStayDates,
    CutStay,
    JoinStay,
    LockStay,
    MoveStay,
    NotTogether,
    PartyTooLarge,
    RoomTaken,
    StayLocked,
    SwapStays,
    Together,
    TypeFull,
)
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk
from tests.support.document_refusals import DOCUMENT_STORIES
from tests.support.payment_refusals import PAYMENT_STORIES
from tests.support.refused_changes import CHANGE_STORIES
from tests.support.refused_charges import CHARGE_STORIES
from tests.support.refused_groups import GROUP_STORIES
from tests.support.refused_plans import PLAN_STORIES
from tests.support.refused_rates import RATE_STORIES

Story = Callable[[Desk], tuple[type[AppError], Command]]


def book_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """The room is held by somebody."""
    desk.book("101", 0, 2)
    return RoomTaken, desk.reserve(desk.request("101", 1, 2))


def book_too_many(desk: Desk) -> tuple[type[AppError], Command]:
    """The room is too small."""
    return PartyTooLarge, desk.reserve(desk.request("201", adults=4))


def book_a_full_type(desk: Desk) -> tuple[type[AppError], Command]:
    """No room of the type is left, other types have one."""
    desk.book("201", 0, 2)
    desk.book("202", 0, 2)
    return TypeFull, desk.reserve(desk.request("", 1, 2, room_type_id=desk.small_type))


def book_two_in_a_full_type(desk: Desk) -> tuple[type[AppError], Command]:
    """A booking of two rooms of which one is left."""
    desk.book("201", 0, 2)
    rooms = (desk.request("", 0, 2, room_type_id=desk.small_type), desk.request("101", 0, 2))
    return TypeFull, desk.reserve(*rooms, replace(rooms[0], stay_id=desk.app.new_id()))


def move_to_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """Somebody holds the room."""
    desk.book("102", 1, 3)
    return RoomTaken, _move(desk, desk.book("101"), "102")


def move_in_a_full_house(desk: Desk) -> tuple[type[AppError], Command]:
    """All others are taken too: it can wait without a room."""
    for number in ("102", "103", "104", "201", "202"):
        desk.book(number, 0, 2)
    return RoomTaken, _move(desk, desk.book("101"), "102")


def move_one_part(desk: Desk) -> tuple[type[AppError], Command]:
    """A part of a stay whose other part waits in a conflict."""
    desk.book("101", 0, 2)
    stay_id = desk.in_conflict("101", 0, 4)
    desk.do(CutStay, stay_id=stay_id, at=desk.day(2))
    desk.book("102", 2, 1)
    return RoomTaken, replace(_move(desk, stay_id, "102"), segment=1)


def move_a_guest_in_the_house(desk: Desk) -> tuple[type[AppError], Command]:
    """From today on, with nights slept."""
    stay_id = desk.check_in("101", 4)
    desk.close_day()
    desk.book("102", 2, 1)
    return RoomTaken, _move(desk, stay_id, "102")


def move_a_locked_stay(desk: Desk) -> tuple[type[AppError], Command]:
    """Somebody said: do not move."""
    stay_id = desk.book("101")
    desk.do(LockStay, stay_id=stay_id, reason="Promised")
    return StayLocked, _move(desk, stay_id, "102")


def move_too_many(desk: Desk) -> tuple[type[AppError], Command]:
    """The other room is too small."""
    return PartyTooLarge, _move(desk, desk.book("101", adults=4), "201")


def swap_with_a_third_in_the_way(desk: Desk) -> tuple[type[AppError], Command]:
    """A third stay holds the other's room."""
    first, second = desk.book("101", 0, 3), desk.book("102", 0, 1)
    desk.book("102", 1, 1)
    return RoomTaken, SwapStays(id=desk.app.new_id(), first_id=first, second_id=second)


def swap_a_locked_stay(desk: Desk) -> tuple[type[AppError], Command]:
    """One of the two is locked."""
    first, second = desk.book("101"), desk.book("102")
    desk.do(LockStay, stay_id=second)
    return StayLocked, SwapStays(id=desk.app.new_id(), first_id=first, second_id=second)


def extend_into_another(desk: Desk) -> tuple[type[AppError], Command]:
    """The room is taken later on."""
    stay_id = desk.book("101", 0, 2)
    desk.book("101", 4, 1)
    return RoomTaken, ChangeStayDates(
        id=desk.app.new_id(), stay_id=stay_id, arrival=desk.day(0), departure=desk.day(6)
    )


def join_over_another(desk: Desk) -> tuple[type[AppError], Command]:
    """The first part's room is taken in the second part's nights."""
    stay_id = desk.in_parts("101", "102")
    desk.book("101", 2, 1)
    return RoomTaken, JoinStay(id=desk.app.new_id(), stay_id=stay_id, at=desk.day(2))


def block_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """The room is free for two days only."""
    desk.book("101", 2, 2)
    return RoomTaken, BlockRoom(
        id=desk.app.new_id(), block_id=desk.app.new_id(), room_id=desk.rooms["101"],
        kind=BlockKind.OUT_OF_ORDER, starts=desk.day(0), ends=desk.day(9),
    )  # fmt: skip


def stretch_a_block(desk: Desk) -> tuple[type[AppError], Command]:
    """The room is booked after the block."""
    block = BlockRoom(
        id=desk.app.new_id(), block_id=desk.app.new_id(), room_id=desk.rooms["101"],
        kind=BlockKind.OUT_OF_ORDER, starts=desk.day(0), ends=desk.day(2),
    )  # fmt: skip
    desk.app.execute(block)
    desk.book("101", 3, 2)
    return RoomTaken, ChangeBlock(
        id=desk.app.new_id(), block_id=block.block_id, room_id=block.room_id, starts=block.starts,
        ends=desk.day(5),
    )  # fmt: skip


def come_too_early(desk: Desk) -> tuple[type[AppError], Command]:
    """The guest arrives tomorrow and stands here."""
    return NotExpected, CheckIn(id=desk.app.new_id(), stay_id=desk.book("101", 1, 2))


def come_without_a_room(desk: Desk) -> tuple[type[AppError], Command]:
    """No room has been given to the stay."""
    return NoRoomYet, CheckIn(id=desk.app.new_id(), stay_id=desk.book(""))


def come_to_a_dirty_room(desk: Desk) -> tuple[type[AppError], Command]:
    """Housekeeping has not finished."""
    stay_id = desk.book("101")
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    return RoomNotReady, CheckIn(id=desk.app.new_id(), stay_id=stay_id)


def leave_before_coming(desk: Desk) -> tuple[type[AppError], Command]:
    """A guest who is expected today and has a room that is ready."""
    return NotExpected, CheckOut(id=desk.app.new_id(), stay_id=desk.book("101"))


def _move(desk: Desk, stay_id: UUID, room: str) -> MoveStay:
    return MoveStay(id=desk.app.new_id(), stay_id=stay_id, room_id=desk.rooms[room])


def move_two_one_to_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """Two go together; one of the rooms is held. The refusal of one is the refusal of both."""
    desk.book("104", 1, 3)
    moves = (_move(desk, desk.book("101"), "103"), _move(desk, desk.book("102"), "104"))
    return NotTogether, Together(id=desk.app.new_id(), commands=moves)


def move_two_one_locked(desk: Desk) -> tuple[type[AppError], Command]:
    """Two go together; somebody said of one that it must not move."""
    locked = desk.book("102")
    desk.do(LockStay, stay_id=locked, reason="promised")
    moves = (_move(desk, locked, "104"), _move(desk, desk.book("101"), "103"))
    return NotTogether, Together(id=desk.app.new_id(), commands=moves)


def a_tax_that_is_there(desk: Desk) -> tuple[type[AppError], Command]:
    """A second rule of a tax from the same day on."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    known = SetTaxRule(
        id=desk.app.new_id(), rule_id=desk.app.new_id(), property_id=desk.hotel.property_id, code="SPA",
        name="IVA", bp=600, valid_from=desk.day(0),
    )  # fmt: skip
    desk.app.execute(known)
    return TaxRuleExists, replace(known, id=desk.app.new_id(), rule_id=desk.app.new_id(), bp=1300)


def a_city_without_the_class_of_the_hotel(desk: Desk) -> tuple[type[AppError], Command]:
    """The amount of a city's tax depends on the stars of the hotel."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="IT")
    return TermsRefused, UseCityPreset(
        id=desk.app.new_id(), property_id=desk.hotel.property_id, preset="ROME"
    )


STORIES: Final[tuple[Story, ...]] = (
    leave_before_coming,
    book_a_taken_room, book_too_many, book_a_full_type, book_two_in_a_full_type, move_to_a_taken_room,
    move_in_a_full_house, move_one_part, move_a_guest_in_the_house, move_a_locked_stay, move_too_many,
    swap_with_a_third_in_the_way, swap_a_locked_stay, extend_into_another, join_over_another,
    block_a_taken_room, stretch_a_block, come_too_early, come_without_a_room, come_to_a_dirty_room,
    move_two_one_to_a_taken_room, move_two_one_locked, a_tax_that_is_there,
    a_city_without_the_class_of_the_hotel, *CHARGE_STORIES, *PAYMENT_STORIES, *DOCUMENT_STORIES,
    *GROUP_STORIES, *PLAN_STORIES,
    *RATE_STORIES, *CHANGE_STORIES,
)  # fmt: skip
