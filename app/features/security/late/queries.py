"""A user's PIN, for who compares it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.security.late.models import MOST_WRONG, UserPin
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class PinView:
    """The hash, and how many tries were wrong in a row."""

    pin_hash: str
    wrong: int

    @property
    def left(self) -> int:
        """How many tries are left."""
        return max(0, MOST_WRONG - self.wrong)


@dataclass(frozen=True, kw_only=True, slots=True)
class PinOf(Query[PinView | None]):
    """None for a user without a PIN."""

    user_id: UUID


def pin_of(query: PinOf, *, session: Session) -> PinView | None:
    """By user."""
    row = session.scalars(select(UserPin).where(UserPin.user_id == query.user_id)).one_or_none()
    return None if row is None else PinView(row.pin_hash, row.wrong)


ANSWERS = (Answering(PinOf, pin_of),)
