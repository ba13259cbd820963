"""Set up a house, add types and rooms, say how a room is, close the hotel day."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from typing import ClassVar
from uuid import UUID

from app.features.property import repository, rules
from app.features.property.events import DayClosed, RoomStateSet
from app.features.property.models import Article, Building, Property, Room, RoomType
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr, trn


class CodeTaken(AppError):
    """A property or room type has this code already."""

    code = "code_taken"


class RoomNumberTaken(AppError):
    """Rooms with these numbers exist."""

    code = "room_number_taken"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetUpProperty(Command):
    """Begin a hotel, open on `business_date`."""

    verb: ClassVar[str] = "property.set_up"

    property_id: UUID
    code: str
    name: str
    timezone: str
    currency: str
    business_date: date
    address: str = ""
    city: str = ""
    country: str = ""
    check_in_time: time = time(15, 0)
    check_out_time: time = time(11, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class AddRoomType(Command):
    """Add a kind of unit that is sold."""

    verb: ClassVar[str] = "property.add_room_type"

    room_type_id: UUID
    property_id: UUID
    code: str
    name: str
    base_occupancy: int = 2
    max_occupancy: int = 2
    rack_rate_minor: int = 0
    housekeeping_minutes: int = 30
    position: int = 0
    unit_kind: str = "room"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddRooms(Command):
    """Add rooms of one type; `room_ids` has one id per room."""

    verb: ClassVar[str] = "property.add_rooms"

    property_id: UUID
    room_type_id: UUID
    rooms: tuple[rules.RoomSpec, ...]
    room_ids: tuple[UUID, ...]
    building: str = ""
    building_id: UUID | None = None
    first_position: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRoomState(Command):
    """Say what housekeeping knows of a room."""

    verb: ClassVar[str] = "property.set_room_state"

    room_id: UUID
    housekeeping: rules.Housekeeping


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRackRate(Command):
    """Set the published price of a night in a room type, in minor units."""

    verb: ClassVar[str] = "property.set_rack_rate"

    room_type_id: UUID
    rack_rate_minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseDay(Command):
    """Close the hotel day `expected` and open the next; closing it again changes nothing."""

    verb: ClassVar[str] = "property.close_day"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID
    expected: date

    @classmethod
    def why_never_undone(cls) -> str:
        """The business date moves by closing a day only, and so never back."""
        return tr("A closed day stays closed. What happened on it can be changed on the open day.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SetArticle(Command):
    """Add an article, or change the one with this code; `name`, price, account and tax are as given."""

    verb: ClassVar[str] = "property.set_article"

    property_id: UUID
    article: rules.ArticleSpec


def set_up_property(command: SetUpProperty, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the property."""
    rules.ensure_timezone(command.timezone)
    rules.ensure_currency(command.currency)
    if not command.name.strip() or not command.code.strip():
        raise InvalidInput(tr("Give the hotel a name and a short code."), field="name")
    if repository.property_by_code(uow.session, command.code):
        raise CodeTaken(tr("There is a hotel with the code {code}.", code=command.code), field="code")
    uow.add(
        Property(
            id=command.property_id, code=command.code, name=command.name, address=command.address,
            city=command.city, country=command.country, timezone=command.timezone,
            currency=command.currency, check_in_time=command.check_in_time,
            check_out_time=command.check_out_time, business_date=command.business_date,
        )
    )  # fmt: skip
    uow.in_property(command.property_id, command.business_date)
    return {"property_id": str(command.property_id)}


