"""The clock and the maker of ids, as protocols: only infra and bootstrap know real ones."""

from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1c6f5e-4b0e-5d0a-9a39-5d2f6b0a7c11")


class Clock(Protocol):
    """Where the present comes from."""

    def now(self) -> datetime:
        """The present instant, in UTC, with its zone."""
        ...


class IdMaker(Protocol):
    """Where new ids come from: time-ordered (UUIDv7) in production, seeded in simulation."""

    def __call__(self) -> UUID:
        """A new id."""
        ...


def derived_id(*parts: object) -> UUID:
    """The same id for the same parts, for things that must be recognised when they come again."""
    return uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))
