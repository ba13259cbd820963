"""Everything by keyboard, and what a screen reader hears."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from ui.features.rack.canvas.frame import day_number
from ui.features.rack.stay_panel import StayPanel

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_book_without_a_mouse(at_window: AtWindow) -> None:
    """Arrows to the cell, Shift+arrows over the nights, Enter, a name, Enter."""
    hands = at_window()
    hands.focus("101", 1)
    hands.keys(Qt.Key.Key_Down, Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Right, SHIFT)
    hands.key(Qt.Key.Key_Return)
    form = hands.page.booking.form
    assert form is not None
    QTest.keyClicks(form.guest.input, "Adaeze Okonkwo")
    hands.settle()
    QTest.keyClick(form.guest.input, Qt.Key.Key_Return)
    hands.settle()
    stay = hands.page.selected.stay
    assert stay is not None
    assert (stay.surname, stay.given) == ("Okonkwo", "Adaeze")
    assert hands.drawn(stay.id) == [("102", 2, 4)]


def test_a_known_guest_is_found_while_typing(desk: Desk, at_window: AtWindow) -> None:
    """Type-ahead finds him without accents; Down and Enter take him, Enter books for him."""
    known = desk.book("101", 1, 1, name="Müller")
    hands = at_window()
    hands.focus("102", 1)
    hands.page.new_stay()
    form = hands.page.booking.form
    assert form is not None
    QTest.keyClicks(form.guest.input, "mull")
    hands.qtbot.waitUntil(lambda: bool(form.guest.hits.hits))
    QTest.keyClick(form.guest.input, Qt.Key.Key_Down)
    QTest.keyClick(form.guest.input, Qt.Key.Key_Return)
    assert form.guest.guest is not None
    form.book()
    hands.settle()
    stay = hands.page.selected.stay
    assert stay is not None
    assert stay.guest_id == hands.view(known).guest_id


def test_move_without_a_mouse(desk: Desk, at_window: AtWindow) -> None:
    """M takes the bar, arrows move it with the same preview, Enter drops it."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.select(stay)
    hands.keys(Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)
    preview = hands.page.dragging.mover.preview
    assert preview is not None
    assert preview.title == "Move to 103"
    assert hands.drawn(stay) == [("101", 1, 3)]
    hands.key(Qt.Key.Key_Return)
    assert hands.drawn(stay) == [("103", 2, 4)]


def test_everything_in_view_is_selected_by_keys(desk: Desk, at_window: AtWindow) -> None:
    """Ctrl+A selects the stays that are seen, not those beyond; once more, and nothing is selected."""
    seen = {desk.book("101", 1, 2), desk.book("102", 0, 1)}
    desk.book("103", 200, 2)
    hands = at_window()
    hands.focus("101", 1)
    hands.key(Qt.Key.Key_A, CONTROL)
    assert hands.page.canvas.selection == seen
    hands.key(Qt.Key.Key_A, CONTROL)
    assert hands.page.canvas.selection == frozenset()


def test_a_refused_move_by_keys(desk: Desk, at_window: AtWindow) -> None:
    """Onto a taken room, then 1 does the first suggestion; Esc would put it back."""
    stay = desk.book("101", 1, 2)
    desk.book("102", 1, 2, name="Osei")
    hands = at_window()
    hands.select(stay)
    hands.keys(Qt.Key.Key_M, Qt.Key.Key_Down)
    assert hands.page.dragging.mover.allowed is False
    hands.key(Qt.Key.Key_1)
    assert hands.room_of(stay) in ("103", "104")


def test_edges_by_keys(desk: Desk, at_window: AtWindow) -> None:
    """] twice and Enter: two nights more; { and Enter: a day later."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.select(stay)
    hands.keys(Qt.Key.Key_BracketRight, Qt.Key.Key_BracketRight, Qt.Key.Key_Return)
    assert hands.drawn(stay) == [("101", 1, 5)]
    hands.key(Qt.Key.Key_BraceLeft, SHIFT)
    hands.key(Qt.Key.Key_Return)
    assert hands.drawn(stay) == [("101", 2, 5)]


def test_typing_a_room_number_jumps_there(at_window: AtWindow) -> None:
    """2, 0, 2 puts the cell on 202."""
    hands = at_window()
    hands.focus("101", 0)
    QTest.keyClicks(hands.page.canvas, "202")
    focus = hands.page.canvas.overlay.focus
    assert focus is not None
    assert focus[0] == hands.row("202")


def test_typing_a_name_jumps_to_the_guest(desk: Desk, at_window: AtWindow) -> None:
    """Shift+O, s: the next Osei is selected."""
    stay = desk.book("103", 4, 2, name="Osei")
    hands = at_window()
    hands.focus("101", 0)
    hands.key(Qt.Key.Key_O, SHIFT)
    QTest.keyClicks(hands.page.canvas, "s")
    hands.settle()
    assert hands.page.canvas.selection == {stay}
    assert isinstance(hands.page.selected.panel, StayPanel)


def test_today_and_fit(at_window: AtWindow) -> None:
    """Ctrl+Page Down goes on by what shows, T comes back, Ctrl+0 fits the house."""
    hands = at_window()
    first = hands.page.canvas.view.first_day
    hands.key(Qt.Key.Key_PageDown, CONTROL)
    assert hands.page.canvas.view.first_day == first + 14
    hands.key(Qt.Key.Key_T)
    assert hands.page.canvas.view.first_day == first
    row = hands.page.canvas.view.row_px
    hands.key(Qt.Key.Key_0, CONTROL)
    assert hands.page.canvas.view.row_px > row


def test_the_accessible_text_of_the_focused_cell(desk: Desk, at_window: AtWindow) -> None:
    """A screen reader hears room, day and what stands there."""
    desk.book("102", 1, 2, name="Okonkwo")
    hands = at_window()
    hands.focus("102", 1)
    interface = QAccessible.queryAccessibleInterface(hands.page.canvas)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Rooms and nights"
    cell = interface.focusChild()
    assert (
        cell.text(QAccessible.Text.Name)
        == "Room 102, Standard, Sun 22 Nov: Friederike Okonkwo, booked, 2 nights"
    )
    hands.keys(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert cell.text(QAccessible.Text.Name) == "Room 102, Standard, Tue 24 Nov: free"
    assert hands.frame.scene.today == day_number(desk.day(0))
