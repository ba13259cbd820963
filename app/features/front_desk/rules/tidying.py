"""Tidy up: one-night gaps that nobody would book are closed by few moves within a type.

A gap is exactly one night that is free between two who are there. Stay after stay is tried in the other
rooms that are free for it; the move that closes most gaps is made, as long as one closes any. Nobody is moved
twice.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from app.features.front_desk.rules.fitting import Piece, Problem, Rooms, Span, mask

# More moves are too many to look through at once.
MOST_MOVES: Final = 20
NIGHT: Final = 3  # half days from the departure of one to the arrival of the next, with one night between


class _House:
    """What each room holds, as bits and in order."""

    def __init__(self, problem: Problem, window: Span) -> None:
        self.problem, self.window = problem, window
        spans = [p.span for p in problem.pieces] + [span for _, span in problem.held]
        self.base = min((span[0] for span in spans), default=0)
        self.held = [0] * len(problem.rooms)
        self.inside: list[list[Span]] = [[] for _ in problem.rooms]
        for piece in problem.pieces:
            if piece.room is not None:
                self.put(piece.room, piece.span)
        for room, span in problem.held:
            self.put(room, span)

    def put(self, room: int, span: Span) -> None:
        """Somebody comes into a room."""
        self.held[room] |= mask(span, self.base)
        self.inside[room] = sorted([*self.inside[room], span])

    def take(self, room: int, span: Span) -> None:
        """Somebody leaves it."""
        self.held[room] &= ~mask(span, self.base)
        self.inside[room].remove(span)

    def gaps(self, room: int, without: Span | None = None, more: Span | None = None) -> int:
        """How many single nights a room has free, were one gone and another there."""
        spans = [span for span in self.inside[room] if span != without]
        return count_gaps([*spans, *([more] if more is not None else [])], self.window)


def count_gaps(spans: Iterable[Span], window: Span) -> int:
    """Single free nights between two spans of one room, that begin in the window."""
    ordered = sorted(spans)
    found = 0
    for (_, end), (start, _) in pairwise(ordered):
        found += start - end in (NIGHT - 1, NIGHT) and window[0] <= end < window[1]
    return found


def gaps_of(problem: Problem, window: Span, moves: dict[int, int] | None = None) -> int:
    """The gaps of a whole house, after some moves."""
    gone = moves or {}
    inside: list[list[Span]] = [[] for _ in problem.rooms]
    for number, piece in enumerate(problem.pieces):
        room = gone.get(number, piece.room)
        if room is not None:
            inside[room].append(piece.span)
    for room, span in problem.held:
        inside[room].append(span)
    return sum(count_gaps(spans, window) for spans in inside)


def tidy(problem: Problem, window: Span, most: int = MOST_MOVES) -> dict[int, int]:
    """Which pieces go to which rooms; in this order each finds its room free."""
    house, rooms = _House(problem, window), Rooms(problem)
    moves: dict[int, int] = {}
    while len(moves) < most:
        best = _best(house, rooms, [n for n in _loose(house, problem.pieces) if n not in moves])
        if best is None:
            break
        number, room = best
        piece = problem.pieces[number]
        assert piece.room is not None
        house.take(piece.room, piece.span)
        house.put(room, piece.span)
        moves[number] = room
    return moves


def _loose(house: _House, pieces: Sequence[Piece]) -> list[int]:
    """Who may move and stays in the window."""
    first, end = house.window
    return [n for n, p in enumerate(pieces)
            if not p.fixed and p.room is not None and first <= p.span[0] and p.span[1] <= end]  # fmt: skip


def _best(house: _House, rooms: Rooms, numbers: Iterable[int]) -> tuple[int, int] | None:
    """The move that closes most gaps, the cheapest of those; None when none closes any."""
    best: tuple[int, int, int, int] | None = None
    now = [house.gaps(room) for room in range(len(house.inside))]
    for number in numbers:
        piece = house.problem.pieces[number]
        own, span = piece.room, piece.span
        assert own is not None
        left = now[own] - house.gaps(own, without=span)
        wanted = mask(span, house.base)
        for cost, room in rooms.may_take(piece):
            if room == own or house.held[room] & wanted or left + now[room] <= 0:
                continue
            gain = left + now[room] - house.gaps(room, more=span)
            if gain > 0 and (best is None or (-gain, cost, number, room) < best):
                best = -gain, cost, number, room
    return None if best is None else (best[2], best[3])
