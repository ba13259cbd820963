"""Make it fit and plans that are committed: all or nothing, one step to undo, the other desk heard."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from app.features.front_desk import (
    CommitPlan,
    FitView,
    MakeItFit,
    PlanLook,
    PlanOutdated,
    PlanRefused,
    Seen,
    SetPreferences,
)
from app.features.property import AddRooms, RoomSpec
from app.features.reservations import (
    BlockKind,
    BlockRoom,
    CancelStay,
    ChangeStayDates,
    LockStay,
    MoveStay,
    RoomTaken,
    TypeFull,
)
from app.kernel.commands import Command
from tests.support.desk import Desk
from tests.support.refused_plans import planned_extension


def fit(desk: Desk, command: Command, **more: Any) -> FitView:
    """The plan for a command."""
    return desk.app.ask(MakeItFit(command=command, **more))


def commit(desk: Desk, view: FitView) -> CommitPlan:
    """Carry a plan out."""
    plan = CommitPlan(id=desk.app.new_id(), commands=view.commands, seen=view.seen)
    desk.app.execute(plan)
    return plan


def told(view: FitView) -> list[tuple[str, str, str]]:
    """Who goes from where to where."""
    return [(move.surname, move.from_room, move.to_room) for move in view.moves]


def test_a_booking_finds_room_by_moves(desk: Desk) -> None:
    """Each night one of the type is free, but no room for all nights: one moves, and the booking is made."""
    first = desk.book("201", 0, 2, name="Kim")
    desk.book("202", 2, 2, name="Walsh")
    booking = desk.reserve(desk.request("202", 0, 4), name="Novák")
    desk.refusal(RoomTaken, booking)
    before = desk.digest()
    view = fit(desk, booking)
    assert view.fits
    assert view.proved
    assert "1 move" in view.sentence
    assert len(view.moves) == 1
    assert "Novák takes" in view.moves[0].reason
    assert desk.digest() == before
    plan = commit(desk, view)
    nights = desk.nights(booking.rooms[0].stay_id)
    assert {room for _, room, _ in nights} <= {"201", "202"}
    assert len(nights) == 4
    assert desk.view(first).total_minor == 28_000
    desk.app.undo(plan.id)
    assert desk.digest() == before


def test_a_full_type_takes_a_free_upgrade(desk: Desk) -> None:
    """The type is full: somebody goes to a better one for the price sold; without upgrades it is counted."""
    for room in ("101", "102", "103", "104"):
        desk.book(room, 0, 2, name=f"Guest {room}")
    booking = desk.reserve(desk.request("", 1, 1), name="Novák")
    desk.refusal(TypeFull, booking)
    view = fit(desk, booking)
    commit(desk, view)
    assert desk.nights(booking.rooms[0].stay_id) == [(1, "201", 9_000)]
    no = fit(desk, desk.reserve(desk.request("", 1, 1)), upgrades=False)
    assert not no.fits
    assert no.proved
    assert "1 too many for Standard on" in no.sentence


def test_an_extension_turns_the_next_guest_out(desk: Desk) -> None:
    """Who comes next into the room goes elsewhere; a locked one is lengthened in his own."""
    plan = planned_extension(desk, "201")
    desk.app.execute(plan)
    own = next(p for p in plan.commands if isinstance(p, ChangeStayDates))
    assert [room for _, room, _ in desk.nights(own.stay_id)] == ["201"] * 4
    moved = next(p for p in plan.commands if isinstance(p, MoveStay))
    assert {room for _, room, _ in desk.nights(moved.stay_id)} == {"202"}
    desk.do(LockStay, stay_id=moved.stay_id, reason="honeymoon")
    desk.book("202", 4, 4, name="Kaya")
    longer = ChangeStayDates(
        id=desk.app.new_id(), stay_id=moved.stay_id, arrival=desk.day(2), departure=desk.day(6)
    )
    view = fit(desk, longer)
    assert view.fits
    commit(desk, view)
    assert [room for _, room, _ in desk.nights(moved.stay_id)] == ["202"] * 4


def test_an_empty_room_needs_no_plan(desk: Desk) -> None:
    """A block that is refused though nobody is in the room: no move helps, and that is said."""
    days = {"starts": desk.day(0), "ends": desk.day(2)}
    block: dict[str, Any] = {"room_id": desk.rooms["101"], "kind": BlockKind.OUT_OF_ORDER, **days}
    desk.do(BlockRoom, block_id=desk.app.new_id(), **block)
    view = fit(desk, BlockRoom(id=desk.app.new_id(), block_id=desk.app.new_id(), **block))
    assert not view.fits
    assert "Nobody is in room 101" in view.sentence


def test_a_guest_in_the_house_moves_only_when_allowed(desk: Desk) -> None:
    """The room breaks: who is in it moves from today on, if the desk allows it."""
    guest = desk.check_in("201", 4)
    desk.close_day()
    broken = BlockRoom(
        id=desk.app.new_id(), block_id=desk.app.new_id(), room_id=desk.rooms["201"],
        kind=BlockKind.OUT_OF_ORDER, starts=desk.day(1), ends=desk.day(4), reason="Leak",
    )  # fmt: skip
    no = fit(desk, broken)
    assert not no.fits
    assert "is in the house" in no.sentence
    view = fit(desk, broken, move_in_house=True)
    assert told(view) == [("Brandt", "201", "202")]
    assert "room 201 is blocked" in view.moves[0].reason
    assert view.minutes == 30
    commit(desk, view)
    assert desk.parts(guest) == [("201", 0, 1), ("202", 1, 4)]


def test_rooms_in_a_ring(desk: Desk) -> None:
    """Two that change rooms do not stand in each other's way; a plan may hold any of the desk's changes."""
    first, second = desk.book("101", 0, 2), desk.book("102", 0, 2, name="Kim")
    moves = tuple(
        MoveStay(id=desk.app.new_id(), stay_id=stay, room_id=desk.rooms[room])
        for stay, room in ((first, "102"), (second, "101"))
    )
    plan = CommitPlan(id=desk.app.new_id(), commands=moves)
    before = desk.digest()
    desk.app.execute(plan)
    assert {r for _, r, _ in desk.nights(first)} == {"102"}
    assert {r for _, r, _ in desk.nights(second)} == {"101"}
    desk.app.undo(plan.id)
    assert desk.digest() == before


def test_what_another_desk_changed_is_named(desk: Desk) -> None:
    """The plan is refused with the guest's name; planned again it goes."""
    plan = planned_extension(desk)
    moved = next(p for p in plan.commands if isinstance(p, MoveStay))
    desk.do(MoveStay, stay_id=moved.stay_id, room_id=desk.rooms["104"])
    refusal = desk.refusal(PlanOutdated, plan)
    assert "Kim" in refusal.sentence
    assert refusal.stay_ids == (moved.stay_id,)
    again = refusal.choices[0].command
    assert isinstance(again, CommitPlan)
    desk.app.execute(again)
    assert desk.view(moved.stay_id).parts[0].room == "104"


