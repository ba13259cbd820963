"""A short run of the simulation on each engine, one state from one seed, and that faults are seen."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from app.bootstrap import wiring
from app.features.reservations import MoveStay, repository
from app.infra.bus import Bus, Handling
from app.infra.database import Location
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.workbench.simulation import (
    HouseUnsound,
    Simulation,
    arrivals,
    bills,
    bookings,
    moves,
    oracle,
    play_seeds,
    prices,
    receivables,
    tills,
    tours,
    waits,
)

SEEDS: Final = (1, 6)
DAYS: Final = 2
# Commands that the simulation does not draw: they found and run the house, or bring files.
OTHERS: Final = frozenset(
    {
        "security.set_pin", "security.reset_pin",
        "security.count_wrong_pin", "security.forgive_wrong_pins",
        "security.found_house", "security.add_user", "security.save_setting", "guests.add_guests",
        "reservations.import_batch", "front_desk.add_register_places", "jobs.retry",
        "front_desk.merge_guests", "front_desk.unmerge_guests", "front_desk.keep_apart",
        "front_desk.set_preferences", "front_desk.relate_guests", "front_desk.unrelate_guests",
    }
)  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_a_short_run(location: Location, seed: int) -> None:
    """Random days on each engine break no law."""
    tally = Simulation(location, seed).play(DAYS)
    assert tally.steps == DAYS * 24
    assert tally.done.total() > 10
    assert tally.refused.total() > 10


def test_a_seed_gives_one_house(location: Location) -> None:
    """The same seed gives the same rows, ids included, again and on the other engine; another seed others."""
    once = Simulation(location, 3).play(1)
    again = list(play_seeds((3, 4), 1))
    assert again[0].digest == once.digest
    assert again[0].done == once.done
    assert again[1].digest != once.digest


def test_every_command_is_drawn() -> None:
    """A new command of a capability has to be drawn by the simulation or be named here."""
    source = "".join(
        Path(str(m.__file__)).read_text(encoding="utf-8")
        for m in (arrivals, moves, bookings, bills, tills, tours, prices, receivables, waits)
    )
    commands = [handling.command for handling in wiring().handlings]
    drawn = {command.verb for command in commands if re.search(rf"\b{command.__name__}\(", source)}
    assert {command.verb for command in commands} - drawn == OTHERS
    assert len(drawn) >= 120


def careless(command: MoveStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A handler with a fault: it changes a bar and forgets the nights."""
    for segment in repository.segments_of(uow.session, command.stay_id):
        segment.room_id = command.room_id
    uow.flush()
    return {}


def test_a_fault_is_seen(location: Location) -> None:
    """Control: with a handler that forgets half, a run stops and names seed and step."""
    simulation = Simulation(location, 5)
    parts = wiring()
    handlings = [h for h in parts.handlings if h.command is not MoveStay] + [Handling(MoveStay, careless)]
    faulty = replace(parts, handlings=handlings, invariants=())
    world = simulation.world
    bus = Bus(world.app.database, faulty, world.clock, world.app.new_id)
    world.app = replace(world.app, bus=bus)
    world.desks = [replace(desk, bus=bus) for desk in world.desks]
    with pytest.raises(HouseUnsound, match=r"seed 5, step \d+"):
        simulation.play(20)


def test_the_oracle_sees_each_fault(location: Location) -> None:
    """Control: each planted contradiction is told, the house as it is has none."""
    simulation = Simulation(location, 4)
    simulation.play(3)
    rows = simulation.rows
    assert list(oracle.faults(rows)) == []
    for table in ("stay_night", "stay_segment", "room_night", "stay"):
        assert rows[table], table
        assert list(oracle.faults(rows | {table: rows[table][1:]})), f"a row less in {table}"
    for table, change in (
        ("stay", {"departure": None}), ("stay_night", {"price_minor": -1}), ("stay_segment", {"segment": 7}),
        ("reservation", {"status": "lost"}),
    ):  # fmt: skip
        changed = [{**rows[table][0], **change}, *rows[table][1:]]
        if table == "stay":
            changed[0]["departure"] = rows["stay"][0]["departure"] + oracle.DAY
        assert list(oracle.faults(rows | {table: changed})), f"another {change} in {table}"
    twice = rows | {"room_night": [*rows["room_night"], rows["room_night"][0]]}
    assert any("is held 2 times" in fault for fault in oracle.faults(twice))
