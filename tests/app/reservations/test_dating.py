"""Pulling edges, cutting and joining: what nights cost then, and what is refused."""

from app.features.reservations import (
    ChangeStayDates,
    CutStay,
    DatesRefused,
    JoinStay,
    MoveStay,
    RoomTaken,
)
from app.kernel.errors import InvalidInput
from tests.support.desk import Desk


def test_longer_keeps_the_price_of_the_neighbour(desk: Desk) -> None:
    """Added nights cost what the nearest night costs, or what is given."""
    stay_id = desk.book("101", 2, 2, prices=(8_000, 8_500))
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(1), departure=desk.day(5))
    assert desk.nights(stay_id) == [
        (1, "101", 8_000),
        (2, "101", 8_000),
        (3, "101", 8_500),
        (4, "101", 8_500),
    ]
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(1), departure=desk.day(6), prices=(7_000,))
    assert desk.nights(stay_id)[-1] == (5, "101", 7_000)


def test_shorter_drops_the_price_as_booked(desk: Desk) -> None:
    """What is given back is the booked price of just those nights."""
    stay_id = desk.book("101", 0, 3, prices=(8_000, 8_500, 12_000))
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(0), departure=desk.day(2))
    assert desk.view(stay_id).total_minor == 16_500
    desk.book("101", 2, 1)


def test_an_edge_stops_at_others(desk: Desk) -> None:
    """The refusal offers the longest stay that fits, and other rooms for the added nights."""
    stay_id = desk.book("101", 0, 2)
    desk.book("101", 4, 1)
    refusal = desk.refused(
        RoomTaken, ChangeStayDates, stay_id=stay_id, arrival=desk.day(0), departure=desk.day(6)
    )
    assert refusal.choices[0].label == "Extend to 25 Nov only"
    desk.app.execute(refusal.choices[1].command)
    assert desk.parts(stay_id) == [("101", 0, 2), ("102", 2, 6)]


def test_a_stay_in_conflict_can_get_longer(desk: Desk) -> None:
    """Only the nights that are added can be refused."""
    desk.book("101", 0, 2)
    stay_id = desk.in_conflict("101", 1, 1)
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(1), departure=desk.day(4))
    assert desk.waiting(stay_id) == 1


def test_edges_of_a_guest_in_the_house(desk: Desk) -> None:
    """His arrival is what it was, his departure not before today."""
    stay_id = desk.check_in("101", 4)
    desk.close_day(2)
    for arrival, departure in ((1, 4), (0, 1), (3, 2)):
        desk.refused(
            DatesRefused,
            ChangeStayDates,
            stay_id=stay_id,
            arrival=desk.day(arrival),
            departure=desk.day(departure),
        )
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(0), departure=desk.day(2))
    assert len(desk.nights(stay_id)) == 2


def test_edges_that_cannot_be(desk: Desk) -> None:
    """Yesterday, years, and prices below zero."""
    stay_id = desk.book("101", 1, 2)
    for first, last in ((-1, 3), (2, 1), (1, 500)):
        desk.refused(
            DatesRefused, ChangeStayDates, stay_id=stay_id, arrival=desk.day(first), departure=desk.day(last)
        )
    desk.refused(
        InvalidInput,
        ChangeStayDates,
        stay_id=stay_id,
        arrival=desk.day(1),
        departure=desk.day(4),
        prices=(-1,),
    )


def test_a_cut_and_its_join(desk: Desk) -> None:
    """A cut makes two bars; the join makes one, in either part's room."""
    for in_first, room in ((True, "101"), (False, "102")):
        stay_id = desk.in_parts("101", "102")
        desk.do(JoinStay, stay_id=stay_id, at=desk.day(2), in_first_room=in_first)
        assert desk.parts(stay_id) == [(room, 0, 4)]
        desk.do(MoveStay, stay_id=stay_id, room_id=None)


def test_cutting_twice_changes_nothing(desk: Desk) -> None:
    """Where it is cut it stays cut; a third part is possible."""
    stay_id = desk.book("101", 0, 4)
    for at in (2, 2, 3):
        desk.do(CutStay, stay_id=stay_id, at=desk.day(at))
    assert desk.parts(stay_id) == [("101", 0, 2), ("101", 2, 3), ("101", 3, 4)]


def test_cuts_and_joins_that_cannot_be(desk: Desk) -> None:
    """At an edge, outside, where no parts meet, where the room is taken."""
    stay_id = desk.in_parts("101", "102")
    for at in (0, 4, 9):
        desk.refused(DatesRefused, CutStay, stay_id=stay_id, at=desk.day(at))
    desk.refused(DatesRefused, JoinStay, stay_id=stay_id, at=desk.day(1))
    desk.book("101", 2, 1)
    refusal = desk.refused(RoomTaken, JoinStay, stay_id=stay_id, at=desk.day(2))
    assert [choice.label for choice in refusal.choices] == ["Join in the other part's room"]
    desk.book("102", 1, 1)
    assert desk.refused(RoomTaken, JoinStay, stay_id=stay_id, at=desk.day(2)).choices == ()


def test_a_guest_in_the_house_keeps_his_room_when_parts_join(desk: Desk) -> None:
    """He is in the room of the first part."""
    stay_id = desk.check_in("101", 4)
    desk.do(CutStay, stay_id=stay_id, at=desk.day(2))
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["101"], segment=1)
    desk.refused(DatesRefused, JoinStay, stay_id=stay_id, at=desk.day(2), in_first_room=False)
    desk.do(JoinStay, stay_id=stay_id, at=desk.day(2))
