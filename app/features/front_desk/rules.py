"""When a guest may have the key: pure checks."""

from app.features.property import Housekeeping

# In these states a room can be given to a guest.
READY = frozenset({Housekeeping.CLEAN, Housekeeping.INSPECTED, Housekeeping.PICKUP})


def is_ready(housekeeping: str) -> bool:
    """Whether a room in this state can be given to a guest."""
    return housekeeping in READY
