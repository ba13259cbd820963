"""The real clock and the real maker of ids; the only module that reads the machine's time."""

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The present instant, to the microsecond."""
        return datetime.now(UTC)


def new_id() -> UUID:
    """A new time-ordered id (UUIDv7), monotonic within this process."""
    return uuid7()
