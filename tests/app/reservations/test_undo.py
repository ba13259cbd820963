"""Do, undo, redo, with another desk's change in between: a property over random bookings and changes."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import App
from app.features.front_desk import CheckIn
from app.features.reservations import (
    BlockKind,
    BlockRoom,
    CancelStay,
    ChangeStayDates,
    CutStay,
    LockStay,
    MoveStay,
    RecordDeposit,
    SwapStays,
)
from app.infra.undo import ChangedSince, NothingToUndo
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk, open_desk

EXAMPLES: Final = 12
VERBS: Final = (
    "move",
    "part",
    "dates",
    "cut",
    "swap",
    "lock",
    "cancel",
    "deposit",
    "check in",
    "block",
    "book",
)

Deed = tuple[str, int, str, int]
# What a desk does: a verb, which of the stays, a room, a day.
deeds = st.tuples(
    st.sampled_from(VERBS),
    st.integers(0, 3),
    st.sampled_from(("101", "102", "103", "201", "202")),
    st.integers(0, 4),
)


def command_of(desk: Desk, stays: list[UUID], deed: Deed) -> Command:
    """The deed as a command."""
    verb, which, room, day = deed
    stay_id, room_id, id_ = stays[which], desk.rooms[room], desk.app.new_id()
    view = desk.view(stay_id)
    commands: dict[str, Command] = {
        "move": MoveStay(id=id_, stay_id=view.id, room_id=room_id, accept_conflict=day > 1),
        "part": MoveStay(id=id_, stay_id=view.id, room_id=room_id, segment=1, accept_conflict=True),
        "dates": ChangeStayDates(id=id_, stay_id=view.id, arrival=view.arrival, departure=desk.day(day + 1)),
        "cut": CutStay(id=id_, stay_id=view.id, at=desk.day(day)),
        "swap": SwapStays(id=id_, first_id=view.id, second_id=stays[(which + 1) % 4]),
        "lock": LockStay(id=id_, stay_id=view.id, reason=room),
        "cancel": CancelStay(id=id_, stay_id=view.id),
        "deposit": RecordDeposit(id=id_, reservation_id=view.reservation_id, amount_minor=100 + day),
        "check in": CheckIn(id=id_, stay_id=view.id),
        "block": BlockRoom(
            id=id_, block_id=desk.app.new_id(), room_id=room_id, kind=BlockKind.LEASE, starts=desk.day(day),
            ends=desk.day(day + 2),
        ),
        "book": replace(desk.reserve(desk.request(room, day, 2, adults=1)), id=id_),
    }  # fmt: skip
    return commands[verb]


def tried(app: App, command: Command) -> bool:
    """Whether a command was carried out; a refusal is no fault here."""
    try:
        app.execute(command)
    except AppError:
        return False
    return True


@pytest.fixture
def house(desk: Desk) -> Desk:
    """The house in which each example has a hotel of its own."""
    return desk


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(before=st.lists(deeds, max_size=3), deed=deeds, others=st.lists(deeds, max_size=2))
def test_do_undo_redo(house: Desk, before: list[Deed], deed: Deed, others: list[Deed]) -> None:
    """Undo gives the state before, redo the state after; what others did since is never lost."""
    desk = open_desk(house.app, str(house.app.new_id())[:18])  # a hotel of its own for each example
    stays = [*(desk.book(room, 0, 3) for room in ("101", "102", "103")), desk.in_conflict("103", 2, 2)]
    for earlier in before:
        tried(desk.app, command_of(desk, stays, earlier))
    command = command_of(desk, stays, deed)
    untouched = desk.digest()
    if tried(desk.app, command):
        back_and_forth(desk, command, untouched)
        interleaved(desk, stays, command, others)


def back_and_forth(desk: Desk, command: Command, untouched: str) -> None:
    """Undo and redo with nobody in between; the command ends up undone and redone once."""
    done = desk.digest()
    undo_id, redo_id = desk.app.new_id(), desk.app.new_id()
    desk.app.undo(command.id, undo_id)
    desk.ensure_sound()
    assert desk.digest() == untouched
    desk.app.undo(undo_id, redo_id)
    desk.ensure_sound()
    assert desk.digest() == done
    with pytest.raises(NothingToUndo):
        desk.app.undo(undo_id)
    desk.app.undo(redo_id)
    assert desk.digest() == untouched
    desk.app.execute(replace(command, id=desk.app.new_id()))


def interleaved(desk: Desk, stays: list[UUID], command: Command, others: list[Deed]) -> None:
    """Another desk works; then the undo leaves a sound house, or is refused and changes nothing."""
    target = desk.commands_since(1)[-1]
    beside = desk.app.as_actor(replace(desk.app.actor, name="Inês", workstation="Front desk 2"))
    for other in others:
        tried(beside, command_of(desk, stays, other))
    now = desk.digest()
    try:
        outcome = desk.app.undo(target)
    except ChangedSince:
        assert desk.digest() == now
    else:
        assert outcome.result == {"verb": command.verb, "target": str(target)}
    desk.ensure_sound()


def test_a_conflicting_change_refuses_the_undo(desk: Desk) -> None:
    """The refusal names who was it, and nothing changes; an unrelated change is no reason."""
    stay_id = desk.book("101", 0, 2)
    move = MoveStay(id=desk.app.new_id(), stay_id=stay_id, room_id=desk.rooms["102"])
    desk.app.execute(move)
    beside = desk.app.as_actor(replace(desk.app.actor, name="Inês"))
    taking = desk.reserve(desk.request("101", 1, 1))
    beside.execute(taking)
    before = desk.digest()
    with pytest.raises(ChangedSince) as refusal:
        desk.app.undo(move.id)
    assert "Inês" in refusal.value.sentence
    assert desk.digest() == before
    beside.execute(CancelStay(id=desk.app.new_id(), stay_id=taking.rooms[0].stay_id))
    desk.app.undo(move.id)
    assert desk.parts(stay_id) == [("101", 0, 2)]


def test_an_undo_heals_as_any_release(desk: Desk) -> None:
    """A booking that is taken back gives its nights to the stay that waits for them."""
    first = desk.reserve(desk.request("101", 0, 2))
    desk.app.execute(first)
    waiting = desk.in_conflict("101", 1, 2)
    desk.app.undo(first.id)
    assert desk.waiting(waiting) == 0
    assert ("101", 1, "N") in desk.held(waiting)


def test_an_undo_of_a_cancellation_finds_its_room_free(desk: Desk) -> None:
    """Who waited, was cancelled, and comes back when the other has gone, has the room."""
    first = desk.reserve(desk.request("101", 1, 2))
    desk.app.execute(first)
    waiting = desk.in_conflict("101", 1, 2)
    cancel = CancelStay(id=desk.app.new_id(), stay_id=waiting)
    desk.app.execute(cancel)
    desk.do(CancelStay, stay_id=first.rooms[0].stay_id)
    undo = desk.app.new_id()
    desk.app.undo(cancel.id, undo)
    desk.ensure_sound()
    assert desk.waiting(waiting) == 0
    assert ("101", 1, "N") in desk.held(waiting)
    desk.app.undo(undo)
    desk.ensure_sound()
    assert desk.held(waiting) == set()


def test_an_undo_that_would_leave_one_part_in_two_rooms(desk: Desk) -> None:
    """A stay was cut, one part moved: the cut cannot be taken back before the move."""
    stay_id = desk.book("101", 0, 4)
    cut = CutStay(id=desk.app.new_id(), stay_id=stay_id, at=desk.day(1))
    desk.app.execute(cut)
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"], segment=0)
    before = desk.digest()
    with pytest.raises(ChangedSince):
        desk.app.undo(cut.id)
    assert desk.digest() == before


def test_an_undo_that_would_leave_half_a_stay(desk: Desk) -> None:
    """Another desk made the stay longer since: its bars would not be its nights. Refused, not broken."""
    stay_id = desk.book("101", 0, 2)
    move = MoveStay(id=desk.app.new_id(), stay_id=stay_id, room_id=desk.rooms["102"])
    desk.app.execute(move)
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(0), departure=desk.day(4))
    before = desk.digest()
    with pytest.raises(ChangedSince):
        desk.app.undo(move.id)
    assert desk.digest() == before
