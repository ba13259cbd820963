"""Loads of what guests are to each other."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.guests import GuestRelation


def relation(session: Session, guest_id: UUID, other_id: UUID) -> GuestRelation | None:
    """The relation of two guests, whoever of them it was said of."""
    both = (guest_id, other_id)
    of_both = GuestRelation.guest_id.in_(both) & GuestRelation.other_id.in_(both)
    return session.scalars(select(GuestRelation).where(of_both).order_by(GuestRelation.id)).first()
