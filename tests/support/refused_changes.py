"""The refusals of changes of a booking, and of walk-ins, that offer choices, as stories."""

from typing import Final

from app.features.front_desk import WalkIn
from app.features.rates import AddRatePlan, PriceSpan, SetPrices
from app.features.reservations import GuestRef, LockStay, PartyTooLarge, RateRefused, RoomTaken, StayLocked
from app.features.reservations.late import AddRoom, ChangeParty, MoveFrom, PriceStay
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk


def a_party_too_large_for_its_room(desk: Desk) -> tuple[type[AppError], Command]:
    """A friend comes along; larger rooms are free."""
    stay_id = desk.book("201", adults=2)
    return PartyTooLarge, ChangeParty(id=desk.app.new_id(), stay_id=stay_id, adults=3)


def a_party_that_must_not_move(desk: Desk) -> tuple[type[AppError], Command]:
    """More people would go to a larger room, and the stay is locked."""
    stay_id = desk.book("201", adults=2)
    desk.do(LockStay, stay_id=stay_id, reason="promised")
    room = desk.rooms["101"]
    return StayLocked, ChangeParty(id=desk.app.new_id(), stay_id=stay_id, adults=3, room_id=room)


def a_room_more_that_is_taken(desk: Desk) -> tuple[type[AppError], Command]:
    """The second room of a booking is somebody's."""
    desk.book("101")
    booking = desk.view(desk.book("102")).reservation_id
    return RoomTaken, AddRoom(id=desk.app.new_id(), reservation_id=booking, room=desk.request("101"))


def a_plan_for_longer_stays(desk: Desk) -> tuple[type[AppError], Command]:
    """The plan is for three nights, the stay has two."""
    plan_id = desk.app.new_id()
    house = desk.hotel.property_id
    desk.do(AddRatePlan, plan_id=plan_id, property_id=house, code="LONG", name="Long", min_stay=3)
    span = PriceSpan(desk.day(0), desk.day(9), (plan_id,), value=8_000)
    desk.do(SetPrices, property_id=house, spans=(span,))
    return RateRefused, PriceStay(id=desk.app.new_id(), stay_id=desk.book("101"), rate_code="LONG")


def walk_into_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """Another desk has just sold it."""
    desk.book("101")
    new_id = desk.app.new_id
    return RoomTaken, WalkIn(
        id=new_id(), reservation_id=new_id(), property_id=desk.hotel.property_id,
        guest=GuestRef(new_id(), "Ito"), room=desk.request("101"), booked_on=desk.day(0),
    )  # fmt: skip


def move_later_to_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """On the second day the other room is somebody's."""
    desk.book("102", 1, 2)
    return RoomTaken, MoveFrom(
        id=desk.app.new_id(), stay_id=desk.book("101", 0, 3), at=desk.day(1), room_id=desk.rooms["102"]
    )


def move_later_what_is_locked(desk: Desk) -> tuple[type[AppError], Command]:
    """Somebody said that it must not move."""
    stay_id = desk.book("101", 0, 3)
    desk.do(LockStay, stay_id=stay_id, reason="promised")
    return StayLocked, MoveFrom(
        id=desk.app.new_id(), stay_id=stay_id, at=desk.day(1), room_id=desk.rooms["102"]
    )


CHANGE_STORIES: Final = (
    a_party_too_large_for_its_room, a_party_that_must_not_move, a_room_more_that_is_taken,
    a_plan_for_longer_stays,
    walk_into_a_taken_room, move_later_to_a_taken_room, move_later_what_is_locked,
)  # fmt: skip
