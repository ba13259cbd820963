"""Blocks: they hold both halves of each day, against stays and for them."""

import pytest

from app.features.reservations import (
    BlockDetail,
    BlockKind,
    BlockRoom,
    ChangeBlock,
    DatesRefused,
    ReleaseBlock,
    RoomTaken,
)
from app.kernel.errors import NotFound
from tests.support.desk import Desk, Held


def days(room: str, first: int, end: int) -> Held:
    """Both halves of the days [first, end)."""
    return {(room, day, slot) for day in range(first, end) for slot in "DN"}


def test_a_block_holds_both_halves(desk: Desk) -> None:
    """From the first day to the day before its end; a departure before and an arrival after are free."""
    desk.book("101", 0, 1)
    desk.book("101", 3, 1)
    block_id = desk.app.new_id()
    desk.do(
        BlockRoom, block_id=block_id, room_id=desk.rooms["101"], kind=BlockKind.OUT_OF_ORDER,
        starts=desk.day(1), ends=desk.day(3), reason="Bathroom leak",
    )  # fmt: skip
    assert desk.held(block_id) == days("101", 1, 3)
    view = desk.app.ask(BlockDetail(block_id=block_id))
    assert (view.room, view.reason, view.created_by) == ("101", "Bathroom leak", desk.app.actor.name)
    refusal = desk.refusal(RoomTaken, desk.reserve(desk.request("101", 2, 1)))
    assert refusal.sentence == "Room 101 is blocked until 24 Nov: Bathroom leak."
    desk.refusal(RoomTaken, desk.reserve(desk.request("101", 1, 0)))


def test_a_stay_refuses_a_block(desk: Desk) -> None:
    """The other way round; the days before are offered."""
    desk.book("101", 2, 2, name="Okonkwo")
    fields = {"room_id": desk.rooms["101"], "kind": BlockKind.LEASE}
    refusal = desk.refused(
        RoomTaken, BlockRoom, block_id=desk.app.new_id(), starts=desk.day(0), ends=desk.day(9), **fields
    )
    assert [choice.label for choice in refusal.choices] == ["Only until 23 Nov"]
    late = desk.refused(
        RoomTaken, BlockRoom, block_id=desk.app.new_id(), starts=desk.day(3), ends=desk.day(9), **fields
    )
    assert late.choices == ()


def test_a_block_changes_and_goes(desk: Desk) -> None:
    """Other days, another room, and free again."""
    block_id = desk.app.new_id()
    desk.do(
        BlockRoom, block_id=block_id, room_id=desk.rooms["101"], kind=BlockKind.OUT_OF_SERVICE,
        starts=desk.day(0), ends=desk.day(2),
    )  # fmt: skip
    waiting = desk.in_conflict("101", 0, 1)
    desk.do(ChangeBlock, block_id=block_id, room_id=desk.rooms["102"], starts=desk.day(1), ends=desk.day(4))
    assert desk.held(block_id) == days("102", 1, 4)
    assert desk.waiting(waiting) == 0
    desk.book("102", 4, 1)
    refusal = desk.refused(
        RoomTaken,
        ChangeBlock,
        block_id=block_id,
        room_id=desk.rooms["102"],
        starts=desk.day(1),
        ends=desk.day(6),
    )
    assert [choice.label for choice in refusal.choices] == ["Only until 25 Nov"]
    desk.do(ReleaseBlock, block_id=block_id)
    assert desk.held(block_id) == set()
    desk.refused(NotFound, ReleaseBlock, block_id=block_id)


@pytest.mark.parametrize(("first", "end"), [(0, 0), (2, 1), (-1, 2), (0, 5_000)])
def test_days_that_cannot_be(desk: Desk, first: int, end: int) -> None:
    """At least one day, none that is over, not for ever."""
    desk.refused(
        DatesRefused, BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms["101"], kind=BlockKind.LEASE,
        starts=desk.day(first), ends=desk.day(end),
    )  # fmt: skip


def test_a_block_that_runs_can_get_longer(desk: Desk) -> None:
    """Its first day may be over, as long as it stays what it was."""
    block_id = desk.app.new_id()
    desk.do(
        BlockRoom, block_id=block_id, room_id=desk.rooms["101"], kind=BlockKind.OUT_OF_ORDER,
        starts=desk.day(0), ends=desk.day(3),
    )  # fmt: skip
    desk.close_day(2)
    room_id = desk.rooms["101"]
    desk.do(ChangeBlock, block_id=block_id, room_id=room_id, starts=desk.day(0), ends=desk.day(5))
    for first, end in ((1, 5), (0, 0)):
        desk.refused(
            DatesRefused,
            ChangeBlock,
            block_id=block_id,
            room_id=room_id,
            starts=desk.day(first),
            ends=desk.day(end),
        )
