"""Make room with any number of moves: the stays as a packing of rooms, solved by CP-SAT (decision 0015).

Each piece is in one of the rooms that may take it; of all that are there in a half day a room takes one. The
fewest moves are sought, then the least cost. One worker, one seed and counted work, not measured time, make
the answer the same everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.features.front_desk.rules.chains import reach
from app.features.front_desk.rules.fitting import MOVE, Piece, Plan, Problem, Rooms, clash, mask, part

# Work that the solver may do, in its own measure: well under a second's worth.
MOST_WORK: Final = 0.06
# More choices of a room than this are not put to the solver at all.
MOST_CHOICES: Final = 6_000
# How many rooms are tried together, the emptiest first; then all.
SIZES: Final = (10, 20, 40)
# So far around the targets it is counted how empty a room is, in half days.
AROUND: Final = 14
Choices = dict[tuple[int, int], Any]


def pack(problem: Problem, more_than: int) -> Plan:
    """A plan with more moves than `more_than`, or none; `proved` says whether that is certain.

    It looks among the emptiest rooms first, then among more of them, as long as work is left.
    """
    everything = list(range(len(problem.rooms)))
    emptiest = sorted(everything, key=_used(problem))
    own = [target.room for target in problem.targets if target.room is not None]
    left = MOST_WORK
    for size in (*(size for size in SIZES if size < len(everything)), len(everything)):
        rooms = sorted({*own, *emptiest[:size]})
        small = part(problem, rooms)
        done = _packed(small.problem, more_than, left, whole=len(rooms) == len(everything))
        if done.plan.fits or done.plan.proved:
            return small.whole(done.plan)
        left -= done.work
        if left <= 0:
            break
    return Plan(None, proved=False)


def _used(problem: Problem) -> Callable[[int], tuple[bool, int, int]]:
    """Order of rooms: those first where nothing fixed is in the way of a target, and much is free around."""
    first = min(target.span[0] for target in problem.targets) - AROUND
    end = max(target.span[1] for target in problem.targets) + AROUND
    used, barred = [0] * len(problem.rooms), [False] * len(problem.rooms)
    for room, span, fixed in [
        *((piece.room, piece.span, bool(piece.fixed)) for piece in problem.pieces),
        *((room, span, True) for room, span in problem.held),
    ]:
        if room is not None:
            used[room] += max(0, min(span[1], end) - max(span[0], first))
            barred[room] |= fixed and any(clash(span, target.span) for target in problem.targets)
    return lambda room: (barred[room], used[room], room)


@dataclass(frozen=True, slots=True)
class _Done:
    plan: Plan
    work: float


def _packed(problem: Problem, more_than: int, work: float, *, whole: bool) -> _Done:
    """Only who is near in time may move: as many steps away as there are choices for."""
    known: tuple[list[int], list[list[tuple[int, int]]]] | None = None
    rooms, level, everybody = Rooms(problem), 0, False
    while not everybody:
        movable = reach(problem, level + 1)
        choices = _choices(problem, rooms, movable)
        if sum(map(len, choices)) > MOST_CHOICES:
            break
        everybody = known is not None and len(movable) == len(known[0])
        known = movable, choices
        level += 1
    if known is None:
        return _Done(Plan(None, proved=False), 0.0)
    sure = level if not everybody else len(problem.pieces) + len(problem.targets)
    return _solved(problem, *known, more_than, work, sure if whole else 0)


def _choices(problem: Problem, tastes: Rooms, movable: list[int]) -> list[list[tuple[int, int]]]:
    """For each movable piece and then each target, the rooms that may take it and what that costs."""
    everybody = [*problem.pieces, *problem.targets]
    base = min([*(p.span[0] for p in everybody), *(span[0] for _, span in problem.held)])
    free = set(movable)
    shut = [0] * len(problem.rooms)
    for room, span in problem.held:
        shut[room] |= mask(span, base)
    for number, piece in enumerate(problem.pieces):
        if number not in free and piece.room is not None:
            shut[piece.room] |= mask(piece.span, base)

    def rooms(piece: Piece, *, present: bool) -> list[tuple[int, int]]:
        wanted, own = mask(piece.span, base), piece.room if present else None
        return [(c, room) for c, room in tastes.may_take(piece) if room == own or not shut[room] & wanted]

    return [
        *(rooms(problem.pieces[n], present=True) for n in movable),
        *(rooms(target, present=False) for target in problem.targets),
    ]


def _solved(
    problem: Problem, movable: list[int], choices: list[list[tuple[int, int]]], more_than: int,
    work: float, sure: int,
) -> _Done:  # fmt: skip
    """`sure`: with so many moves nobody could have helped who is not asked here."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy: a second, and few refusals need it

    model: Any = cp_model.CpModel()
    pieces = [*(problem.pieces[n] for n in movable), *problem.targets]
    chosen: Choices = {}
    moved, costs = [], []
    for number, (piece, rooms) in enumerate(zip(pieces, choices, strict=True)):
        for cost, room in rooms:
            variable = chosen[number, room] = model.new_bool_var("")
            if piece.room is not None and room != piece.room:
                moved.append(variable)
            costs.append((cost + (MOVE if piece.room is not None and room != piece.room else 0)) * variable)
        model.add_exactly_one(chosen[number, room] for _, room in rooms)
    _apart(model, pieces, chosen, len(problem.rooms))
    if moved:
        model.add(sum(moved) > more_than)
    model.minimize(sum(costs))
    solver: Any = cp_model.CpSolver()
    set_up(solver.parameters, work)
    status = solver.solve(model)
    spent = float(solver.response_proto.deterministic_time)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        proved = status == cp_model.INFEASIBLE and sure > len(movable)
        return _Done(Plan(None, proved=proved), spent)
    where = {number: room for (number, room), variable in chosen.items() if solver.boolean_value(variable)}
    moves = {n: where[at] for at, n in enumerate(movable) if where[at] != problem.pieces[n].room}
    places = tuple(where[len(movable) + n] for n in range(len(problem.targets)))
    enough = max(sure, more_than + 1)
    certain = status == cp_model.OPTIMAL and sum(map(solver.boolean_value, moved)) <= enough
    return _Done(Plan(places, moves, proved=certain), spent)


def _apart(model: Any, pieces: list[Piece], chosen: Choices, rooms: int) -> None:
    """In no half day two in one room: it is enough to look where somebody comes."""
    for slot in sorted({piece.span[0] for piece in pieces}):
        there = [n for n, piece in enumerate(pieces) if piece.span[0] <= slot < piece.span[1]]
        for room in range(rooms):
            some = [chosen[n, room] for n in there if (n, room) in chosen]
            if len(some) > 1:
                model.add_at_most_one(some)


def set_up(parameters: Any, work: float) -> None:
    """The same answer on every machine, from the linear relaxation, which is nearly exact here."""
    parameters.num_workers = 1
    parameters.random_seed = 1
    parameters.max_deterministic_time = work
    parameters.linearization_level = 2
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
