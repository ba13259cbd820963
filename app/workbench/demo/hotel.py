"""The house Miradouro: 48 rooms of six types above Lisbon, and the people who work there."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final
from uuid import UUID

from app.bootstrap import App
from app.features.property import AddRooms, AddRoomType, RoomSpec, SetUpProperty, expand_numbers
from app.features.security import AddUser
from app.kernel.clock import IdMaker

NAME: Final = "Miradouro"
ZONE: Final = "Europe/Lisbon"
USERS: Final = (
    ("marta", "Marta Sousa", "reception"),
    ("ines", "Inês Duarte", "reception"),
    ("rui", "Rui Tavares", "night_audit"),
    ("lurdes", "Lurdes Gomes", "housekeeping"),
)
RECEPTIONIST: Final = "marta"


@dataclass(frozen=True, slots=True)
class Kind:
    """A room type: its rooms, the people a room is meant for, the published price in cents."""

    code: str
    name: str
    numbers: str
    least: int
    most: int
    rate_minor: int
    minutes: int


KINDS: Final = (
    Kind("SGL", "Single", "101-106", 1, 1, 9_800, 25),
    Kind("STD", "Standard double", "107-112, 201-208", 1, 2, 13_200, 30),
    Kind("SUP", "Superior double", "209-214, 301-308", 1, 3, 16_400, 35),
    Kind("FAM", "Family room", "309-314", 2, 4, 19_800, 45),
    Kind("JUN", "Junior suite", "401-406", 1, 3, 25_500, 50),
    Kind("STE", "Suite", "407-408", 1, 4, 38_000, 70),
)
VIEWS: Final = ("river view", "balcony", "courtyard")
# What the rooms of the model pictures are like.
KNOWN: Final = {
    "107": ("Queen", "river view"), "108": ("Twin", "balcony"), "109": ("Queen", "courtyard"),
    "110": ("Queen", "river view"), "111": ("Twin", "balcony"), "112": ("Queen", "river view"),
    "201": ("Queen", "river view"), "202": ("Twin", "courtyard"), "203": ("Queen", "river view"),
    "204": ("Queen", ""), "205": ("Twin", "courtyard"), "206": ("Queen", "river view"),
    "207": ("Queen", "balcony"), "208": ("Twin", "courtyard"), "101": ("Single", "river view"),
    "102": ("Single", ""), "103": ("Single", "courtyard"), "104": ("Single", "river view"),
    "105": ("Single", "river view"), "106": ("Single", ""),
}  # fmt: skip
ACCESSIBLE: Final = frozenset({"107", "201", "309"})
BEDS: Final = {"FAM": "Queen and bunk", "JUN": "King", "STE": "King"}


@dataclass(frozen=True, slots=True)
class DemoRoom:
    """A room of the demo hotel."""

    number: str
    kind: Kind
    id: UUID


@dataclass(frozen=True, slots=True)
class DemoHotel:
    """The ids of the demo hotel."""

    property_id: UUID
    type_ids: dict[str, UUID]
    rooms: tuple[DemoRoom, ...]

    def room_id(self, number: str) -> UUID:
        """The id of a room by its number."""
        return next(room.id for room in self.rooms if room.number == number)


def lay_out(new_id: IdMaker) -> DemoHotel:
    """The house on paper."""
    rooms = (DemoRoom(number, kind, new_id()) for kind in KINDS for number in expand_numbers(kind.numbers))
    return DemoHotel(new_id(), {kind.code: new_id() for kind in KINDS}, tuple(rooms))


def build(app: App, hotel: DemoHotel, first: date, room_states: dict[str, str]) -> None:
    """Set the house up by its ordinary commands, open on its first day."""
    app.execute(
        SetUpProperty(
            id=app.new_id(), property_id=hotel.property_id, code="MIR", name=NAME, timezone=ZONE,
            currency="EUR", business_date=first, address="Rua da Saudade 18", city="Lisboa", country="PT",
            check_in_time=time(15, 0), check_out_time=time(12, 0),
        )
    )  # fmt: skip
    for position, kind in enumerate(KINDS):
        _add_kind(app, hotel, kind, position, room_states)
    for login, name, role in USERS:
        app.execute(AddUser(id=app.new_id(), user_id=app.new_id(), login=login, name=name, role=role))


def _add_kind(app: App, hotel: DemoHotel, kind: Kind, position: int, room_states: dict[str, str]) -> None:
    type_id = hotel.type_ids[kind.code]
    app.execute(
        AddRoomType(
            id=app.new_id(), room_type_id=type_id, property_id=hotel.property_id, code=kind.code,
            name=kind.name,
            base_occupancy=min(2, kind.most), max_occupancy=kind.most, rack_rate_minor=kind.rate_minor,
            housekeeping_minutes=kind.minutes, position=position,
        )
    )  # fmt: skip
    rooms = [room for room in hotel.rooms if room.kind is kind]
    app.execute(
        AddRooms(
            id=app.new_id(), property_id=hotel.property_id, room_type_id=type_id,
            first_position=100 * position,
            rooms=tuple(_spec(room, room_states.get(room.number, "clean")) for room in rooms),
            room_ids=tuple(room.id for room in rooms),
        )
    )  # fmt: skip


def _spec(room: DemoRoom, state: str) -> RoomSpec:
    number = int(room.number)
    beds, feature = KNOWN.get(room.number, ("", ""))
    if room.number not in KNOWN:
        beds = BEDS.get(room.kind.code) or ("Queen" if number % 2 else "Twin")
        feature = VIEWS[number % 3] if room.kind.code != "STE" else "river view"
    return RoomSpec(
        room.number,
        beds=beds,
        features=(feature,) if feature else (),
        accessible=room.number in ACCESSIBLE,
        housekeeping=state,
    )
