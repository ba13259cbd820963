"""Loads of reservations for writing. The tenant's revision row is taken first, so no other lock is needed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    FromClause,
    Integer,
    Uuid,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal,
    null,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import Session

from app.features.reservations.models import (
    BookingGroup,
    Conflict,
    Reservation,
    RoomBlock,
    RoomNight,
    Stay,
    StayLock,
    StayNight,
    StaySegment,
)
from app.features.reservations.rules import HOLDING, Hold
from app.infra.database import lasting

# Bounds the number of bind values of one statement on SQLite.
CHUNK = 500

# What nearly every command on a stay asks.
_STAY = bindparam("stay", type_=Uuid())
_ROOMS: BindParameter[Any] = bindparam("rooms", expanding=True)
_NIGHTS = lasting(select(StayNight).where(StayNight.stay_id == _STAY).order_by(StayNight.night))
_BARS = lasting(select(StaySegment).where(StaySegment.stay_id == _STAY).order_by(StaySegment.segment))
_HELD = lasting(select(RoomNight).where(RoomNight.stay_id == _STAY))
_LOCK = lasting(select(StayLock).where(StayLock.stay_id == _STAY))
_BOOKED = lasting(select(Stay, Reservation).where(Stay.id == _STAY, Reservation.id == Stay.reservation_id))
_RESERVATION = lasting(select(Reservation).where(Reservation.id == bindparam("reservation")))
_HOLDERS = lasting(
    select(RoomNight)
    .where(RoomNight.room_id.in_(_ROOMS), RoomNight.night.between(bindparam("first"), bindparam("last")))
    .order_by(RoomNight.room_id, RoomNight.night, RoomNight.slot)
)
_CONFLICTS = lasting(
    select(Conflict).where(
        or_(Conflict.stay_id == _STAY, Conflict.room_id.in_(_ROOMS)), Conflict.closed_at.is_(None)
    )
)


def stays_of(session: Session, reservation_id: UUID) -> Sequence[Stay]:
    """The stays of a reservation, by arrival."""
    return session.scalars(
        select(Stay).where(Stay.reservation_id == reservation_id).order_by(Stay.arrival, Stay.id)
    ).all()


def nights_of(session: Session, stay_id: UUID) -> Sequence[StayNight]:
    """The nights of a stay, in order."""
    return session.scalars(_NIGHTS, {"stay": stay_id}).all()


def segments_of(session: Session, stay_id: UUID) -> Sequence[StaySegment]:
    """The bars of a stay, in order."""
    return session.scalars(_BARS, {"stay": stay_id}).all()


def held_by_stay(session: Session, stay_id: UUID) -> Sequence[RoomNight]:
    """What a stay holds."""
    return session.scalars(_HELD, {"stay": stay_id}).all()


def held_by_block(session: Session, block_id: UUID) -> Sequence[RoomNight]:
    """What a block holds."""
    return session.scalars(select(RoomNight).where(RoomNight.block_id == block_id)).all()


def holders(session: Session, holds: Iterable[Hold]) -> list[RoomNight]:
    """Who holds any of these half days now, in key order."""
    wanted = frozenset(holds)
    if not wanted:
        return []
    rooms = sorted({h.room_id for h in wanted})
    first, last = min(h.night for h in wanted), max(h.night for h in wanted)
    found = []
    for start in range(0, len(rooms), CHUNK):
        some = {"rooms": rooms[start : start + CHUNK], "first": first, "last": last}
        rows = session.scalars(_HOLDERS, some)
        found += [row for row in rows if Hold(row.room_id, row.night, row.slot) in wanted]
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """What the database says of one stay: (night, slot, room, segment, price), bars, held, waiting."""

    nights: list[tuple[date, str, UUID | None, int, int]]
    bars: list[tuple[date, date, UUID | None, int, int]]
    held: set[tuple[UUID, date, str]]
    waiting: set[tuple[UUID, date, str]]


def _own(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.tenant_id == bindparam("tenant"), table.c.stay_id == bindparam("stay"))


def _written_statement() -> CompoundSelect[Any]:
    nights, bars = StayNight.__table__, StaySegment.__table__
    held, waiting = RoomNight.__table__, Conflict.__table__
    none, nothing = literal(0, Integer), cast(null(), Date)
    return union_all(
        select(
            literal("n"), nights.c.night, nothing, nights.c.slot, nights.c.room_id, nights.c.segment,
            nights.c.price_minor,
        ).where(_own(nights)),
        select(
            literal("b"), bars.c.starts, bars.c.ends, literal(""), bars.c.room_id, bars.c.segment,
            bars.c.price_minor,
        ).where(_own(bars)),
        select(literal("h"), held.c.night, nothing, held.c.slot, held.c.room_id, none, none).where(
            _own(held)
        ),
        select(literal("w"), waiting.c.night, nothing, waiting.c.slot, waiting.c.room_id, none, none).where(
            _own(waiting), waiting.c.closed_at.is_(None)
        ),
    )  # fmt: skip


_WRITTEN = _written_statement()


def as_written(session: Session, stay_id: UUID) -> Written:
    """Read all that says where a stay is by one statement, past the rows that the session keeps."""
    own = {"tenant": session.info["tenant_id"], "stay": stay_id}
    found = Written([], [], set(), set())
    for kind, day, end, slot, room_id, segment, price in session.connection().execute(_WRITTEN, own):
        if kind == "n":
            found.nights.append((day, slot, room_id, segment, price))
        elif kind == "b":
            found.bars.append((day, end, room_id, segment, price))
        else:
            (found.held if kind == "h" else found.waiting).add((room_id, day, slot))
    return found


def open_conflicts(session: Session, stay_id: UUID, rooms: Collection[UUID]) -> Sequence[Conflict]:
    """The open conflicts of a stay, and those about rooms."""
    return session.scalars(_CONFLICTS, {"stay": stay_id, "rooms": sorted(rooms)}).all()


def open_conflicts_in(session: Session, rooms: Collection[UUID]) -> Sequence[Conflict]:
    """The open conflicts about rooms, oldest first."""
    if not rooms:
        return ()
    return session.scalars(
        select(Conflict)
        .where(Conflict.room_id.in_(sorted(rooms)), Conflict.closed_at.is_(None))
        .order_by(Conflict.opened_at, Conflict.id)
    ).all()


def open_among(session: Session, conflict_ids: Collection[UUID]) -> Sequence[Conflict]:
    """Those of some conflicts that are open."""
    if not conflict_ids:
        return ()
    return session.scalars(
        select(Conflict).where(Conflict.id.in_(sorted(conflict_ids)), Conflict.closed_at.is_(None))
    ).all()


def group_by_code(session: Session, property_id: UUID, code: str) -> BookingGroup | None:
    """A group of a property by its code."""
    return session.scalars(
        select(BookingGroup).where(BookingGroup.property_id == property_id, BookingGroup.code == code)
    ).one_or_none()


def lock_of(session: Session, stay_id: UUID) -> StayLock | None:
    """The lock on a stay, or None."""
    return session.scalars(_LOCK, {"stay": stay_id}).one_or_none()


def booked(session: Session, stay_id: UUID) -> tuple[Stay, Reservation] | None:
    """A stay and its reservation, or None."""
    found = session.execute(_BOOKED, {"stay": stay_id}).one_or_none()
    return None if found is None else (found[0], found[1])


def reservation_of(session: Session, stay: Stay) -> Reservation:
    """The reservation of a stay."""
    return session.scalars(_RESERVATION, {"reservation": stay.reservation_id}).one()


def reservations_of(session: Session, stay_ids: Collection[UUID]) -> Sequence[Reservation]:
    """The reservations of stays, each once."""
    if not stay_ids:
        return ()
    stays = session.scalars(select(Stay).where(Stay.id.in_(sorted(stay_ids))))
    ids = sorted({stay.reservation_id for stay in stays})
    return session.scalars(select(Reservation).where(Reservation.id.in_(ids)).order_by(Reservation.id)).all()


def busy_rooms(session: Session, property_id: UUID, wanted: Iterable[tuple[date, str]]) -> set[UUID]:
    """Rooms of a property of which any of the half days is held."""
    days = frozenset(wanted)
    first, last = min(d for d, _ in days), max(d for d, _ in days)
    rows = session.execute(
        select(RoomNight.room_id, RoomNight.night, RoomNight.slot).where(
            RoomNight.property_id == property_id, RoomNight.night.between(first, last)
        )
    )
    return {room_id for room_id, night, slot in rows if (night, slot) in days}


def unassigned_nights(session: Session, property_id: UUID, first: date, last: date) -> Sequence[StayNight]:
    """Nights without a room in [first, last], of stays in any state."""
    return session.scalars(
        select(StayNight).where(
            StayNight.property_id == property_id,
            StayNight.night.between(first, last),
            StayNight.room_id.is_(None),
        )
    ).all()


def blocks_of_room(session: Session, room_id: UUID) -> Sequence[RoomBlock]:
    """The blocks of a room."""
    return session.scalars(select(RoomBlock).where(RoomBlock.room_id == room_id)).all()


# Rooms kept for groups. The tables are named by their columns: every booking asks this, and their models are
# loaded late (decision 0012).
_ALLOTMENT: Final = table(
    "allotment", column("tenant_id", Uuid()), column("group_id", Uuid()), column("room_type_id", Uuid()),
    column("night", Date()), column("property_id", Uuid()), column("rooms", Integer()),
)  # fmt: skip
_BLOCK: Final = table(
    "group_block", column("tenant_id", Uuid()), column("group_id", Uuid()),
    column("released_at", DateTime(timezone=True)),
)  # fmt: skip
_OPEN: Final = lasting(
    select(_ALLOTMENT.c.group_id, _ALLOTMENT.c.room_type_id, _ALLOTMENT.c.night, _ALLOTMENT.c.rooms)
    .join_from(
        _ALLOTMENT, _BLOCK,
        and_(_BLOCK.c.tenant_id == _ALLOTMENT.c.tenant_id, _BLOCK.c.group_id == _ALLOTMENT.c.group_id),
    )
    .where(
        _ALLOTMENT.c.tenant_id == bindparam("tenant", type_=Uuid()),
        _ALLOTMENT.c.property_id == bindparam("property", type_=Uuid()),
        _ALLOTMENT.c.night.between(bindparam("first"), bindparam("last")),
        _BLOCK.c.released_at.is_(None),
    )
)  # fmt: skip
_PICKED: Final = lasting(
    select(Reservation.group_id, StayNight.room_type_id, StayNight.night, func.count())
    .select_from(StayNight)
    .join(Stay, Stay.id == StayNight.stay_id)
    .join(Reservation, Reservation.id == Stay.reservation_id)
    .where(
        Reservation.group_id.in_(bindparam("groups", expanding=True)),
        StayNight.night.between(bindparam("first"), bindparam("last")),
        StayNight.slot == "N",
        Stay.status.in_(sorted(HOLDING)),
    )
    .group_by(Reservation.group_id, StayNight.room_type_id, StayNight.night)
)


def picked_up(
    session: Session, groups: list[UUID], first: date, last: date
) -> dict[tuple[UUID, UUID, date], int]:
    """How many rooms of a type the bookings of groups have in each night of [first, last]."""
    some = {"groups": groups, "first": first, "last": last}
    rows = session.execute(_PICKED, some)
    return {(group, kind, night): count for group, kind, night, count in rows if group is not None}


def kept_for_groups(
    session: Session, property_id: UUID, first: date, last: date, *, but: UUID | None = None
) -> dict[tuple[UUID, date], int]:
    """Rooms by (type, night) in [first, last] that are not for sale to others than their group.

    `but` is the group for which somebody asks: what is kept for it, it can have.
    """
    some: dict[str, Any] = {
        "tenant": session.info["tenant_id"], "property": property_id, "first": first, "last": last,
    }  # fmt: skip
    open_ = [row for row in session.execute(_OPEN, some) if row.group_id != but]
    if not open_:
        return {}
    picked = picked_up(session, sorted({row.group_id for row in open_}), first, last)
    kept: dict[tuple[UUID, date], int] = {}
    for group, kind, night, rooms in open_:
        left = rooms - picked.get((group, kind, night), 0)
        if left > 0:
            kept[kind, night] = kept.get((kind, night), 0) + left
    return kept
