"""Setting up a house and keeping it: each command, and each input that cannot be."""

from typing import Any

import pytest

from app.features.property import (
    AddRooms,
    AddRoomType,
    CloseDay,
    CodeTaken,
    House,
    Housekeeping,
    RoomNumberTaken,
    RoomSpec,
    SetRackRate,
    SetRoomState,
    SetUpProperty,
)
from app.infra.undo import NeverUndone
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk


def hotel(desk: Desk, **more: Any) -> dict[str, Any]:
    """The fields of a second hotel."""
    fields = {
        "property_id": desk.app.new_id(), "code": "SEA", "name": "Seaside", "timezone": "Europe/Lisbon",
        "currency": "EUR", "business_date": desk.day(0),
    }  # fmt: skip
    return fields | more


def test_a_second_hotel(desk: Desk) -> None:
    """It has its own currency and day; its code is its own."""
    desk.do(SetUpProperty, **hotel(desk, currency="JPY"))
    views = {p.code: p for p in desk.app.ask(House()).properties}
    assert views["SEA"].currency == "JPY"
    assert views["SEA"].rooms == 0
    assert desk.refused(CodeTaken, SetUpProperty, **hotel(desk)).field == "code"


@pytest.mark.parametrize(
    ("field", "value"),
    [("timezone", "Europe/Atlantis"), ("timezone", "../etc"), ("currency", "eur"), ("currency", "EURO"),
     ("name", " ")],
)  # fmt: skip
def test_what_a_hotel_cannot_be(desk: Desk, field: str, value: str) -> None:
    """No zone, no currency, no name: a sentence at the field."""
    assert desk.refused(InvalidInput, SetUpProperty, **hotel(desk, **{field: value})).field == field


def test_rooms_have_one_number_each(desk: Desk) -> None:
    """Adding taken numbers names them and adds none."""
    fields = {"property_id": desk.hotel.property_id, "room_type_id": desk.hotel.room_type_id}
    ids = (desk.app.new_id(), desk.app.new_id())
    specs = (RoomSpec("901", accessible=True, features=("river view",)), RoomSpec("101"))
    refusal = desk.refused(RoomNumberTaken, AddRooms, rooms=specs, room_ids=ids, **fields)
    assert "101" in refusal.sentence
    desk.do(AddRooms, rooms=specs[:1], room_ids=ids[:1], building="Annex", **fields)
    room = next(r for r in desk.app.ask(House()).rooms if r.number == "901")
    assert (room.floor, room.building, room.accessible, room.features) == (
        "9",
        "Annex",
        True,
        ("river view",),
    )


def test_room_types(desk: Desk) -> None:
    """A code once; from 1 to 50 people; no price below zero."""
    fields = {"room_type_id": desk.app.new_id(), "property_id": desk.hotel.property_id, "name": "Suite"}
    desk.refused(InvalidInput, AddRoomType, code="SUI", max_occupancy=51, **fields)
    desk.refused(InvalidInput, AddRoomType, code="SUI", base_occupancy=3, max_occupancy=2, **fields)
    desk.refused(InvalidInput, AddRoomType, code="SUI", rack_rate_minor=-1, **fields)
    desk.do(AddRoomType, code="SUI", rack_rate_minor=38_000, **fields)
    again = fields | {"room_type_id": desk.app.new_id()}
    desk.refused(CodeTaken, AddRoomType, code="SUI", **again)
    desk.do(SetRackRate, room_type_id=fields["room_type_id"], rack_rate_minor=41_000)
    desk.refused(InvalidInput, SetRackRate, room_type_id=fields["room_type_id"], rack_rate_minor=-1)
    prices = {t.code: t.rack_rate_minor for t in desk.app.ask(House()).room_types}
    assert prices["SUI"] == 41_000


def test_a_room_state_is_set_and_taken_back(desk: Desk) -> None:
    """Housekeeping's word stands until it is undone."""
    state = desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    assert state.result["housekeeping"] == "dirty"
    desk.refused(NotFound, SetRoomState, room_id=desk.app.new_id(), housekeeping=Housekeeping.CLEAN)


def test_closing_a_day_twice_moves_it_once(desk: Desk) -> None:
    """A second desk that closes the same day changes nothing."""
    fields = {"property_id": desk.hotel.property_id, "expected": desk.day(0)}
    assert desk.do(CloseDay, **fields).result["business_date"] == desk.day(1).isoformat()
    assert desk.do(CloseDay, **fields).result["business_date"] == desk.day(1).isoformat()
    assert desk.app.ask(House()).properties[0].business_date == desk.day(1)


def test_a_closed_day_stays_closed(desk: Desk) -> None:
    """The business date moves by closing a day only: an undo is refused with a sentence, nothing changes."""
    closing = CloseDay(
        id=desk.app.new_id(), property_id=desk.hotel.property_id, expected=desk.day(0)
    )  # fmt: skip
    desk.app.execute(closing)
    with pytest.raises(NeverUndone, match="A closed day stays closed"):
        desk.app.undo(closing.id)
    assert desk.app.ask(House()).properties[0].business_date == desk.day(1)
