"""What an import needs of the one who runs it: the house, an ear for progress, and whether to go on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.kernel.changes import Outcome
from app.kernel.clock import Clock
from app.kernel.commands import Command, Query

A = TypeVar("A")

_RARELY = (100_000, 50, 50)


class Desk(Protocol):
    """The house, as far as an import needs it (app.bootstrap.App is one)."""

    @property
    def clock(self) -> Clock:
        """Where the present comes from."""
        ...

    def execute(self, command: Command) -> Outcome:
        """Carry out a command."""
        ...

    def ask(self, query: Query[A]) -> A:
        """Answer a question."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: "reading", "planning" or "writing", `done` of `total` (0 when unknown)."""

    phase: str
    done: int
    total: int


class Cancelled(Exception):
    """The person has had enough; what is written stays, and a new run goes on from there."""


Tell = Callable[[Progress], None]
Asked = Callable[[], bool]


def silent(_progress: Progress) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for garbage rarely: a plan is a million values in use, and looking through them finds none."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
