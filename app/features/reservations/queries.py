"""Bookings as screens see them: a stay with all around it, and rooms that are free for a stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.features.guests.models import Company, Guest
from app.features.property.models import Room, RoomType
from app.features.reservations import repository
from app.features.reservations.models import (
    BookingGroup,
    Conflict,
    Reservation,
    RoomBlock,
    Stay,
    StayNight,
    StaySegment,
)
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query
from app.kernel.dates import StayDates, held_slots
from app.kernel.errors import NotFound
from app.kernel.text import tr

# Every dialog and page about a stay asks these: compiled once, with their fence as a condition.
_STAY = lasting(
    select(Stay, Reservation, Guest, RoomType).where(
        Stay.id == bindparam("stay"), Reservation.id == Stay.reservation_id, Guest.id == Stay.guest_id,
        RoomType.id == Stay.room_type_id,
    )
)  # fmt: skip
_NUMBERS = lasting(select(Room.id, Room.number).where(Room.id.in_(bindparam("rooms", expanding=True))))
_WAITING = lasting(
    select(Conflict.night).where(Conflict.stay_id == bindparam("stay"), Conflict.closed_at.is_(None))
)
_TOGETHER = lasting(select(func.count(Stay.id)).where(Stay.reservation_id == bindparam("reservation")))
_COMPANY = lasting(select(Company.name).where(Company.id == bindparam("company")))


@dataclass(frozen=True, slots=True)
class NightView:
    """A night of a stay: where, and the price as sold in minor units, by which rate plan ("": by none)."""

    night: date
    slot: str
    room_id: UUID | None
    room: str
    price_minor: int
    rate_code: str = ""


@dataclass(frozen=True, slots=True)
class PartView:
    """A bar of a stay."""

    segment: int
    room_id: UUID | None
    room: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class StayView:
    """A stay with its guest, booking, nights and parts, for a panel or tooltip.

    `company_id` is the company or agent whose agreement counts.
    """

    id: UUID
    property_id: UUID
    reservation_id: UUID
    number: str
    guest_id: UUID
    surname: str
    given: str
    nationality: str
    language: str
    vip: int
    arrival: date
    departure: date
    status: str
    room_type_id: UUID
    room_type: str
    adults: int
    children: int
    child_ages: tuple[int, ...]
    nights: tuple[NightView, ...]
    parts: tuple[PartView, ...]
    total_minor: int
    deposit_due_minor: int
    deposit_paid_minor: int
    currency: str
    guarantee: str
    source: str
    channel_code: str
    external_id: str
    segment: str
    meal: str
    booked_on: date
    arrival_time: time | None
    departure_time: time | None
    guest_note: str
    internal_note: str
    tags: tuple[str, ...]
    group: str
    company: str
    agent: str
    lock_by: str
    lock_reason: str
    locked_at: datetime | None
    conflicts: tuple[date, ...]
    other_stays: int
    company_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A room block."""

    id: UUID
    property_id: UUID
    room_id: UUID
    room: str
    kind: str
    starts: date
    ends: date
    reason: str
    created_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StayDetail(Query[StayView]):
    """One stay, whole. Raises NotFound."""

    stay_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class StaysOf(Query[tuple[UUID, ...]]):
    """The stays of a booking, by arrival."""

    reservation_id: UUID


@dataclass(frozen=True, slots=True)
class SoldView:
    """What stays are sold for in all, and whether a rate plan sold any of their nights."""

    total_minor: int
    by_plan: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SoldFor(Query[SoldView]):
    """The prices of some stays together; those that do not exist cost nothing."""

    stay_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockDetail(Query[BlockView]):
    """One block. Raises NotFound."""

    block_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class FreeRooms(Query[tuple[UUID, ...]]):
    """Rooms of a property that nothing holds on any half day of these dates."""

    property_id: UUID
    arrival: date
    departure: date


