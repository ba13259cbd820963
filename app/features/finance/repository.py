"""What finance keeps itself: what was given to which debt, letters, rates, commissions."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.finance.models import Allocation, Commission, CommissionRate, DunningLetter
from app.features.finance.rules.commission import Rate
from app.features.finance.rules.dunning import Asked, Letter
from app.features.finance.rules.settling import Given

CITY_LEDGER: Final = "city_ledger"
AT_ONCE = 500


def given(session: Session, folio_ids: Collection[UUID]) -> dict[UUID, list[Given]]:
    """What was given to which debt, by account."""
    statement = select(Allocation).where(Allocation.folio_id.in_(folio_ids))
    found: dict[UUID, list[Given]] = {}
    for row in session.scalars(statement.order_by(Allocation.at, Allocation.id)):
        one = Given(row.credit_entry_id, row.debit_entry_id, row.amount_minor, row.on_day)
        found.setdefault(row.folio_id, []).append(one)
    return found


def letter_rows(session: Session, folio_ids: Collection[UUID]) -> Sequence[DunningLetter]:
    """The letters of accounts, the oldest first."""
    statement = select(DunningLetter).where(DunningLetter.folio_id.in_(folio_ids))
    return session.scalars(statement.order_by(DunningLetter.day, DunningLetter.id)).all()


def letter_of(row: DunningLetter) -> Letter:
    """A letter as a value."""
    asked = tuple(Asked(UUID(one["debit"]), one["level"], one["open"]) for one in row.asked)
    return Letter(row.day, row.level, asked)


def rate_rows(session: Session, property_id: UUID) -> Sequence[CommissionRate]:
    """The commission rates of a house."""
    statement = select(CommissionRate).where(CommissionRate.property_id == property_id)
    return session.scalars(statement.order_by(CommissionRate.valid_from, CommissionRate.id)).all()


def rates(session: Session, property_id: UUID) -> list[Rate]:
    """The commission rates of a house, as values."""
    return [
        Rate(row.company_id, row.channel_code, row.bp, row.valid_from)
        for row in rate_rows(session, property_id)
    ]


def commissions(
    session: Session, property_id: UUID, stay_ids: Collection[UUID]
) -> dict[UUID, list[Commission]]:
    """What has been posted for stays, round by round."""
    found: dict[UUID, list[Commission]] = {}
    ids = list(stay_ids)
    for start in range(0, len(ids), AT_ONCE):
        statement = select(Commission).where(
            Commission.property_id == property_id, Commission.stay_id.in_(ids[start : start + AT_ONCE])
        )
        for row in session.scalars(statement.order_by(Commission.round)):
            found.setdefault(row.stay_id, []).append(row)
    return found


def commissioned(session: Session, property_id: UUID, until: date) -> list[UUID]:
    """Stays that departed before a day for which a commission has been posted."""
    statement = (
        select(Commission.stay_id)
        .where(Commission.property_id == property_id, Commission.month < until)
        .distinct()
    )
    return list(session.scalars(statement))
