"""Loads of the guest register for writing: entries, what the desk added to them, what was told, places."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.arriving import StaySignature
from app.features.front_desk.models.register import (
    RegisterEntry,
    RegisterFacts,
    RegisterFiling,
    RegisterPlace,
)
from app.features.front_desk.rules.register_told import WITHDRAWAL, Filed

MOST_OVER = 500


def facts_added(session: Session, stay_id: UUID, place: int) -> RegisterFacts | None:
    """What the desk added to a person of an entry."""
    return session.scalars(
        select(RegisterFacts).where(RegisterFacts.stay_id == stay_id, RegisterFacts.place == place)
    ).one_or_none()


def entries_of(session: Session, stay_ids: Iterable[UUID]) -> Sequence[RegisterEntry]:
    """The entries of stays, by when they are due."""
    statement = select(RegisterEntry).where(RegisterEntry.stay_id.in_(tuple(stay_ids)))
    return session.scalars(statement.order_by(RegisterEntry.due_at, RegisterEntry.stay_id)).all()


def filed(session: Session, stay_ids: Iterable[UUID]) -> dict[UUID, Filed]:
    """What was told last of each entry; none of one that was withdrawn."""
    statement = (
        select(RegisterFiling)
        .where(RegisterFiling.stay_id.in_(tuple(stay_ids)))
        .order_by(RegisterFiling.at, RegisterFiling.id)
    )
    last = {row.stay_id: row for row in session.scalars(statement)}
    return {
        stay_id: Filed(row.kind, row.digest, row.told)
        for stay_id, row in last.items()
        if row.kind != WITHDRAWAL
    }


def filings_over(session: Session, property_id: UUID, day: date) -> Sequence[RegisterFiling]:
    """What was told and may not be kept on a day any more, the oldest first, some of it."""
    return session.scalars(
        select(RegisterFiling)
        .where(
            RegisterFiling.property_id == property_id, RegisterFiling.kept_until < day,
            RegisterFiling.digest != "",
        )
        .order_by(RegisterFiling.kept_until, RegisterFiling.id)
        .limit(MOST_OVER)
    ).all()  # fmt: skip


def facts_of(session: Session, stay_ids: Iterable[UUID]) -> Sequence[RegisterFacts]:
    """Everything the desk added to some entries."""
    return session.scalars(select(RegisterFacts).where(RegisterFacts.stay_id.in_(tuple(stay_ids)))).all()


def signatures(session: Session, stay_ids: Iterable[UUID]) -> Sequence[StaySignature]:
    """What guests of some entries drew on the screen."""
    return session.scalars(select(StaySignature).where(StaySignature.stay_id.in_(tuple(stay_ids)))).all()


def places_named(session: Session, kind: str, folded: str) -> Sequence[RegisterPlace]:
    """The places of a name, those that are valid first."""
    statement = select(RegisterPlace).where(RegisterPlace.kind == kind, RegisterPlace.folded == folded)
    rows = session.scalars(statement.order_by(RegisterPlace.code)).all()
    return sorted(rows, key=lambda row: (row.ended is not None, row.code))


def places_coded(session: Session, kind: str, codes: Iterable[str]) -> Sequence[RegisterPlace]:
    """The places of some codes."""
    return session.scalars(
        select(RegisterPlace).where(RegisterPlace.kind == kind, RegisterPlace.code.in_(tuple(codes)))
    ).all()
