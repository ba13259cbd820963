"""Ids that are the same each time, for tests that compare two houses."""

from random import Random
from uuid import UUID


class SeededIds:
    """A maker of ids from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def __call__(self) -> UUID:
        """The next id."""
        return UUID(int=self._random.getrandbits(128), version=4)
