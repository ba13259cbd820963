"""The facts that all boards are made of: open hotel days, stays with guest and booking, nights, rooms."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from app.features.folios.models import Folio, FolioWindow, Posting
from app.features.front_desk.models.queueing import RoomWait
from app.features.front_desk.models.traces import StayAlert
from app.features.front_desk.rules.traces import Moment
from app.features.front_desk.rules.urgency import HouseClock
from app.features.guests.models import Company, Guest
from app.features.property.models import Property, Room, RoomType
from app.features.reservations.models import Conflict, Reservation, Stay, StayNight
from app.infra.database import lasting

T = TypeVar("T")
# Bounds the values of one statement on SQLite.
CHUNK = 500
# An arrival or departure that nobody settled for so long is the night audit's, not the desk's.
LOOK_BACK = timedelta(days=31)
EXPECTED = ("tentative", "confirmed")
INSIDE = "checked_in"
HOLDING = ("tentative", "confirmed", "checked_in", "checked_out")

# Asked by every board at every opening: compiled once, with their fence as a condition.
_SOME: Any = bindparam("some", expanding=True)
_HOUSES = lasting(
    select(
        Property.id, Property.code, Property.name, Property.currency, Property.check_in_time,
        Property.check_out_time, Property.business_date, Property.timezone, Property.night_audit_hour,
    ).order_by(Property.name)
)  # fmt: skip
_NIGHTS = lasting(
    select(
        StayNight.stay_id, StayNight.night, StayNight.slot, StayNight.room_id, StayNight.price_minor
    ).where(StayNight.stay_id.in_(_SOME)).order_by(StayNight.stay_id, StayNight.night)
)  # fmt: skip
_KINDS = lasting(select(RoomType.id, RoomType.name))
_ROOMS = lasting(select(Room.id, Room.number, Room.housekeeping, Room.room_type_id).where(Room.id.in_(_SOME)))
_COMPANIES = lasting(select(Company.id, Company.name).where(Company.id.in_(_SOME)))
_CONFLICTS = lasting(
    select(Conflict.stay_id).where(Conflict.stay_id.in_(_SOME), Conflict.closed_at.is_(None))
)
_WAITING = lasting(
    select(RoomWait.stay_id, RoomWait.since, RoomWait.reach).where(RoomWait.stay_id.in_(_SOME))
)
_ALERTS = lasting(
    select(StayAlert.reservation_id, StayAlert.stay_id, StayAlert.text)
    .where(StayAlert.reservation_id.in_(_SOME), StayAlert.moment == bindparam("moment"))
    .order_by(StayAlert.made_at, StayAlert.id)
)
_BALANCES = lasting(
    select(Folio.stay_id, func.sum(FolioWindow.balance_minor))
    .join(FolioWindow, (FolioWindow.tenant_id == Folio.tenant_id) & (FolioWindow.folio_id == Folio.id))
    .where(Folio.stay_id.in_(_SOME), Folio.kind == "guest", FolioWindow.company_id.is_(None))
    .group_by(Folio.stay_id)
)
_POSTED = lasting(
    select(Posting.stay_id, Posting.night)
    .where(Posting.stay_id.in_(_SOME), Posting.night.is_not(None), Posting.kind == "charge")
    .group_by(Posting.stay_id, Posting.night)
    .having(func.sum(Posting.amount_minor) != 0)
)
_SOLD = lasting(
    select(Stay.reservation_id, func.sum(StayNight.price_minor))
    .join(StayNight, (StayNight.tenant_id == Stay.tenant_id) & (StayNight.stay_id == Stay.id))
    .where(Stay.reservation_id.in_(_SOME), Stay.status.in_(HOLDING))
    .group_by(Stay.reservation_id)
)


@dataclass(frozen=True, slots=True)
class OpenHouse:
    """A hotel on its open day."""

    id: UUID
    code: str
    name: str
    currency: str
    check_in: time
    check_out: time
    clock: HouseClock

    @property
    def day(self) -> date:
        """The business date."""
        return self.clock.day


@dataclass(frozen=True, slots=True)
class NightFact:
    """A night of a stay."""

    night: date
    slot: str
    room_id: UUID | None
    price_minor: int


@dataclass(frozen=True, slots=True)
class RoomFact:
    """A room."""

    id: UUID
    number: str
    state: str
    type_id: UUID
    kind: str


def open_houses(session: Session) -> dict[UUID, OpenHouse]:
    """The hotels of the tenant, by name."""
    return {
        row.id: OpenHouse(
            row.id, row.code, row.name, row.currency, row.check_in_time, row.check_out_time,
            HouseClock(row.business_date, row.timezone, row.night_audit_hour),
        )
        for row in session.execute(_HOUSES)
    }  # fmt: skip


def each_house(houses: Iterable[OpenHouse], condition: Any) -> ColumnElement[bool]:
    """A condition that depends on the hotel, for stays of all of them."""
    parts = [and_(Stay.property_id == one.id, condition(one)) for one in houses]
    return or_(*parts) if parts else false()


def stays_where(session: Session, condition: ColumnElement[bool]) -> Sequence[Any]:
    """Stays with their guest, booking and type, as plain rows."""
    of, book = Stay, Reservation
    return session.execute(
        select(
            of.id, of.property_id, of.reservation_id, of.guest_id, of.arrival, of.departure, of.status,
            of.adults, of.children, of.checked_in_at, of.checked_out_at, of.room_type_id,
            Guest.surname, Guest.given, Guest.vip, Guest.blacklist_reason, book.number, book.source,
            book.channel_code, book.external_id, book.arrival_time, book.departure_time, book.guarantee,
            book.deposit_due_minor, book.deposit_paid_minor, book.currency, book.guest_note,
            book.internal_note, book.company_id, book.agent_id, RoomType.name.label("kind"),
        )
        .join(book, (book.tenant_id == of.tenant_id) & (book.id == of.reservation_id))
        .join(Guest, (Guest.tenant_id == of.tenant_id) & (Guest.id == of.guest_id))
        .join(RoomType, (RoomType.tenant_id == of.tenant_id) & (RoomType.id == of.room_type_id))
        .where(condition)
    ).all()  # fmt: skip


def chunks(ids: Collection[T]) -> Iterator[Sequence[T]]:
    """Ids in parts that one statement takes."""
    every = list(ids)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def nights_of(session: Session, stays: Collection[UUID]) -> dict[UUID, list[NightFact]]:
    """The nights of stays, in order."""
    found: dict[UUID, list[NightFact]] = {stay: [] for stay in stays}
    for some in chunks(stays):
        for stay_id, night, slot, room_id, price in session.execute(_NIGHTS, {"some": some}):
            found[stay_id].append(NightFact(night, slot, room_id, price))
    return found


def rooms_of(session: Session, ids: Collection[UUID]) -> dict[UUID, RoomFact]:
    """Some rooms."""
    if not ids:
        return {}
    kinds = {row.id: row.name for row in session.execute(_KINDS)}
    found: dict[UUID, RoomFact] = {}
    for some in chunks(ids):
        rows = session.execute(_ROOMS, {"some": some})
        found |= {row[0]: RoomFact(row[0], row[1], row[2], row[3], kinds[row[3]]) for row in rows}
    return found


def companies_of(session: Session, ids: Collection[UUID]) -> dict[UUID | None, str]:
    """Names of companies and agents."""
    if not ids:
        return {}
    return {row.id: row.name for row in session.execute(_COMPANIES, {"some": list(ids)})}


def in_conflict(session: Session, stays: Collection[UUID]) -> set[UUID]:
    """Those of the stays that wait for a room which somebody else holds."""
    found: set[UUID] = set()
    for some in chunks(stays):
        found |= set(session.scalars(_CONFLICTS, {"some": some}))
    return found


def room_on(nights: Sequence[NightFact], day: date) -> UUID | None:
    """The room of a hotel day: of its night, else of the last night before, else of the first."""
    if not nights:
        return None
    past = [night for night in nights if night.night <= day]
    return (past[-1] if past else nights[0]).room_id


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who is in a room, or comes into it."""

    stay_id: UUID
    name: str
    departure: date
    at: time | None
    """When the guest is expected to leave, or to come."""


