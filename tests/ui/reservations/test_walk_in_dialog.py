"""A walk-in in a real window: a name and Enter; what stands in the way is said at its field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.property import Housekeeping, SetRoomState
from tests.support.desk import Desk
from tests.ui.reservations.conftest import Booker

Open = Callable[[], Booker]
ENTER = Qt.Key.Key_Return


def test_a_name_and_enter(booker: Open, desk: Desk) -> None:
    """The ready room of the cheapest type, one night, the cheapest rate; Enter before it is known waits."""
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    hands = booker()
    dialog = hands.walk_in()
    QTest.keyClicks(dialog.guest.input, "Okonkwo, Adaeze")
    hands.key(dialog.guest.input, ENTER)
    row = desk.rows()["stay"][0]
    view = desk.view(row["id"])
    assert (view.status, view.surname, view.parts[0].room, view.nights[0].price_minor) == (
        "checked_in", "Okonkwo", "102", 10_000,
    )  # fmt: skip
    assert hands.window.services.selection.stay == view.id


def test_what_stands_in_the_way(booker: Open, desk: Desk) -> None:
    """Nobody named, no room for the party, a room just sold: nothing is lost, another room is one click."""
    hands = booker()
    dialog = hands.walk_in()
    hands.key(dialog, ENTER)
    assert dialog.guest_field.sentence == "Who comes? Type a name."
    QTest.keyClicks(dialog.guest.input, "Silva")
    dialog.adults.setValue(9)
    hands.settle()
    assert dialog.room_field.sentence == "No room is free for these nights and this party."
    dialog.adults.setValue(1)
    dialog.nights.setValue(3)
    hands.settle()
    assert dialog.total.text() == "€ 240.00"
    desk.book("101", name="Lindqvist")
    hands.key(dialog.guest.input, ENTER)
    assert "Lindqvist" in dialog.room_field.sentence
    assert dialog.guest.input.text() == "Silva"
    hands.take_way(dialog.said)
    names = {view.surname: view.status for view in map(desk.view, (r["id"] for r in desk.rows()["stay"]))}
    assert names == {"Lindqvist": "confirmed", "Silva": "checked_in"}
