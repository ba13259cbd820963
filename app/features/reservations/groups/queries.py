"""Groups as the desk sees them: a list, and one with its grid of types and nights and its stays."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.guests import full_name
from app.features.guests.models import Company, Guest
from app.features.property.models import Property, Room, RoomType
from app.features.reservations.groups.models import Allotment, GroupBlock
from app.features.reservations.models import BookingGroup, Reservation, Stay, StayNight
from app.features.reservations.repository import picked_up
from app.features.reservations.rules import EXPECTED, HOLDING
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group: room-nights kept, taken and left; stays, and how many of them have no room yet."""

    id: UUID
    code: str
    name: str
    company: str
    arrival: date
    departure: date
    cut_off: date | None
    released_at: datetime | None
    allotted: int
    picked: int
    left: int
    stays: int
    without_room: int
    in_house: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Groups(Query[tuple[GroupRow, ...]]):
    """Groups of a hotel that have not left on a day, by arrival; `also_past` all."""

    property_id: UUID
    also_past: bool = False


@dataclass(frozen=True, slots=True)
class AllotmentCell:
    """Rooms of a type in a night: kept, taken by bookings of the group, and left for it."""

    night: date
    rooms: int
    picked: int

    @property
    def left(self) -> int:
        """What nobody has taken yet."""
        return max(self.rooms - self.picked, 0)


@dataclass(frozen=True, slots=True)
class GroupType:
    """A room type with a cell for each night of the group."""

    id: UUID
    code: str
    name: str
    cells: tuple[AllotmentCell, ...]


