"""Waitlist and queue, loaded for writing; who is due to be taken off."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.queueing import RoomWait
from app.features.front_desk.models.waitlist import WaitlistEntry


def entries_over(session: Session, property_id: UUID, today: date) -> Sequence[WaitlistEntry]:
    """Open entries whose days have passed, or who did not want to wait any longer."""
    return session.scalars(
        select(WaitlistEntry).where(
            WaitlistEntry.property_id == property_id,
            WaitlistEntry.state.in_(("waiting", "offered")),
            or_(WaitlistEntry.expires_on < today, WaitlistEntry.arrival < today),
        )
    ).all()


def offers_over(session: Session, property_id: UUID, now: datetime) -> Sequence[WaitlistEntry]:
    """Offers that nobody took in time."""
    return session.scalars(
        select(WaitlistEntry).where(
            WaitlistEntry.property_id == property_id,
            WaitlistEntry.state == "offered",
            WaitlistEntry.offer_until <= now,
        )
    ).all()


def waits(session: Session, property_id: UUID) -> Sequence[RoomWait]:
    """Everybody who waits for a room, the first first."""
    return session.scalars(
        select(RoomWait)
        .where(RoomWait.property_id == property_id)
        .order_by(RoomWait.priority.desc(), RoomWait.since, RoomWait.stay_id)
    ).all()
