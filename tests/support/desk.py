"""A small hotel with two room types and short words for what a desk does in it, for tests of bookings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.features import property as house
from app.features.front_desk import CheckIn
from app.features.property import House
from app.features.reservations import (
    CutStay,
    GuestRef,
    MoveStay,
    Reserve,
    RoomRequest,
    StayDetail,
    StayView,
)
from app.infra.digest import Row, house_digest, table_rows
from app.infra.tables import JournalEntry
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.workbench.simulation import oracle
from tests.support.houses import OPENED, Hotel, TestClock

E = TypeVar("E", bound=AppError)
Held = set[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Rooms 101 to 104 take four people at 90.00; 201 and 202 take two at 140.00. The day is OPENED."""

    app: App
    hotel: Hotel
    small_type: UUID
    rooms: dict[str, UUID]

    def day(self, offset: int) -> date:
        """So many days after the day on which the hotel opened."""
        return OPENED + timedelta(days=offset)

    def do(self, kind: type[Command], /, **fields: Any) -> Outcome:
        """Execute a command under a new id."""
        return self.app.execute(kind(id=self.app.new_id(), **fields))

    def refused(self, error: type[E], kind: type[Command], /, **fields: Any) -> E:
        """A command that must be refused, with nothing changed; the refusal."""
        return self.refusal(error, kind(id=self.app.new_id(), **fields))

    def refusal(self, error: type[E], command: Command) -> E:
        """The refusal of a command; nothing has changed."""
        before = self.digest()
        with pytest.raises(error) as caught:
            self.app.execute(command)
        assert caught.value.sentence.strip().endswith(".")
        assert self.digest() == before
        return caught.value

    def request(self, room: str = "", first: int = 0, nights: int = 2, **more: Any) -> RoomRequest:
        """One room of a booking."""
        more.setdefault("room_type_id", self.small_type if room.startswith("2") else self.hotel.room_type_id)
        return RoomRequest(
            stay_id=self.app.new_id(), arrival=self.day(first), departure=self.day(first + nights),
            room_id=self.rooms[room] if room else None, **more,
        )  # fmt: skip

    def reserve(self, *rooms: RoomRequest, name: str = "Brandt", **more: Any) -> Reserve:
        """The command of a booking."""
        new_id = self.app.new_id
        more.setdefault("booked_on", OPENED)
        return Reserve(
            id=new_id(), reservation_id=new_id(), property_id=self.hotel.property_id,
            guest=GuestRef(new_id(), name, "Friederike"), rooms=rooms, **more,
        )  # fmt: skip

    def book(
        self, room: str = "", first: int = 0, nights: int = 2, name: str = "Brandt", **more: Any
    ) -> UUID:
        """Book one room; the stay's id. Fields of the booking may be given with those of the room."""
        own = {k: more.pop(k) for k in tuple(more) if k in RoomRequest.__dataclass_fields__}
        command = self.reserve(self.request(room, first, nights, **own), name=name, **more)
        self.app.execute(command)
        return command.rooms[0].stay_id

    def check_in(self, room: str, nights: int = 3, **more: Any) -> UUID:
        """A guest who came today."""
        stay_id = self.book(room, 0, nights, **more)
        self.do(CheckIn, stay_id=stay_id)
        return stay_id

    def close_day(self, days: int = 1) -> None:
        """Close hotel days."""
        for _ in range(days):
            opened = self.app.ask(House()).properties[0].business_date
            self.do(house.CloseDay, property_id=self.hotel.property_id, expected=opened)

    def in_conflict(self, room: str, first: int = 0, nights: int = 2) -> UUID:
        """A stay that waits for a room which somebody else holds."""
        stay_id = self.book("", first, nights, name="Yılmaz", oversell=True)
        self.do(MoveStay, stay_id=stay_id, room_id=self.rooms[room], accept_conflict=True)
        return stay_id

    def in_parts(
        self, room: str, other: str, first: int = 0, nights: int = 4, at: int = 2, **more: Any
    ) -> UUID:
        """A stay whose nights from `at` on are in another room."""
        stay_id = self.book(room, first, nights, **more)
        self.do(CutStay, stay_id=stay_id, at=self.day(at))
        self.do(MoveStay, stay_id=stay_id, room_id=self.rooms[other], segment=1)
        return stay_id

    def view(self, stay_id: UUID) -> StayView:
        """The stay as screens see it."""
        return self.app.ask(StayDetail(stay_id=stay_id))

    def nights(self, stay_id: UUID) -> list[tuple[int, str, int]]:
        """Offset, room and price of each night."""
        return [((n.night - OPENED).days, n.room, n.price_minor) for n in self.view(stay_id).nights]

    def parts(self, stay_id: UUID) -> list[tuple[str, int, int]]:
        """Room, first day and end of each bar."""
        return [(p.room, (p.starts - OPENED).days, (p.ends - OPENED).days) for p in self.view(stay_id).parts]

    def rows(self) -> dict[str, list[Row]]:
        """All rows of the house's state."""
        with self.app.database.reader(self.app.actor.tenant_id) as session:
            return table_rows(session)

    def digest(self) -> str:
        """One digest of the house's state."""
        with self.app.database.reader(self.app.actor.tenant_id) as session:
            return house_digest(session)

    def held(self, holder: UUID) -> Held:
        """What rooms hold for a stay or block: room, offset of the day, slot."""
        numbers = {id_: number for number, id_ in self.rooms.items()}
        return {
            (numbers[row["room_id"]], (row["night"] - OPENED).days, row["slot"])
            for row in self.rows()["room_night"]
            if holder in (row["stay_id"], row["block_id"])
        }

    def waiting(self, stay_id: UUID) -> int:
        """How many half days a stay waits for in open conflicts."""
        return sum(c["stay_id"] == stay_id and c["closed_at"] is None for c in self.rows()["conflict"])

    def commands_since(self, revision: int) -> list[UUID]:
        """The ids of the commands from a revision on, the oldest first."""
        with self.app.database.reader(self.app.actor.tenant_id) as session:
            entries = session.scalars(
                select(JournalEntry).where(JournalEntry.revision >= revision).order_by(JournalEntry.revision)
            )
            return [entry.command_id for entry in entries]

    def ensure_sound(self) -> None:
        """Every law of the house holds."""
        assert list(oracle.faults(self.rows())) == []

    def clock(self) -> TestClock:
        """The clock, to let time pass."""
        assert isinstance(self.app.clock, TestClock)
        return self.app.clock


