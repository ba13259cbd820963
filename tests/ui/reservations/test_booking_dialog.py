"""Booking in a real window by keys: one room, several, what is refused, and what is lost then: nothing."""

import re
from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt

from app.features.reservations import MoveStay, StayView
from tests.support.desk import Desk
from tests.ui.reservations.conftest import Booker
from ui.features.reservations.booking_dialog import BookingDialog

Open = Callable[[], Booker]
ENTER = Qt.Key.Key_Return


def stays(desk: Desk) -> list[StayView]:
    """All stays, by arrival and room."""
    views = [desk.view(row["id"]) for row in desk.rows()["stay"]]
    return sorted(views, key=lambda view: (view.arrival, view.parts[0].room, view.surname))


def test_by_keys(booker: Open, desk: Desk) -> None:
    """A name, days, a rate by arrows, Enter; with terms. Undo takes it back."""
    hands = booker()
    dialog = hands.new_booking()
    assert dialog.total.text() == "€ 100.00"
    hands.type(dialog.form.guest.input, "Okonkwo, Adaeze")
    hands.type(dialog.room.days.departure, "+4")
    hands.key(dialog.room.days.departure, Qt.Key.Key_Tab)
    pick = dialog.room.matrix.pick
    assert pick is not None
    assert (pick.offer.code, pick.quote.plan_code if pick.quote else "") == ("STD", "LONG")
    hands.key(dialog.room.matrix, Qt.Key.Key_Left)
    assert dialog.total.text() == "€ 400.00"
    hands.type(dialog.form.at, "1530")
    hands.type(dialog.form.tags, "quiet, late")
    hands.type(dialog.form.deposit, "50")
    hands.key(dialog.form.deposit, ENTER)
    (view,) = stays(desk)
    assert (view.surname, view.given, len(view.nights), view.nights[0].rate_code) == (
        "Okonkwo", "Adaeze", 4, "BAR",
    )  # fmt: skip
    assert (view.arrival_time, view.tags, view.deposit_due_minor) == (time(15, 30), ("quiet", "late"), 5_000)
    hands.window.services.undo.undo()
    hands.settle()
    assert desk.rows()["stay"] == []


def test_several_rooms(booker: Open, desk: Desk) -> None:
    """Each with own days, guest, room and price; one is taken off again."""
    hands = booker()
    dialog = hands.new_booking()
    hands.type(dialog.form.guest.input, "Brandt, Jo")
    dialog.room.rooms.setCurrentIndex(2)
    dialog.room.rooms.activated.emit(2)
    hands.key(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.AltModifier)
    hands.key(dialog.room.matrix, Qt.Key.Key_Down)
    hands.type(dialog.room.guest.input, "Ito, Haru")
    hands.type(dialog.room.price, "95")
    says = re.fullmatch(r"Typed price. (\w+) says € ([\d.]+)\.", dialog.room.price_field.sentence)
    assert says is not None
    hands.type(dialog.room.ages, "4")
    hands.key(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.AltModifier)
    assert dialog.tabs is not None
    assert dialog.tabs.choice == "2"
    hands.key(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.AltModifier)
    hands.key(dialog.room.ages, ENTER)
    assert [row["adults"] for row in desk.rows()["stay"]] == []  # three people do not fit the small room
    assert dialog.room.party_field.sentence == "Small takes 2 people, the party has 3."
    dialog.room.adults.setValue(1)
    hands.settle()
    hands.key(dialog.room.ages, ENTER)
    first, second = stays(desk)
    assert (first.surname, first.parts[0].room, first.number) == ("Ito", "", second.number)
    assert (first.nights[0].price_minor, first.child_ages, first.room_type) == (9_500, (4,), "Small")
    assert (second.surname, second.parts[0].room) == ("Brandt", "102")
    noted = {row["internal_note"] for row in desk.rows()["reservation"]}
    assert noted == {f"Typed price 95.00 EUR; {says[1]} says {says[2]} EUR."}


