"""What can be sold: rooms left by type and night, all rates, why not."""

import pytest

from app.features.front_desk import Availability, AvailabilityView, TypeOffer
from app.features.reservations import BlockKind, BlockRoom
from app.features.reservations.groups import OpenGroup, SetAllotment
from app.kernel.errors import InvalidInput
from tests.app.rates.house import Rates
from tests.support.desk import Desk


def ask(desk: Desk, first: int = 0, nights: int = 2, **more: object) -> AvailabilityView:
    """What can be had."""
    query = Availability(
        property_id=desk.hotel.property_id, arrival=desk.day(first), departure=desk.day(first + nights),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return desk.app.ask(query)


def offer(desk: Desk, code: str, first: int = 0, nights: int = 2, **more: object) -> TypeOffer:
    """One type of it."""
    return next(kind for kind in ask(desk, first, nights, **more).types if kind.code == code)


def test_rooms_left(desk: Desk) -> None:
    """Less what is held, blocked or sold without a room; the worst night tells; another day is free."""
    assert [(kind.code, kind.free, kind.rooms) for kind in ask(desk).types] == [("STD", 4, 4), ("SML", 2, 2)]
    desk.book("101", 0, 1)
    desk.book("102", 1, 1)
    desk.book("", 1, 1)
    found = offer(desk, "STD")
    assert (found.free_by_night, found.free, found.throughout) == ((3, 2), 2, 2)
    for room in ("201", "202"):
        desk.do(
            BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms[room], kind=BlockKind.OUT_OF_ORDER,
            starts=desk.day(1), ends=desk.day(2),
        )  # fmt: skip
    assert offer(desk, "SML").said == ("Full on 22 Nov.",)
    assert offer(desk, "SML", 2).said == ()
    assert offer(desk, "STD", 0, 0).free == 4  # day use does not need the night
    assert offer(desk, "SML", 2, 2, adults=3).said == ("Small takes 2 people, the party has 3.",)
    desk.book("", 1, 1, room_type_id=desk.small_type, oversell=True)
    assert offer(desk, "SML").free == -1


def test_rates_side_by_side(desk: Desk) -> None:
    """All plans with total, prices by night and what forbids them; the cheapest that is sold."""
    rates = Rates(desk, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    rates.plan("LONG", min_stay=5)
    rates.prices("LONG", 8_000)
    found = offer(desk, "STD", 1, 3)
    assert [(q.plan_code, q.total_minor, q.refused) for q in found.quotes] == [
        ("BAR", 30_000, ()), ("LONG", 24_000, ("At least 5 nights.",)),
    ]  # fmt: skip
    cheapest = [offer(desk, "STD", 1, nights).cheapest for nights in (3, 5)]
    assert [quote.plan_code for quote in cheapest if quote] == ["BAR", "LONG"]


def test_what_cannot_be_asked(desk: Desk) -> None:
    """Departure before arrival, a stay without end."""
    for nights in (-1, 401):
        with pytest.raises(InvalidInput) as refusal:
            ask(desk, 0, nights)
        assert refusal.value.field == "departure"
        assert refusal.value.sentence.endswith(".")


def test_rooms_that_are_kept_for_a_group(desk: Desk) -> None:
    """They are not to be had by others."""
    group_id = desk.app.new_id()
    house = desk.hotel.property_id
    desk.do(
        OpenGroup, group_id=group_id, property_id=house, code="WED", name="Wedding", arrival=desk.day(1),
        departure=desk.day(2),
    )  # fmt: skip
    desk.do(SetAllotment, group_id=group_id, cells=((desk.hotel.room_type_id, desk.day(1), 3),))
    assert offer(desk, "STD", 0, 3).free_by_night == (4, 1, 4)
