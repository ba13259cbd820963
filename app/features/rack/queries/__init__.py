"""The rack as screens see it: the house, all bars, the figures of the days; the bars of some stays anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.property.models import Building, Property, Room, RoomType
from app.features.rack.queries.columns import Places, block_bars, stay_bars, stays_between
from app.features.rack.queries.finding import ANSWERS as FINDING
from app.features.rack.queries.finding import FindStays, FoundView, RoomHit, StayHit
from app.features.rack.queries.prices import ANSWERS as PRICE_ANSWERS
from app.features.rack.queries.prices import PricesSold, SoldPrices
from app.features.rack.queries.tables import Some
from app.features.rack.queries.tags import ANSWERS as TAG_ANSWERS
from app.features.rack.queries.tags import StayTags
from app.features.rack.rules.bars import COLUMNS, BarRows, Labels, RackBars, index_bars
from app.features.rack.rules.codes import RoomState
from app.features.rack.rules.days import count_days
from app.features.rack.rules.holidays import public_holidays
from app.features.rack.rules.house import RackDays, RackHouse, RackRoom, RackType
from app.infra.bus import Answering
from app.infra.database import lasting
from app.infra.packed import give_back
from app.kernel.commands import Query

EPOCH = date(1970, 1, 1)
STATES = {
    "dirty": RoomState.DIRTY, "in_progress": RoomState.IN_PROGRESS, "clean": RoomState.CLEAN,
    "inspected": RoomState.INSPECTED, "pickup": RoomState.PICKUP,
}  # fmt: skip

# Of tables, not of models: a desk that begins need not wait until all models are joined to each other.
_HOTEL, _TYPE, _BUILDING, _ROOM = (model.__table__.c for model in (Property, RoomType, Building, Room))
_HOTELS = lasting(
    select(_HOTEL.id, _HOTEL.name, _HOTEL.code, _HOTEL.currency, _HOTEL.business_date).order_by(_HOTEL.name)
)
_COUNTRIES = lasting(select(_HOTEL.country))
_TYPES = lasting(
    select(
        _TYPE.id, _TYPE.property_id, _TYPE.sort, _TYPE.code, _TYPE.name, _TYPE.rack_rate_minor,
        _TYPE.max_occupancy,
    )
)  # fmt: skip
_BUILDINGS = lasting(select(_BUILDING.id, _BUILDING.name))
_OF_ROOMS = select(_ROOM.id, _ROOM.room_type_id, _ROOM.sort, _ROOM.number)
_ROOMS = lasting(_OF_ROOMS)
_WHOLE_ROOMS = lasting(
    _OF_ROOMS.add_columns(
        _ROOM.beds, _ROOM.features, _ROOM.building_id, _ROOM.floor, _ROOM.housekeeping, _ROOM.accessible,
        _ROOM.parent_id,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RackView:
    """Everything the rack draws; `today` is the earliest open business date, in days since 1970."""

    house: RackHouse
    bars: RackBars
    days: RackDays
    today: int


@dataclass(frozen=True, slots=True)
class RackPatchView:
    """The bars of some stays and blocks as they are now, none for those that are gone."""

    ids: tuple[UUID, ...]
    rows: BarRows
    labels: tuple[str, ...]

    def applied(self, bars: RackBars) -> RackBars:
        """The index with these bars in place of their old ones."""
        return bars.replaced(self.ids, self.rows, self.labels)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rack(Query[RackView]):
    """The whole house with all its bars; or those of the days `around` the business date, to begin quickly.

    `around` says how many days before and after it.
    """

    around: tuple[int, int] | None = None


# The days that screens begin with; the years and their public holidays come while one looks.
FIRST_LOOK = Rack(around=(21, 56))


@dataclass(frozen=True, kw_only=True, slots=True)
class RackPatch(Query[RackPatchView]):
    """The bars of some stays and blocks, after a change."""

    ids: tuple[UUID, ...]


def rack(query: Rack, *, session: Session) -> RackView:
    """House, bars and days in one reading."""
    house, today = read_house(session)
    some = None
    if query.around is not None:
        before, after = (timedelta(days=days) for days in query.around)
        day = EPOCH + timedelta(days=today)
        some = stays_between(session, day - before, day + after)
    bars = read_bars(session, house, today, some)
    holidays = {}
    if query.around is None:
        give_back()
        # The list of holidays is a large library: it comes with the years.
        holidays = _holidays(session, bars, today)
    return RackView(house, bars, count_days(house, bars, today, holidays), today)


def rack_patch(query: RackPatch, *, session: Session) -> RackPatchView:
    """Read some bars anew."""
    plan = _plan(session, _ROOMS)
    places = Places([(room.id, kind) for room, kind in plan.rooms], [kind.id for kind in plan.kinds])
    stays, labels = stay_bars(session, places, plan.today, query.ids)
    blocks, reasons = block_bars(session, places, query.ids)
    texts = [labels.text(number) for number in stays.values["label"].tolist()]
    return RackPatchView(query.ids, joined(stays, blocks), (*texts, *reasons))


@dataclass(frozen=True, slots=True)
class _Plan:
    """The order of the house: properties by name, types, rooms each with the number of its type."""

    properties: Sequence[Any]
    kinds: Sequence[Any]
    rooms: Sequence[tuple[Any, int]]
    today: int


def _plan(session: Session, rooms: Any) -> _Plan:
    """Read it, with a statement that gives the rooms; as plain rows, since each edit reads all rooms."""
    properties = session.execute(_HOTELS).all()
    at = {hotel.id: number for number, hotel in enumerate(properties)}
    found = session.execute(_TYPES).all()
    kinds = sorted(found, key=lambda k: (at[k.property_id], k.sort, k.code))
    kind_at = {kind.id: number for number, kind in enumerate(kinds)}
    rows = session.execute(rooms).all()
    numbered = [(room, kind_at[room.room_type_id]) for room in rows]
    numbered.sort(key=lambda pair: (pair[1], pair[0].sort, pair[0].number))
    today = min((hotel.business_date for hotel in properties), default=EPOCH)
    return _Plan(properties, kinds, numbered, (today - EPOCH).days)


def read_house(session: Session) -> tuple[RackHouse, int]:
    """Rooms in the order of their rows (property, type, sort, number); the earliest business date."""
    plan = _plan(session, _WHOLE_ROOMS)
    at = {hotel.id: number for number, hotel in enumerate(plan.properties)}
    home = [at[kind.property_id] for kind in plan.kinds]
    buildings = {found.id: found.name for found in session.execute(_BUILDINGS)}
    badges = [hotel.code if len(plan.properties) > 1 else "" for hotel in plan.properties]
    house = RackHouse(
        tuple(
            RackRoom(
                room.id, room.number, kind, home[kind],
                features=", ".join([word for word in (room.beds, *room.features) if word]),
                capacity=plan.kinds[kind].max_occupancy,
                badge=badges[home[kind]],
                building=buildings.get(room.building_id, "") if room.building_id else "", floor=room.floor,
                state=STATES.get(room.housekeeping, RoomState.CLEAN), accessible=room.accessible,
                linked=room.parent_id is not None,
            )
            for room, kind in plan.rooms
        ),
        tuple(
            RackType(
                kind.id, kind.code, kind.name, hotel, kind.rack_rate_minor, plan.properties[hotel].currency
            )
            for kind, hotel in zip(plan.kinds, home, strict=True)
        ),
        tuple(hotel.name for hotel in plan.properties),
    )  # fmt: skip
    return house, plan.today


def places_of(house: RackHouse) -> Places:
    """The numbers of rooms and types by id."""
    return Places([(room.key, room.type_index) for room in house.rooms], [kind.key for kind in house.types])


def read_bars(session: Session, house: RackHouse, today: int, some: Some = None) -> RackBars:
    """The whole index, or that of some stays; blocks are few and always there."""
    places = places_of(house)
    stays, labels = stay_bars(session, places, today, some)
    blocks, reasons = block_bars(session, places)
    numbers = np.array([labels.add(reason) for reason in reasons], np.int64)
    both = joined(stays, BarRows(blocks.key, {**blocks.values, "label": numbers}))
    return index_bars(len(house.rooms), labels, both.key, both.columns())


def joined(first: BarRows, second: BarRows) -> BarRows:
    """Two sets of bars as one."""
    left, right = first.columns(), second.columns()
    key = np.concatenate((first.key, second.key))
    return BarRows(key, {name: np.concatenate((left[name], right[name])) for name in COLUMNS})


def _holidays(session: Session, bars: RackBars, today: int) -> dict[int, str]:
    """Public holidays where the hotels are, in the years that have bars and the next."""
    countries = sorted(set(session.scalars(_COUNTRIES)))
    days: Sequence[int] = (int(bars.start.min()), int(bars.end.max())) if len(bars) else (today, today)
    years = range(
        (EPOCH + timedelta(days=min(days))).year, (EPOCH + timedelta(days=max(*days, today))).year + 2
    )
    return public_holidays(countries, years)


ANSWERS = (Answering(Rack, rack), Answering(RackPatch, rack_patch), *PRICE_ANSWERS, *TAG_ANSWERS, *FINDING)

__all__ = [
    "ANSWERS",
    "FIRST_LOOK",
    "FindStays",
    "FoundView",
    "Labels",
    "PricesSold",
    "Rack",
    "RackPatch",
    "RackPatchView",
    "RackView",
    "RoomHit",
    "SoldPrices",
    "StayHit",
    "StayTags",
]
