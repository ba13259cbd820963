"""What check-in and check-out load for writing: identities, keys, the house's terms."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.arriving import DeskTerms, IdentityCheck, KeyIssue
from app.infra.database import lasting

_TERMS = lasting(select(DeskTerms).where(DeskTerms.property_id == bindparam("property")))


def identity_check(session: Session, stay_id: UUID, place: int) -> IdentityCheck | None:
    """What is known of a guest of a stay by document."""
    return session.scalars(
        select(IdentityCheck).where(IdentityCheck.stay_id == stay_id, IdentityCheck.place == place)
    ).one_or_none()


def identity_checks(session: Session, stay_id: UUID) -> Sequence[IdentityCheck]:
    """All of a stay, by place."""
    statement = select(IdentityCheck).where(IdentityCheck.stay_id == stay_id)
    return session.scalars(statement.order_by(IdentityCheck.place)).all()


def keys_of(session: Session, stay_id: UUID) -> Sequence[KeyIssue]:
    """The keys that a stay was given, in the order of giving."""
    return session.scalars(select(KeyIssue).where(KeyIssue.stay_id == stay_id).order_by(KeyIssue.id)).all()


def terms_of(session: Session, property_id: UUID) -> DeskTerms | None:
    """How a house checks in and out, where it said so."""
    return session.scalars(_TERMS, {"property": property_id}).one_or_none()
