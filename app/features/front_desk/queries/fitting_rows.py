"""Who is where in a stretch of days, for plans of moves; and how stays stand now."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.guests import GuestPreference
from app.features.guests.models import Guest
from app.features.property.models import Property, Room, RoomType
from app.features.reservations import LIVE, Status
from app.features.reservations.models import (
    Reservation,
    RoomBlock,
    Stay,
    StayLock,
    StayNight,
    StaySegment,
)

_HELD_BY_MANY = 500
# A departed guest keeps his nights in the record.
HOLDING = LIVE | {Status.CHECKED_OUT}
NO_WORDS = "[]"


@dataclass(frozen=True, slots=True)
class StayRow:
    """A bar of a stay, with what a plan must know of it."""

    stay_id: UUID
    segment: int
    room_type_id: UUID
    room_id: UUID | None
    starts: date
    ends: date
    arrival: date
    departure: date
    status: str
    party: int
    locked: bool
    tags: tuple[str, ...]
    guest_tags: tuple[str, ...]
    surname: str
    given: str


_COLUMNS = (
    StaySegment.stay_id, StaySegment.segment, StaySegment.room_type_id, StaySegment.room_id,
    StaySegment.starts, StaySegment.ends, Stay.arrival, Stay.departure, Stay.status,
    (Stay.adults + Stay.children).label("party"), StayLock.stay_id.label("lock"),
    cast(Reservation.tags, String).label("tags"), cast(Guest.tags, String).label("guest_tags"), Guest.surname,
    Guest.given,
)  # fmt: skip


def bars(session: Session, property_id: UUID, first: date, end: date) -> list[StayRow]:
    """The bars of stays that hold a room in [first, end) or wait for one, by room and day."""
    rows = session.execute(
        select(*_COLUMNS)
        .join(Stay, Stay.id == StaySegment.stay_id)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .join(Guest, Guest.id == Stay.guest_id)
        .outerjoin(StayLock, StayLock.stay_id == Stay.id)
        .where(
            StaySegment.property_id == property_id, StaySegment.ends >= first, StaySegment.starts < end,
            Stay.status.in_(sorted(HOLDING)),
        )
        .order_by(StaySegment.room_id, StaySegment.starts, StaySegment.stay_id)
    )  # fmt: skip
    return [_stay_row(row) for row in rows]


def _stay_row(row: Any) -> StayRow:
    return StayRow(
        row.stay_id, row.segment, row.room_type_id, row.room_id, row.starts, row.ends, row.arrival,
        row.departure, row.status, row.party, row.lock is not None, _words(row.tags), _words(row.guest_tags),
        row.surname, row.given,
    )  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    """A list of words as the database keeps it; nearly all are empty, and those are not read."""
    return tuple(json.loads(text)) if text != NO_WORDS else ()


def likings(session: Session, property_id: UUID, first: date, end: date) -> dict[UUID, list[tuple[str, str]]]:
    """What the guests of these days like, kind and words, by stay."""
    found = session.execute(
        select(Stay.id, GuestPreference.kind, GuestPreference.text)
        .join(GuestPreference, GuestPreference.guest_id == Stay.guest_id)
        .where(
            Stay.property_id == property_id, Stay.departure >= first, Stay.arrival < end,
            Stay.status.in_(sorted(LIVE)),
        )
    )  # fmt: skip
    wishes: dict[UUID, list[tuple[str, str]]] = {}
    for stay_id, kind, text in found:
        wishes.setdefault(stay_id, []).append((kind, text.casefold()))
    return wishes


def blocks(session: Session, property_id: UUID, first: date, end: date) -> Sequence[RoomBlock]:
    """The blocks that touch [first, end)."""
    return session.scalars(
        select(RoomBlock)
        .where(RoomBlock.property_id == property_id, RoomBlock.ends > first, RoomBlock.starts < end)
        .order_by(RoomBlock.id)
    ).all()


def house_of(session: Session, property_id: UUID) -> tuple[Property, list[RoomType], list[Room]]:
    """A hotel, its types by price and its rooms in their order."""
    hotel = session.scalars(select(Property).where(Property.id == property_id)).one()
    types = session.scalars(
        select(RoomType)
        .where(RoomType.property_id == property_id)
        .order_by(RoomType.rack_rate_minor, RoomType.sort, RoomType.code)
    ).all()
    rooms = session.scalars(
        select(Room).where(Room.property_id == property_id).order_by(Room.sort, Room.number)
    ).all()
    return hotel, list(types), list(rooms)


def property_of(session: Session, stay_id: UUID) -> UUID | None:
    """The hotel of a stay; None when there is no such stay."""
    return session.scalars(select(Stay.property_id).where(Stay.id == stay_id)).one_or_none()


def property_of_room(session: Session, room_id: UUID) -> UUID | None:
    """The hotel of a room; None when there is no such room."""
    return session.scalars(select(Room.property_id).where(Room.id == room_id)).one_or_none()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a stay stands now: its state, its bars and what it is sold for."""

    stay_id: UUID
    status: str
    surname: str
    given: str
    currency: str
    total_minor: int
    parts: tuple[tuple[UUID | None, date, date], ...]

    @property
    def mark(self) -> str:
        """The same as long as nobody has changed state, rooms, days or price."""
        parts = ",".join(f"{room or ''}@{starts}-{ends}" for room, starts, ends in self.parts)
        return f"{self.status}|{self.total_minor}|{parts}"


def standings(session: Session, stay_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """How stays stand; those that do not exist are left out."""
    found: dict[UUID, Standing] = {}
    wanted = sorted(set(stay_ids))
    for start in range(0, len(wanted), _HELD_BY_MANY):
        some = wanted[start : start + _HELD_BY_MANY]
        parts: dict[UUID, list[tuple[UUID | None, date, date]]] = {}
        for bar in session.execute(
            select(StaySegment.stay_id, StaySegment.room_id, StaySegment.starts, StaySegment.ends)
            .where(StaySegment.stay_id.in_(some))
            .order_by(StaySegment.stay_id, StaySegment.segment)
        ):
            parts.setdefault(bar.stay_id, []).append((bar.room_id, bar.starts, bar.ends))
        totals: dict[UUID, int] = {}
        for night in session.execute(
            select(StayNight.stay_id, StayNight.price_minor).where(StayNight.stay_id.in_(some))
        ):
            totals[night.stay_id] = totals.get(night.stay_id, 0) + night.price_minor
        for row in session.execute(
            select(Stay.id, Stay.status, Guest.surname, Guest.given, Reservation.currency)
            .join(Guest, Guest.id == Stay.guest_id)
            .join(Reservation, Reservation.id == Stay.reservation_id)
            .where(Stay.id.in_(some))
        ):
            found[row.id] = Standing(
                row.id, row.status, row.surname, row.given, row.currency, totals.get(row.id, 0),
                tuple(parts.get(row.id, ())),
            )  # fmt: skip
    return found
