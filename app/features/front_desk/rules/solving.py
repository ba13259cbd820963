"""From a problem to the best plan: count, search few moves, pack many; then the same with upgrades."""

from dataclasses import replace
from typing import Final

from app.features.front_desk.rules import chains, packing
from app.features.front_desk.rules.fitting import (
    Part,
    Plan,
    Problem,
    TooMany,
    kinds_for,
    part,
    too_many,
)

# With upgrades there are many more rooms to choose from, so that each try is worth less.
UPGRADES_TRIED: Final = 8_000


def solve(problem: Problem, *, thorough: bool = True, most_moves: int = chains.MOST_MOVES) -> Plan:
    """The plan with the fewest moves: within the types as sold if few will do, else with free upgrades.

    `thorough` False leaves out the search for plans of more than `most_moves`.
    """
    stages = [replace(problem, upgrades=False)]
    if problem.upgrades:
        stages.append(problem)
    over: tuple[TooMany, ...] = ()
    last: tuple[Part, int] | None = None
    for stage in stages:
        over, last = too_many(stage), None
        if over:
            continue
        small = narrowed(stage)
        tried = UPGRADES_TRIED if stage.upgrades else chains.MOST_TRIED
        found = chains.fewest(small.problem, most_moves, tried)
        if found.plan is not None:
            return small.whole(found.plan)
        last = small, found.more_than
    if last is None:
        return Plan(None, too_many=over)
    if not thorough:
        return Plan(None, proved=False)
    small, more_than = last
    return small.whole(packing.pack(small.problem, more_than))


def narrowed(problem: Problem) -> Part:
    """The part of a house that matters: rooms of kinds that the targets, or those they displace, may take."""
    kinds: set[int] = set()
    for target in problem.targets:
        kinds |= kinds_for(problem, target)
    while True:
        more = set(kinds)
        for piece in problem.pieces:
            if piece.room is not None and not piece.fixed and problem.rooms[piece.room].kind in kinds:
                more |= kinds_for(problem, piece)
        if more == kinds:
            break
        kinds = more
    return part(problem, [n for n, room in enumerate(problem.rooms) if room.kind in kinds])
