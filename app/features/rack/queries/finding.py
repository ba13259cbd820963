"""What a receptionist types finds stays, the nearest to today first, and rooms by their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Property, Room
from app.features.reservations.models import Reservation, RoomNight, Stay, StaySegment
from app.infra import search
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.search_words import Reading, Spans, readings, spans
from app.kernel.text import fold

# Stays around today are looked at one by one, so that a common name finds the guest at the desk first.
DAYS_BEFORE, DAYS_AFTER, LONGEST = 2, 3, 30
MAX_NEAR = 200
MAX_HITS = 100
# Of so many rooms it is told who is in them.
MAX_TOLD = 4
OFF = ("cancelled", "no_show")


@dataclass(frozen=True, slots=True)
class StayHit:
    """A stay that matches. `matched` and `number_matched` are the (start, length) parts that were typed."""

    stay_id: UUID
    reservation_id: UUID
    property_id: UUID
    guest: str
    matched: Spans
    number: str
    number_matched: Spans
    rooms: tuple[str, ...]
    arrival: date
    departure: date
    status: str


@dataclass(frozen=True, slots=True)
class RoomHit:
    """A room whose number begins as typed: its state, who holds it tonight until when, and who comes next."""

    room_id: UUID
    property_id: UUID
    number: str
    matched: Spans
    housekeeping: str = ""
    guest: str = ""
    until: date | None = None
    next_guest: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class FoundView:
    """What matches: stays, the nearest to the business date first, and rooms."""

    stays: tuple[StayHit, ...]
    rooms: tuple[RoomHit, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FindStays(Query[FoundView]):
    """Stays by guest, e-mail, phone, confirmation number or group, and rooms by number."""

    text: str
    limit: int = 20


def find_stays(query: FindStays, *, session: Session) -> FoundView:
    """Those around today one by one, those of the best matches, in one order."""
    limit = min(query.limit, MAX_HITS)
    wanted = readings(query.text)
    if not wanted:
        return FoundView((), ())
    days = {row.id: row.business_date for row in session.execute(select(Property.id, Property.business_date))}
    rows = {row.id: row for reading in wanted for row in _near(session, days, reading)}
    rows |= {row.id: row for row in _of_matches(session, query.text, limit)}
    ordered = sorted(rows.values(), key=lambda row: _distance(row, days[row.property_id]))[:limit]
    return FoundView(_hits(session, ordered, query.text), _rooms(session, days, query.text, limit))


def _stays(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    columns = (
        Stay.id, Stay.property_id, Stay.reservation_id, Stay.arrival, Stay.departure, Stay.status,
        Guest.surname, Guest.given, Reservation.number,
    )  # fmt: skip
    return (
        select(*columns)
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .join(
            Reservation,
            (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id),
        )
        .where(condition)
    )


def _near(session: Session, days: dict[UUID, date], reading: Reading) -> Iterable[Any]:
    for property_id, today in days.items():
        around = (
            (Stay.property_id == property_id)
            & (Stay.departure >= today - timedelta(days=DAYS_BEFORE))
            & (Stay.departure <= today + timedelta(days=LONGEST))
            & (Stay.arrival <= today + timedelta(days=DAYS_AFTER))
        )
        known = or_(
            search.matches(search.GUEST, Stay.guest_id, reading),
            search.matches(search.RESERVATION, Stay.reservation_id, reading),
        )
        yield from session.execute(_stays(around & known).limit(MAX_NEAR))


def _of_matches(session: Session, text: str, limit: int) -> Iterable[Any]:
    found = search.find(session, (search.GUEST, search.RESERVATION), text, 2 * limit)
    for kind, column in ((search.GUEST, Stay.guest_id), (search.RESERVATION, Stay.reservation_id)):
        ids = [entity_id for other, entity_id in found if other == kind]
        if ids:
            yield from session.execute(_stays(column.in_(ids)).limit(MAX_NEAR))


def _distance(row: Any, today: date) -> tuple[bool, int, date, str]:
    """In the house first, then by days from today; what is off comes last."""
    if row.arrival <= today <= row.departure:
        days = 0
    else:
        days = min(abs((row.arrival - today).days), abs((row.departure - today).days))
    return row.status in OFF, days, row.arrival, row.number


def _hits(session: Session, rows: Sequence[Any], text: str) -> tuple[StayHit, ...]:
    numbers: dict[UUID, list[str]] = {row.id: [] for row in rows}
    statement = (
        select(StaySegment.stay_id, Room.number)
        .join(Room, (Room.tenant_id == StaySegment.tenant_id) & (Room.id == StaySegment.room_id))
        .where(StaySegment.stay_id.in_(numbers))
        .order_by(StaySegment.stay_id, StaySegment.segment)
    )
    for stay_id, number in session.execute(statement):
        numbers[stay_id].append(number)
    hits = []
    for row in rows:
        name = full_name(row.surname, row.given)
        hits.append(
            StayHit(
                row.id, row.reservation_id, row.property_id, name, spans(name, text), row.number,
                spans(row.number, text), tuple(dict.fromkeys(numbers[row.id])), row.arrival, row.departure,
                row.status,
            )
        )  # fmt: skip
    return tuple(hits)


def _rooms(session: Session, days: dict[UUID, date], text: str, limit: int) -> tuple[RoomHit, ...]:
    typed = fold(text.strip())
    rows = session.execute(select(Room.id, Room.property_id, Room.number, Room.housekeeping))
    fitting = sorted(
        (row for row in rows if fold(row.number).startswith(typed)),
        key=lambda row: (len(row.number), row.number),
    )[:limit]
    told = fitting[:MAX_TOLD]
    holders = _holders(session, {row.id: days[row.property_id] for row in told})
    span = ((0, len(text.strip())),)
    found = []
    for row in fitting:
        today = days[row.property_id]
        held = holders.get(row.id, [])
        now = next((h for h in held if h.first == today), None)
        later = next((h for h in held if h.first > today), None)
        found.append(
            RoomHit(
                row.id, row.property_id, row.number, span, row.housekeeping,
                now.guest if now else "", now.until if now else None, later.guest if later else "",
                later.first if later else None,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a room from a night on."""

    guest: str
    first: date
    until: date


def _holders(session: Session, rooms: dict[UUID, date]) -> dict[UUID, list[_Holder]]:
    """Who holds rooms from their business date on, by night."""
    found: dict[UUID, list[_Holder]] = {}
    if not rooms:
        return found
    first, last = func.min(RoomNight.night), func.max(RoomNight.night)
    held = session.execute(
        select(RoomNight.room_id, RoomNight.stay_id, first, last)
        .where(
            RoomNight.room_id.in_(rooms), RoomNight.night >= min(rooms.values()), RoomNight.slot == "N",
            RoomNight.stay_id.is_not(None),
        )
        .group_by(RoomNight.room_id, RoomNight.stay_id)
        .order_by(RoomNight.room_id, first)
    ).all()  # fmt: skip
    people = session.execute(
        select(Stay.id, Guest.surname, Guest.given)
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .where(Stay.id.in_({stay_id for _, stay_id, _, _ in held}))
    )
    names = {id_: full_name(surname, given) for id_, surname, given in people}
    for room_id, stay_id, begins, ends in held:
        if stay_id is not None and ends >= rooms[room_id]:
            holder = _Holder(names[stay_id], max(begins, rooms[room_id]), ends + timedelta(days=1))
            found.setdefault(room_id, []).append(holder)
    return found


ANSWERS = (Answering(FindStays, find_stays),)
