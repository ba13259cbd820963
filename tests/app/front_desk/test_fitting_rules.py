"""The solver against brute force on small houses, and what it says when nothing fits."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.front_desk.rules import chains, packing
from app.features.front_desk.rules.fitting import (
    MOVE,
    Fixed,
    Kind,
    Piece,
    Plan,
    Problem,
    Room,
    cost_of,
    faults,
    penalty,
    too_many,
)
from app.features.front_desk.rules.solving import solve

KINDS = (Kind("Standard", 0, 2), Kind("Superior", 1, 4))
NOTHING = frozenset[str]()
VIEW, STEP_FREE = frozenset({"river view"}), frozenset({"accessible"})


def nights(first: int, count: int) -> tuple[int, int]:
    """The span of so many nights."""
    return 2 * first + 1, 2 * (first + count)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to five rooms, up to five stays that stand apart, a block, one or two who want in."""
    rooms = tuple(
        Room(str(n), draw(st.integers(0, 1)), draw(st.sampled_from("12")),
             draw(st.sampled_from((NOTHING, NOTHING, VIEW, STEP_FREE))))
        for n in range(draw(st.integers(2, 5)))
    )  # fmt: skip
    pieces: list[Piece] = []
    for room in range(len(rooms)):
        day = draw(st.integers(0, 2))
        while day < 6 and len(pieces) < 5:
            length = draw(st.integers(1, 4))
            fixed = draw(st.sampled_from((Fixed.NO, Fixed.NO, Fixed.NO, Fixed.LOCKED)))
            needs = draw(st.sampled_from((NOTHING, NOTHING, rooms[room].features)))
            kind = draw(st.integers(0, rooms[room].kind))
            pieces.append(Piece(nights(day, length), kind, draw(st.integers(1, 2)), room, fixed, needs))
            day += length + draw(st.integers(0, 2))
    targets = tuple(
        Piece(nights(draw(st.integers(0, 3)), draw(st.integers(1, 4))), draw(st.integers(0, 1)),
              draw(st.sampled_from((1, 1, 3))))
        for _ in range(draw(st.integers(1, 2)))
    )  # fmt: skip
    return Problem(KINDS, rooms, tuple(pieces), targets, upgrades=draw(st.booleans()))


def best_by_force(problem: Problem) -> tuple[int, int] | None:
    """The fewest moves and their least cost, of every way there is; None where there is none."""
    own = len(problem.pieces)
    options = [
        [p.room] if p.fixed else [r for r in range(len(problem.rooms)) if penalty(problem, p, r) is not None]
        for p in (*problem.pieces, *problem.targets)
    ]
    best: tuple[int, int] | None = None
    for way in product(*options):
        moves = {n: r for n, r in enumerate(way[:own]) if r != problem.pieces[n].room and r is not None}
        plan = Plan(tuple(r for r in way[own:] if r is not None), moves)
        cost = cost_of(problem, plan)
        if (best is None or (cost // MOVE, cost) < best) and not faults(problem, plan):
            best = cost // MOVE, cost
    return best


@settings(max_examples=50, deadline=None, derandomize=True)
@given(problems())
def test_brute_force_agrees(problem: Problem) -> None:
    """As many moves at the same cost as the best of all ways; and no plan only where there is none."""
    plan = solve(problem)
    within = Problem(problem.kinds, problem.rooms, problem.pieces, problem.targets)
    best = best_by_force(within)
    if best is None and problem.upgrades:
        best = best_by_force(problem)
    assert plan.proved
    assert plan.fits == (best is not None)
    if best is not None:
        assert faults(problem, plan) == []
        assert (len(plan.moves), cost_of(problem, plan)) == best
        assert solve(problem) == plan
    if plan.too_many:
        assert too_many(problem)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(problems())
def test_a_packing_is_as_good(problem: Problem) -> None:
    """CP-SAT alone finds the same number of moves as the chains, and proves the same houses full."""
    found = chains.fewest(problem).plan
    plan = packing.pack(problem, -1)
    assert plan.proved
    assert plan.fits == (found is not None)
    if found is not None:
        assert faults(problem, plan) == []
        assert cost_of(problem, plan) == cost_of(problem, found)


def test_a_chain_of_moves() -> None:
    """Two go one room on, so that the third finds three nights in a row."""
    pieces = (
        Piece(nights(0, 2), 0, room=0), Piece(nights(2, 3), 0, room=0),
        Piece(nights(1, 2), 0, room=1), Piece(nights(4, 2), 0, room=1), Piece(nights(0, 1), 0, room=2),
    )  # fmt: skip
    problem = Problem(KINDS, tuple(Room(str(n), 0) for n in range(3)), pieces, (Piece(nights(2, 3), 0),))
    plan = solve(problem)
    assert plan.fits
    assert faults(problem, plan) == []
    assert len(plan.moves) == best_moves(problem)


def best_moves(problem: Problem) -> int:
    """The fewest moves by force."""
    best = best_by_force(problem)
    assert best is not None
    return best[0]


def test_full_nights_are_counted() -> None:
    """Nothing fits: on which days, and by how many; who waits without a room counts."""
    pieces = tuple(Piece(nights(0, 3), 0, room=n) for n in range(2))
    rooms = (Room("1", 0), Room("2", 0), Room("3", 1))
    target = Piece(nights(2, 2), 0)
    plan = solve(Problem(KINDS, rooms, pieces, (target,)))
    assert not plan.fits
    assert plan.proved
    assert [(t.day, t.kind, t.count) for t in plan.too_many] == [(2, 0, 1)]
    assert solve(Problem(KINDS, rooms, pieces, (target,), upgrades=True)).places == (2,)
    waiting = (Piece(nights(2, 1), 1),)
    assert not solve(Problem(KINDS, rooms, pieces, (target,), waiting=waiting, upgrades=True)).fits


def test_who_is_fixed_stays() -> None:
    """A locked stay is in the way for good; one that needs a view only goes where there is one."""
    rooms = (Room("1", 0, features=VIEW), Room("2", 0), Room("3", 0, features=VIEW))
    locked = (Piece(nights(0, 2), 0, room=0, fixed=Fixed.LOCKED),)
    target = Piece(nights(0, 2), 0, needs=VIEW)
    assert solve(Problem(KINDS, rooms, locked, (target,))).places == (2,)
    assert not solve(Problem(KINDS, rooms[:2], locked, (target,))).fits
    looking = (Piece(nights(0, 2), 0, room=0, needs=VIEW), Piece(nights(1, 2), 0, room=1))
    plan = solve(Problem(KINDS, rooms, looking, (Piece(nights(0, 4), 0, needs=VIEW),)))
    assert plan.places == (2,)
    assert plan.moves == {}