@dataclass(frozen=True, slots=True)
class GroupStay:
    """A stay of the group."""

    stay_id: UUID
    reservation_id: UUID
    number: str
    guest: str
    room_type: str
    room: str
    floor: str
    arrival: date
    departure: date
    adults: int
    children: int
    status: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group, whole."""

    row: GroupRow
    property_id: UUID
    rate_code: str
    company_id: UUID | None
    contact: str
    note: str
    types: tuple[GroupType, ...]
    stays: tuple[GroupStay, ...]

    @property
    def nights(self) -> tuple[date, ...]:
        """The nights of the grid."""
        days = (self.row.departure - self.row.arrival).days
        return tuple(self.row.arrival + timedelta(days=n) for n in range(days))


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupDetail(Query[GroupView]):
    """One group. Raises NotFound."""

    group_id: UUID


def groups(query: Groups, *, session: Session) -> tuple[GroupRow, ...]:
    """Every group with its sums."""
    today = session.scalars(select(Property.business_date).where(Property.id == query.property_id)).one()
    wanted = _blocks().where(GroupBlock.property_id == query.property_id)
    if not query.also_past:
        wanted = wanted.where(GroupBlock.departure >= today)
    found = session.execute(wanted.order_by(GroupBlock.arrival, BookingGroup.name)).all()
    ids = [block.group_id for block, _, _ in found]
    kept = _kept(session, ids)
    stays = _stays(session, ids)
    if not found:
        return ()
    first, last = min(b.arrival for b, _, _ in found), max(b.departure for b, _, _ in found)
    picked = picked_up(session, ids, first, last)
    roomed = _rooms(session, stays)
    return tuple(_row(block, group, company, kept, picked, stays, roomed) for block, group, company in found)


def group_detail(query: GroupDetail, *, session: Session) -> GroupView:
    """The group with its grid: the types that it has rooms of, then the others of the hotel."""
    found = session.execute(_blocks().where(GroupBlock.group_id == query.group_id)).one_or_none()
    if found is None:
        raise NotFound(tr("This group does not exist any more."))
    block, group, company = found
    kept = _kept(session, [group.id])
    stays = _stays(session, [group.id])
    picked = picked_up(session, [group.id], block.arrival, block.departure)
    rooms = _rooms(session, stays)
    row = _row(block, group, company, kept, picked, stays, rooms)
    kinds = session.scalars(
        select(RoomType)
        .where(RoomType.property_id == group.property_id)
        .order_by(RoomType.sort, RoomType.code)
    )
    nights = [block.arrival + timedelta(days=n) for n in range((block.departure - block.arrival).days)]
    types = tuple(
        GroupType(
            kind.id, kind.code, kind.name,
            tuple(
                AllotmentCell(
                    night, kept.get((group.id, kind.id, night), 0), picked.get((group.id, kind.id, night), 0)
                )
                for night in nights
            ),
        )
        for kind in kinds
    )  # fmt: skip
    return GroupView(
        row, group.property_id, block.rate_code, block.company_id, block.contact, block.note, types,
        tuple(_as_views(stays, rooms)),
    )  # fmt: skip


def _blocks() -> Any:
    return (
        select(GroupBlock, BookingGroup, Company.name)
        .join(BookingGroup, BookingGroup.id == GroupBlock.group_id)
        .outerjoin(Company, Company.id == GroupBlock.company_id)
    )


def _kept(session: Session, ids: list[UUID]) -> dict[tuple[UUID, UUID, date], int]:
    rows = session.scalars(select(Allotment).where(Allotment.group_id.in_(ids)))
    return {(row.group_id, row.room_type_id, row.night): row.rooms for row in rows}


def _stays(session: Session, ids: list[UUID]) -> list[Any]:
    """The stays of groups with their group, guest, type and the room of their last night."""
    return list(
        session.execute(
            select(Reservation.group_id, Stay, Reservation.number, Guest, RoomType.name)
            .join(Reservation, Reservation.id == Stay.reservation_id)
            .join(Guest, Guest.id == Stay.guest_id)
            .join(RoomType, RoomType.id == Stay.room_type_id)
            .where(Reservation.group_id.in_(ids), Stay.status.in_(sorted(HOLDING)))
            .order_by(Stay.arrival, Guest.sort_key, Stay.id)
        ).all()
    )


def _rooms(session: Session, stays: list[Any]) -> dict[UUID, tuple[str, str]]:
    rows = session.execute(
        select(StayNight.stay_id, Room.number, Room.floor)
        .join(Room, Room.id == StayNight.room_id)
        .where(StayNight.stay_id.in_([stay.id for _, stay, *_ in stays]))
        .order_by(StayNight.night)
    )
    return {stay_id: (number, floor) for stay_id, number, floor in rows}


def _as_views(stays: list[Any], rooms: dict[UUID, tuple[str, str]]) -> Iterable[GroupStay]:
    for _, stay, number, guest, kind in stays:
        room, floor = rooms.get(stay.id, ("", ""))
        yield GroupStay(
            stay.id, stay.reservation_id, number, full_name(guest.surname, guest.given), kind, room, floor,
            stay.arrival, stay.departure, stay.adults, stay.children, stay.status,
        )  # fmt: skip


def _row(
    block: GroupBlock, group: BookingGroup, company: str | None,
    kept: dict[tuple[UUID, UUID, date], int], picked: dict[tuple[UUID, UUID, date], int], stays: list[Any],
    roomed: Collection[UUID],
) -> GroupRow:  # fmt: skip
    mine = {key: rooms for key, rooms in kept.items() if key[0] == group.id}
    left = sum(max(rooms - picked.get(key, 0), 0) for key, rooms in mine.items())
    own = [stay for group_id, stay, *_ in stays if group_id == group.id]
    return GroupRow(
        group.id, group.code, group.name, company or "", block.arrival, block.departure, block.cut_off,
        block.released_at, sum(mine.values()),
        sum(count for key, count in picked.items() if key[0] == group.id),
        left if block.released_at is None else 0, len(own),
        sum(stay.status in EXPECTED and stay.id not in roomed for stay in own),
        sum(stay.status == "checked_in" for stay in own),
    )  # fmt: skip


ANSWERS = (Answering(Groups, groups), Answering(GroupDetail, group_detail))
