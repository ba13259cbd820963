"""Which rooms a stay without one can get: free for all its nights without a room, the fitting ones first."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_facts import EXPECTED, chunks
from app.features.property import is_ready
from app.features.property.models import Room, RoomType
from app.features.reservations.models import RoomNight, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.dates import StayDates, held_slots
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_OFFERS = 10


@dataclass(frozen=True, slots=True)
class RoomOffer:
    """A room that is free; `segment` is the part of the stay that would get it, None for all of it."""

    room_id: UUID
    number: str
    kind: str
    state: str
    segment: int | None


@dataclass(frozen=True, slots=True)
class RoomOffersView:
    """Rooms of the type first, ready ones before others."""

    rooms: tuple[RoomOffer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomsToGive(Query[RoomOffersView]):
    """The rooms that a stay could get for its first part without a room; who is expected and has one, for all
    of it. Raises NotFound."""

    stay_id: UUID


def rooms_to_give(query: RoomsToGive, *, session: Session) -> RoomOffersView:
    """At most ten."""
    stay = session.scalars(select(Stay).where(Stay.id == query.stay_id)).one_or_none()
    if stay is None:
        raise NotFound(tr("This stay does not exist any more."))
    nights = session.scalars(
        select(StayNight).where(StayNight.stay_id == stay.id).order_by(StayNight.night)
    ).all()
    bare = [night for night in nights if night.room_id is None]
    if not bare and stay.status in EXPECTED:
        bare = list(nights)
    if not bare:
        return RoomOffersView(())
    own = [night for night in bare if night.segment == bare[0].segment]
    segment = None if len(own) == len(nights) else own[0].segment
    first, last = own[0].night, own[-1].night + timedelta(days=own[-1].slot == "N")
    party = stay.adults + stay.children
    rooms = session.execute(
        select(Room.id, Room.number, Room.housekeeping, Room.sort, RoomType.id, RoomType.name, RoomType.sort)
        .join(RoomType, (RoomType.tenant_id == Room.tenant_id) & (RoomType.id == Room.room_type_id))
        .where(Room.property_id == stay.property_id, RoomType.max_occupancy >= party)
    ).all()
    busy = _busy(session, [room[0] for room in rooms], first, last)
    free = [room for room in rooms if room[0] not in busy]
    free.sort(key=lambda r: (r[4] != stay.room_type_id, r[6], not is_ready(r[2]), r[3], len(r[1]), r[1]))
    offers = (RoomOffer(r[0], r[1], r[5], r[2], segment) for r in free[:MOST_OFFERS])
    return RoomOffersView(tuple(offers))


def _busy(session: Session, rooms: list[UUID], first: date, last: date) -> set[UUID]:
    """Rooms of which any of the half days is held; found room by room, as their key begins so."""
    wanted = set(held_slots(StayDates(first, last)))
    found: set[UUID] = set()
    for some in chunks(rooms):
        rows = session.execute(
            select(RoomNight.room_id, RoomNight.night, RoomNight.slot).where(
                RoomNight.room_id.in_(some), RoomNight.night.between(first, last)
            )
        )
        found |= {room_id for room_id, night, slot in rows if (night, slot) in wanted}
    return found


ANSWERS = (Answering(RoomsToGive, rooms_to_give),)
