"""What the desk changes of a booking: who comes, another guest, the price, one room more."""

from datetime import time

import pytest

from app.features.front_desk import CheckIn
from app.features.reservations import (
    CancelReservation,
    ChangeReservation,
    DatesRefused,
    GuestRef,
    PartyTooLarge,
    RateRefused,
    RoomTaken,
    TypeFull,
    WrongState,
)
from app.features.reservations.late import AddRoom, ChangeParty, ChangeStayGuest, MoveFrom, PriceStay
from app.kernel.errors import InvalidInput
from tests.app.rates.house import Rates
from tests.support.desk import Desk


def test_a_party_changes(desk: Desk) -> None:
    """The stay and the sum of its booking; the price stays; undo gives all of it back."""
    stay_id = desk.book("101", adults=2)
    before = desk.digest()
    outcome = desk.do(ChangeParty, stay_id=stay_id, adults=2, children=2, child_ages=(4, 9))
    view = desk.view(stay_id)
    assert (view.adults, view.children, view.child_ages) == (2, 2, (4, 9))
    assert outcome.result["difference_minor"] == 0
    reservation = desk.rows()["reservation"][0]
    assert (reservation["adults"], reservation["children"]) == (2, 2)
    command_id = desk.commands_since(1)[-1]
    desk.app.undo(command_id)
    assert desk.digest() == before


def test_a_party_that_cannot_be(desk: Desk) -> None:
    """Nobody, an age too few, too old a child, more than the room takes: with larger rooms offered."""
    stay_id = desk.book("201", adults=2)
    assert desk.refused(InvalidInput, ChangeParty, stay_id=stay_id, adults=0).field == "adults"
    for ages in ((4,), (4, 18)):
        error = desk.refused(
            InvalidInput, ChangeParty, stay_id=stay_id, adults=1, children=2, child_ages=ages
        )
        assert error.field == "child_ages"
    refusal = desk.refused(PartyTooLarge, ChangeParty, stay_id=stay_id, adults=3)
    assert [choice.label for choice in refusal.choices] == ["Move to room 101", "Move to room 102"]
    desk.book("101", name="Okonkwo")
    error_ = desk.refused(RoomTaken, ChangeParty, stay_id=stay_id, adults=3, room_id=desk.rooms["101"])
    assert "Okonkwo" in error_.sentence
    desk.app.execute(refusal.choices[1].command)
    assert desk.view(stay_id).adults == 3
    assert desk.parts(stay_id) == [("102", 0, 2)]


def test_another_guest(desk: Desk) -> None:
    """The stay has another guest, the booking keeps who booked it."""
    stay_id = desk.book("101")
    booker = desk.rows()["reservation"][0]["booker_id"]
    desk.do(ChangeStayGuest, stay_id=stay_id, guest=GuestRef(desk.app.new_id(), "Þórsdóttir", "Guðrún"))
    assert desk.view(stay_id).surname == "Þórsdóttir"
    assert desk.rows()["reservation"][0]["booker_id"] == booker
    long = GuestRef(desk.app.new_id(), "X" * 201)
    assert desk.refused(InvalidInput, ChangeStayGuest, stay_id=stay_id, guest=long).field == "surname"


def test_prices_by_hand(desk: Desk) -> None:
    """Each night its price; nights that are over keep theirs."""
    stay_id = desk.check_in("101", 3)
    desk.do(PriceStay, stay_id=stay_id, prices=(8_000, 7_000, 6_000))
    assert [price for _, _, price in desk.nights(stay_id)] == [8_000, 7_000, 6_000]
    desk.close_day()
    assert desk.refused(InvalidInput, PriceStay, stay_id=stay_id, prices=(1, 2, 3)).field == "prices"
    desk.do(PriceStay, stay_id=stay_id, prices=(5_000, 4_000))
    assert [price for _, _, price in desk.nights(stay_id)] == [8_000, 5_000, 4_000]
    assert desk.refused(InvalidInput, PriceStay, stay_id=stay_id, prices=(1, -2)).field == "prices"
    assert desk.refused(InvalidInput, PriceStay, stay_id=stay_id).field == "rate_code"


