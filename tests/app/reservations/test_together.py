"""Several changes as one: all or nothing, in whatever order, with one entry and one step to undo."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.features.front_desk import CheckIn
from app.features.reservations import (
    BlockKind,
    BlockRoom,
    CancelStay,
    ChangeBlock,
    ChangeStayDates,
    LockStay,
    MoveStay,
    NotTogether,
    StayDetail,
    Together,
    UnlockStay,
)
from app.infra.tables import JournalEntry
from app.kernel.commands import Command
from app.kernel.errors import AppError, InvalidInput, NotPermitted
from tests.support.desk import Desk, open_desk


def both(desk: Desk, *commands: Command) -> Together:
    """The commands as one."""
    return Together(id=desk.app.new_id(), commands=commands)


def move(desk: Desk, stay_id: UUID, room: str, days: int = 0) -> MoveStay:
    """A move to another room, and some days on."""
    arrival = desk.view(stay_id).arrival
    shifted = desk.day((arrival - desk.day(0)).days + days) if days else None
    return MoveStay(id=desk.app.new_id(), stay_id=stay_id, room_id=desk.rooms[room], arrival=shifted)


def lock(desk: Desk, stay_id: UUID) -> LockStay:
    """Do not move it."""
    return LockStay(id=desk.app.new_id(), stay_id=stay_id, reason="view")


def test_one_entry_and_one_step_to_undo(desk: Desk) -> None:
    """Two moves, a lock and a cancellation: undone and redone as one; the entry tells each part."""
    stays = [desk.book(room) for room in ("101", "102", "103")]
    before = desk.digest()
    cancel = CancelStay(id=desk.app.new_id(), stay_id=stays[2], reason="ill")
    command = both(desk, move(desk, stays[0], "104"), lock(desk, stays[1]), cancel)
    revision = desk.app.execute(command).changes.revision
    after = desk.digest()
    assert desk.commands_since(revision) == [command.id]
    with desk.app.database.reader(desk.app.actor.tenant_id) as session:
        payload = session.scalars(
            select(JournalEntry.payload).where(JournalEntry.command_id == command.id)
        ).one()
    assert [part["verb"] for part in payload["commands"]] == [c.verb for c in command.commands]
    assert payload["commands"][2]["reason"] == "ill"
    undone = desk.app.new_id()
    desk.app.undo(command.id, undone)
    assert desk.digest() == before
    desk.app.undo(undone)
    assert desk.digest() == after


@pytest.mark.parametrize("backwards", [False, True])
def test_who_stands_in_the_way_goes_first(desk: Desk, backwards: bool) -> None:
    """Each takes the room of the next: it works in either order."""
    stays = [desk.book(room) for room in ("101", "102", "103")]
    moves = [move(desk, stay, room) for stay, room in zip(stays, ("102", "103", "104"), strict=True)]
    outcome = desk.app.execute(both(desk, *(reversed(moves) if backwards else moves)))
    assert [desk.parts(stay) for stay in stays] == [[("102", 0, 2)], [("103", 0, 2)], [("104", 0, 2)]]
    results = outcome.result["results"]
    assert isinstance(results, list)
    told = [result["stay_id"] for result in results]
    assert told == [str(stay) for stay in (reversed(stays) if backwards else stays)]


def test_the_next_in_the_same_room_makes_way(desk: Desk) -> None:
    """Two that follow each other in a room go a day on."""
    first, second = desk.book("101", 0, 2), desk.book("101", 2, 2)
    desk.app.execute(both(desk, move(desk, first, "101", 1), move(desk, second, "101", 1)))
    assert (desk.parts(first), desk.parts(second)) == ([("101", 1, 3)], [("101", 3, 5)])


def test_one_refused_is_all_refused(desk: Desk) -> None:
    """Nothing stays of what would have gone; each refused one is named with its reason."""
    locked, blocked, fine = desk.book("101"), desk.book("102", name="Silva"), desk.book("103")
    desk.book("201", 0, 2, name="Lindqvist", adults=1)
    desk.do(LockStay, stay_id=locked, reason="")
    moves = move(desk, locked, "104"), move(desk, blocked, "201"), move(desk, fine, "104")
    refusal = desk.refusal(NotTogether, both(desk, *moves))
    assert [part.command_id for part in refusal.refused] == [moves[0].id, moves[1].id]
    assert [part.who for part in refusal.refused] == ["Friederike Brandt", "Friederike Silva"]
    assert refusal.refused[0].sentence.endswith("do not move.")
    assert refusal.refused[1].sentence.startswith("Friederike Lindqvist holds 201")
    assert refusal.sentence.startswith("2 of 3 cannot be done. Friederike Brandt: ")
    assert [choice.label for choice in refusal.choices] == ["Only the other one"]
    desk.app.execute(refusal.choices[0].command)
    assert desk.parts(fine) == [("104", 0, 2)]


def test_a_single_refusal_offers_its_ways(desk: Desk) -> None:
    """Unlock it and move all; or the others alone."""
    locked, other = desk.book("101"), desk.book("102")
    desk.do(LockStay, stay_id=locked, reason="")
    refusal = desk.refusal(NotTogether, both(desk, move(desk, locked, "103"), move(desk, other, "104")))
    assert [choice.label for choice in refusal.choices] == [
        "Friederike Brandt: Unlock the stay",
        "Only the other one",
    ]
    desk.app.execute(refusal.choices[0].command)
    assert (desk.parts(locked), desk.parts(other)) == ([("103", 0, 2)], [("104", 0, 2)])


def test_a_block_goes_along(desk: Desk) -> None:
    """A stay and a block change rooms' days in one step."""
    block_id, stay_id = desk.app.new_id(), desk.book("101", 0, 2)
    desk.do(
        BlockRoom, block_id=block_id, room_id=desk.rooms["102"], kind=BlockKind.LEASE, starts=desk.day(0),
        ends=desk.day(2),
    )  # fmt: skip
    change = ChangeBlock(
        id=desk.app.new_id(), block_id=block_id, room_id=desk.rooms["103"], starts=desk.day(0),
        ends=desk.day(2),
    )  # fmt: skip
    desk.app.execute(both(desk, move(desk, stay_id, "102"), change))
    assert desk.parts(stay_id) == [("102", 0, 2)]
    assert {room for room, _, _ in desk.held(block_id)} == {"103"}