def test_a_plan_that_clashes_is_refused_whole(desk: Desk) -> None:
    """One change of two cannot be: none is made, and it is told which."""
    first = desk.book("101", 0, 2)
    desk.book("102", 0, 2, name="Kim")
    other = desk.book("103", 0, 2, name="Walsh")
    moves = tuple(
        MoveStay(id=desk.app.new_id(), stay_id=stay, room_id=desk.rooms[room])
        for stay, room in ((first, "102"), (other, "104"))
    )
    refusal = desk.refusal(PlanRefused, CommitPlan(id=desk.app.new_id(), commands=moves))
    assert [r.command_id for r in refusal.refused] == [moves[0].id]
    assert "Kim holds 102" in refusal.sentence


def test_a_look_before_and_after(desk: Desk) -> None:
    """What a plan would make of stays is rehearsed: rooms, price, minutes; nothing stays of it."""
    stay = desk.book("101", 0, 2)
    look = PlanLook(stay_ids=(stay,))
    move = MoveStay(id=desk.app.new_id(), stay_id=stay, room_id=desk.rooms["201"], reprice=True)
    before = desk.app.ask(look)[0]
    seen = (Seen(stay, before.mark),)
    after = desk.app.rehearse(CommitPlan(id=desk.app.new_id(), commands=(move,), seen=seen), look)[0]
    assert (before.total_minor, after.total_minor) == (18_000, 28_000)
    assert [part[0] for part in after.parts] == ["201"]
    assert desk.app.ask(look)[0] == before


