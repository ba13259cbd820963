"""Night charges for 500 rooms: room with breakfast inside, VAT, city tax, in short transactions."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final
from uuid import UUID

from app.bootstrap import App, open_app
from app.features import folios, property, rates
from app.features.front_desk import CheckIn
from app.features.reservations import GuestRef, Reserve, RoomRequest
from app.infra.database import Location
from app.kernel.commands import Command
from app.workbench.benches.budgets import NIGHT_CHARGES
from app.workbench.benches.repeated import started

ROOMS: Final = 500
# As the desk does it.
AT_ONCE: Final = folios.MOST_STAYS
BEGINS: Final = date(2026, 11, 21)
NIGHTS: Final = 3


def run(server: str = "") -> list[dict[str, Any]]:
    """The first night opens the folios; the second one is what happens every night and has the budget."""
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-", dir=Path.home()) as directory:
        rows = measure(Location.in_directory(Path(directory)), "SQLite")
    return rows + (measure(Location.shared(server), "Postgres") if server else [])


def measure(location: Location, engine: str, rooms: int = ROOMS) -> list[dict[str, Any]]:
    """Fill an empty house and post its nights."""
    app = open_app(location, found="Bench")
    try:
        house = _fill(app, rooms)
        rows = []
        with started():
            for night in range(NIGHTS):
                rows.append(_post(app, house, engine, night))
                day = BEGINS + timedelta(days=night)
                app.execute(property.CloseDay(id=app.new_id(), property_id=house, expected=day))
        return rows
    finally:
        app.close()


def _post(app: App, house: UUID, engine: str, night: int) -> dict[str, Any]:
    began, cpu = perf_counter(), process_time()
    stays, longest, postings = app.ask(folios.StaysToCharge(property_id=house)), 0.0, 0
    for chunk in _chunks(stays):
        start = perf_counter()
        command = folios.PostNights(
            id=app.new_id(), property_id=house, business_date=BEGINS + timedelta(days=night), stay_ids=chunk
        )
        postings += int(str(app.execute(command).result["postings"]))
        longest = max(longest, perf_counter() - start)
    took = round((perf_counter() - began) * 1000)
    return {
        "case": f"{engine}, night {night + 1} of {len(stays)} rooms", "postings": postings, "ms": took,
        "cpu_ms": round((process_time() - cpu) * 1000), "longest_ms": round(longest * 1000, 1),
        "budget_ms": NIGHT_CHARGES, "ok": took <= NIGHT_CHARGES,
    }  # fmt: skip


def _chunks(stays: Sequence[UUID]) -> Iterator[tuple[UUID, ...]]:
    source = iter(stays)
    while chunk := tuple(islice(source, AT_ONCE)):
        yield chunk


def _fill(app: App, rooms: int) -> UUID:
    """A hotel whose every room is taken by two adults with breakfast in the price."""
    new_id, house, kind = app.new_id, app.new_id(), app.new_id()
    room_ids = tuple(new_id() for _ in range(rooms))
    plan = new_id()
    _do(
        app,
        property.SetUpProperty(
            id=new_id(), property_id=house, code="MIR", name="Miradouro", timezone="Europe/Lisbon",
            currency="EUR", business_date=BEGINS, city="Lisboa", country="PT",
        ),
        property.AddRoomType(id=new_id(), room_type_id=kind, property_id=house, code="DBL", name="Double"),
        property.AddRooms(
            id=new_id(), property_id=house, room_type_id=kind, room_ids=room_ids,
            rooms=tuple(property.RoomSpec(str(1000 + n)) for n in range(rooms)),
        ),
        folios.SetUpLedgers(id=new_id(), property_id=house, country="PT"),
        folios.SetCityTaxRule(
            id=new_id(), rule_id=new_id(), property_id=house, code="LIS", name="City tax",
            terms={"basis": "person_night", "amount_minor": 400, "max_nights": 7}, valid_from=BEGINS,
        ),
        rates.AddRatePlan(
            id=new_id(), plan_id=plan, property_id=house, code="BB", name="Bed and breakfast",
            kind=rates.Kind("bed_breakfast"),
        ),
        rates.SetPackage(
            id=new_id(), plan_id=plan, items=(rates.Included("BREAKFAST", 1, 1250),), item_ids=(new_id(),)
        ),
    )  # fmt: skip
    for first in range(0, rooms, AT_ONCE):
        _do(app, *_guests(app, house, kind, room_ids[first : first + AT_ONCE], first))
    return house


def _guests(app: App, house: UUID, kind: UUID, rooms: Sequence[UUID], first: int) -> Iterator[Command]:
    new_id = app.new_id
    requests = tuple(
        RoomRequest(
            new_id(), kind, BEGINS, BEGINS + timedelta(days=NIGHTS + 1), room_id=room, adults=2,
            prices=(12_900,) * (NIGHTS + 1), rate_code="BB",
        )
        for room in rooms
    )  # fmt: skip
    yield Reserve(
        id=new_id(), reservation_id=new_id(), property_id=house, booked_on=BEGINS, rooms=requests,
        guest=GuestRef(new_id(), f"Brandt {first}", "Friederike"),
    )  # fmt: skip
    for request in requests:
        yield CheckIn(id=new_id(), stay_id=request.stay_id)


def _do(app: App, *commands: Command) -> None:
    for command in commands:
        app.execute(command)
