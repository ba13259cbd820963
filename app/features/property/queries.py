"""The house as screens see it: properties, types, rooms."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.property.models import Article, Building, Property, Room, RoomType
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class PropertyView:
    """A hotel."""

    id: UUID
    code: str
    name: str
    city: str
    country: str
    timezone: str
    currency: str
    business_date: date
    check_in_time: time
    check_out_time: time
    rooms: int


@dataclass(frozen=True, slots=True)
class RoomTypeView:
    """A room type and how many rooms it has."""

    id: UUID
    property_id: UUID
    code: str
    name: str
    base_occupancy: int
    max_occupancy: int
    rack_rate_minor: int
    sort: int


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room."""

    id: UUID
    property_id: UUID
    room_type_id: UUID
    building: str
    floor: str
    number: str
    beds: str
    features: tuple[str, ...]
    accessible: bool
    housekeeping: str
    sort: int


@dataclass(frozen=True, slots=True)
class HouseView:
    """All properties with their types and rooms, in the order they are shown."""

    properties: tuple[PropertyView, ...]
    room_types: tuple[RoomTypeView, ...]
    rooms: tuple[RoomView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class House(Query[HouseView]):
    """The whole house."""


# Of tables, not of models: a desk that begins need not wait until all models are joined to each other.
_HOTEL, _TYPE, _BUILDING, _ROOM = (model.__table__.c for model in (Property, RoomType, Building, Room))
_HOTELS = lasting(
    select(
        _HOTEL.id, _HOTEL.code, _HOTEL.name, _HOTEL.city, _HOTEL.country, _HOTEL.timezone, _HOTEL.currency,
        _HOTEL.business_date, _HOTEL.check_in_time, _HOTEL.check_out_time,
    ).order_by(_HOTEL.name)
)  # fmt: skip
_TYPES = lasting(
    select(
        _TYPE.id, _TYPE.property_id, _TYPE.code, _TYPE.name, _TYPE.base_occupancy, _TYPE.max_occupancy,
        _TYPE.rack_rate_minor, _TYPE.sort,
    ).order_by(_TYPE.sort, _TYPE.code)
)  # fmt: skip
_BUILDINGS = lasting(select(_BUILDING.id, _BUILDING.name))
_ROOMS = lasting(
    select(
        _ROOM.id, _ROOM.property_id, _ROOM.room_type_id, _ROOM.building_id, _ROOM.floor, _ROOM.number,
        _ROOM.beds, _ROOM.features, _ROOM.accessible, _ROOM.housekeeping, _ROOM.sort,
    )
)  # fmt: skip


def house(query: House, *, session: Session) -> HouseView:  # noqa: ARG001
    """Properties by name, types by sort, rooms by type, sort and number."""
    types = session.execute(_TYPES).all()
    names: dict[UUID | None, str] = {b.id: b.name for b in session.execute(_BUILDINGS)}
    order = {t.id: index for index, t in enumerate(types)}
    rooms = sorted(
        session.execute(_ROOMS).all(),
        key=lambda r: (order[r.room_type_id], r.sort, len(r.number), r.number),
    )
    counts: dict[UUID, int] = {}
    for room in rooms:
        counts[room.property_id] = counts.get(room.property_id, 0) + 1
    properties = tuple(
        PropertyView(
            p.id, p.code, p.name, p.city, p.country, p.timezone, p.currency, p.business_date,
            p.check_in_time, p.check_out_time, counts.get(p.id, 0),
        )
        for p in session.execute(_HOTELS)
    )  # fmt: skip
    return HouseView(
        properties,
        tuple(
            RoomTypeView(t.id, t.property_id, t.code, t.name, t.base_occupancy, t.max_occupancy,
                         t.rack_rate_minor, t.sort)
            for t in types
        ),
        tuple(
            RoomView(r.id, r.property_id, r.room_type_id, names.get(r.building_id, ""), r.floor, r.number,
                     r.beds, tuple(r.features), r.accessible, r.housekeeping, r.sort)
            for r in rooms
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article of the house."""

    id: UUID
    code: str
    name: str
    basis: str
    price_minor: int
    account: str
    tax_code: str
    tax_included: bool
    active: bool
    sort: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Articles(Query[tuple[ArticleView, ...]]):
    """What a hotel sells beside rooms, in the order it is shown."""

    property_id: UUID


def articles(query: Articles, *, session: Session) -> tuple[ArticleView, ...]:
    """Every article, also those that are not sold any more."""
    statement = select(Article).where(Article.property_id == query.property_id)
    return tuple(
        ArticleView(a.id, a.code, a.name, a.basis, a.price_minor, a.account, a.tax_code, a.tax_included,
                    a.active, a.sort)
        for a in session.scalars(statement.order_by(Article.sort, Article.code))
    )  # fmt: skip


def house_named(session: Session, name: str) -> Property:
    """A hotel by name, code or id. Raises NotFound with the names that there are."""
    houses = session.scalars(select(Property).order_by(Property.name)).all()
    wanted = name.strip().casefold()
    for house in houses:
        if wanted in (house.name.casefold(), house.code.casefold(), str(house.id)):
            return house
    names = ", ".join(house.name for house in houses)
    raise NotFound(
        tr("There is no hotel {name} here. There are: {names}.", name=name, names=names), field="property"
    )


ANSWERS = (Answering(House, house), Answering(Articles, articles))
