"""A clock that stands still and ids that come from a seed: the same run gives the same house."""

import random
from datetime import datetime, timedelta
from uuid import UUID


class StillClock:
    """A clock that shows the instant it was set to."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def forward(self, step: timedelta) -> None:
        """Let time pass."""
        self.instant += step


class SeededIds:
    """Ids shaped like UUIDv7: the clock's milliseconds, a counter, and the seed's randomness."""

    def __init__(self, seed: int, clock: StillClock) -> None:
        self._random = random.Random(seed)
        self._clock = clock
        self._count = 0

    def __call__(self) -> UUID:
        """A new id, later than all before while the clock does not go back."""
        self._count += 1
        milliseconds = int(self._clock.instant.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
        tail = (self._count & 0x3FFF_FFFF) << 32 | self._random.getrandbits(32)
        return UUID(
            int=milliseconds << 80
            | 0x7 << 76
            | (tail >> 50 & 0xFFF) << 64
            | 0b10 << 62
            | tail & (1 << 62) - 1
        )
