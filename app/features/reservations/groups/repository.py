"""Groups loaded for writing, and what giving rooms to them has to know."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.reservations.groups.models import Allotment, GroupBlock
from app.features.reservations.models import Reservation, RoomNight, Stay
from app.features.reservations.rules import EXPECTED


def allotments(session: Session, group_id: UUID) -> Sequence[Allotment]:
    """What is kept for a group, by night and type."""
    return session.scalars(
        select(Allotment)
        .where(Allotment.group_id == group_id)
        .order_by(Allotment.night, Allotment.room_type_id)
    ).all()


def due_for_release(session: Session, property_id: UUID, today: date) -> Sequence[GroupBlock]:
    """Groups whose cut-off date has come and that still keep rooms."""
    return session.scalars(
        select(GroupBlock).where(
            GroupBlock.property_id == property_id, GroupBlock.released_at.is_(None),
            GroupBlock.cut_off <= today,
        )
    ).all()  # fmt: skip


def expected_stays(session: Session, group_id: UUID) -> Sequence[Stay]:
    """The stays of a group that have not begun."""
    return session.scalars(
        select(Stay)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .where(Reservation.group_id == group_id, Stay.status.in_(sorted(EXPECTED)))
        .order_by(Stay.arrival, Stay.id)
    ).all()


def held_between(
    session: Session, property_id: UUID, first: date, last: date
) -> dict[UUID, set[tuple[date, str]]]:
    """The half days on which rooms of a hotel are held."""
    found: dict[UUID, set[tuple[date, str]]] = {}
    for room_id, night, slot in session.execute(
        select(RoomNight.room_id, RoomNight.night, RoomNight.slot).where(
            RoomNight.property_id == property_id, RoomNight.night.between(first, last)
        )
    ):
        found.setdefault(room_id, set()).add((night, slot))
    return found
