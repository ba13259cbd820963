"""A user's PIN, for who compares it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.security.late.models import MOST_WRONG, PAUSES, UserPin
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class PinView:
    """The hash, how many tries were wrong in a row and when the last was."""

    pin_hash: str
    wrong: int
    wrong_at: datetime | None = None

    @property
    def left(self) -> int:
        """How many tries are left."""
        return max(0, MOST_WRONG - self.wrong)

    def pause(self, now: datetime) -> int:
        """How many seconds have still to pass before the next try."""
        if self.wrong_at is None:
            return 0
        ready = self.wrong_at + timedelta(seconds=PAUSES[min(self.wrong, len(PAUSES) - 1)])
        return max(0, -((now - ready) // timedelta(seconds=1)))


@dataclass(frozen=True, kw_only=True, slots=True)
class PinOf(Query[PinView | None]):
    """None for a user without a PIN."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class PinGiver(Query[str]):
    """Who gave a user the PIN that he has; "" where he took it himself, or has none."""

    user_id: UUID


def pin_of(query: PinOf, *, session: Session) -> PinView | None:
    """By user."""
    row = session.scalars(select(UserPin).where(UserPin.user_id == query.user_id)).one_or_none()
    return None if row is None else PinView(row.pin_hash, row.wrong, row.wrong_at)


def pin_giver(query: PinGiver, *, session: Session) -> str:
    """By user."""
    row = session.scalars(select(UserPin).where(UserPin.user_id == query.user_id)).one_or_none()
    return (row.given_by or "") if row is not None else ""


ANSWERS = (Answering(PinOf, pin_of), Answering(PinGiver, pin_giver))
