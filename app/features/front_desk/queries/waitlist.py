"""The waitlist as the desk sees it: who waits, since when, and who fits into what is free now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.waitlist import WaitlistEntry
from app.features.front_desk.rules.waitlist import OPEN, WAITING, Fit, FreeRoom, Wish, first_fit
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Property, Room, RoomType
from app.features.reservations import LIVE, kept_for_groups
from app.features.reservations.models import Reservation, RoomNight, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.dates import StayDates


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistRow:
    """One who waits. `fit_*` is the room that is free for him now, on dates as near as can be; `room_type`
    is "" for any type. An offer names its room and until when it holds."""

    entry_id: UUID
    guest_id: UUID
    guest: str
    vip: int
    phone: str
    email: str
    arrival: date
    departure: date
    room_type_id: UUID | None
    room_type: str
    adults: int
    children: int
    rate_code: str
    flexible_days: int
    priority: int
    expires_on: date | None
    note: str
    state: str
    made_at: datetime
    by_name: str
    offer_room: str
    offer_arrival: date | None
    offer_until: datetime | None
    fit_room_id: UUID | None
    fit_room: str
    fit_type: str
    fit_arrival: date | None
    booking: str

    @property
    def nights(self) -> int:
        """How many nights."""
        return (self.departure - self.arrival).days


@dataclass(frozen=True, kw_only=True, slots=True)
class Waitlist(Query[tuple[WaitlistRow, ...]]):
    """Who waits in a hotel: those who fit now first, then by priority, arrival and when they asked."""

    property_id: UUID
    also_over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitlistFits(Query[tuple[WaitlistRow, ...]]):
    """Those of the waitlist for whom room has appeared, in the order in which they are to be asked."""

    property_id: UUID


def waitlist(query: Waitlist, *, session: Session) -> tuple[WaitlistRow, ...]:
    """Entries with guest, type, offer and fit."""
    wanted = select(WaitlistEntry, Guest, RoomType.name, Room.number, Reservation.number)
    found = session.execute(
        wanted.join(Guest, Guest.id == WaitlistEntry.guest_id)
        .outerjoin(RoomType, RoomType.id == WaitlistEntry.room_type_id)
        .outerjoin(Room, Room.id == WaitlistEntry.offer_room_id)
        .outerjoin(Reservation, Reservation.id == WaitlistEntry.reservation_id)
        .where(WaitlistEntry.property_id == query.property_id)
    ).all()
    fits = fits_of(session, query.property_id)
    names = {kind.id: kind.name for kind in session.scalars(select(RoomType))}
    rows = [
        _row(entry, guest, kind or "", room or "", number or "", fits.get(entry.id), names)
        for entry, guest, kind, room, number in found
        if query.also_over or entry.state in OPEN
    ]
    return tuple(sorted(rows, key=_order))


def waitlist_fits(query: WaitlistFits, *, session: Session) -> tuple[WaitlistRow, ...]:
    """The rows that have a fit."""
    rows = waitlist(Waitlist(property_id=query.property_id), session=session)
    return tuple(row for row in rows if row.fit_room_id is not None)


def _order(row: WaitlistRow) -> tuple[Any, ...]:
    rank = 0 if row.state == "offered" else 1 if row.fit_room_id is not None else 2
    return (row.state not in OPEN, rank, -row.priority, -row.vip, row.arrival, row.made_at, row.entry_id)


def _row(
    entry: WaitlistEntry, guest: Guest, kind: str, room: str, number: str, fit: Fit | None,
    names: dict[UUID, str],
) -> WaitlistRow:  # fmt: skip
    return WaitlistRow(
        entry_id=entry.id, guest_id=guest.id, guest=full_name(guest.surname, guest.given), vip=guest.vip,
        phone=guest.phone, email=guest.email, arrival=entry.arrival, departure=entry.departure,
        room_type_id=entry.room_type_id, room_type=kind, adults=entry.adults, children=entry.children,
        rate_code=entry.rate_code, flexible_days=entry.flexible_days, priority=entry.priority,
        expires_on=entry.expires_on, note=entry.note, state=entry.state, made_at=entry.made_at,
        by_name=entry.by_name, offer_room=room, offer_arrival=entry.offer_arrival,
        offer_until=entry.offer_until, fit_room_id=fit.room_id if fit else None,
        fit_room=fit.room if fit else "", fit_type=names.get(fit.type_id, "") if fit else "",
        fit_arrival=fit.dates.arrival if fit else None, booking=number,
    )  # fmt: skip


def fits_of(session: Session, property_id: UUID) -> dict[UUID, Fit]:
    """For each who waits, the room that is free now. Each is looked at alone: the desk asks one by one."""
    waiting = session.scalars(
        select(WaitlistEntry).where(WaitlistEntry.property_id == property_id, WaitlistEntry.state == WAITING)
    ).all()
    if not waiting:
        return {}
    today = session.scalars(select(Property.business_date).where(Property.id == property_id)).one()
    rooms, left = _stock(session, property_id, _spans(waiting))
    fits = {}
    for entry in waiting:
        wish = Wish(
            StayDates(entry.arrival, entry.departure), entry.room_type_id, entry.adults + entry.children,
            entry.flexible_days,
        )  # fmt: skip
        fit = first_fit(wish, rooms, left, today)
        if fit is not None:
            fits[entry.id] = fit
    return fits


def _spans(waiting: Sequence[WaitlistEntry]) -> list[tuple[date, date]]:
    """The days that are asked for, those that meet as one: [first, last] each."""
    wanted = sorted(
        (e.arrival - timedelta(days=e.flexible_days), e.departure + timedelta(days=e.flexible_days))
        for e in waiting
    )
    spans: list[tuple[date, date]] = []
    for first, last in wanted:
        if spans and first <= spans[-1][1] + timedelta(days=1):
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans


def _stock(
    session: Session, property_id: UUID, spans: Sequence[tuple[date, date]]
) -> tuple[list[FreeRoom], dict[tuple[UUID, date], int]]:
    """Every room with what is held of it, and by type and night how many can be sold still."""
    held: dict[UUID, set[tuple[date, str]]] = {}
    taken: dict[tuple[UUID, date], int] = {}
    for first, last in spans:
        for room_id, night, slot in session.execute(
            select(RoomNight.room_id, RoomNight.night, RoomNight.slot).where(
                RoomNight.property_id == property_id, RoomNight.night.between(first, last)
            )
        ):
            held.setdefault(room_id, set()).add((night, slot))
        _add_taken(session, property_id, first, last, taken)
    rooms = [
        FreeRoom(room.id, room.number, room.room_type_id, most, held.get(room.id, set()))
        for room, most in session.execute(
            select(Room, RoomType.max_occupancy)
            .join(RoomType, RoomType.id == Room.room_type_id)
            .where(Room.property_id == property_id)
            .order_by(Room.sort, Room.number)
        )
    ]
    left: dict[tuple[UUID, date], int] = {}
    for first, last in spans:
        for night in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            for room in rooms:
                free = (night, "N") not in room.held
                left[room.type_id, night] = left.get((room.type_id, night), 0) + int(free)
    return rooms, {key: count - taken.get(key, 0) for key, count in left.items()}


def _add_taken(
    session: Session, property_id: UUID, first: date, last: date, taken: dict[tuple[UUID, date], int]
) -> None:
    """Rooms that are sold without being assigned, or kept for groups, by type and night."""
    waiting = session.execute(
        select(StayNight.room_type_id, StayNight.night, func.count())
        .join(Stay, Stay.id == StayNight.stay_id)
        .where(
            StayNight.property_id == property_id, StayNight.night.between(first, last),
            StayNight.room_id.is_(None), Stay.status.in_(sorted(LIVE)),
        )
        .group_by(StayNight.room_type_id, StayNight.night)
    )  # fmt: skip
    for kind, night, count in waiting:
        taken[kind, night] = taken.get((kind, night), 0) + count
    for key, count in kept_for_groups(session, property_id, first, last).items():
        taken[key] = taken.get(key, 0) + count


ANSWERS = (Answering(Waitlist, waitlist), Answering(WaitlistFits, waitlist_fits))
