"""Puts the synthetic house of the calendar bench into a database: the bench loads what a desk loads."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, insert

from app.bootstrap import App, open_app
from app.features.guests.models import Guest
from app.features.property.models import Property, Room, RoomType
from app.features.reservations.models import Conflict, Reservation, RoomBlock, Stay, StayLock, StaySegment
from app.infra.database import Location
from app.kernel.text import fold
from app.workbench.bench_calendar import FIRST, ROOMS, STAYS, SyntheticHouse, synthetic_house

EPOCH: Final = date(1970, 1, 1)
CHUNK: Final = 5_000
STATES: Final = ("tentative", "confirmed", "checked_in", "checked_out", "no_show")
SOURCES: Final = ("direct", "phone", "company", "channel", "channel", "agent", "other")
CHANNELS: Final = ("", "", "", "booking", "expedia", "", "")
NOW: Final = datetime(2026, 11, 21, 9, tzinfo=UTC)
Row = dict[str, Any]
Rows = list[Row]


def furnish_bench_house(directory: Path) -> App:
    """Found a house in an empty directory and fill it."""
    app = open_app(Location.in_directory(directory), found="Bench house")
    fill_bench_house(app)
    return app


def fill_bench_house(app: App, *, rooms: int = ROOMS, stays: int = STAYS) -> SyntheticHouse:
    """Write the synthetic stays as rows; what was meant comes back for comparison."""
    meant = synthetic_house(rooms=rooms, stays=stays)
    tenant = app.actor.tenant_id
    with app.database.engine.begin() as connection:
        if not app.database.is_sqlite:
            connection.exec_driver_sql(f"SET LOCAL app.tenant_id = '{tenant}'")
        _insert(connection, Property, [_property(tenant)])
        _insert(connection, RoomType, _types(tenant, meant))
        _insert(connection, Room, _rooms(tenant, meant))
        for model, rows in _bookings(tenant, meant).items():
            _insert(connection, model, rows)
    return meant


def _insert(connection: Connection, model: Any, rows: Rows) -> None:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        connection.execute(insert(model.__table__), chunk)


def _id(kind: int, number: int) -> UUID:
    """Ids whose halves differ, as those of real rows do."""
    return UUID(int=(kind << 112) | (number << 64) | (number * 2_654_435_761 + kind))


def _property(tenant: UUID) -> dict[str, Any]:
    return {
        "tenant_id": tenant,
        "id": _id(1, 1),
        "code": "MIR",
        "name": "Miradouro",
        "address": "",
        "city": "Lisboa",
        "country": "PT",
        "timezone": "Europe/Lisbon",
        "currency": "EUR",
        "check_in_time": time(15),
        "check_out_time": time(11),
        "business_date": EPOCH + timedelta(days=FIRST + 508),
        "night_audit_hour": 3,
    }


def _types(tenant: UUID, meant: SyntheticHouse) -> Rows:
    return [
        {
            "tenant_id": tenant,
            "id": _id(2, number),
            "property_id": _id(1, 1),
            "code": kind.code,
            "name": kind.name,
            "unit_kind": "room",
            "base_occupancy": 2,
            "max_occupancy": 4,
            "rack_rate_minor": kind.rate_minor,
            "housekeeping_minutes": 30,
            "sort": number,
        }
        for number, kind in enumerate(meant.house.types)
    ]


def _rooms(tenant: UUID, meant: SyntheticHouse) -> Rows:
    words = ("dirty", "in_progress", "clean", "inspected", "pickup")
    return [
        {
            "tenant_id": tenant,
            "id": _id(3, number),
            "property_id": _id(1, 1),
            "room_type_id": _id(2, room.type_index),
            "building_id": None,
            "parent_id": None,
            "number": room.number,
            "floor": room.floor,
            "beds": "",
            "features": room.features.split(", "),
            "accessible": room.accessible,
            "sort": number,
            "housekeeping": words[int(room.state)],
        }
        for number, room in enumerate(meant.house.rooms)
    ]


def _bookings(tenant: UUID, meant: SyntheticHouse) -> dict[Any, Rows]:
    out: dict[Any, Rows] = {
        model: [] for model in (Guest, Reservation, Stay, StaySegment, StayLock, RoomBlock, Conflict)
    }
    bars = meant.bars
    columns = zip(
        *(getattr(bars, name).tolist() for name in (
            "kind", "row", "type", "start", "end", "status", "party", "source", "marks", "balance", "label",
        )), strict=True,
    )  # fmt: skip
    for number, bar in enumerate(columns):
        _booking(tenant, meant, number, bar, out)
    return out


def _booking(
    tenant: UUID, meant: SyntheticHouse, number: int, bar: tuple[int, ...], out: dict[Any, Rows]
) -> None:
    """The rows of one bar."""
    kind, row, _, start, end, _, _, _, marks, _, label = bar
    ids = {"tenant_id": tenant, "property_id": _id(1, 1)}
    starts, ends = EPOCH + timedelta(days=start), EPOCH + timedelta(days=end)
    room = _id(3, row) if row < len(meant.house.rooms) else None
    surname, _, given = meant.bars.labels.text(label).partition("\x1f")
    if kind:
        if room and end > start:
            block = {"kind": "out_of_order", "reason": surname, "created_by": ""}
            out[RoomBlock].append(
                ids | block | {"id": _id(9, number), "room_id": room, "starts": starts, "ends": ends}
            )
        return
    out[Guest].append(_guest(tenant, number, surname, given, marks))
    out[Reservation].append(ids | _reservation(number, bar))
    out[Stay].append(ids | _stay(number, bar))
    out[StaySegment].append(ids | _segment(number, bar, room))
    if marks & 4:
        out[StayLock].append(
            {"tenant_id": tenant, "stay_id": _id(6, number), "by_name": "Inês", "reason": "", "at": NOW}
        )
    if marks & 8 and room:
        conflict = {
            "id": _id(8, number),
            "stay_id": _id(6, number),
            "room_id": room,
            "night": starts,
            "slot": "N",
        }
        out[Conflict].append(ids | conflict | {"opened_at": NOW, "closed_at": None})


def _guest(tenant: UUID, number: int, surname: str, given: str, marks: int) -> Row:
    return {
        "tenant_id": tenant,
        "id": _id(4, number),
        "surname": surname,
        "given": given,
        "sort_key": fold(f"{surname} {given}"),
        "email": "",
        "phone": "",
        "birth_date": None,
        "nationality": "",
        "language": "",
        "country": "",
        "vip": int(marks & 2 > 0),
        "tags": [],
        "blacklist_reason": "",
        "note": "",
    }


def _reservation(number: int, bar: tuple[int, ...]) -> Row:
    _, _, _, start, _, status, party, source, marks, balance, _ = bar
    starts = EPOCH + timedelta(days=start)
    return {
        "id": _id(5, number),
        "number": str(number),
        "booker_id": _id(4, number),
        "source": SOURCES[source],
        "channel_code": CHANNELS[source],
        "external_id": "",
        "segment": "",
        "booked_on": starts,
        "status": STATES[status],
        "adults": party,
        "children": 0,
        "meal": "",
        "arrival_time": time(15, 30) if number % 5 == 0 else None,
        "departure_time": None,
        "guest_note": "Quiet room" if marks & 1 else "",
        "internal_note": "",
        "tags": [],
        "guarantee": "card" if number % 9 else "none",
        "deposit_due_minor": balance,
        "deposit_paid_minor": 0,
        "currency": "EUR",
        "group_id": None,
        "company_id": None,
        "agent_id": None,
        "cancelled_on": None,
        "cancellation_policy": {},
    }


def _stay(number: int, bar: tuple[int, ...]) -> Row:
    _, _, type_, start, end, status, party, *_ = bar
    starts, ends = EPOCH + timedelta(days=start), EPOCH + timedelta(days=end)
    return {
        "id": _id(6, number),
        "reservation_id": _id(5, number),
        "guest_id": _id(4, number),
        "arrival": starts,
        "departure": ends,
        "room_type_id": _id(2, type_),
        "status": STATES[status],
        "adults": party,
        "children": 0,
        "checked_in_at": None,
        "checked_out_at": None,
    }


def _segment(number: int, bar: tuple[int, ...], room: UUID | None) -> Row:
    _, _, type_, start, end, *_, balance, _ = bar
    starts, ends = EPOCH + timedelta(days=start), EPOCH + timedelta(days=end)
    return {
        "stay_id": _id(6, number),
        "segment": 0,
        "room_type_id": _id(2, type_),
        "room_id": room,
        "starts": starts,
        "ends": ends,
        "price_minor": balance,
    }