def test_it_is_rehearsed_and_repeated(desk: Desk) -> None:
    """A rehearsal tells and leaves nothing; the same id again gives the first answer."""
    stay_id, other = desk.book("101"), desk.book("102")
    command = both(desk, move(desk, stay_id, "103"), lock(desk, other))
    before = desk.digest()
    told = desk.app.rehearse(command, StayDetail(stay_id=stay_id))
    assert told.nights[0].room == "103"
    assert desk.digest() == before
    first = desk.app.execute(command)
    again = desk.app.execute(command)
    assert again.repeated
    assert again.result == first.result


def test_each_part_needs_its_right(desk: Desk) -> None:
    """Whoever may not cancel may not cancel together either."""
    verbs = frozenset({Together.verb, MoveStay.verb})
    clerk = desk.app.as_actor(replace(desk.app.actor, permissions=verbs))
    stay_id = desk.book("101")
    cancel = CancelStay(id=desk.app.new_id(), stay_id=stay_id)
    with pytest.raises(NotPermitted):
        clerk.execute(both(desk, move(desk, stay_id, "102"), cancel))
    clerk.execute(both(desk, move(desk, stay_id, "102")))


def test_only_what_can_be_taken_back_as_one(desk: Desk) -> None:
    """A fact of the front desk is done alone; nothing, and too much, are refused."""
    with pytest.raises(ValueError, match="is done alone"):
        desk.app.execute(both(desk, CheckIn(id=desk.app.new_id(), stay_id=desk.book("101"))))
    desk.refusal(InvalidInput, both(desk))


EXAMPLES: Final = 10
Deed = tuple[str, int, str, int]
deeds = st.tuples(
    st.sampled_from(("move", "move", "dates", "lock", "unlock", "cancel")),
    st.integers(0, 3),
    st.sampled_from(("101", "102", "103", "201", "202")),
    st.integers(0, 3),
)


def part_of(desk: Desk, stays: list[UUID], deed: Deed) -> Command:
    """A deed as a part."""
    verb, which, room, day = deed
    id_, stay_id = desk.app.new_id(), stays[which]
    parts: dict[str, Command] = {
        "move": MoveStay(id=id_, stay_id=stay_id, room_id=desk.rooms[room],
                         arrival=desk.day(day) if day else None),
        "dates": ChangeStayDates(id=id_, stay_id=stay_id, arrival=desk.day(day), departure=desk.day(day + 2)),
        "lock": LockStay(id=id_, stay_id=stay_id, reason=room),
        "unlock": UnlockStay(id=id_, stay_id=stay_id),
        "cancel": CancelStay(id=id_, stay_id=stay_id),
    }  # fmt: skip
    return parts[verb]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(given_deeds=st.lists(deeds, min_size=1, max_size=5))
def test_all_or_nothing(desk: Desk, given_deeds: list[Deed]) -> None:
    """Whatever goes together: sound and one step back and forth; or refused with nothing changed."""
    own = open_desk(desk.app, str(desk.app.new_id())[:18])  # a hotel of its own for each example
    stays = [*(own.book(room, 0, 2) for room in ("101", "102", "103")), own.book("201", 1, 2)]
    command = both(own, *(part_of(own, stays, deed) for deed in given_deeds))
    before = own.digest()
    try:
        own.app.execute(command)
    except NotTogether as refusal:
        assert own.digest() == before
        for choice in refusal.choices:
            own.app.execute(choice.command)
            own.ensure_sound()
            own.app.undo(choice.command.id)
            assert own.digest() == before
        return
    except AppError as refusal:
        raise AssertionError(f"a part's refusal alone: {refusal}") from refusal
    own.ensure_sound()
    after, undone = own.digest(), own.app.new_id()
    own.app.undo(command.id, undone)
    assert own.digest() == before
    own.app.undo(undone)
    assert own.digest() == after
