"""Houses of many rooms and sixty days, well filled, with somebody who wants in: to measure the solver."""

from collections.abc import Iterator
from random import Random
from typing import Final

from app.features.front_desk.rules.fitting import Fixed, Kind, Piece, Problem, Room

ROOMS, DAYS, KINDS = 500, 60, 6
LENGTHS: Final = (1, 2, 2, 3, 3, 4, 5, 7)
WANTED: Final = (2, 3, 4, 5, 7)
# How often a stay follows another at once; the more often, the fuller the house.
CLOSE: Final = (0.6, 0.75, 0.9)
LOCKED: Final = 0.05
ORIGIN: Final = 100


def problems(count: int, seed: int = 7, rooms: int = ROOMS, days: int = DAYS) -> Iterator[Problem]:
    """So many different houses; free upgrades are allowed."""
    kinds = tuple(Kind(f"Type {n}", n, 4) for n in range(KINDS))
    for number in range(count):
        random = Random(seed * 1_000 + number)
        places = tuple(Room(str(100 + n), n * KINDS // rooms, str(n % 9)) for n in range(rooms))
        pieces: list[Piece] = []
        for room in range(rooms):
            pieces += _stays(random, room, places[room].kind, days, CLOSE[number % len(CLOSE)])
        first, length = random.randint(2, days - 20), random.choice(WANTED)
        target = Piece(_nights(first, length), random.randrange(KINDS), 2)
        yield Problem(kinds, places, tuple(pieces), (target,), upgrades=True)


def _stays(random: Random, room: int, kind: int, days: int, close: float) -> Iterator[Piece]:
    day = random.randint(-3, 1)
    while day < days:
        length = random.choice(LENGTHS)
        fixed = Fixed.IN_HOUSE if day <= 0 else Fixed.LOCKED if random.random() < LOCKED else Fixed.NO
        yield Piece(_nights(day, length), kind, 2, room, fixed)
        day += length + (random.random() > close)


def _nights(first: int, count: int) -> tuple[int, int]:
    return 2 * (first + ORIGIN) + 1, 2 * (first + count + ORIGIN)
