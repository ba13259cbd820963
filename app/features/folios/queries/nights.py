"""What is to be posted for the nights of a hotel: who sleeps there, at which price."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from app.features.folios import repository
from app.features.folios.rules.chart import ROOM
from app.features.guests.models import Guest
from app.features.property.models import Property, Room
from app.features.reservations import Status
from app.features.reservations.models import Stay, StayNight
from app.infra.among import among
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query
from app.kernel.dates import Slot


@dataclass(frozen=True, slots=True)
class NightToPost:
    """A night of a stay, at the price that it was sold for."""

    stay_id: UUID
    reservation_id: UUID
    guest_id: UUID
    language: str
    room: str
    adults: int
    arrival: date
    minor: int
    rate_code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StaysToCharge(Query[tuple[UUID, ...]]):
    """The stays whose night is to be posted on the open business date, for `PostNights` in chunks."""

    property_id: UUID


@dataclass(frozen=True, slots=True)
class NightRow:
    """A stay of this night: the price it was sold for, and what stands on its folios for the night by now."""

    stay_id: UUID
    room: str
    guest: str
    price_minor: int
    posted_minor: int
    is_posted: bool


@dataclass(frozen=True, slots=True)
class NightsView:
    """The night of the open business date, in the order of rooms."""

    business_date: date
    currency: str
    rows: tuple[NightRow, ...]

    @property
    def unposted(self) -> int:
        """How many stays of the night have a price and no charge for the room."""
        return sum(not row.is_posted and row.price_minor > 0 for row in self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class NightPostings(Query[NightsView]):
    """What of the open night is posted; after a rehearsal of `PostNights`, what would be."""

    property_id: UUID


def night_postings(query: NightPostings, *, session: Session) -> NightsView:
    """Everybody whose night is to be posted, with the sum of the night's lines."""
    house = session.scalars(select(Property).where(Property.id == query.property_id)).one()
    night = house.business_date
    rows = session.execute(
        select(Stay.id, Room.number, Guest.given, Guest.surname, StayNight.price_minor)
        .join(StayNight, (StayNight.tenant_id == Stay.tenant_id) & (StayNight.stay_id == Stay.id))
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .outerjoin(Room, (Room.tenant_id == StayNight.tenant_id) & (Room.id == StayNight.room_id))
        .where(StayNight.property_id == house.id, StayNight.night == night, _owing())
        .order_by(Room.number, Stay.id)
    ).all()
    charged = {stay for stay, code in repository.charged_on(session, house.id, night) if code == ROOM}
    sums = repository.night_sums(session, house.id, night)
    return NightsView(
        night, house.currency,
        tuple(
            NightRow(id_, room or "", f"{given or ''} {surname}".strip(), price, sums.get(id_, 0),
                     id_ in charged)
            for id_, room, given, surname, price in rows
        ),
    )  # fmt: skip


def stays_to_charge(query: StaysToCharge, *, session: Session) -> tuple[UUID, ...]:
    """In the order of rooms; those that are posted already are among them (posting is idempotent)."""
    night = session.scalars(select(Property.business_date).where(Property.id == query.property_id)).one()
    statement = (
        select(StayNight.stay_id)
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .outerjoin(Room, (Room.tenant_id == StayNight.tenant_id) & (Room.id == StayNight.room_id))
        .where(StayNight.property_id == query.property_id, StayNight.night == night, _owing())
        .order_by(Room.number, StayNight.stay_id)
    )
    return tuple(session.scalars(statement))


def nights_to_post(session: Session, stay_ids: Collection[UUID], night: date) -> Sequence[NightToPost]:
    """The nights of these stays that were slept, with their guests and rooms, in the order of rooms.

    Each table is asked by its key: of the tables of a new house Postgres knows nothing, and joins them by
    whatever index begins with the tenant.
    """
    rows = session.execute(_NIGHTS, {"ids": stay_ids, "night": night}).all()
    languages = dict(session.execute(_LANGUAGES, {"ids": {row.guest_id for row in rows}}).all())
    rooms = {row.room_id for row in rows if row.room_id is not None}
    numbers = dict(session.execute(_NUMBERS, {"ids": rooms}).all())
    found = [
        NightToPost(
            id_,
            reservation,
            guest,
            languages[guest],
            numbers.get(room, "") if room else "",
            adults,
            arrival,
            minor,
            rate,
        )
        for id_, reservation, guest, adults, arrival, room, minor, rate in rows
    ]
    return sorted(found, key=lambda stay: (stay.room, stay.stay_id))


def _owing() -> ColumnElement[bool]:
    """Who is in the house for the night; a day guest also after leaving."""
    in_house = Stay.status == str(Status.CHECKED_IN)
    return or_(
        and_(StayNight.slot == Slot.NIGHT, in_house),
        and_(StayNight.slot == Slot.DAY, or_(in_house, Stay.status == str(Status.CHECKED_OUT))),
    )


_NIGHTS = lasting(
    select(
        Stay.id, Stay.reservation_id, Stay.guest_id, Stay.adults, Stay.arrival, StayNight.room_id,
        StayNight.price_minor, StayNight.rate_code,
    )
    .join(StayNight, (StayNight.tenant_id == Stay.tenant_id) & (StayNight.stay_id == Stay.id))
    .where(
        among(Stay.id, "ids"), among(StayNight.stay_id, "ids"), StayNight.night == bindparam("night"),
        _owing(),
    )
)  # fmt: skip
_LANGUAGES = lasting(select(Guest.id, Guest.language).where(among(Guest.id, "ids")))
_NUMBERS = lasting(select(Room.id, Room.number).where(among(Room.id, "ids")))
ANSWERS = (Answering(StaysToCharge, stays_to_charge), Answering(NightPostings, night_postings))
