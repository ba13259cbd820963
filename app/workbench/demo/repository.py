"""What the money of the demo is told about: stays with their guests, companies, the plan with breakfast."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.guests.models import Company
from app.features.rates.models import RatePlan
from app.features.reservations.models import Stay


def companies(session: Session) -> dict[str, tuple[UUID, str]]:
    """Id and name of each company by its code."""
    return {row.code: (row.id, row.name) for row in session.scalars(select(Company))}


def owners(session: Session) -> dict[UUID, tuple[UUID, UUID]]:
    """Reservation and guest of each stay."""
    rows = session.execute(select(Stay.id, Stay.reservation_id, Stay.guest_id))
    return {row.id: (row.reservation_id, row.guest_id) for row in rows}


def stays(session: Session, ids: Iterable[UUID]) -> Sequence[Stay]:
    """Some stays, for writing."""
    return session.scalars(select(Stay).where(Stay.id.in_(list(ids)))).all()


def plan_id(session: Session, code: str) -> UUID:
    """A rate plan."""
    return session.scalars(select(RatePlan.id).where(RatePlan.code == code)).one()
