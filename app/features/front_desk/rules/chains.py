"""The fewest moves that make room, as long as they are few: who is in the way goes elsewhere, and so on.

Whoever is placed turns out those in the way, who have to be placed in turn, until nobody is left outside. All
ways with no move are tried, then with one, two … So the first plan that is found has the fewest moves, and of
those the cheapest.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from app.features.front_desk.rules.fitting import Piece, Plan, Problem, Rooms, clash, mask

# How many places are tried before the search gives up; what it then knows is only a lower bound.
MOST_TRIED: Final = 16_000
# Beyond so many moves the search for packings is quicker (rules/packing.py).
MOST_MOVES: Final = 5
Way = dict[int, int]


class _Enough(Exception):
    """No fault: as many places have been tried as may be."""


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, or none; `more_than`: every plan has more moves than this."""

    plan: Plan | None
    more_than: int


class _Stand(NamedTuple):
    """A room that may take a piece: at which cost, and who is in the way as long as nobody has moved."""

    cost: int
    room: int
    in_the_way: tuple[int, ...]


class _House:
    """What stays the same through a search: who holds what, and which rooms may take whom."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        everybody = (*problem.pieces, *problem.targets)
        base = min([*(p.span[0] for p in everybody), *(span[0] for _, span in problem.held)])
        self.masks = [mask(p.span, base) for p in everybody]
        self.shut = [0] * len(problem.rooms)
        for room, span in problem.held:
            self.shut[room] |= mask(span, base)
        self._inside: list[list[int]] = [[] for _ in problem.rooms]
        self._starts: list[list[int]] = [[] for _ in problem.rooms]
        self._ends: list[list[int]] = [[] for _ in problem.rooms]
        for number, piece in sorted(enumerate(problem.pieces), key=lambda pair: pair[1].span):
            if piece.room is not None and piece.fixed:
                self.shut[piece.room] |= self.masks[number]
            elif piece.room is not None:
                self._inside[piece.room].append(number)
                self._starts[piece.room].append(piece.span[0])
                self._ends[piece.room].append(piece.span[1])
        self._rooms = Rooms(problem)
        self._known: dict[int, dict[int, _Stand]] = {}
        self._few: dict[tuple[int, int], list[_Stand]] = {}

    def own_room(self, piece: int) -> int | None:
        """Where a piece or target is now."""
        return self._value(piece).room

    def is_target(self, piece: int) -> bool:
        """Whether it is one of those to be placed."""
        return piece >= len(self.problem.pieces)

    def _value(self, piece: int) -> Piece:
        own = len(self.problem.pieces)
        return self.problem.pieces[piece] if piece < own else self.problem.targets[piece - own]

    def stands(self, piece: int) -> dict[int, _Stand]:
        """By room; whoever is turned out goes to another room, else he need not have gone."""
        if piece not in self._known:
            value, wanted = self._value(piece), self.masks[piece]
            own = None if self.is_target(piece) else value.room
            start, end = value.span
            known: dict[int, _Stand] = {}
            for cost, room in self._rooms.may_take(value):
                if room == own or self.shut[room] & wanted:
                    continue
                # They stand one after the other, so those in the way follow each other.
                first = bisect_right(self._ends[room], start)
                last = bisect_left(self._starts[room], end, first)
                if last - first <= MOST_MOVES:
                    known[room] = _Stand(cost, room, tuple(self._inside[room][first:last]))
            self._known[piece] = known
        return self._known[piece]

    def few(self, piece: int, most: int) -> list[_Stand]:
        """The rooms in which at most so many are in the way, the cheapest first."""
        key = piece, most
        if key not in self._few:
            self._few[key] = [s for s in self.stands(piece).values() if len(s.in_the_way) <= most]
        return self._few[key]


@dataclass(slots=True)
class _Search:
    house: _House
    most_tried: int
    taken: dict[int, int] = field(default_factory=dict)
    best: Way | None = None
    best_cost: int = 0
    tried: int = 0

    def place(self, pending: tuple[int, ...], way: Way, out: frozenset[int], left: int, cost: int) -> None:
        """Place the first of `pending`, then the others; `left` moves may still be made."""
        if not pending:
            self.best, self.best_cost = dict(way), cost
            return
        piece, rest = pending[0], pending[1:]
        wanted = self.house.masks[piece]
        freed = self._freed(piece, out, left)
        for number, stand in enumerate(chain(freed, self.house.few(piece, left))):
            if self.best is not None and cost + stand.cost >= self.best_cost:
                if number < len(freed):
                    continue
                return  # the others cost as much or more
            self.tried += 1
            if self.tried > self.most_tried:
                raise _Enough
            room, before = stand.room, self.taken.get(stand.room, 0)
            if before & wanted:
                continue
            evicted = tuple(n for n in stand.in_the_way if n not in out)
            moves = len(evicted) + self._own_move(piece, room)
            if moves > left:
                continue
            way[piece], self.taken[room] = room, before | wanted
            self.place((*rest, *evicted), way, out | set(evicted), left - moves, cost + stand.cost)
            self.taken[room] = before
            del way[piece]
            if not moves and not rest and number >= len(freed):
                return  # the last one, in the cheapest room that is free

    def _freed(self, piece: int, out: frozenset[int], left: int) -> list[_Stand]:
        """Rooms in which few enough are in the way only because somebody has left."""
        stands, more = self.house.stands(piece), []
        for room in {self.house.own_room(n) for n in out}:
            stand = stands.get(room) if room is not None else None
            if stand is not None and len(stand.in_the_way) > left >= sum(
                n not in out for n in stand.in_the_way
            ):
                more.append(stand)
        return sorted(more, key=lambda stand: (stand.cost, stand.room))

    def _own_move(self, piece: int, room: int) -> int:
        """A target that leaves its room moves; a piece's move was counted when it was turned out."""
        own = self.house.own_room(piece)
        return int(self.house.is_target(piece) and own is not None and own != room)


def fewest(problem: Problem, most: int = MOST_MOVES, most_tried: int = MOST_TRIED) -> Found:
    """Search plans of no move, of one … of `most`. What was not found in time is told by `more_than`."""
    house, own, tried = _House(problem), len(problem.pieces), 0
    pending = tuple(range(own, own + len(problem.targets)))
    for moves in range(most + 1):
        search = _Search(house, most_tried, tried=tried)
        try:
            search.place(pending, {}, frozenset(), moves, 0)
        except _Enough:
            if search.best is None:
                return Found(None, moves - 1)
        if search.best is not None:
            places = tuple(search.best[n] for n in pending)
            moved = {n: room for n, room in sorted(search.best.items()) if n < own}
            return Found(Plan(places, moved), moves - 1)
        tried = search.tried
    return Found(None, most)


def reach(problem: Problem, moves: int) -> list[int]:
    """The pieces that so many moves can touch: who is there when a target is, then when those are."""
    first, end = min(t.span[0] for t in problem.targets), max(t.span[1] for t in problem.targets)
    found: list[int] = []
    for _ in range(moves):
        now = [n for n, p in enumerate(problem.pieces) if not p.fixed and clash(p.span, (first, end))]
        if len(now) == len(found):
            return now
        found = now
        first = min([first, *(problem.pieces[n].span[0] for n in found)])
        end = max([end, *(problem.pieces[n].span[1] for n in found)])
    return found
