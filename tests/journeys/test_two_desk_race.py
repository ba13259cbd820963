"""A short race of two windows for the same room; `python -m tests.journeys.two_desk_race` runs 500 rounds."""

from dataclasses import replace

import pytest

from app.infra.database import Location
from tests.journeys.two_desk_race import DESKS, Tally, race

ROUNDS = 12


@pytest.mark.parametrize("engine_kind", ["postgres"], indirect=True)
def test_one_of_two_windows_gets_the_room(location: Location) -> None:
    """Never both, never none; who lost is told who holds it and what could be done."""
    tally = race(location, ROUNDS)
    assert tally.faults == []
    assert (tally.rounds, sum(tally.won.values())) == (ROUNDS, ROUNDS)
    assert tally.at_once > 0
    assert all("holds" in sentence for sentence in tally.sentences)


def test_a_fault_is_told() -> None:
    """Control: what went wrong stands in the last lines."""
    fair = Tally(2, dict.fromkeys(DESKS, 1), 2, [4.0, 5.0, 6.0, 7.0])
    assert "no room was given twice" in fair.told()
    assert replace(fair, faults=["round 1: the room is held [1, 1]"]).told().endswith("held [1, 1]")