def occupants(session: Session, houses: Iterable[OpenHouse]) -> dict[UUID, Occupant]:
    """Rooms whose guest of last night has not left and does not stay tonight in it."""
    of, night = Stay, StayNight
    found: dict[UUID, Occupant] = {}
    staying: dict[UUID, set[UUID]] = {}
    for one in houses:
        last, tonight = one.day - timedelta(days=1), one.day
        rows = session.execute(
            select(night.room_id, night.night, of.id, Guest.surname, of.departure, Reservation.departure_time)
            .join(of, (of.tenant_id == night.tenant_id) & (of.id == night.stay_id))
            .join(Guest, (Guest.tenant_id == of.tenant_id) & (Guest.id == of.guest_id))
            .join(
                Reservation, (Reservation.tenant_id == of.tenant_id) & (Reservation.id == of.reservation_id)
            )
            .where(
                night.property_id == one.id, night.night.in_((last, tonight)), night.room_id.is_not(None),
                of.status == INSIDE,
            )
        )  # fmt: skip
        for room_id, when, stay_id, surname, departure, at in rows:
            if room_id is None:
                continue
            if when == tonight:
                staying.setdefault(room_id, set()).add(stay_id)
            else:
                found[room_id] = Occupant(stay_id, surname, departure, at)
    return {room: guest for room, guest in found.items() if guest.stay_id not in staying.get(room, ())}


