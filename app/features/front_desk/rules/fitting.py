"""What fits where: rooms and stays as plain values, which room may take whom, and what it costs.

Time is counted in half days, as `app.kernel.dates.held_slots` holds them: hotel day n is 2n (day) and 2n + 1
(night). What is held is kept as a whole number with one bit for each half day, so that a clash is one `&`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

Span = tuple[int, int]
# What counts, the most first: a move outweighs everything else, an upgrade all that is only nice.
MOVE: Final = 10_000
UPGRADE: Final = 200
LIKED: Final = 20
ACCESSIBLE_SPARED: Final = 10
OTHER_FLOOR: Final = 1
ACCESSIBLE: Final = "accessible"


def stay_span(arrival: date, departure: date) -> Span:
    """The half days that a stay holds; equal dates are day use."""
    first, end = arrival.toordinal(), departure.toordinal()
    return (2 * first, 2 * first + 1) if first == end else (2 * first + 1, 2 * end)


def block_span(starts: date, ends: date) -> Span:
    """The half days that a block holds."""
    return 2 * starts.toordinal(), 2 * ends.toordinal()


@dataclass(frozen=True, slots=True)
class Kind:
    """A room type: `rank` grows with its price, `most` is how many people it takes."""

    name: str
    rank: int
    most: int


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a kind; `features` in lower case, with "accessible" where it is."""

    number: str
    kind: int
    floor: str = ""
    features: frozenset[str] = frozenset()


