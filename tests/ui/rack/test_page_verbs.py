"""Verbs from panels, menus and actions: check in and out, cut, join, swap, lock, block, cancel, move."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import Status
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from ui.features.rack.ask_reason import AskReason
from ui.features.rack.block_form import BlockForm
from ui.features.rack.block_panel import BlockPanel
from ui.features.rack.many_panel import ManyPanel
from ui.features.rack.room_chooser import RoomChooser
from ui.features.rack.stay_panel import StayPanel


def test_the_panel_tells_the_stay(desk: Desk, at_window: AtWindow) -> None:
    """A click shows who, where, when and what is owed; another stay takes its place."""
    first = desk.book("101", 0, 2, name="Okonkwo", guest_note="Feather-free pillows")
    second = desk.book("102", 1, 2)
    hands = at_window()
    hands.select(first)
    panel = hands.page.selected.panel
    assert isinstance(panel, StayPanel)
    assert panel.view.surname == "Okonkwo"
    assert panel.isVisible()
    hands.click(hands.bar_point(second))
    shown = hands.page.selected.panel
    assert isinstance(shown, StayPanel)
    assert shown.view.id == second


def test_check_in_and_out(desk: Desk, at_window: AtWindow) -> None:
    """In a window without the front desk the verbs take the guest in and let him go at once."""
    stay = desk.book("101", 0, 2)
    hands = at_window()
    hands.select(stay)
    hands.page.run_verb("check_in")
    hands.settle()
    assert hands.view(stay).status == Status.CHECKED_IN
    hands.page.run_verb("check_out")
    hands.settle()
    assert hands.view(stay).status == Status.CHECKED_OUT
    hands.undo()
    assert hands.view(stay).status == Status.CHECKED_IN


def test_a_room_that_is_not_ready_is_said_before_the_press(desk: Desk, at_window: AtWindow) -> None:
    """The panel warns with the handler's own words; its link makes the room clean and the warning goes."""
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    stay = desk.book("101", 0, 2)
    hands = at_window()
    hands.select(stay)
    panel = hands.page.selected.panel
    assert isinstance(panel, StayPanel)
    assert panel.notice_sentence == "Friederike Brandt cannot be checked in: room 101 is not ready."
    panel.choice_taken.emit(panel.notice_choices[0])
    hands.settle()
    fresh = hands.page.selected.panel
    assert isinstance(fresh, StayPanel)
    assert fresh.notice_sentence == ""


def test_cut_and_join(desk: Desk, at_window: AtWindow) -> None:
    """X cuts at the focused day and joins there again."""
    stay = desk.book("101", 0, 4)
    hands = at_window()
    hands.select(stay)
    hands.focus("101", 2)
    hands.key(Qt.Key.Key_X)
    assert hands.drawn(stay) == [("101", 0, 2), ("101", 2, 4)]
    hands.key(Qt.Key.Key_X)
    assert hands.drawn(stay) == [("101", 0, 4)]


def test_a_part_of_a_cut_stay_moves_alone(desk: Desk, at_window: AtWindow) -> None:
    """The second bar is dragged; the first stays."""
    stay = desk.book("101", 0, 4)
    hands = at_window()
    hands.select(stay)
    hands.focus("101", 2)
    hands.key(Qt.Key.Key_X)
    point = hands.cell_point("101", 3)
    hands.drag(point, QPoint(point.x(), hands.cell_point("103", 0).y()))
    assert hands.drawn(stay) == [("101", 0, 2), ("103", 2, 4)]


def test_two_selected_stays_swap(desk: Desk, at_window: AtWindow) -> None:
    """Ctrl+click selects the second; W lets them change rooms; the panel lists both."""
    one, other = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Osei")
    hands = at_window()
    hands.select(one, other)
    assert isinstance(hands.page.selected.panel, ManyPanel)
    hands.key(Qt.Key.Key_W)
    assert (hands.room_of(one), hands.room_of(other)) == ("102", "101")
    hands.undo()
    assert (hands.room_of(one), hands.room_of(other)) == ("101", "102")


