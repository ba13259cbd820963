"""What can be sold: rooms of each type that are free, all rates side by side, restrictions in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.features import rates
from app.features.property.models import Property, Room, RoomType
from app.features.rates import Quotes, QuoteView
from app.features.reservations import LIVE, kept_for_groups
from app.features.reservations.models import RoomNight, Stay, StayNight
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query
from app.kernel.dates import Slot, StayDates
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

MOST_NIGHTS: Final = 400
_SPAN: Final[tuple[Any, Any]] = (bindparam("first"), bindparam("last"))
_ROOMS: Final = lasting(
    select(Room.room_type_id, func.count())
    .where(Room.property_id == bindparam("property"))
    .group_by(Room.room_type_id)
)
_HELD: Final = lasting(
    select(Room.room_type_id, RoomNight.night, func.count())
    .select_from(RoomNight)
    .join(Room, Room.id == RoomNight.room_id)
    .where(
        RoomNight.property_id == bindparam("property"), Room.property_id == bindparam("property"),
        RoomNight.night.between(*_SPAN), RoomNight.slot == bindparam("slot"),
    )
    .group_by(Room.room_type_id, RoomNight.night)
)  # fmt: skip
_BUSY: Final = lasting(
    select(Room.room_type_id, func.count(func.distinct(Room.id)))
    .select_from(RoomNight)
    .join(Room, Room.id == RoomNight.room_id)
    .where(
        RoomNight.property_id == bindparam("property"), Room.property_id == bindparam("property"),
        RoomNight.night.between(*_SPAN), RoomNight.slot == bindparam("slot"),
    )
    .group_by(Room.room_type_id)
)  # fmt: skip
_WAITING: Final = lasting(
    select(StayNight.room_type_id, StayNight.night, func.count())
    .select_from(StayNight)
    .join(Stay, Stay.id == StayNight.stay_id)
    .where(
        StayNight.property_id == bindparam("property"), StayNight.night.between(*_SPAN),
        StayNight.slot == bindparam("slot"), StayNight.room_id.is_(None),
        Stay.status.in_(bindparam("live", expanding=True)),
    )
    .group_by(StayNight.room_type_id, StayNight.night)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeOffer:
    """A room type: rooms left in the worst night (below zero: oversold), rooms free throughout, its rates.

    `free_by_night` has the rooms left of each night. `said` says in words why it is not to be had.
    """

    room_type_id: UUID
    code: str
    name: str
    most: int
    published_minor: int
    rooms: int
    free: int
    throughout: int
    free_by_night: tuple[int, ...]
    quotes: tuple[QuoteView, ...]
    said: tuple[str, ...] = ()

    @property
    def cheapest(self) -> QuoteView | None:
        """The rate that costs least of those that are sold."""
        sold = [quote for quote in self.quotes if not quote.refused]
        return min(sold, key=lambda quote: quote.total_minor, default=None)


@dataclass(frozen=True, slots=True)
class AvailabilityView:
    """All types of a hotel for some nights, in their order."""

    nights: int
    currency: str
    types: tuple[TypeOffer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Availability(Query[AvailabilityView]):
    """What a party can have from a day to another, by each type and plan. Raises InvalidInput, NotFound."""

    property_id: UUID
    arrival: date
    departure: date
    adults: int = 2
    child_ages: tuple[int, ...] = ()
    promo_code: str = ""
    company_id: UUID | None = None
    booked_on: date | None = None


def availability(query: Availability, *, session: Session) -> AvailabilityView:
    """Count what is held and waited for, and quote every plan once for all types."""
    house = session.scalars(select(Property).where(Property.id == query.property_id)).one_or_none()
    if house is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    if query.departure < query.arrival:
        raise InvalidInput(tr("The departure lies before the arrival."), field="departure")
    if (query.departure - query.arrival).days > MOST_NIGHTS:
        raise InvalidInput(tr("A stay has at most {most} nights.", most=MOST_NIGHTS), field="departure")
    dates = StayDates(query.arrival, query.departure)
    days = tuple(dates.each_night()) or (query.arrival,)
    quoted = _quotes(query, session)
    used, busy = _used(session, query.property_id, days, Slot.DAY if dates.is_day_use else Slot.NIGHT)
    counts = _counted(session, _ROOMS, {"property": query.property_id})
    types = session.scalars(
        select(RoomType)
        .where(RoomType.property_id == query.property_id)
        .order_by(RoomType.sort, RoomType.code)
    )
    party = query.adults + len(query.child_ages)
    offers = []
    for kind in types:
        rooms = counts.get(kind.id, 0)
        by_night = tuple(rooms - used.get((kind.id, day), 0) for day in days)
        left, own = min(by_night), quoted.get(kind.id, ())
        offers.append(
            TypeOffer(
                kind.id, kind.code, kind.name, kind.max_occupancy, kind.rack_rate_minor, rooms, left,
                rooms - busy.get(kind.id, 0), by_night, own,
                tuple(_said(kind, rooms, left, by_night, days, party)),
            )
        )  # fmt: skip
    return AvailabilityView(dates.nights, house.currency, tuple(offers))


def _said(
    kind: RoomType, rooms: int, left: int, by_night: tuple[int, ...], days: tuple[date, ...], party: int
) -> Iterable[str]:
    if not rooms:
        yield tr("There is no room of this type.")
    elif left < 1:
        day = days[next(place for place, free in enumerate(by_night) if free < 1)]
        yield tr("Full on {day}.", day=f"{day.day} {day:%b}")
    if party > kind.max_occupancy:
        yield tr("{type} takes {most} people, the party has {party}.", type=kind.name,
                 most=kind.max_occupancy, party=party)  # fmt: skip


def _quotes(query: Availability, session: Session) -> dict[UUID, tuple[QuoteView, ...]]:
    asked = Quotes(
        property_id=query.property_id, arrival=query.arrival, departure=query.departure, adults=query.adults,
        child_ages=query.child_ages, promo_code=query.promo_code, company_id=query.company_id,
        booked_on=query.booked_on,
    )  # fmt: skip
    found: dict[UUID, list[QuoteView]] = {}
    for quote in rates.quotes(asked, session=session):
        found.setdefault(quote.room_type_id, []).append(quote)
    return {kind: tuple(own) for kind, own in found.items()}


def _used(
    session: Session, property_id: UUID, days: tuple[date, ...], slot: str
) -> tuple[dict[tuple[UUID, date], int], dict[UUID, int]]:
    """Rooms by type and night that are held, sold without one, or kept for a group; and rooms busy at all."""
    span = {"property": property_id, "first": days[0], "last": days[-1], "slot": slot}
    used = {(kind, night): count for kind, night, count in session.execute(_HELD, span)}
    for kind, night, count in session.execute(_WAITING, {**span, "live": sorted(LIVE)}):
        used[kind, night] = used.get((kind, night), 0) + count
    if slot == Slot.NIGHT:
        kept = kept_for_groups(session, property_id, days[0], days[-1])
        used |= {key: used.get(key, 0) + count for key, count in kept.items()}
    return used, _counted(session, _BUSY, span)


def _counted(session: Session, statement: Any, values: dict[str, Any]) -> dict[UUID, int]:
    return {row[0]: row[1] for row in session.execute(statement, values)}


ANSWERS = (Answering(Availability, availability),)
