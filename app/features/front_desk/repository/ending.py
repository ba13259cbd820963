"""Endings of stays, loaded for writing."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.ending import StayEnding


def standing_ending(session: Session, stay_id: UUID) -> StayEnding | None:
    """The ending of a stay that was not taken back, the newest."""
    return session.scalars(
        select(StayEnding)
        .where(StayEnding.stay_id == stay_id, StayEnding.taken_back_at.is_(None))
        .order_by(StayEnding.at.desc(), StayEnding.id.desc())
    ).first()
