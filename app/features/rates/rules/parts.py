"""What a price is made of and what limits a sale, by the names under which a month keeps them."""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

# In arrays: no amount is set here. Prices and limits are never below zero.
NOTHING: Final = -1
# The greatest amount of anything, so that no chain of derivations leaves the numbers that arrays hold.
MOST_MINOR: Final = 1_000_000_000_000
MOST_BANDS: Final = 4

Amounts = NDArray[np.int64]


class Part(IntEnum):
    """A part of a price. `PERSON` is added for each adult, such as a meal; children pay by age band."""

    BASE = 0
    SINGLE = 1
    ADULT = 2
    PERSON = 3
    CHILD1 = 4
    CHILD2 = 5
    CHILD3 = 6
    CHILD4 = 7


class Limit(IntEnum):
    """A restriction of a night. The first three are flags, the others numbers of nights or days."""

    CLOSED = 0
    NO_ARRIVAL = 1
    NO_DEPARTURE = 2
    MIN_THROUGH = 3
    MIN_ARRIVAL = 4
    MAX_THROUGH = 5
    MAX_ARRIVAL = 6
    MIN_ADVANCE = 7
    MAX_ADVANCE = 8


PARTS: Final = {part.name.lower(): part for part in Part}
LIMITS: Final = {limit.name.lower(): limit for limit in Limit}
FLAGS: Final = (Limit.CLOSED, Limit.NO_ARRIVAL, Limit.NO_DEPARTURE)
# Of these the smaller is the stricter.
CEILINGS: Final = (Limit.MAX_THROUGH, Limit.MAX_ARRIVAL, Limit.MAX_ADVANCE)


def child_part(band: int) -> Part:
    """The part that children of a band (from 0) pay."""
    return Part(Part.CHILD1 + band)
