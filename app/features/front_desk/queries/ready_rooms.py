"""The room of an arriving guest, and three more that he could have now, with what they would cost more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.features import property
from app.features.property.models import Room, RoomType
from app.features.reservations import StayView
from app.features.reservations.models import RoomNight
from app.infra.database import lasting
from app.kernel.dates import StayDates, held_slots

ALTERNATIVES: Final = 3
# Asked at every check-in: compiled once, with their fence as a condition.
_TYPES = lasting(select(RoomType).where(RoomType.property_id == bindparam("property")))
_ROOM = lasting(select(Room).where(Room.id == bindparam("room")))
_BUSY = lasting(
    select(RoomNight.room_id, RoomNight.night, RoomNight.slot).where(
        RoomNight.property_id == bindparam("property"),
        RoomNight.night.between(bindparam("first"), bindparam("last")),
        func.coalesce(RoomNight.stay_id, RoomNight.block_id)
        != bindparam("stay", type_=RoomNight.stay_id.type),
    )
)
_READY = lasting(
    select(Room).where(
        Room.property_id == bindparam("property"),
        Room.housekeeping.in_([state for state in property.Housekeeping if property.is_ready(state)]),
    )
)


@dataclass(frozen=True, slots=True)
class ArrivalRoom:
    """A room for the stay. `difference_minor` is for all nights left, by the types' published prices."""

    room_id: UUID
    number: str
    room_type_id: UUID
    room_type: str
    about: str
    floor: str
    housekeeping: str
    is_ready: bool
    is_booked: bool
    difference_minor: int


def offers(session: Session, stay: StayView, today: date) -> tuple[ArrivalRoom, ...]:
    """The booked room first, whatever its state; then ready ones: of the type, dearer, cheaper."""
    types = {row.id: row for row in session.scalars(_TYPES, {"property": stay.property_id})}
    first = max(today, stay.arrival)
    left = [night for night in stay.nights if night.night >= first] or list(stay.nights[-1:])
    own_id = left[0].room_id if left else None
    dates = StayDates(first, max(first, stay.departure))
    rooms = _free_and_ready(session, stay, dates, own_id, types)
    nights = max(1, len(left))
    base = types[stay.room_type_id].rack_rate_minor
    chosen = sorted(rooms, key=lambda room: _rank(types[room.room_type_id], stay.room_type_id, base, room))
    found = [] if own_id is None else list(session.scalars(_ROOM, {"room": own_id}))
    return tuple(
        ArrivalRoom(
            room.id, room.number, room.room_type_id, types[room.room_type_id].name, _about(room), room.floor,
            room.housekeeping, property.is_ready(room.housekeeping), room.id == own_id,
            0 if room.id == own_id else (types[room.room_type_id].rack_rate_minor - base) * nights,
        )
        for room in [*found, *chosen[:ALTERNATIVES]]
    )  # fmt: skip


def _rank(kind: RoomType, own: UUID, base: int, room: Room) -> tuple[int, int, int]:
    order = 0 if kind.id == own else 1 if kind.rack_rate_minor >= base else 2
    return order, abs(kind.rack_rate_minor - base), room.sort


def _about(room: Room) -> str:
    return ", ".join([*([room.beds] if room.beds else []), *room.features[:1]])


def _free_and_ready(
    session: Session, stay: StayView, dates: StayDates, own_id: UUID | None, types: dict[UUID, RoomType]
) -> Sequence[Room]:
    """Ready rooms that nobody holds on the dates and that are large enough."""
    slots = held_slots(dates)
    wanted = set(slots)
    asked = {
        "property": stay.property_id, "first": slots[0][0], "last": slots[-1][0], "stay": stay.id
    }  # fmt: skip
    busy = {row.room_id for row in session.execute(_BUSY, asked) if (row.night, row.slot) in wanted}
    party = stay.adults + stay.children
    rows = session.scalars(_READY, {"property": stay.property_id})
    return [
        room
        for room in rows
        if room.id not in busy and room.id != own_id and types[room.room_type_id].max_occupancy >= party
    ]