def test_a_band_selects_many_and_locks_them(desk: Desk, at_window: AtWindow) -> None:
    """Shift+drag over three bars; one reason locks all."""
    stays = [desk.book(room, 1, 2) for room in ("101", "102", "103")]
    hands = at_window()
    hands.page.canvas.setSelection(frozenset(stays))
    hands.settle()
    hands.key(Qt.Key.Key_L)
    card = hands.page.verbs.card
    assert isinstance(card, AskReason)
    card.reason.setText("group stays together")
    card.agree.click()
    hands.settle()
    assert {hands.view(stay).lock_reason for stay in stays} == {"group stays together"}
    hands.key(Qt.Key.Key_L)
    assert {hands.view(stay).lock_by for stay in stays} == {""}


def test_a_room_is_chosen_by_its_number(desk: Desk, at_window: AtWindow) -> None:
    """F8 lists free rooms; typing narrows; Enter moves."""
    stay = desk.book("101", 1, 2)
    desk.book("102", 1, 2)
    hands = at_window()
    hands.select(stay)
    hands.press("reservations.move_stay")
    chooser = hands.page.verbs.card
    assert isinstance(chooser, RoomChooser)
    assert [offer.number for offer in chooser.list.offers] == ["103", "104", "201", "202"]
    QTest.keyClicks(chooser.input, "104")
    QTest.keyClick(chooser.input, Qt.Key.Key_Return)
    hands.settle()
    assert hands.room_of(stay) == "104"


def test_a_room_is_blocked_and_given_free(at_window: AtWindow) -> None:
    """B on the drawn nights opens the form; the block's panel gives the room free."""
    hands = at_window()
    start = hands.cell_point("104", 1)
    hands.drag(start, start + QPoint(round(2 * hands.day_px()), 0))
    hands.page.booking.close()
    hands.focus("104", 1)
    hands.key(Qt.Key.Key_B)
    form = hands.page.selected.panel
    assert isinstance(form, BlockForm)
    form.reason.setText("Bathroom leak")
    form.block()
    hands.settle()
    bars = hands.frame.scene.bars
    block = bars.id(int((bars.kind > 0).nonzero()[0][0]))
    hands.page.canvas.setSelection(frozenset({block}))
    hands.settle()
    panel = hands.page.selected.panel
    assert isinstance(panel, BlockPanel)
    assert panel.view.reason == "Bathroom leak"
    hands.key(Qt.Key.Key_Delete)
    assert not (hands.frame.scene.bars.kind > 0).any()
    hands.undo()
    assert (hands.frame.scene.bars.kind > 0).any()


def test_a_block_over_a_stay_says_who_is_there(desk: Desk, at_window: AtWindow) -> None:
    """The refusal stands in the form and offers the days before."""
    desk.book("104", 3, 2, name="Osei")
    hands = at_window()
    hands.focus("104", 1)
    hands.key(Qt.Key.Key_B)
    form = hands.page.selected.panel
    assert isinstance(form, BlockForm)
    form.days.show_dates(form.days.dates.__class__(hands.desk.day(1), hands.desk.day(5)))
    form.block()
    hands.settle()
    assert "Osei" in form.days_field.sentence
    popover = hands.page.desk.popover
    assert popover is not None
    popover.take(0)
    hands.settle()
    assert (hands.frame.scene.bars.kind > 0).any()


def test_cancelling_asks_first(desk: Desk, at_window: AtWindow) -> None:
    """Del asks; Esc leaves it; Enter cancels and the bar goes."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.select(stay)
    hands.key(Qt.Key.Key_Delete)
    card = hands.page.verbs.card
    assert isinstance(card, AskReason)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    hands.settle()
    assert hands.view(stay).status == Status.CONFIRMED
    hands.key(Qt.Key.Key_Delete)
    again = hands.page.verbs.card
    assert isinstance(again, AskReason)
    QTest.keyClicks(again.reason, "Guest fell ill")
    QTest.keyClick(again.reason, Qt.Key.Key_Return)
    hands.settle()
    assert hands.view(stay).status == Status.CANCELLED
    assert hands.drawn(stay) == []
    hands.undo()
    assert hands.drawn(stay) == [("101", 1, 3)]
