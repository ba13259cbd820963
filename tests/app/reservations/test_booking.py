"""Booking: what is written and held, numbers, half-open dates, day use, overselling, and what is refused."""

from dataclasses import replace

import pytest

from app.bootstrap import App
from app.features.reservations import DatesRefused, GuestRef, PartyTooLarge, Reserve, RoomTaken, TypeFull
from app.features.reservations.rules import MAX_NIGHTS, MAX_ROOMS, Status
from app.infra.database import Location
from app.kernel.errors import InvalidInput, NotFound, NotPermitted
from tests.support.desk import Desk
from tests.support.houses import open_house


def test_a_booking_is_written(desk: Desk) -> None:
    """Guest, booking, stay, nights at the published price, one bar, and the half days held."""
    stay_id = desk.book("101", 1, 3, adults=2, children=1, source="phone", guest_note="Late.", tags=("cot",))
    view = desk.view(stay_id)
    assert (view.surname, view.given, view.status, view.source) == (
        "Brandt",
        "Friederike",
        "confirmed",
        "phone",
    )
    assert (view.adults, view.children, view.guest_note, view.tags) == (2, 1, "Late.", ("cot",))
    assert desk.nights(stay_id) == [(1, "101", 9_000), (2, "101", 9_000), (3, "101", 9_000)]
    assert desk.parts(stay_id) == [("101", 1, 4)]
    assert desk.held(stay_id) == {
        ("101", 1, "N"), ("101", 2, "D"), ("101", 2, "N"), ("101", 3, "D"), ("101", 3, "N"),
    }  # fmt: skip


def test_back_to_back_is_legal(desk: Desk) -> None:
    """A departure and an arrival share a day."""
    desk.book("101", 0, 2)
    desk.book("101", 2, 2)
    desk.refusal(RoomTaken, desk.reserve(desk.request("101", 1, 1)))


def test_day_use_holds_the_day(desk: Desk) -> None:
    """Day use fits between a departure and an arrival of one day, and not into a stay."""
    desk.book("101", 0, 2)
    desk.book("101", 2, 2)
    stay_id = desk.book("101", 2, 0, prices=(5_000,))
    assert desk.held(stay_id) == {("101", 2, "D")}
    assert desk.view(stay_id).total_minor == 5_000
    desk.refusal(RoomTaken, desk.reserve(desk.request("101", 2, 0)))
    desk.refusal(RoomTaken, desk.reserve(desk.request("101", 1, 0)))


def test_prices_are_kept_as_sold(desk: Desk) -> None:
    """One price for each night, and no other number of prices."""
    stay_id = desk.book("101", 0, 2, prices=(8_000, 9_500))
    assert [price for _, _, price in desk.nights(stay_id)] == [8_000, 9_500]
    desk.refusal(InvalidInput, desk.reserve(desk.request("102", 0, 2, prices=(8_000,))))
    desk.refusal(InvalidInput, desk.reserve(desk.request("102", 0, 1, prices=(-1,))))


def test_rooms_of_one_booking(desk: Desk) -> None:
    """Several rooms, with guests of their own, under one number."""
    second = replace(desk.request("102", 0, 2), guest=GuestRef(desk.app.new_id(), "Meyer"))
    command = desk.reserve(desk.request("101", 0, 2), second)
    result = desk.app.execute(command).result
    assert [desk.view(r.stay_id).surname for r in command.rooms] == ["Brandt", "Meyer"]
    assert {desk.view(r.stay_id).number for r in command.rooms} == {result["number"]}
    twice = desk.reserve(desk.request("103", 0, 2), desk.request("103", 1, 2))
    assert desk.refusal(InvalidInput, twice).field == "rooms"


def test_numbers_have_no_gap(desk: Desk, location: Location) -> None:
    """Each workstation counts by itself; a refused booking takes no number; a repeated one keeps its own."""
    first = desk.reserve(desk.request("101", 0, 1))
    given = [desk.app.execute(first).result["number"]]
    desk.refusal(RoomTaken, desk.reserve(desk.request("101", 0, 1)))
    assert desk.app.execute(first).result["number"] == given[0]
    given.append(desk.app.execute(desk.reserve(desk.request("102", 0, 1))).result["number"])
    other = open_house(location, workstation="Front desk 2")
    beside = other.execute(desk.reserve(desk.request("103", 0, 1))).result["number"]
    other.close()
    assert given == ["FD1-26-00001", "FD1-26-00002"]
    assert beside == "FD2-26-00001"


