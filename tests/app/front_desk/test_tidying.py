"""Tidy up closes one-night gaps by few moves; the replay of bookings accepts more than first fit."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings

from app.features.front_desk import CommitPlan, TidyUp
from app.features.front_desk.rules.fitting import Plan, Problem, faults
from app.features.front_desk.rules.tidying import gaps_of, tidy
from app.features.reservations import LockStay
from app.kernel.errors import InvalidInput
from app.workbench.benches import fit
from app.workbench.fitting import CITY_ROOMS, Came, bookings_of, replay, smaller
from tests.app.front_desk.test_fitting_rules import problems
from tests.support.desk import Desk
from tests.support.real_data import real_file

WINDOW = (0, 40)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems())
def test_each_move_closes_a_gap(problem: Problem) -> None:
    """Every move leaves fewer gaps than before, nobody fixed moves, nobody clashes."""
    moves = tidy(Problem(problem.kinds, problem.rooms, problem.pieces, ()), WINDOW)
    before = gaps_of(problem, WINDOW)
    done: dict[int, int] = {}
    for piece, room in moves.items():
        done[piece] = room
        now = gaps_of(problem, WINDOW, done)
        assert now < before
        before = now
        alone = Problem(problem.kinds, problem.rooms, problem.pieces, ())
        assert faults(alone, Plan((), dict(done))) == []


def test_gaps_of_the_coming_weeks(desk: Desk) -> None:
    """One night free between two: one move closes it; committed and taken back."""
    kim = desk.book("101", 0, 2, name="Kim")
    walsh = desk.book("101", 3, 2, name="Walsh")
    single = desk.book("102", 2, 1, name="Brandt")
    look = TidyUp(property_id=desk.hotel.property_id, first=desk.day(0), end=desk.day(14))
    view = desk.app.ask(look)
    assert [(m.surname, m.from_room, m.to_room) for m in view.moves] == [("Kim", "101", "102")]
    assert view.sentence == "1 move closes 1 gap of one night."
    assert view.moves[0].reason == "Closes 1 gap."
    before = desk.digest()
    plan = CommitPlan(id=desk.app.new_id(), commands=view.commands, seen=view.seen)
    desk.app.execute(plan)
    assert [room for _, room, _ in desk.nights(kim)] == ["102", "102"]
    assert desk.app.ask(look).sentence == "There is no one-night gap."
    desk.app.undo(plan.id)
    assert desk.digest() == before
    for stay in (kim, walsh, single):
        desk.do(LockStay, stay_id=stay, reason="")
    assert desk.app.ask(look).sentence == "No single move closes a gap."
    with pytest.raises(InvalidInput, match="from one day to 92 days"):
        desk.app.ask(TidyUp(property_id=desk.hotel.property_id, first=desk.day(0), end=desk.day(0)))


def test_the_replay_accepts_more() -> None:
    """Two small types of the city hotel, else made-up bookings: plans accept more than first fit."""
    path = real_file()
    if path is not None:
        stays = [came for came in bookings_of(path) if came.kind in "BK"]
        rooms = CITY_ROOMS
    else:
        stays, rooms = made_up(), {"A": 6}
    first, plans = replay(stays, rooms), replay(stays, rooms, most_moves=3)
    assert first.accepted + first.refused == plans.accepted + plans.refused == len(stays)
    assert first.refused > 0
    assert plans.accepted > first.accepted
    assert plans.made_to_fit > 0
    assert smaller(50, {"A": 7, "B": 1}) == {"A": 3, "B": 1}


def made_up() -> list[Came]:
    """Bookings of one type, made up to a hundred days before."""
    random, found = Random(3), []
    for row in range(300):
        arrival = date(2026, 1, 1) + timedelta(days=random.randrange(120))
        booked = arrival - timedelta(days=random.randrange(100))
        found.append(Came(booked, row, arrival, arrival + timedelta(days=random.choice((1, 2, 3, 5))), "A"))
    return sorted(found)


def test_the_bench_measures_plans() -> None:
    """A small run of the bench: figures, a budget, and plans that are sound."""
    row = fit.solved(3, rooms=60)
    assert row["asked"] == 3
    assert 0 <= row["fits"] <= 3
    assert row["p50_ms"] <= row["p99_ms"]
    assert row["budget_ms"] == 1_000
