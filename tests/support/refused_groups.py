"""Refusals about cancelling, waiting, walking and groups that offer choices, as small stories."""

from datetime import timedelta
from typing import Final

from app.features.front_desk import (
    ArriveLate,
    BookFromWaitlist,
    CancelWithFee,
    CannotWalk,
    FeeChanged,
    JoinQueue,
    JoinWaitlist,
    MarkNoShow,
    NoAccounts,
    OfferRoom,
    RoomIsReady,
    RoomNotReady,
    WalkGuest,
)
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import GuestRef, RoomTaken, TypeFull
from app.features.reservations.groups import (
    BookRoomingList,
    NotSoManyRooms,
    OpenGroup,
    RoomingGuest,
    SetAllotment,
)
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk

ASKED = tuple[type[AppError], Command]
ALL: Final = {"fee": "all"}


def cancel_in_a_house_without_books(desk: Desk) -> ASKED:
    """The policy asks for a fee, and there is no account to write it to."""
    stay_id = desk.book("101", 1, 2, cancellation_policy=ALL)
    return NoAccounts, CancelWithFee(id=desk.app.new_id(), stay_ids=(stay_id,))


def cancel_what_has_become_free(desk: Desk) -> ASKED:
    """The desk was shown a fee that is not asked any more."""
    stay_id = desk.book("101", 9, 2, cancellation_policy={"fee": "all", "free_until_days": 1})
    return FeeChanged, CancelWithFee(id=desk.app.new_id(), stay_ids=(stay_id,), expected_minor=9_000)


def a_no_show_in_a_house_without_books(desk: Desk) -> ASKED:
    """The same for who did not come."""
    stay_id = desk.book("101", 0, 2, cancellation_policy=ALL)
    return NoAccounts, MarkNoShow(id=desk.app.new_id(), stay_id=stay_id, charge=True)


def a_no_show_comes_to_a_dirty_room(desk: Desk) -> ASKED:
    """He is brought back first."""
    stay_id = desk.book("101", 0, 2)
    desk.do(MarkNoShow, stay_id=stay_id)
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    return RoomNotReady, ArriveLate(id=desk.app.new_id(), stay_id=stay_id)


def _waits(desk: Desk) -> JoinWaitlist:
    command = JoinWaitlist(
        id=desk.app.new_id(), entry_id=desk.app.new_id(), property_id=desk.hotel.property_id,
        guest=GuestRef(desk.app.new_id(), "Lindqvist"), arrival=desk.day(1), departure=desk.day(3),
        room_type_id=desk.small_type,
    )  # fmt: skip
    desk.app.execute(command)
    return command


def offer_a_room_that_is_gone(desk: Desk) -> ASKED:
    """Another one fits."""
    desk.book("201", 1, 2)
    entry = _waits(desk)
    return RoomTaken, OfferRoom(
        id=desk.app.new_id(), entry_id=entry.entry_id, block_id=desk.app.new_id(),
        room_id=desk.rooms["201"], arrival=desk.day(1), until=desk.app.clock.now() + timedelta(days=1),
    )  # fmt: skip


def book_who_waits_too_early(desk: Desk) -> ASKED:
    """Nothing is free yet."""
    desk.book("201", 1, 2)
    desk.book("202", 1, 2)
    entry = _waits(desk)
    return TypeFull, BookFromWaitlist(
        id=desk.app.new_id(), entry_id=entry.entry_id, reservation_id=desk.app.new_id(),
        stay_id=desk.app.new_id(),
    )  # fmt: skip


def wait_for_a_ready_room(desk: Desk) -> ASKED:
    """The guest can have it."""
    return RoomIsReady, JoinQueue(id=desk.app.new_id(), stay_id=desk.book("101"))


def walk_somebody_of_tomorrow(desk: Desk) -> ASKED:
    """Only who arrives today is walked."""
    return CannotWalk, WalkGuest(
        id=desk.app.new_id(), walk_id=desk.app.new_id(), stay_id=desk.book("101", 1, 2), hotel="Aurora"
    )


def _group(desk: Desk) -> OpenGroup:
    command = OpenGroup(
        id=desk.app.new_id(), group_id=desk.app.new_id(), property_id=desk.hotel.property_id, code="TOUR",
        name="Tour", arrival=desk.day(1), departure=desk.day(3),
    )  # fmt: skip
    desk.app.execute(command)
    return command


def keep_more_rooms_than_there_are(desk: Desk) -> ASKED:
    """One of two is free in a night."""
    desk.book("201", 1, 1)
    group = _group(desk)
    cells = tuple((desk.small_type, desk.day(n), 2) for n in (1, 2))
    return NotSoManyRooms, SetAllotment(id=desk.app.new_id(), group_id=group.group_id, cells=cells)


def a_rooming_list_for_a_full_type(desk: Desk) -> ASKED:
    """Two rooms are listed, one is left."""
    desk.book("201", 1, 2)
    group, new_id = _group(desk), desk.app.new_id
    rooms = tuple(
        RoomingGuest(
            reservation_id=new_id(), stay_id=new_id(), guest_id=new_id(), surname=name,
            room_type_id=desk.small_type, arrival=desk.day(1), departure=desk.day(3), row=row,
        )
        for row, name in ((2, "Álvarez"), (3, "Horvat"))
    )  # fmt: skip
    return TypeFull, BookRoomingList(id=new_id(), group_id=group.group_id, rooms=rooms)


GROUP_STORIES: Final = (
    cancel_in_a_house_without_books, cancel_what_has_become_free, a_no_show_in_a_house_without_books,
    a_no_show_comes_to_a_dirty_room,
    offer_a_room_that_is_gone, book_who_waits_too_early, wait_for_a_ready_room, walk_somebody_of_tomorrow,
    keep_more_rooms_than_there_are, a_rooming_list_for_a_full_type,
)  # fmt: skip