def test_a_room_sold_a_second_ago(booker: Open, desk: Desk) -> None:
    """The sentence stands at the room, what was typed stays, and one click takes another room."""
    hands = booker()
    dialog = hands.new_booking()
    hands.type(dialog.form.guest.input, "Ж" * 200)
    dialog.room.rooms.setCurrentIndex(1)
    dialog.room.rooms.activated.emit(1)
    desk.book("101", name="Lindqvist")
    hands.key(dialog.form.guest.input, ENTER)
    assert "Lindqvist holds 101" in dialog.room.room_field.sentence
    assert dialog.form.guest.input.text() == "Ж" * 200
    hands.take_way(dialog.said)
    assert [view.parts[0].room for view in stays(desk)] == ["101", "102"]


def test_bad_input(booker: Open, desk: Desk) -> None:
    """Nobody, a departure before the arrival, a year and more, ages that are none, a time that is none."""
    hands = booker()
    dialog = hands.new_booking()
    hands.key(dialog, ENTER)
    assert dialog.form.guest_field.sentence == "Who comes? Type a name."
    hands.type(dialog.form.guest.input, "Ж" * 201)
    hands.key(dialog.form.guest.input, ENTER)
    assert dialog.form.guest_field.sentence.endswith(".")
    hands.type(dialog.form.guest.input, "Silva")
    hands.type(dialog.room.days.departure, "-3")
    hands.key(dialog.room.days.departure, Qt.Key.Key_Tab)
    assert dialog.room.days_field.sentence == "The departure lies before the arrival."
    hands.type(dialog.room.ages, "x")
    hands.key(dialog.room.ages, ENTER)
    assert "17 at most" in dialog.room.ages_field.sentence
    hands.type(dialog.room.ages, "")
    dialog.room.ages.clear()
    hands.type(dialog.form.at, "half past")
    hands.key(dialog.form.at, ENTER)
    assert dialog.form.at_field.sentence == "Write the time like 15:30."
    dialog.form.at.clear()
    assert desk.rows()["stay"] == []
    hands.type(dialog.room.days.departure, "+400")
    hands.key(dialog.room.days.departure, Qt.Key.Key_Tab)
    hands.key(dialog.form.guest.input, ENTER)
    assert "400 nights?" in dialog.room.days_field.sentence
    assert desk.rows()["stay"] == []
    hands.key(dialog.form.guest.input, ENTER)
    assert [len(view.nights) for view in stays(desk)] == [400]


def test_an_old_stay_again(booker: Open, desk: Desk) -> None:
    """The guest, the party and the rate of a stay that was, from today on."""
    stay_id = desk.book("101", 0, 2, adults=2, children=1, child_ages=(7,), rate_code="BAR", tags=("quiet",))
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])
    hands = booker()
    hands.window.services.selection.tell(stay_id)
    hands.run("reservations.book_again")
    dialog = hands.dialog(BookingDialog)
    hands.key(dialog.form.guest.input, ENTER)
    again = [view for view in stays(desk) if view.id != stay_id]
    assert [(v.surname, v.child_ages, v.tags, len(v.nights)) for v in again] == [
        ("Brandt", (7,), ("quiet",), 2)
    ]  # fmt: skip


def test_for_a_guest(booker: Open, desk: Desk) -> None:
    """A page that shows a guest tells of him; the dialog begins with him, and the next one without."""
    guest_id = desk.view(desk.book("104")).guest_id
    hands = booker()
    hands.window.services.selection.guest = guest_id
    dialog = hands.new_booking()
    assert dialog.form.guest.input.text() == "Brandt, Friederike"
    hands.key(dialog.form.guest.input, ENTER)
    assert len(desk.rows()["guest"]) == 1
    assert len(stays(desk)) == 2
    assert hands.new_booking().form.guest.input.text() == ""
