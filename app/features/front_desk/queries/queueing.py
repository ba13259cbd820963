"""Who waits for a room, and in which order rooms are to be cleaned for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.queueing import RoomWait
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property import is_ready
from app.features.property.models import Property, Room, RoomType
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query


class Placed(Protocol):
    """A night and the room it is in."""

    @property
    def night(self) -> date:
        """The date on which it begins."""
        ...

    @property
    def room_id(self) -> UUID | None:
        """Its room, or None."""
        ...


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A guest who waits: for which room, in which state it is, since when, whether it is ready now.

    `place` counts from 1. `room` is "" while no room is given to the stay. `wished` when it is another room
    than the assigned one.
    """

    place: int
    stay_id: UUID
    guest: str
    vip: int
    reach: str
    room_id: UUID | None
    room: str
    room_state: str
    room_type: str
    wished: bool
    minutes_to_clean: int
    priority: int
    since: datetime
    is_ready: bool
    ready_at: datetime | None
    by_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomQueue(Query[tuple[QueueRow, ...]]):
    """Who waits in a hotel, in the order of priority and of coming; rooms are cleaned in this order."""

    property_id: UUID


def room_of_stay(nights: Iterable[Placed], today: date) -> UUID | None:
    """The room that a stay has tonight."""
    own = list(nights)
    return next((n.room_id for n in own if n.night >= today), own[-1].room_id if own else None)


def room_queue(query: RoomQueue, *, session: Session) -> tuple[QueueRow, ...]:
    """Waits with guest and room."""
    found = session.execute(
        select(RoomWait, Stay, Guest, Property.business_date)
        .join(Stay, Stay.id == RoomWait.stay_id)
        .join(Guest, Guest.id == Stay.guest_id)
        .join(Property, Property.id == RoomWait.property_id)
        .where(RoomWait.property_id == query.property_id)
        .order_by(RoomWait.priority.desc(), RoomWait.since, RoomWait.stay_id)
    ).all()
    nights = session.scalars(
        select(StayNight)
        .where(StayNight.stay_id.in_([row[0].stay_id for row in found]))
        .order_by(StayNight.night)
    ).all()
    types = {kind.id: kind for kind in session.scalars(select(RoomType))}
    rows = []
    for place, (wait, stay, guest, today) in enumerate(found, start=1):
        assigned = room_of_stay((n for n in nights if n.stay_id == stay.id), today)
        room_id = wait.room_id or assigned
        room = (
            session.scalars(select(Room).where(Room.id == room_id)).one_or_none()
            if room_id is not None
            else None
        )
        kind = types[room.room_type_id if room is not None else stay.room_type_id]
        state = room.housekeeping if room is not None else ""
        rows.append(
            QueueRow(
                place, stay.id, full_name(guest.surname, guest.given), guest.vip, wait.reach, room_id,
                room.number if room is not None else "", state, kind.name,
                wait.room_id not in (None, assigned), kind.housekeeping_minutes, wait.priority, wait.since,
                wait.ready_at is not None and bool(state) and is_ready(state), wait.ready_at, wait.by_name,
            )
        )  # fmt: skip
    return tuple(rows)


def waiting_for(session: Session, room_id: UUID) -> list[RoomWait]:
    """Who waits for a room: who wished it, or whose stay has it tonight; the first first."""
    house = session.execute(
        select(Property.id, Property.business_date)
        .join(Room, Room.property_id == Property.id)
        .where(Room.id == room_id)
    ).one()
    waits = session.scalars(
        select(RoomWait)
        .where(RoomWait.property_id == house.id)
        .order_by(RoomWait.priority.desc(), RoomWait.since, RoomWait.stay_id)
    ).all()
    own = [wait.stay_id for wait in waits if wait.room_id is None]
    nights: dict[UUID, list[StayNight]] = {}
    for night in session.scalars(
        select(StayNight).where(StayNight.stay_id.in_(own)).order_by(StayNight.night)
    ):
        nights.setdefault(night.stay_id, []).append(night)
    return [
        wait
        for wait in waits
        if (wait.room_id or room_of_stay(nights.get(wait.stay_id, []), house.business_date)) == room_id
    ]


ANSWERS = (Answering(RoomQueue, room_queue),)