def test_the_same_command_counts_once(desk: Desk) -> None:
    """A booking that comes again is the first one."""
    command = desk.reserve(desk.request("101"))
    first = desk.app.execute(command)
    before = desk.digest()
    again = desk.app.execute(command)
    assert again.repeated
    assert again.result == first.result
    assert desk.digest() == before


def test_a_known_guest_is_not_made_again(desk: Desk) -> None:
    """A guest's id is enough."""
    guest_id = desk.view(desk.book("101")).guest_id
    command = replace(desk.reserve(desk.request("102")), guest=GuestRef(guest_id))
    desk.app.execute(command)
    assert desk.view(command.rooms[0].stay_id).surname == "Brandt"
    assert len(desk.rows()["guest"]) == 1


@pytest.mark.parametrize(
    ("first", "nights", "field"), [(0, -1, "departure"), (-1, 2, "arrival"), (0, MAX_NIGHTS + 1, "departure")]
)
def test_impossible_dates(desk: Desk, first: int, nights: int, field: str) -> None:
    """Leaving before coming, yesterday, and years are refused at their field."""
    assert desk.refusal(DatesRefused, desk.reserve(desk.request("101", first, nights))).field == field


def test_impossible_bookings(desk: Desk) -> None:
    """No room, too many rooms, nobody in a room, a state that a booking cannot begin with, no name."""
    request = desk.request("101")
    wrong = [
        desk.reserve(),
        desk.reserve(*(desk.request() for _ in range(MAX_ROOMS + 1))),
        desk.reserve(replace(request, adults=0)),
        desk.reserve(request, status=Status.CHECKED_IN),
        desk.reserve(request, name=""),
    ]
    wrong[-1] = replace(wrong[-1], guest=GuestRef(desk.app.new_id()))
    for command in wrong:
        desk.refusal(InvalidInput, command)


def test_what_does_not_exist(desk: Desk) -> None:
    """Unknown hotels, types, rooms, groups and companies are refused by name."""
    nobody = desk.app.new_id()
    request = desk.request("101")
    for command in (
        replace(desk.reserve(request), property_id=nobody),
        desk.reserve(replace(request, room_type_id=nobody)),
        desk.reserve(replace(request, room_id=nobody)),
        desk.reserve(request, group_id=nobody),
        desk.reserve(request, company_id=nobody),
        desk.reserve(request, agent_id=nobody),
    ):
        desk.refusal(NotFound, command)


def test_party_too_large(desk: Desk) -> None:
    """The room's type says how many; larger rooms are offered."""
    refusal = desk.refusal(PartyTooLarge, desk.reserve(desk.request("201", adults=3)))
    assert [choice.label for choice in refusal.choices] == ["Room 101", "Room 102"]
    desk.refusal(PartyTooLarge, desk.reserve(desk.request("", adults=3, room_type_id=desk.small_type)))


def test_a_type_is_full(desk: Desk) -> None:
    """Rooms held and stays that wait for one both count; the desk may oversell knowingly."""
    desk.book("201", 0, 2)
    desk.book("", 0, 2, room_type_id=desk.small_type)
    refusal = desk.refusal(TypeFull, desk.reserve(desk.request("", 1, 2, room_type_id=desk.small_type)))
    assert refusal.choices[-1].label == "Book it all the same"
    desk.book("", 2, 1, room_type_id=desk.small_type)
    desk.book("", 1, 1, room_type_id=desk.small_type, oversell=True)


def test_a_maid_may_not_book(desk: Desk) -> None:
    """The role is asked first."""
    maid: App = desk.app.as_actor(replace(desk.app.actor, permissions=frozenset({"property.set_room_state"})))
    with pytest.raises(NotPermitted):
        maid.execute(desk.reserve(desk.request("101")))
    assert desk.rows()["stay"] == []
    assert Reserve.verb == "reservations.reserve"
