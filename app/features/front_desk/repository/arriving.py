"""What check-in and check-out load for writing: identities, keys, the house's terms."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.arriving import DeskTerms, IdentityCheck, KeyIssue, StayGuarantee
from app.infra.database import lasting

_TERMS = lasting(select(DeskTerms).where(DeskTerms.property_id == bindparam("property")))
_CHECKS = lasting(
    select(IdentityCheck).where(IdentityCheck.stay_id == bindparam("stay")).order_by(IdentityCheck.place)
)
_KEYS = lasting(select(KeyIssue).where(KeyIssue.stay_id == bindparam("stay")).order_by(KeyIssue.id))
_GUARANTEE = lasting(select(StayGuarantee).where(StayGuarantee.stay_id == bindparam("stay")))


def identity_check(session: Session, stay_id: UUID, place: int) -> IdentityCheck | None:
    """What is known of a guest of a stay by document."""
    return session.scalars(
        select(IdentityCheck).where(IdentityCheck.stay_id == stay_id, IdentityCheck.place == place)
    ).one_or_none()


def identity_checks(session: Session, stay_id: UUID) -> Sequence[IdentityCheck]:
    """All of a stay, by place."""
    return session.scalars(_CHECKS, {"stay": stay_id}).all()


def keys_of(session: Session, stay_id: UUID) -> Sequence[KeyIssue]:
    """The keys that a stay was given, in the order of giving."""
    return session.scalars(_KEYS, {"stay": stay_id}).all()


def guarantee_of(session: Session, stay_id: UUID) -> StayGuarantee | None:
    """How a stay is secured."""
    return session.scalars(_GUARANTEE, {"stay": stay_id}).one_or_none()


def terms_of(session: Session, property_id: UUID) -> DeskTerms | None:
    """How a house checks in and out, where it said so."""
    return session.scalars(_TERMS, {"property": property_id}).one_or_none()
