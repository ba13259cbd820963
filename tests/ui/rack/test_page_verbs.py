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
from ui.features.rack.swap_card import SwapCard


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


def test_what_cannot_be_done_now_is_pressed_and_explained(desk: Desk, at_window: AtWindow) -> None:
    """The grey verb takes the press: who, why, the rule, and what would go; Enter does it."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.select(stay)
    panel = hands.page.selected.panel
    assert isinstance(panel, StayPanel)
    assert panel.main.isEnabled()
    assert panel.main.toolTip()
    panel.main.click()
    hands.settle()
    popover = hands.page.desk.popover
    assert popover is not None
    assert popover.rule == "Guests come and go on the days of their stay"
    assert [choice.label for choice in popover.choices] == ["Let the stay begin today"]
    QTest.keyClick(popover, Qt.Key.Key_Return)
    hands.settle()
    assert hands.view(stay).arrival == desk.day(0)


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


def test_a_room_is_changed_from_a_day_on(desk: Desk, at_window: AtWindow) -> None:
    """A guest in the house moves now or on a later day, at the price as sold or the room’s; in a draft."""
    stay = desk.check_in("101", 4)
    desk.book("201", 1, 1, name="Kim")
    desk.close_day()
    hands = at_window()
    hands.select(stay)
    hands.press("reservations.move_stay")
    chooser = hands.page.verbs.card
    assert isinstance(chooser, RoomChooser)
    assert "201" not in [offer.number for offer in chooser.list.offers]
    assert [chooser.when.itemText(n) for n in range(chooser.when.count())] == [
        "Now, for the rest of the stay", "From 23 Nov on", "From 24 Nov on",
    ]  # fmt: skip
    chooser.when.choose(desk.day(2))
    hands.settle()
    QTest.keyClicks(chooser.input, "201")
    QTest.keyClick(chooser.input, Qt.Key.Key_Return)
    hands.settle()
    assert desk.parts(stay) == [("101", 0, 2), ("201", 2, 4)]
    assert [minor for _, _, minor in desk.nights(stay)] == [9_000, 9_000, 14_000, 14_000]
    hands.undo()
    hands.press("rack.draft")
    hands.press("reservations.move_stay")
    chooser = hands.page.verbs.card
    assert isinstance(chooser, RoomChooser)
    chooser.when.choose(desk.day(3))
    chooser.keep.setChecked(True)
    hands.settle()
    QTest.keyClicks(chooser.input, "202")
    QTest.keyClick(chooser.input, Qt.Key.Key_Return)
    hands.settle()
    assert desk.parts(stay) == [("101", 0, 4)]
    hands.press("rack.commit_draft")
    assert desk.parts(stay) == [("101", 0, 3), ("202", 3, 4)]
    assert desk.view(stay).total_minor == 36_000


def test_a_swap_between_types_asks_the_price(desk: Desk, at_window: AtWindow) -> None:
    """Two types: as sold, or by the rooms' prices, with what that comes to; one type swaps at once."""
    first, second = desk.book("101", 1, 2), desk.book("201", 1, 2, name="Kim")
    hands = at_window()
    hands.select(first, second)
    hands.key(Qt.Key.Key_W)
    card = hands.page.verbs.card
    assert isinstance(card, SwapCard)
    assert "€ 0.00 for both" in card.gain.text()
    QTest.keyClick(card, Qt.Key.Key_U)
    QTest.keyClick(card, Qt.Key.Key_Return)
    hands.settle()
    assert (desk.parts(first), desk.parts(second)) == ([("201", 1, 3)], [("101", 1, 3)])
    assert (desk.view(first).total_minor, desk.view(second).total_minor) == (28_000, 18_000)
    hands.key(Qt.Key.Key_W)
    card = hands.page.verbs.card
    assert isinstance(card, SwapCard)
    QTest.keyClick(card, Qt.Key.Key_Return)
    hands.settle()
    assert (desk.parts(first), desk.view(first).total_minor) == ([("101", 1, 3)], 28_000)


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