def stay_detail(query: StayDetail, *, session: Session) -> StayView:
    """Load a stay and what belongs to it by a handful of keyed reads."""
    found = session.execute(_STAY, {"stay": query.stay_id}).one_or_none()
    if found is None:
        raise NotFound(tr("This stay does not exist any more."))
    stay, reservation, guest, room_type = found
    nights = repository.nights_of(session, stay.id)
    segments = repository.segments_of(session, stay.id)
    rooms = _room_numbers(session, nights)
    lock = repository.lock_of(session, stay.id)
    conflicts = session.scalars(_WAITING, {"stay": stay.id}).all()
    together = session.scalars(_TOGETHER, {"reservation": reservation.id}).one()
    return StayView(
        id=stay.id, property_id=stay.property_id, reservation_id=reservation.id, number=reservation.number,
        guest_id=guest.id, surname=guest.surname, given=guest.given, nationality=guest.nationality,
        language=guest.language, vip=guest.vip, arrival=stay.arrival, departure=stay.departure,
        status=stay.status, room_type_id=room_type.id, room_type=room_type.name, adults=stay.adults,
        children=stay.children, child_ages=tuple(stay.child_ages), nights=_nights(nights, rooms),
        parts=_parts(segments, rooms),
        total_minor=sum(n.price_minor for n in nights), deposit_due_minor=reservation.deposit_due_minor,
        deposit_paid_minor=reservation.deposit_paid_minor, currency=reservation.currency,
        guarantee=reservation.guarantee, source=reservation.source, channel_code=reservation.channel_code,
        external_id=reservation.external_id, segment=reservation.segment, meal=reservation.meal,
        booked_on=reservation.booked_on, arrival_time=reservation.arrival_time,
        departure_time=reservation.departure_time, guest_note=reservation.guest_note,
        internal_note=reservation.internal_note, tags=tuple(reservation.tags),
        group=_group_name(session, reservation.group_id), company=_company(session, reservation.company_id),
        agent=_company(session, reservation.agent_id), lock_by=lock.by_name if lock else "",
        lock_reason=lock.reason if lock else "", locked_at=lock.at if lock else None,
        conflicts=tuple(sorted(set(conflicts))), other_stays=together - 1,
        company_id=reservation.company_id or reservation.agent_id,
    )  # fmt: skip


def stays_of(query: StaysOf, *, session: Session) -> tuple[UUID, ...]:
    """The ids of the booking's stays."""
    stays = repository.stays_of(session, query.reservation_id)
    return tuple(s.id for s in sorted(stays, key=lambda s: (s.arrival, s.id)))


def sold_for(query: SoldFor, *, session: Session) -> SoldView:
    """The sum over their nights."""
    rows = session.execute(
        select(StayNight.price_minor, StayNight.rate_code).where(StayNight.stay_id.in_(query.stay_ids))
    ).all()
    return SoldView(sum(row.price_minor for row in rows), any(row.rate_code for row in rows))


def _room_numbers(session: Session, nights: Sequence[StayNight]) -> dict[UUID | None, str]:
    ids = {n.room_id for n in nights if n.room_id is not None}
    rows = session.execute(_NUMBERS, {"rooms": sorted(ids)}) if ids else ()
    return {row.id: row.number for row in rows}


def _nights(rows: Sequence[StayNight], rooms: dict[UUID | None, str]) -> tuple[NightView, ...]:
    return tuple(
        NightView(n.night, n.slot, n.room_id, rooms.get(n.room_id, ""), n.price_minor, n.rate_code)
        for n in rows
    )


def _parts(rows: Sequence[StaySegment], rooms: dict[UUID | None, str]) -> tuple[PartView, ...]:
    return tuple(PartView(s.segment, s.room_id, rooms.get(s.room_id, ""), s.starts, s.ends) for s in rows)


def _group_name(session: Session, group_id: UUID | None) -> str:
    if group_id is None:
        return ""
    return session.scalars(select(BookingGroup.name).where(BookingGroup.id == group_id)).one()


def _company(session: Session, company_id: UUID | None) -> str:
    if company_id is None:
        return ""
    return session.scalars(_COMPANY, {"company": company_id}).one()


def block_detail(query: BlockDetail, *, session: Session) -> BlockView:
    """Load a block."""
    block = session.scalars(select(RoomBlock).where(RoomBlock.id == query.block_id)).one_or_none()
    if block is None:
        raise NotFound(tr("This block does not exist any more."))
    room = session.scalars(select(Room).where(Room.id == block.room_id)).one()
    return BlockView(block.id, block.property_id, block.room_id, room.number, block.kind, block.starts,
                     block.ends, block.reason, block.created_by)  # fmt: skip


def free_rooms(query: FreeRooms, *, session: Session) -> tuple[UUID, ...]:
    """All rooms less the busy ones."""
    slots = held_slots(StayDates(query.arrival, query.departure))
    busy = repository.busy_rooms(session, query.property_id, slots)
    rooms = session.scalars(select(Room.id).where(Room.property_id == query.property_id).order_by(Room.sort))
    return tuple(room for room in rooms if room not in busy)


ANSWERS = (
    Answering(StayDetail, stay_detail),
    Answering(StaysOf, stays_of),
    Answering(SoldFor, sold_for),
    Answering(BlockDetail, block_detail),
    Answering(FreeRooms, free_rooms),
)
