"""Finding stays on both engines: by guest, number and room; who is in the house comes first."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.bootstrap import App
from app.features.rack import FindStays
from app.features.reservations import CancelReservation, GuestRef, Reserve, RoomRequest
from app.infra.database import Location
from tests.support.houses import OPENED, Hotel, furnish, open_house


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """A house on one engine."""
    app = open_house(location)
    yield app
    app.close()


@pytest.fixture
def hotel(app: App) -> Hotel:
    """A hotel with four rooms."""
    return furnish(app)


def book(app: App, hotel: Hotel, name: str, days: int, *, room: int | None = 0, number: str = "") -> UUID:
    """A reservation of two nights beginning some days from the business date; gives its id."""
    arrival = OPENED + timedelta(days=days)
    surname, _, given = name.partition(" ")
    command = Reserve(
        id=app.new_id(), reservation_id=app.new_id(), property_id=hotel.property_id,
        guest=GuestRef(guest_id=app.new_id(), surname=surname, given=given), booked_on=date(2026, 1, 1),
        number=number,
        rooms=(
            RoomRequest(
                stay_id=app.new_id(), room_type_id=hotel.room_type_id, arrival=arrival,
                departure=arrival + timedelta(days=2), room_id=None if room is None else hotel.room_ids[room],
            ),
        ),
    )  # fmt: skip
    app.execute(command)
    return command.reservation_id


def test_the_nearest_stay_comes_first(app: App, hotel: Hotel) -> None:
    """Of equal names the guest in the house leads, then the days around, then cancelled stays."""
    far = book(app, hotel, "Müller Anna", 40)
    soon = book(app, hotel, "Mueller Jan", 3)
    here = book(app, hotel, "Muller Eva", 0)
    gone = book(app, hotel, "Müller Max", 1, room=1)
    app.execute(CancelReservation(id=app.new_id(), reservation_id=gone))
    hits = app.ask(FindStays(text="müll")).stays
    assert [hit.reservation_id for hit in hits] == [here, soon, far, gone]
    assert (hits[0].guest, hits[0].matched, hits[0].rooms) == ("Eva Muller", ((4, 4),), ("101",))


def test_by_number_and_by_room(app: App, hotel: Hotel) -> None:
    """A confirmation number finds its stay, a room number its room."""
    book(app, hotel, "Li", 0, number="B2-000123")
    found = app.ask(FindStays(text="000123"))
    assert [(hit.guest, hit.number_matched) for hit in found.stays] == [("Li", ((3, 6),))]
    rooms = app.ask(FindStays(text="10")).rooms
    assert [(room.number, room.matched) for room in rooms] == [(str(101 + n), ((0, 2),)) for n in range(4)]


def test_unassigned_stays_and_nothing(app: App, hotel: Hotel) -> None:
    """A stay without a room is found too; nothing typed finds nothing."""
    book(app, hotel, "王 小明", 1, room=None)
    [hit] = app.ask(FindStays(text="小明")).stays
    assert (hit.guest, hit.rooms) == ("王小明", ())
    for typed in ("", " - ", "xyz"):
        found = app.ask(FindStays(text=typed))
        assert (found.stays, found.rooms) == ((), ())