def test_wishes_are_honoured(desk: Desk) -> None:
    """Rooms booked side by side stay together: nobody takes them apart to make room."""
    desk.book("201", 0, 2, name="Kim", tags=("adjoining rooms",))
    desk.book("202", 2, 2, name="Walsh", tags=("Adjoining",))
    booking = desk.reserve(desk.request("202", 0, 4), name="Novák")
    view = fit(desk, booking)
    assert not view.fits
    assert view.sentence == "No moves make room."


@pytest.fixture
def wing(desk: Desk) -> Desk:
    """Of the small type three rooms can be had: 211 on the river, 212 step-free, 213 on the courtyard."""
    ids = (desk.app.new_id(), desk.app.new_id(), desk.app.new_id())
    rooms = (
        RoomSpec("211", features=("river view",)), RoomSpec("212", accessible=True),
        RoomSpec("213", features=("courtyard",)),
    )  # fmt: skip
    desk.do(
        AddRooms, property_id=desk.hotel.property_id, room_type_id=desk.small_type, room_ids=ids, rooms=rooms
    )
    desk.rooms.update(zip(("211", "212", "213"), ids, strict=True))
    for room in ("201", "202"):
        desk.do(BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms[room],
                kind=BlockKind.OUT_OF_ORDER, starts=desk.day(0), ends=desk.day(9))  # fmt: skip
    return desk


def makes_way(desk: Desk, room: str = "") -> list[tuple[str, str, str]]:
    """Who goes where, when somebody who waits wants a room for four nights."""
    stay = desk.book("", 0, 4, name="Novák", room_type_id=desk.small_type, oversell=True)
    wanted = desk.rooms[room] if room else None
    view = fit(desk, MoveStay(id=desk.app.new_id(), stay_id=stay, room_id=wanted), upgrades=False)
    desk.do(CancelStay, stay_id=stay)
    return told(view)


def test_what_was_asked_for_stays(wing: Desk) -> None:
    """Who booked the view is not moved out of it; without that wish the guest goes to the free room."""
    asked = wing.book("211", 0, 2, name="Kim", tags=("River view",))
    assert makes_way(wing, "211") == []
    wing.do(CancelStay, stay_id=asked)
    wing.book("211", 0, 2, name="Walsh")
    assert makes_way(wing, "211") == [("Walsh", "211", "213")]


def test_who_needs_a_step_free_room_keeps_it(wing: Desk) -> None:
    """What the guest says of accessibility is a need; anybody else makes way."""
    stay = wing.book("212", 0, 2, name="Kim")
    assert [move[:2] for move in makes_way(wing, "212")] == [("Kim", "212")]
    wing.do(SetPreferences, guest_id=wing.view(stay).guest_id, likes=(("access", "Wheelchair"),))
    assert makes_way(wing, "212") == []


def test_a_preference_counts(wing: Desk) -> None:
    """Of two who could make way the one moves who does not like what the own room has."""
    stays = {"Kim": wing.book("211", 0, 2, name="Kim"), "Walsh": wing.book("213", 0, 2, name="Walsh")}
    wing.book("212", 2, 2, name="Lee")
    ((name, room, _),) = makes_way(wing)
    likes = {"211": "Quiet, river view", "213": "On the courtyard"}[room]
    wing.do(SetPreferences, guest_id=wing.view(stays[name]).guest_id, likes=(("room", likes),))
    ((other, _, to),) = makes_way(wing)
    assert (other, to) == (({"Kim", "Walsh"} - {name}).pop(), "212")


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_few_questions(desk: Desk) -> None:
    """The whole house is read by a handful of statements, however many stays there are."""
    for n in range(8):
        desk.book("101", 2 * n, 2, name=f"Guest {n}")
    counted: list[date] = []
    engine = desk.app.database.engine

    def count(*_: object) -> None:
        counted.append(desk.day(0))

    event.listen(engine, "before_cursor_execute", count)
    try:
        fit(desk, desk.reserve(desk.request("101", 0, 4)))
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len(counted) < 16