@dataclass(frozen=True, slots=True)
class Wait:
    """A guest who is here: since when, and where to find or call him."""

    since: datetime
    reach: str


def waiting_of(session: Session, stays: Collection[UUID]) -> dict[UUID, Wait]:
    """Those of the stays whose guests wait for a room."""
    found: dict[UUID, Wait] = {}
    for some in chunks(stays):
        rows = session.execute(_WAITING, {"some": some})
        found |= {stay_id: Wait(since, reach) for stay_id, since, reach in rows}
    return found


def alerts_of(session: Session, rows: Iterable[Any], moment: Moment) -> dict[UUID, str]:
    """The first sentence that pops up for a stay at a moment, of its own or of its whole booking."""
    own = {row.id: row.reservation_id for row in rows}
    found: dict[UUID, str] = {}
    for some in chunks(set(own.values())):
        alerts = session.execute(_ALERTS, {"some": some, "moment": moment}).all()
        for booking, stay, text in alerts:
            for id_, reservation in own.items():
                if reservation == booking and stay in (None, id_):
                    found.setdefault(id_, text)
    return found


@dataclass(frozen=True, slots=True)
class Money:
    """What stays owe: `owed` by stay (folio, and nights not posted yet), and who has a folio."""

    balances: dict[UUID, int]
    posted: dict[UUID, set[date]]


def money_of(session: Session, stays: Collection[UUID]) -> Money:
    """Balances of the guests' windows, and the nights that are posted. Companies' windows are not theirs."""
    balances: dict[UUID, int] = {}
    posted: dict[UUID, set[date]] = {}
    for some in chunks(stays):
        rows = session.execute(_BALANCES, {"some": some})
        balances |= {stay_id: int(minor) for stay_id, minor in rows if stay_id is not None}
        for stay_id, night in session.execute(_POSTED, {"some": some}):
            if stay_id is not None and night is not None:
                posted.setdefault(stay_id, set()).add(night)
    return Money(balances, posted)


def deposit_shares(session: Session, rows: Iterable[Any], totals: dict[UUID, int]) -> dict[UUID, int]:
    """What of a booking's deposit belongs to each stay: all of it, or its part by price."""
    paid = {row.reservation_id: row.deposit_paid_minor for row in rows if row.deposit_paid_minor}
    whole: dict[UUID, int] = {}
    for some in chunks(paid):
        sums = session.execute(_SOLD, {"some": some})
        whole |= {reservation_id: int(minor) for reservation_id, minor in sums}
    shares = {}
    for row in rows:
        deposit, total = paid.get(row.reservation_id, 0), whole.get(row.reservation_id, 0)
        shares[row.id] = deposit * totals.get(row.id, 0) // total if total else deposit
    return shares


def local_time(house: OpenHouse, instant: datetime | None) -> time | None:
    """The time of an instant on the hotel's clock, to the minute."""
    return None if instant is None else house.clock.local(instant).time().replace(second=0, microsecond=0)
