"""Turn-aways by day and reason; whom to ask to sleep elsewhere tonight; who was walked."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.turning_away import TurnAway, Walk
from app.features.front_desk.rules.walking import Arrival, rank
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Property, Room, RoomType
from app.features.reservations import EXPECTED
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query

MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class TurnAwayRow:
    """One request that got no room."""

    id: UUID
    arrival: date
    nights: int
    rooms: int
    party: int
    room_type: str
    reason: str
    note: str
    asked_on: date
    by_name: str

    @property
    def room_nights(self) -> int:
        """What it would have sold."""
        return self.nights * self.rooms


@dataclass(frozen=True, slots=True)
class TurnAwaysView:
    """Requests for nights of a span, the newest first, and room-nights turned away by reason."""

    rows: tuple[TurnAwayRow, ...]
    by_reason: tuple[tuple[str, int], ...]

    @property
    def room_nights(self) -> int:
        """Turned away in all."""
        return sum(count for _, count in self.by_reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnAways(Query[TurnAwaysView]):
    """Who was turned away from nights in [first, end)."""

    property_id: UUID
    first: date
    end: date


@dataclass(frozen=True, slots=True)
class WalkCandidate:
    """A guest who arrives tonight and could be asked; `score` and why, the best to ask first."""

    stay_id: UUID
    guest: str
    number: str
    room: str
    room_type: str
    arrival: date
    departure: date
    adults: int
    children: int
    email: str
    phone: str
    night_minor: int
    currency: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkCandidates(Query[tuple[WalkCandidate, ...]]):
    """Whom to ask to sleep elsewhere, among those who arrive today and are not here yet."""

    property_id: UUID


@dataclass(frozen=True, slots=True)
class WalkView:
    """A guest who was walked, with all that the letter says."""

    id: UUID
    stay_id: UUID
    guest: str
    language: str
    hotel_here: str
    hotel: str
    address: str
    nights: int
    cost_minor: int
    transport: str
    transport_minor: int
    currency: str
    return_on: date | None
    reason: str
    walked_on: date
    by_name: str
    number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Walks(Query[tuple[WalkView, ...]]):
    """Who was walked, the newest first; of one stay, or of a hotel."""

    property_id: UUID | None = None
    stay_id: UUID | None = None


def turn_aways(query: TurnAways, *, session: Session) -> TurnAwaysView:
    """One read; the sums are made of it."""
    found = session.execute(
        select(TurnAway, RoomType.name)
        .outerjoin(RoomType, RoomType.id == TurnAway.room_type_id)
        .where(
            TurnAway.property_id == query.property_id, TurnAway.arrival >= query.first,
            TurnAway.arrival < query.end,
        )
        .order_by(TurnAway.at.desc(), TurnAway.id)
    )  # fmt: skip
    rows = tuple(
        TurnAwayRow(
            row.id, row.arrival, row.nights, row.rooms, row.party, kind or "", row.reason, row.note,
            row.asked_on, row.by_name,
        )
        for row, kind in found
    )  # fmt: skip
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.reason] = sums.get(row.reason, 0) + row.room_nights
    return TurnAwaysView(rows, tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0]))))


def walk_candidates(query: WalkCandidates, *, session: Session) -> tuple[WalkCandidate, ...]:
    """Who arrives today, ranked by the rules."""
    today = session.scalars(select(Property.business_date).where(Property.id == query.property_id)).one()
    found = session.execute(
        select(Stay, Reservation, Guest, RoomType.name, StayNight.price_minor, Room.number, Room.accessible)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .join(Guest, Guest.id == Stay.guest_id)
        .join(RoomType, RoomType.id == Stay.room_type_id)
        .join(StayNight, (StayNight.stay_id == Stay.id) & (StayNight.night == today))
        .outerjoin(Room, Room.id == StayNight.room_id)
        .where(
            Stay.property_id == query.property_id, Stay.arrival == today, Stay.departure > today,
            Stay.status.in_(sorted(EXPECTED)),
        )
    ).all()  # fmt: skip
    before, others = _histories(session, [row[0] for row in found], today)
    dearest = max((row[4] for row in found), default=0)
    rows = []
    for stay, booking, guest, kind, minor, room, accessible in found:
        points, reasons = rank(
            Arrival(
                nights=(stay.departure - stay.arrival).days, vip=guest.vip,
                stays_before=before.get(guest.id, 0), party=stay.adults + stay.children,
                children=stay.children, in_group=booking.group_id is not None,
                is_accessible=bool(accessible), arrival_time=booking.arrival_time,
                by_channel=bool(booking.channel_code), deposit_minor=booking.deposit_paid_minor,
                night_minor=minor, other_rooms=others.get(booking.id, 1) - 1,
            ),
            dearest,
        )  # fmt: skip
        rows.append(
            WalkCandidate(
                stay.id, full_name(guest.surname, guest.given), booking.number, room or "", kind,
                stay.arrival, stay.departure, stay.adults, stay.children, guest.email, guest.phone, minor,
                booking.currency, points, reasons,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.score, row.guest, row.stay_id))[:MOST_CANDIDATES])


def _histories(session: Session, stays: list[Stay], today: date) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """How often guests stayed before, and how many rooms bookings have."""
    people, bookings = {stay.guest_id for stay in stays}, {stay.reservation_id for stay in stays}
    before = session.execute(
        select(Stay.guest_id, func.count())
        .where(Stay.guest_id.in_(sorted(people)), Stay.status == "checked_out", Stay.departure <= today)
        .group_by(Stay.guest_id)
    )
    rooms = session.execute(
        select(Stay.reservation_id, func.count())
        .where(Stay.reservation_id.in_(sorted(bookings)), Stay.status.in_(sorted(EXPECTED)))
        .group_by(Stay.reservation_id)
    )
    return {row[0]: row[1] for row in before}, {row[0]: row[1] for row in rooms}


def walks(query: Walks, *, session: Session) -> tuple[WalkView, ...]:
    """Walks with guest and booking."""
    wanted: Any = (
        select(Walk, Guest, Reservation.number, Property.name)
        .join(Stay, Stay.id == Walk.stay_id)
        .join(Guest, Guest.id == Stay.guest_id)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .join(Property, Property.id == Walk.property_id)
        .order_by(Walk.at.desc(), Walk.id)
    )
    if query.stay_id is not None:
        wanted = wanted.where(Walk.stay_id == query.stay_id)
    if query.property_id is not None:
        wanted = wanted.where(Walk.property_id == query.property_id)
    return tuple(
        WalkView(
            walk.id, walk.stay_id, full_name(guest.surname, guest.given), guest.language, house, walk.hotel,
            walk.address, walk.nights, walk.cost_minor, walk.transport, walk.transport_minor, walk.currency,
            walk.return_on, walk.reason, walk.walked_on, walk.by_name, number,
        )
        for walk, guest, number, house in session.execute(wanted)
    )  # fmt: skip


ANSWERS = (
    Answering(TurnAways, turn_aways),
    Answering(WalkCandidates, walk_candidates),
    Answering(Walks, walks),
)
