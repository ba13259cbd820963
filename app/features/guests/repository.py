"""Loads of guests and companies for writing."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.guests.models import Company, Guest
from app.infra.database import lasting

_GUEST = lasting(select(Guest).where(Guest.id == bindparam("guest")))


def guest(session: Session, guest_id: UUID) -> Guest | None:
    """A guest by id."""
    return session.scalars(_GUEST, {"guest": guest_id}).one_or_none()


def company_by_code(session: Session, kind: str, code: str) -> Company | None:
    """A company or travel agent by its code."""
    return session.scalars(select(Company).where(Company.kind == kind, Company.code == code)).one_or_none()
