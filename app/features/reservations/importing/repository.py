"""What a batch looks up before it writes, when somebody else wrote since it was planned."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.reservations.models import Reservation, RoomNight
from app.features.reservations.rules import Hold

# Bounds the number of bind values of one statement on SQLite.
CHUNK = 500


def known(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Those of the reservations that are in the house."""
    found: set[UUID] = set()
    for start in range(0, len(ids), CHUNK):
        found.update(
            session.scalars(select(Reservation.id).where(Reservation.id.in_(ids[start : start + CHUNK])))
        )
    return found


def taken(session: Session, wanted: Iterable[Hold]) -> set[Hold]:
    """Those of the half days that are held now."""
    half_days = frozenset(wanted)
    if not half_days:
        return set()
    rooms = sorted({hold.room_id for hold in half_days})
    first, last = min(hold.night for hold in half_days), max(hold.night for hold in half_days)
    found: set[Hold] = set()
    for start in range(0, len(rooms), CHUNK):
        rows = session.execute(
            select(RoomNight.room_id, RoomNight.night, RoomNight.slot).where(
                RoomNight.room_id.in_(rooms[start : start + CHUNK]), RoomNight.night.between(first, last)
            )
        )
        found.update(hold for row in rows if (hold := Hold(*row)) in half_days)
    return found