class Fixed(StrEnum):
    """Why a stay is not moved."""

    NO = ""
    LOCKED = "locked"
    IN_HOUSE = "in_house"
    ADJOINING = "adjoining"
    BEYOND = "beyond"
    CLASHING = "clashing"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stay, or one part of it, in one room (None: in none yet).

    `needs` must be there, `likes` would be nice. A target that has a room may keep it without a move.
    """

    span: Span
    kind: int
    party: int = 1
    room: int | None = None
    fixed: Fixed = Fixed.NO
    needs: frozenset[str] = frozenset()
    likes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """A house, who is in it, what else is held, and who is to be placed.

    In one room those who may move stand one after the other; who clashes is fixed.
    `waiting` are stays that have no room yet: they are counted, so that nothing is sold twice.
    """

    kinds: tuple[Kind, ...]
    rooms: tuple[Room, ...]
    pieces: tuple[Piece, ...]
    targets: tuple[Piece, ...]
    held: tuple[tuple[int, Span], ...] = ()
    waiting: tuple[Piece, ...] = ()
    upgrades: bool = False


@dataclass(frozen=True, slots=True)
class TooMany:
    """A hotel day (as an ordinal) on which more want rooms of a kind, or better ones, than there are."""

    day: int
    kind: int
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Who goes where: rooms of targets in their order, and of the pieces that move.

    `proved`: no plan has fewer moves. Without a plan (`places` None) `too_many` says why, where counting
    shows it; `proved` then says that there is none at all.
    """

    places: tuple[int, ...] | None
    moves: Mapping[int, int] = field(default_factory=dict)
    proved: bool = True
    too_many: tuple[TooMany, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether there is a plan."""
        return self.places is not None


def mask(span: Span, base: int) -> int:
    """The half days of a span as bits, from half day `base` on."""
    start, end = max(span[0] - base, 0), max(span[1] - base, 0)
    return (1 << end) - (1 << start)


def clash(one: Span, other: Span) -> bool:
    """Whether two spans share a half day."""
    return one[0] < other[1] and other[0] < one[1]


def penalty(problem: Problem, piece: Piece, room: int) -> int | None:
    """What it costs, beside the move, to have a piece in a room; None where it may not be."""
    if room == piece.room:
        return 0
    place = problem.rooms[room]
    now = problem.rooms[piece.room] if piece.room is not None else None
    kind = problem.kinds[place.kind]
    if piece.party > kind.most or not piece.needs <= place.features:
        return None
    cost = 0
    if place.kind != piece.kind and not (now is not None and now.kind == place.kind):
        rank = problem.kinds[piece.kind].rank
        if not problem.upgrades or kind.rank < rank:
            return None
        cost += UPGRADE * (1 + kind.rank - rank)
    cost += LIKED * len(piece.likes - place.features)
    if ACCESSIBLE in place.features and ACCESSIBLE not in piece.needs | piece.likes:
        cost += ACCESSIBLE_SPARED
    return cost + (OTHER_FLOOR if now is not None and now.floor != place.floor else 0)


class Rooms:
    """Which rooms may take a piece, the best first; asked once for all that wish the same."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._known: dict[object, list[tuple[int, int]]] = {}

    def may_take(self, piece: Piece) -> list[tuple[int, int]]:
        """(cost, room) of every room, the best first; its own costs nothing."""
        now = self._problem.rooms[piece.room] if piece.room is not None else None
        alike = (piece.kind, piece.party, piece.needs, piece.likes, now and (now.kind, now.floor))
        found = self._known.get(alike)
        if found is None:
            costs = ((penalty(self._problem, piece, n), n) for n in range(len(self._problem.rooms)))
            found = self._known[alike] = sorted((cost, n) for cost, n in costs if cost is not None)
        if now is None or piece.room is None:
            return found
        return [(0, piece.room), *((cost, n) for cost, n in found if n != piece.room)]


def cost_of(problem: Problem, plan: Plan) -> int:
    """The whole cost of a plan; a target that leaves its room is a move too."""
    total = 0
    placed = [*zip(problem.targets, plan.places or (), strict=True)]
    placed += [(problem.pieces[piece], room) for piece, room in plan.moves.items()]
    for piece, room in placed:
        cost = penalty(problem, piece, room)
        assert cost is not None
        total += cost + (MOVE if piece.room is not None and room != piece.room else 0)
    return total


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What is wrong with a plan: somebody fixed moves, a room that may not be, two in one room."""
    found = [f"piece {piece} is fixed" for piece in plan.moves if problem.pieces[piece].fixed]
    stands = [(plan.moves.get(n, p.room), p.span, n in plan.moves) for n, p in enumerate(problem.pieces)]
    stands += [(room, p.span, True) for p, room in zip(problem.targets, plan.places or (), strict=True)]
    stands += [(room, span, False) for room, span in problem.held]
    for n, (room, span, moved) in enumerate(stands):
        for other, other_span, _ in [*stands[:n], *stands[n + 1 :]] if moved else ():
            if room == other and clash(span, other_span):
                found.append(f"two in room {room}")
    for piece, to in [(problem.pieces[n], room) for n, room in plan.moves.items()]:
        if penalty(problem, piece, to) is None:
            found.append(f"room {to} may not take this stay")
    return found


def too_many(problem: Problem) -> tuple[TooMany, ...]:
    """The days on which there are more to lodge than rooms: the proof, by counting, that nothing fits.

    A kind is counted alone; with upgrades together with all better ones. Counted is who can be nowhere else.
    """
    found = []
    spans = [target.span for target in problem.targets]
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    slots = [t for t in range(first, last) if any(s[0] <= t < s[1] for s in spans)]
    for kind in sorted({target.kind for target in problem.targets}):
        counted = _counted_together(problem, kind)
        rooms = {n for n, room in enumerate(problem.rooms) if room.kind in counted}
        days: dict[int, int] = {}
        for slot in slots:
            over = _wanted(problem, rooms, counted, slot) - len(rooms)
            if over > 0:
                days[slot // 2] = max(days.get(slot // 2, 0), over)
        found += [TooMany(day, kind, over) for day, over in sorted(days.items())]
    return tuple(found)


def _counted_together(problem: Problem, kind: int) -> frozenset[int]:
    if not problem.upgrades:
        return frozenset({kind})
    rank = problem.kinds[kind].rank
    return frozenset(n for n, other in enumerate(problem.kinds) if other.rank >= rank)


def _wanted(problem: Problem, rooms: Iterable[int], counted: frozenset[int], slot: int) -> int:
    """How many hold, or have to hold, one of the rooms in a half day."""
    own = frozenset(rooms)

    def there(span: Span) -> bool:
        return span[0] <= slot < span[1]

    held = {room for room, span in problem.held if room in own and there(span)}
    held |= {
        p.room
        for p in problem.pieces
        if p.room is not None and p.room in own and there(p.span) and (p.fixed or _bound(problem, p, counted))
    }
    asking: Sequence[Piece] = [*problem.targets, *problem.waiting]
    return len(held) + sum(there(p.span) and _bound(problem, p, counted) for p in asking)


def _bound(problem: Problem, piece: Piece, counted: frozenset[int]) -> bool:
    """Whether no kind outside of these may take a piece."""
    return kinds_for(problem, piece) <= counted


def kinds_for(problem: Problem, piece: Piece) -> frozenset[int]:
    """The kinds of rooms that may take a piece, whatever else it needs."""
    own = {piece.kind} if piece.room is None else {piece.kind, problem.rooms[piece.room].kind}
    if problem.upgrades:
        rank = problem.kinds[piece.kind].rank
        own |= {n for n, kind in enumerate(problem.kinds) if kind.rank >= rank}
    return frozenset(own)


@dataclass(frozen=True, slots=True)
class Part:
    """A problem about some rooms of a greater one; `rooms` and `pieces` are their numbers there."""

    problem: Problem
    rooms: list[int]
    pieces: list[int]

    def whole(self, plan: Plan) -> Plan:
        """A plan for the part, in the numbers of the greater problem."""
        if plan.places is None:
            return plan
        places = tuple(self.rooms[room] for room in plan.places)
        return replace(
            plan, places=places, moves={self.pieces[n]: self.rooms[room] for n, room in plan.moves.items()}
        )


def part(problem: Problem, rooms: list[int]) -> Part:
    """The problem of some rooms, with those who are in them."""
    place = {room: n for n, room in enumerate(rooms)}
    inside = [n for n, piece in enumerate(problem.pieces) if piece.room in place]
    small = replace(
        problem,
        rooms=tuple(problem.rooms[n] for n in rooms),
        pieces=tuple(_put(problem.pieces[n], place) for n in inside),
        targets=tuple(_put(target, place) for target in problem.targets),
        held=tuple((place[room], span) for room, span in problem.held if room in place),
        waiting=(),
    )
    return Part(small, rooms, inside)


def _put(piece: Piece, place: Mapping[int, int]) -> Piece:
    return replace(piece, room=None if piece.room is None else place.get(piece.room))