def test_a_room_more(desk: Desk) -> None:
    """Under the same number, with own dates and guest; what booking refuses is refused, ways included."""
    desk.book("101")
    booking = desk.rows()["reservation"][0]
    more = desk.request("102", 1, 3, adults=2, guest=GuestRef(desk.app.new_id(), "Ito", "Haru"))
    desk.do(AddRoom, reservation_id=booking["id"], room=more)
    view = desk.view(more.stay_id)
    assert (view.number, view.surname, view.other_stays) == (booking["number"], "Ito", 1)
    assert desk.rows()["reservation"][0]["adults"] == 3
    taken = desk.refused(RoomTaken, AddRoom, reservation_id=booking["id"], room=desk.request("101", 1, 1))
    assert taken.choices
    desk.app.execute(taken.choices[0].command)
    desk.book("104", 0, 5)
    full = desk.refused(TypeFull, AddRoom, reservation_id=booking["id"], room=desk.request("", 1, 1))
    assert full.choices[-1].label == "Book it all the same"
    desk.app.execute(full.choices[-1].command)


def test_a_room_more_on_a_booking_that_is_over(desk: Desk) -> None:
    """It takes none any more."""
    desk.book("101")
    booking = desk.rows()["reservation"][0]["id"]
    desk.do(CancelReservation, reservation_id=booking)
    before = desk.digest()
    refused = desk.refused(WrongState, AddRoom, reservation_id=booking, room=desk.request("102"))
    assert refused.sentence
    assert desk.digest() == before
    assert len(desk.rows()["stay"]) == 1


def test_what_is_said_of_a_booking_is_taken_away(desk: Desk) -> None:
    """A source is given, a time is cleared; what must have a value is not."""
    desk.book("101", arrival_time=time(15, 30))
    booking = desk.rows()["reservation"][0]["id"]
    desk.do(ChangeReservation, reservation_id=booking, source="phone", clear=("arrival_time",))
    row = desk.rows()["reservation"][0]
    assert (row["source"], row["arrival_time"]) == ("phone", None)
    desk.refused(InvalidInput, ChangeReservation, reservation_id=booking, clear=("number",))


def test_a_room_change_on_a_later_day(desk: Desk) -> None:
    """Cut and moved as one, in house too, at the same price or at that of the new room; undone as one."""
    stay_id = desk.check_in("101", 4)
    before = desk.digest()
    desk.do(MoveFrom, stay_id=stay_id, at=desk.day(2), room_id=desk.rooms["201"])
    assert desk.parts(stay_id) == [("101", 0, 2), ("201", 2, 4)]
    assert [price for _, _, price in desk.nights(stay_id)] == [9_000] * 4
    desk.app.undo(desk.commands_since(1)[-1])
    assert desk.digest() == before
    desk.do(MoveFrom, stay_id=stay_id, at=desk.day(3), room_id=desk.rooms["201"], reprice=True)
    assert [price for _, _, price in desk.nights(stay_id)] == [9_000, 9_000, 9_000, 14_000]
    for day in (0, 4):
        desk.refused(DatesRefused, MoveFrom, stay_id=stay_id, at=desk.day(day), room_id=desk.rooms["102"])
    desk.close_day(2)
    desk.refused(DatesRefused, MoveFrom, stay_id=stay_id, at=desk.day(1), room_id=desk.rooms["102"])


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """A plan at 100.00, 20.00 for each adult more than two, and one at 80.00 for three nights and more."""
    rates = Rates(desk, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    rates.prices("BAR", 2_000, part="adult")
    rates.plan("LONG", min_stay=3)
    rates.prices("LONG", 8_000)
    return rates


def test_a_party_at_the_difference_of_the_plan(rates: Rates) -> None:
    """The discount that was given stays; nights that are over are not priced anew."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 3, adults=2, rate_code="BAR")
    desk.do(PriceStay, stay_id=stay_id, prices=(9_000, 9_000, 9_000), rate_code="BAR")
    outcome = desk.do(ChangeParty, stay_id=stay_id, adults=3, reprice=True)
    assert outcome.result["difference_minor"] == 3 * 2_000
    assert [price for _, _, price in desk.nights(stay_id)] == [11_000] * 3
    desk.do(CheckIn, stay_id=stay_id)
    desk.close_day()
    desk.do(ChangeParty, stay_id=stay_id, adults=2, reprice=True)
    assert [price for _, _, price in desk.nights(stay_id)] == [11_000, 9_000, 9_000]


def test_another_plan(rates: Rates) -> None:
    """Its price for each night; what it restricts is refused, and sold by who may."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 3, adults=2, rate_code="BAR")
    desk.do(PriceStay, stay_id=stay_id, rate_code="LONG")
    assert [(n.price_minor, n.rate_code) for n in desk.view(stay_id).nights] == [(8_000, "LONG")] * 3
    short = desk.book("102", 0, 1, adults=2, rate_code="BAR")
    refusal = desk.refused(RateRefused, PriceStay, stay_id=short, rate_code="LONG")
    assert "At least 3 nights." in refusal.sentence
    desk.app.execute(refusal.choices[0].command)
    assert desk.nights(short)[0][2] == 8_000