def add_room_type(command: AddRoomType, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the room type."""
    open_property(uow, command.property_id)
    if not 1 <= command.base_occupancy <= command.max_occupancy <= rules.MAX_OCCUPANCY:
        raise InvalidInput(tr("Give a number of guests from 1 to 50."), field="max_occupancy")
    if command.rack_rate_minor < 0:
        raise InvalidInput(tr("A price is not below zero."), field="rack_rate_minor")
    if repository.room_type_by_code(uow.session, command.property_id, command.code):
        raise CodeTaken(tr("There is a room type with the code {code}.", code=command.code), field="code")
    uow.add(
        RoomType(
            id=command.room_type_id, property_id=command.property_id, code=command.code, name=command.name,
            unit_kind=command.unit_kind, base_occupancy=command.base_occupancy,
            max_occupancy=command.max_occupancy, rack_rate_minor=command.rack_rate_minor,
            housekeeping_minutes=command.housekeeping_minutes, sort=command.position,
        )
    )  # fmt: skip
    return {"room_type_id": str(command.room_type_id)}


def add_rooms(command: AddRooms, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the rooms, and their building when it is new."""
    open_property(uow, command.property_id)
    if uow.find(RoomType, command.room_type_id) is None:
        raise NotFound(tr("This room type does not exist any more."), field="room_type_id")
    taken = repository.numbers_taken(uow.session, command.property_id, [r.number for r in command.rooms])
    if taken:
        raise RoomNumberTaken(
            trn("Room {numbers} exists already.", "Rooms {numbers} exist already.", len(taken),
                numbers=", ".join(taken[:8])),
            field="numbers",
        )  # fmt: skip
    building_id = _building(command, uow)
    uow.add(
        *(
            Room(
                id=id_, property_id=command.property_id, room_type_id=command.room_type_id,
                building_id=building_id, number=room.number,
                floor=room.floor or rules.floor_of(room.number), beds=room.beds,
                features=list(room.features), accessible=room.accessible, sort=command.first_position + index,
                housekeeping=str(room.housekeeping),
            )
            for index, (id_, room) in enumerate(zip(command.room_ids, command.rooms, strict=True))
        )
    )  # fmt: skip
    return {"rooms": len(command.rooms)}


def _building(command: AddRooms, uow: UnitOfWork) -> UUID | None:
    if not command.building:
        return None
    known = repository.building_by_name(uow.session, command.property_id, command.building)
    if known is not None:
        return known.id
    building = Building(
        id=command.building_id or uow.new_id(), property_id=command.property_id, name=command.building
    )
    uow.add(building)
    return building.id


def set_room_state(command: SetRoomState, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the room's housekeeping state."""
    room = uow.find(Room, command.room_id)
    if room is None:
        raise NotFound(tr("This room does not exist any more."))
    open_property(uow, room.property_id)
    room.housekeeping = str(command.housekeeping)
    uow.flush()
    uow.announce(RoomStateSet(room_id=room.id, property_id=room.property_id, housekeeping=room.housekeeping))
    return {"room_id": str(room.id), "housekeeping": room.housekeeping}


def set_rack_rate(command: SetRackRate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the type's published price."""
    room_type = uow.find(RoomType, command.room_type_id)
    if room_type is None:
        raise NotFound(tr("This room type does not exist any more."))
    if command.rack_rate_minor < 0:
        raise InvalidInput(tr("A price is not below zero."), field="rack_rate_minor")
    open_property(uow, room_type.property_id)
    room_type.rack_rate_minor = command.rack_rate_minor
    uow.flush()
    return {}


def close_day(command: CloseDay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Move the business date by one day, if it still is the expected one."""
    property_ = open_property(uow, command.property_id)
    if property_.business_date == command.expected:
        property_.business_date = command.expected + timedelta(days=1)
        uow.flush()
        uow.announce(DayClosed(property_id=property_.id, closed=command.expected))
    return {"business_date": property_.business_date.isoformat()}


def set_article(command: SetArticle, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the article under its code; what was charged with it before stays as it was charged."""
    property_ = open_property(uow, command.property_id)
    rules.ensure_article(command.article)
    known = repository.article_by_code(uow.session, property_.id, command.article.code)
    if known is None:
        add_articles(uow, property_.id, (command.article,))
        return {}
    for name, value in vars_of(command.article).items():
        setattr(known, name, value)
    uow.flush()
    return {}


def add_articles(uow: UnitOfWork, property_id: UUID, articles: Sequence[rules.ArticleSpec]) -> None:
    """Write new articles of a hotel."""
    uow.add(*(Article(id=uow.new_id(), property_id=property_id, **vars_of(one)) for one in articles))


def vars_of(article: rules.ArticleSpec) -> dict[str, object]:
    """What an article is, by the names of its columns."""
    return {field.name: getattr(article, field.name) for field in fields(article)}


def articles_by_code(uow: UnitOfWork, property_id: UUID) -> dict[str, Article]:
    """Every article of a hotel by its code."""
    return {article.code: article for article in repository.articles(uow.session, property_id)}


def find_article(uow: UnitOfWork, property_id: UUID, code: str) -> Article:
    """An article that can be charged, by its code. Raises NotFound."""
    article = repository.article_by_code(uow.session, property_id, code)
    if article is None or not article.active:
        raise NotFound(tr("There is no article {code} to charge.", code=code), field="article_code")
    return article


def open_property(uow: UnitOfWork, property_id: UUID) -> Property:
    """The property, with its business date noted for the journal. Raises NotFound."""
    property_ = uow.find(Property, property_id)
    if property_ is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    uow.in_property(property_.id, property_.business_date)
    return property_


def find_room(uow: UnitOfWork, room_id: UUID) -> Room:
    """A room for writing. Raises NotFound."""
    room = uow.find(Room, room_id)
    if room is None:
        raise NotFound(tr("This room does not exist any more."), field="room_id")
    return room


def find_room_type(uow: UnitOfWork, room_type_id: UUID) -> RoomType:
    """A room type for writing. Raises NotFound."""
    room_type = uow.find(RoomType, room_type_id)
    if room_type is None:
        raise NotFound(tr("This room type does not exist any more."), field="room_type_id")
    return room_type


HANDLERS = (
    Handling(SetUpProperty, set_up_property),
    Handling(AddRoomType, add_room_type),
    Handling(AddRooms, add_rooms),
    Handling(SetRoomState, set_room_state),
    Handling(SetRackRate, set_rack_rate),
    Handling(CloseDay, close_day),
    Handling(SetArticle, set_article),
)
