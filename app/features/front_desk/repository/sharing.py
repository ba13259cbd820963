"""Who shares a stay, for writing."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.traces import StayGuest


def sharers(session: Session, stay_id: UUID) -> Sequence[StayGuest]:
    """Those who share a stay with its guest."""
    return session.scalars(select(StayGuest).where(StayGuest.stay_id == stay_id)).all()
