"""How real guests book: lead times, lengths, parties, cancellations, as small tables of quantiles.

Counted once from the 79,330 bookings of the city hotel published by N. António, A. de Almeida and L. Nunes,
"Hotel booking demand datasets", Data in Brief 22 (2019) 41-49, CC BY 4.0. The bookings themselves are no
part of the program.
"""

import random
from bisect import bisect
from itertools import accumulate
from typing import Final, TypeVar

T = TypeVar("T")

# Days between booking and arrival at each twentieth of the bookings that were kept.
LEAD_KEPT: Final = (0, 0, 2, 4, 7, 12, 17, 23, 32, 40, 50, 60, 72, 86, 102, 121, 142, 170, 204, 265, 518)
# The same of the bookings that were cancelled.
LEAD_CANCELLED: Final = (
    0, 11, 21, 31, 39, 52, 64, 75, 91, 103, 119, 139, 158, 176, 198, 233, 273, 297, 327, 391, 629,
)  # fmt: skip
# Percent of a cancelled booking's lead time that were left when it was cancelled, at each tenth.
LEFT_AT_CANCELLATION: Final = (0, 11, 25, 42, 62, 73, 80, 91, 98, 100, 100)
# Nights, and how many of 1,000 kept bookings have so many.
NIGHTS: Final = (
    (1, 198), (2, 238), (3, 257), (4, 167), (5, 70), (6, 24), (7, 27), (8, 5), (9, 3), (10, 2),
    (11, 1), (14, 1),
)  # fmt: skip
# Adults and children, and how many of 1,000 kept bookings have them.
PARTIES: Final = (
    ((2, 0), 637), ((1, 0), 220), ((3, 0), 63), ((2, 1), 43), ((2, 2), 23), ((1, 1), 3),
    ((3, 1), 2), ((1, 2), 2), ((2, 3), 1), ((4, 0), 1),
)  # fmt: skip
# Booked at most so many days ahead, how many of 1,000 bookings are cancelled, and how many never come.
FALLEN: Final = ((0, 64, 24), (7, 114, 22), (30, 293, 16), (90, 389, 10), (180, 468, 12), (10_000, 638, 3))
MEAN_NIGHTS: Final = sum(n * share for n, share in NIGHTS) / sum(share for _, share in NIGHTS)


def from_quantiles(rng: random.Random, table: tuple[int, ...]) -> int:
    """A number whose distribution has these evenly spaced quantiles."""
    place = rng.random() * (len(table) - 1)
    low = int(place)
    return round(table[low] + (table[low + 1] - table[low]) * (place - low))


def nights(rng: random.Random, most: int) -> int:
    """A length of stay of at most `most` nights."""
    return _weighted(rng, tuple((n, share) for n, share in NIGHTS if n <= most))


def party(rng: random.Random, least: int, most: int) -> tuple[int, int]:
    """Adults and children of a room that is meant for `least` to `most` people."""
    fitting = tuple((p, share) for p, share in PARTIES if least <= sum(p) <= most)
    return _weighted(rng, fitting)


def cancelled_per_kept(lead: int) -> float:
    """How many bookings with this lead time are cancelled for each one that is kept."""
    share = next(cancelled for most, cancelled, _ in FALLEN if lead <= most) / 1000
    return share / (1 - share)


def stays_away(rng: random.Random, lead: int) -> bool:
    """Whether a guest who booked so long ahead never comes."""
    return rng.random() * 1000 < next(away for most, _, away in FALLEN if lead <= most)


def _weighted(rng: random.Random, table: tuple[tuple[T, int], ...]) -> T:
    sums = list(accumulate(share for _, share in table))
    return table[bisect(sums, rng.random() * sums[-1])][0]
