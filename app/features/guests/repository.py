"""Loads of guests and companies for writing."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.guests.models import Company, Guest
from app.infra.database import lasting

_GUEST = lasting(select(Guest).where(Guest.id == bindparam("guest")))


def guest(session: Session, guest_id: UUID) -> Guest | None:
    """A guest by id; who was merged into another is that other one."""
    found = own_row(session, guest_id)
    while found is not None and found.merged_into is not None:
        found = own_row(session, found.merged_into)
    return found


def own_row(session: Session, guest_id: UUID) -> Guest | None:
    """The row with this id, merged or not."""
    return session.scalars(_GUEST, {"guest": guest_id}).one_or_none()


def merged_ones(session: Session, guest_id: UUID) -> list[Guest]:
    """Everybody who was merged into a guest, and into those."""
    found: list[Guest] = []
    wanted = [guest_id]
    while wanted:
        ids, wanted = tuple(wanted), []
        statement = select(Guest).where(Guest.merged_into.in_(ids), Guest.merged_into.is_not(None))
        for row in session.scalars(statement.order_by(Guest.id)):
            found.append(row)
            wanted.append(row.id)
    return found


def company_by_code(session: Session, kind: str, code: str) -> Company | None:
    """A company or travel agent by its code."""
    return session.scalars(select(Company).where(Company.kind == kind, Company.code == code)).one_or_none()
