"""The bench `commands`: how long the desk waits for a durable commit, in a house of real size.

It furnishes the demo hotel on a real disk with `synchronous=FULL`, opens it as a desk does and books, moves
checks in and out. The move has its budget on the file, for its p95; check-in and check-out have theirs on
Postgres too.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.bootstrap import App, open_app
from app.features.front_desk import CheckIn, CheckOut
from app.features.property import House, Housekeeping, HouseView, RoomView, SetRoomState
from app.features.reservations import FreeRooms, GuestRef, MoveStay, Reserve, RoomRequest
from app.infra.database import Location
from app.kernel.clock import IdMaker
from app.kernel.commands import Command
from app.workbench.benches.budgets import COMMAND_P95, DESK_COMMIT_P95
from app.workbench.benches.repeated import WARM_UP, Times, each, row
from app.workbench.demo import furnish

BEGINS: Final = date(2026, 11, 21)
SAMPLE: Final = 200
SEED: Final = 11
# Far enough ahead that the demo's own bookings are rare.
AHEAD: Final = 400
BUDGETED: Final = "move"


def run(server: str = "") -> list[dict[str, Any]]:
    """Measure on a file beside the user's own data, and on the Postgres database that `server` names."""
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-", dir=Path.home()) as directory:
        rows = measure(Location.in_directory(Path(directory)), "SQLite", budget=COMMAND_P95)
    return rows + (measure(Location.shared(server), "Postgres") if server else [])


def measure(
    location: Location, engine: str, *, budget: float | None = None, sample: int = SAMPLE
) -> list[dict[str, Any]]:
    """Furnish an empty house and time the cases."""
    app = open_app(location, found="Bench")
    furnish(app, today=BEGINS)
    app.close()
    app = open_app(location)  # a desk begins with an empty log
    budgets = {BUDGETED: budget, "check-in": DESK_COMMIT_P95, "check-out": DESK_COMMIT_P95}
    try:
        return [
            row(f"{engine}, {case}", _times(app, commands), budgets.get(case))
            for case, commands in _cases(app, sample)
        ]
    finally:
        app.close()


def _cases(app: App, sample: int) -> Iterator[tuple[str, Sequence[Command]]]:
    house = app.ask(House())
    double = next(kind for kind in house.room_types if kind.code == "STD")
    rooms = [room for room in house.rooms if room.room_type_id == double.id]
    rng = random.Random(SEED)
    bookings = list(islice(_bookings(app.new_id, house.properties[0].id, rooms, rng), sample))
    yield "reserve", bookings
    stays = [booking.rooms[0] for booking in bookings]
    yield BUDGETED, [_move(app.new_id, stay, rooms) for stay in stays]
    arrivals = list(_arrivals(app, house))
    yield "check-in", arrivals
    yield "check-out", [CheckOut(id=app.new_id(), stay_id=one.stay_id) for one in arrivals]


def _bookings(
    new_id: IdMaker, property_id: UUID, rooms: list[RoomView], rng: random.Random
) -> Iterator[Reserve]:
    """Bookings of two nights, one after the other in every other room, so that each can move to the next."""
    for number in count():
        room = rooms[number % (len(rooms) // 2) * 2]
        arrival = BEGINS + timedelta(days=AHEAD + number // (len(rooms) // 2) * 2)
        yield _booking(new_id, property_id, room, arrival, rng.choice(("Okonkwo", "Brandt", "García Lorca")))


def _booking(
    new_id: IdMaker, property_id: UUID, room: RoomView, arrival: date, name: str, nights: int = 2
) -> Reserve:
    request = RoomRequest(
        new_id(), room.room_type_id, arrival, arrival + timedelta(days=nights), room_id=room.id
    )
    return Reserve(
        id=new_id(), reservation_id=new_id(), property_id=property_id,
        guest=GuestRef(new_id(), name, "Bench"), rooms=(request,), booked_on=BEGINS,
    )  # fmt: skip


def _move(new_id: IdMaker, stay: RoomRequest, rooms: list[RoomView]) -> MoveStay:
    place = next(number for number, room in enumerate(rooms) if room.id == stay.room_id)
    return MoveStay(id=new_id(), stay_id=stay.stay_id, room_id=rooms[place + 1].id)


def _arrivals(app: App, house: HouseView) -> Iterator[CheckIn]:
    """Day guests of today, in every room that nobody has by day."""
    property_id = house.properties[0].id
    free = app.ask(FreeRooms(property_id=property_id, arrival=BEGINS, departure=BEGINS))
    for room in (room for room in house.rooms if room.id in free):
        booking = _booking(app.new_id, property_id, room, BEGINS, "Walsh", nights=0)
        app.execute(booking)
        app.execute(SetRoomState(id=app.new_id(), room_id=room.id, housekeeping=Housekeeping.CLEAN))
        yield CheckIn(id=app.new_id(), stay_id=booking.rooms[0].stay_id)


def _times(app: App, commands: Sequence[Command]) -> Times:
    works = [partial(app.execute, command) for command in commands]
    return each(works[WARM_UP:], works[:WARM_UP])