def open_desk(app: App, code: str = "MIR") -> Desk:
    """Set the small hotel up; another one in the same house needs another code."""
    hotel = Hotel(app.new_id(), app.new_id(), tuple(app.new_id() for _ in range(4)))
    small, small_rooms = app.new_id(), (app.new_id(), app.new_id())
    app.execute(
        house.SetUpProperty(
            id=app.new_id(), property_id=hotel.property_id, code=code, name=code, timezone="Europe/Lisbon",
            currency="EUR", business_date=OPENED,
        )
    )  # fmt: skip
    _add(app, hotel.property_id, hotel.room_type_id, ("STD", "Standard", 4, 9_000), hotel.room_ids, 101)
    _add(app, hotel.property_id, small, ("SML", "Small", 2, 14_000), small_rooms, 201)
    rooms = {r.number: r.id for r in app.ask(House()).rooms if r.property_id == hotel.property_id}
    return Desk(app, hotel, small, rooms)


def _add(
    app: App,
    property_id: UUID,
    type_id: UUID,
    kind: tuple[str, str, int, int],
    ids: tuple[UUID, ...],
    first: int,
) -> None:
    code, name, most, rate = kind
    app.execute(
        house.AddRoomType(
            id=app.new_id(), room_type_id=type_id, property_id=property_id, code=code, name=name,
            max_occupancy=most, rack_rate_minor=rate, position=first,
        )
    )  # fmt: skip
    app.execute(
        house.AddRooms(
            id=app.new_id(), property_id=property_id, room_type_id=type_id, room_ids=ids,
            rooms=tuple(house.RoomSpec(str(first + n)) for n in range(len(ids))),
        )
    )  # fmt: skip
