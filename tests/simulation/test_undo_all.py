"""A morning of random actions of the desk, all taken back, the newest first: the house is as it was.

What follows from the state alone is compared row by row; what has posted money is compensated, so there every
account, folio and document comes back to its sum. A number that was given is never given again.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.features.front_desk import CancelWithFee
from app.features.reservations import GuestRef, Reserve, RoomRequest
from app.infra.database import Location
from app.infra.digest import digests, table_rows
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.workbench.simulation import moves, oracle, waits
from app.workbench.simulation.world import World, begin

EXAMPLES: Final = 2
# Drawn in an example; more than half of them are refused, which is no action.
DRAWN: Final = 80
BEFORE: Final = 30
MOST_REFUSED: Final = DRAWN // 8
FEWEST_KINDS: Final = 12
# Everything about bookings and the desk; taking money is a fact, which is given back by its own verb.
MAY_POST: Final = (waits.cancel, waits.absent, waits.back, waits.late, waits.walk)
DESK: Final = (*moves.MOVES, *moves.DESK)
ALL: Final = {"fee": "all"}
# What only grows, whatever is taken back: postings and reversals, the folio and article that they name, and
# the ending that a reversed fee belongs to. Their sums are compared instead.
BOOKS: Final = frozenset({"posting", "folio", "folio_window", "article", "stay_ending"})


class Morning:
    """One house in which mornings are played."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.numbers: Counter[str] = Counter()
        self.verbs: Counter[str] = Counter()
        self.before: frozenset[UUID] = frozenset()

    def __repr__(self) -> str:
        """Short, for whoever reads a failure."""
        return "a morning"

    def look(self) -> oracle.Rows:
        """All rows, told to who draws the next action."""
        app = self.world.app
        with app.database.reader(app.actor.tenant_id) as session:
            rows = table_rows(session)
        self.world.stays, self.world.rows = rows["stay"], rows
        return rows

    def act(self, count: int) -> list[Command]:
        """So many draws; those that were done."""
        done = []
        for _ in range(count):
            self.world.clock.forward(timedelta(minutes=self.world.rng.randint(1, 9)))
            command = self.draw()
            if not command.why_never_undone() and self.does(command):
                done.append(command)
        return done

    def draw(self) -> Command:
        """The next action. What may post is about stays that were there before: what is in the books cannot
        vanish again with its booking, so that such a booking is cancelled and not undone."""
        world = self.world
        maker = world.rng.choices(DESK, [m.weight for m in DESK])[0].maker
        if maker not in MAY_POST:
            return maker(world)
        stays, ids = world.stays, world.stay_ids
        world.stays = [row for row in stays if row["id"] in self.before]
        world.stay_ids = [id_ for id_ in ids if id_ in self.before]
        try:
            return maker(world)
        finally:
            world.stays, world.stay_ids = stays, ids

    def book_at_a_price(self) -> UUID:
        """Booked for today; who cancels it pays all."""
        world, new_id = self.world, self.world.new_id
        tonight = (world.today, world.today + timedelta(days=1))
        room = RoomRequest(new_id(), world.type_ids[0], *tonight, prices=(9_000,))
        booking = Reserve(
            id=new_id(), reservation_id=new_id(), property_id=world.property_id, rooms=(room,),
            guest=GuestRef(new_id(), "Dear"), booked_on=world.today, cancellation_policy=ALL, oversell=True,
        )  # fmt: skip
        assert self.does(booking)
        return room.stay_id

    def cancel(self, stay_id: UUID) -> list[Command]:
        """Its fee is posted, so taking it back is a reversal; nothing where somebody was quicker."""
        command = CancelWithFee(id=self.world.new_id(), stay_ids=(stay_id,))
        return [command] if self.does(command) else []

    def does(self, command: Command) -> bool:
        """Whether it was done; a refusal is no action."""
        try:
            outcome = self.world.app.execute(command)
        except AppError:
            return False
        self.world.learn(command)
        self.look()
        self.verbs[command.verb] += 1
        number = outcome.result.get("number")
        if isinstance(number, str) and number:
            self.numbers[number] += 1
        return True


@pytest.fixture
def morning(location: Location) -> Iterator[Morning]:
    """A house with bookings, guests and blocks."""
    made = Morning(begin(location, 7))
    made.look()
    made.act(BEFORE)
    yield made
    made.world.app.close()


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(seed=st.integers(0, 2**32))
def test_all_of_a_morning_is_taken_back(morning: Morning, seed: int) -> None:
    """The newest first, by the owner, whoever did it."""
    world = morning.world
    world.rng = Random(seed)
    dear = morning.book_at_a_price()
    before = morning.look()
    morning.before = frozenset(row["id"] for row in before["stay"])
    lists = (world.reservation_ids, world.stay_ids, world.guest_ids, world.block_ids, world.group_ids)
    known = deepcopy(lists)
    done = [*morning.act(DRAWN // 2), *morning.cancel(dear), *morning.act(DRAWN // 2)]
    assert len(done) > MOST_REFUSED
    for command in reversed(done):
        world.app.undo(command.id)
    after = morning.look()
    for ids, own in zip(known, lists, strict=True):
        own[:] = ids
    assert list(oracle.faults(after)) == []
    assert list(oracle.compensated(before, after)) == []
    posted = len(after["posting"]) > len(before["posting"])
    was, now = digests(before), digests(after)
    different = {table for table in was if was[table] != now[table]}
    assert posted
    assert not different - BOOKS
    assert len(morning.verbs) > FEWEST_KINDS
    assert [number for number, times in morning.numbers.items() if times > 1] == []
