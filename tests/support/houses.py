"""Small furnished houses for tests: one hotel, one room type, a few rooms, a clock that stands still."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from app.bootstrap import App, open_app
from app.features import property as house
from app.infra.database import Location

OPENED = date(2026, 11, 21)


class TestClock:
    """A clock that a test moves by hand."""

    __test__ = False

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def forward(self, **parts: float) -> None:
        """Let time pass, given as for timedelta."""
        self.instant += timedelta(**parts)


@dataclass(frozen=True, slots=True)
class Hotel:
    """The ids of a small hotel."""

    property_id: UUID
    room_type_id: UUID
    room_ids: tuple[UUID, ...]


def open_house(location: Location, *, workstation: str = "Front desk 1") -> App:
    """Open a house with a clock that stands still; an empty database is founded."""
    return open_app(location, clock=TestClock(), workstation=workstation, found="Test house")


def furnish(app: App, rooms: int = 4) -> Hotel:
    """Set up a hotel with one room type and rooms 101, 102, …"""
    hotel = Hotel(app.new_id(), app.new_id(), tuple(app.new_id() for _ in range(rooms)))
    app.execute(
        house.SetUpProperty(
            id=app.new_id(), property_id=hotel.property_id, code="MIR", name="Miradouro",
            timezone="Europe/Lisbon", currency="EUR", business_date=OPENED,
        )
    )  # fmt: skip
    app.execute(
        house.AddRoomType(
            id=app.new_id(), room_type_id=hotel.room_type_id, property_id=hotel.property_id, code="STD",
            name="Standard", max_occupancy=4, rack_rate_minor=9_000,
        )
    )  # fmt: skip
    app.execute(
        house.AddRooms(
            id=app.new_id(), property_id=hotel.property_id, room_type_id=hotel.room_type_id,
            rooms=tuple(house.RoomSpec(str(101 + n)) for n in range(rooms)), room_ids=hotel.room_ids,
        )
    )  # fmt: skip
    return hotel
