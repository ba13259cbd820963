"""Loads of the guest register for writing: entries, and what the desk added to them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.register import RegisterEntry, RegisterFacts


def facts_added(session: Session, stay_id: UUID, place: int) -> RegisterFacts | None:
    """What the desk added to a person of an entry."""
    return session.scalars(
        select(RegisterFacts).where(RegisterFacts.stay_id == stay_id, RegisterFacts.place == place)
    ).one_or_none()


def entries_of(session: Session, stay_ids: Iterable[UUID]) -> Sequence[RegisterEntry]:
    """The entries of stays, by when they are due."""
    statement = select(RegisterEntry).where(RegisterEntry.stay_id.in_(tuple(stay_ids)))
    return session.scalars(statement.order_by(RegisterEntry.due_at, RegisterEntry.stay_id)).all()
