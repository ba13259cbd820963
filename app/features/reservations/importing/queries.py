"""What the plan of an import needs to know of the house: bookings known, numbers taken, rooms held."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.reservations.models import Reservation, RoomBlock, Stay, StaySegment
from app.features.reservations.rules import HOLDING
from app.infra.bus import Answering
from app.infra.tables import TenantRev
from app.kernel.commands import Query

Held = tuple[UUID, UUID, date, date]


@dataclass(frozen=True, slots=True)
class ImportState:
    """The house at one revision. `held` are (stay or block, room, starts, ends), `blocks` those of blocks."""

    revision: int
    numbers: dict[UUID, str]
    held: list[Held]
    blocks: list[Held]


@dataclass(frozen=True, kw_only=True, slots=True)
class StateForImport(Query[ImportState]):
    """The reservations and holds of some properties."""

    property_ids: tuple[UUID, ...]


def state_for_import(query: StateForImport, *, session: Session) -> ImportState:
    """Read it in one snapshot."""
    revision = session.scalar(select(TenantRev.rev)) or 0
    rows = session.execute(
        select(Reservation.id, Reservation.number).where(Reservation.property_id.in_(query.property_ids))
    )
    numbers = {id_: number for id_, number in rows}  # noqa: C416 - a Result is no mapping
    return ImportState(revision, numbers, list(_bars(session, query)), list(_blocks(session, query)))


def _bars(session: Session, query: StateForImport) -> Iterator[Held]:
    rows = session.execute(
        select(StaySegment.stay_id, StaySegment.room_id, StaySegment.starts, StaySegment.ends)
        .join(Stay, (Stay.tenant_id == StaySegment.tenant_id) & (Stay.id == StaySegment.stay_id))
        .where(
            StaySegment.property_id.in_(query.property_ids),
            StaySegment.room_id.is_not(None),
            Stay.status.in_(sorted(HOLDING)),
        )
        .order_by(StaySegment.starts)
    )
    return ((stay_id, room_id, starts, ends) for stay_id, room_id, starts, ends in rows if room_id)


def _blocks(session: Session, query: StateForImport) -> Iterator[Held]:
    rows = session.execute(
        select(RoomBlock.id, RoomBlock.room_id, RoomBlock.starts, RoomBlock.ends)
        .where(RoomBlock.property_id.in_(query.property_ids))
        .order_by(RoomBlock.starts)
    )
    return ((id_, room_id, starts, ends) for id_, room_id, starts, ends in rows)


ANSWERS = (Answering(StateForImport, state_for_import),)
