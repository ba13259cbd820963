"""What the rack shows and remembers: views, elements, filters, rates, rooms' states, changes of others."""

import dataclasses

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.features.rack import GroupBy, Legend, RackFilter, RoomState
from app.features.reservations import BlockKind, BlockRoom, MoveStay, ReleaseBlock, StayView
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from ui.features.rack.canvas.view import ViewKind
from ui.features.rack.price_panel import PricePanel
from ui.features.rack.stay_panel import StayPanel
from ui.features.rack.tooltip import day_tip


def test_settings_are_remembered(at_window: AtWindow) -> None:
    """View, legend, grouping, elements and filter come back in the next window of the same user."""
    hands = at_window()
    page = hands.page
    page.looking.use_legend(Legend.PAYMENT)
    page.looking.show_days(31)
    card = page.configure()
    card.view_changed.emit(
        dataclasses.replace(
            page.canvas.view,
            group_by=GroupBy.FLOOR,
            elements=dataclasses.replace(page.canvas.view.elements, bar_given=False),
        )
    )
    card.filter_changed.emit(RackFilter(types=frozenset({"Standard"})))
    card.close()
    hands.settle()
    shown = page.canvas.view
    hands.window.preferences.flush()
    hands.settle()
    again = at_window().page
    assert again.canvas.view.legend is Legend.PAYMENT
    assert again.canvas.view.group_by is GroupBy.FLOOR
    assert not again.canvas.view.elements.bar_given
    assert abs(again.canvas.view.day_px - shown.day_px) < 0.02
    assert [room.number for room in again.data.shown_house.rooms] == ["101", "102", "103", "104"]


def test_filters_narrow_rooms_and_names(desk: Desk, at_window: AtWindow) -> None:
    """Types by name, floors, and a text in names; nothing is lost when the filter goes."""
    mine = desk.book("101", 1, 2, name="Müller")
    other = desk.book("102", 1, 2, name="Osei")
    hands = at_window()
    hands.page.narrow(RackFilter(text="mull"))
    assert hands.drawn(mine) == [("101", 1, 3)]
    assert hands.drawn(other) == []
    hands.page.narrow(RackFilter(floors=frozenset({"2"})))
    assert [room.number for room in hands.page.data.shown_house.rooms] == ["201", "202"]
    hands.page.narrow(RackFilter())
    assert hands.drawn(other) == [("102", 1, 3)]


def test_a_change_beside_the_filter_stays_hidden(desk: Desk, at_window: AtWindow) -> None:
    """A stay that another desk moves out of what shows is gone; it comes back without the filter."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.page.narrow(RackFilter(types=frozenset({"Standard"})))
    outcome = desk.do(MoveStay, stay_id=stay, room_id=desk.rooms["201"])
    hands.window.hub.feed(outcome.changes)
    hands.qtbot.waitUntil(lambda: hands.drawn(stay) == [])
    hands.page.narrow(RackFilter())
    assert hands.drawn(stay) == [("201", 1, 3)]


def test_a_change_of_another_desk_keeps_selection_and_scroll(desk: Desk, at_window: AtWindow) -> None:
    """The bar moves, the selected stay stays selected and open, the view stays where it was."""
    mine, theirs = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Osei")
    hands = at_window()
    hands.page.looking.show_days(31)
    hands.select(mine)
    before = hands.page.canvas.view
    outcome = desk.do(MoveStay, stay_id=theirs, room_id=desk.rooms["104"])
    hands.window.hub.feed(outcome.changes)
    hands.qtbot.waitUntil(lambda: hands.drawn(theirs) == [("104", 1, 3)])
    hands.settle()
    assert hands.page.canvas.selection == {mine}
    assert hands.page.canvas.view == before
    stay = hands.page.selected.stay
    assert stay is not None
    assert stay.id == mine


def test_the_open_panel_follows_another_desk(desk: Desk, at_window: AtWindow) -> None:
    """What is selected is read again when somebody else changes it."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.select(stay)
    outcome = desk.do(MoveStay, stay_id=stay, room_id=desk.rooms["103"])
    hands.window.hub.feed(outcome.changes)
    hands.qtbot.waitUntil(lambda: _room(hands.page.selected.stay) == "103")


def _room(view: StayView | None) -> str:
    return view.nights[0].room if view is not None else ""


def test_a_band_selects_what_it_touches(desk: Desk, at_window: AtWindow) -> None:
    """Shift and draw a box over two rows."""
    stays = {desk.book(room, 1, 2) for room in ("101", "102")}
    desk.book("104", 1, 2)
    hands = at_window()
    start, end = hands.cell_point("101", 0), hands.cell_point("102", 4)
    canvas, shift = hands.page.canvas, Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, shift, start)
    for point in (start + QPoint(30, 10), end):
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, shift, end)
    hands.settle()
    assert hands.page.canvas.selection == stays


def test_the_overview_and_back(at_window: AtWindow) -> None:
    """A year with all rooms, then as near as before."""
    hands = at_window()
    near = hands.page.canvas.view.day_px
    hands.page.looking.use_view(ViewKind.OVERVIEW)
    assert round(hands.page.looking.days) == 365
    hands.page.looking.use_view(ViewKind.DETAILED)
    assert hands.page.canvas.view.day_px == near


def test_the_rates_view_publishes_a_price(desk: Desk, at_window: AtWindow) -> None:
    """Published, sold on average and free; a new price is published and can be taken back."""
    desk.book("101", 0, 1, prices=(8_000,))
    desk.book("102", 0, 1, prices=(9_001,))
    hands = at_window()
    hands.page.looking.use_view(ViewKind.RATES)
    hands.settle()
    grid = hands.page.rates.grid
    today = hands.frame.scene.today
    assert grid.isVisible()
    assert grid.cell_text(0, today) == "Standard: published 90.00, 2 nights sold at 85.01"
    assert grid.cell_text(0, today + 1) == "Standard: published 90.00, nothing sold"
    QTest.keyClick(grid, Qt.Key.Key_Space)
    panel = hands.page.selected.panel
    assert isinstance(panel, PricePanel)
    panel.price.setText("95")
    panel.publish()
    hands.settle()
    assert grid.cell_text(0, today).startswith("Standard: published 95.00")
    hands.undo()
    assert grid.cell_text(0, today).startswith("Standard: published 90.00")


def test_letters_say_how_a_room_is(at_window: AtWindow) -> None:
    """In the housekeeping view D makes the focused room dirty; elsewhere letters do not."""
    hands = at_window()
    hands.focus("102", 0)
    hands.key(Qt.Key.Key_D)
    row = hands.row("102")
    assert hands.page.data.house.rooms[row].state.name == "CLEAN"
    hands.page.looking.use_view(ViewKind.HOUSEKEEPING)
    hands.key(Qt.Key.Key_D)
    assert hands.page.data.house.rooms[row].state.name == "DIRTY"
    hands.key(Qt.Key.Key_I)
    assert hands.page.data.house.rooms[row].state.name == "INSPECTED"


def test_room_revenue_is_read_when_it_is_wanted(desk: Desk, at_window: AtWindow) -> None:
    """The day header gets revenue as sold, only where the user asks for it."""
    desk.book("101", 0, 2, prices=(8_000, 9_000))
    hands = at_window()
    page = hands.page
    assert not len(page.data.days.revenue_minor)
    elements = dataclasses.replace(page.canvas.view.elements, revenue=True)
    page.looking.use_elements(dataclasses.replace(page.canvas.view, elements=elements))
    hands.settle()
    today = hands.frame.scene.today - page.data.days.first
    assert page.data.days.revenue_minor[today : today + 3].tolist() == [8_000, 9_000, 0]


def test_the_search_jumps_to_a_stay(desk: Desk, at_window: AtWindow) -> None:
    """Ctrl+K, a name without its accent, Enter: its days show, its bar is selected, its panel is open."""
    desk.book("101", 1, 2)
    far = desk.book("103", 90, 2, name="Müller")
    hands = at_window()
    hands.window.palette_.open("muller")
    hands.settle()
    card = hands.window.palette_.card
    assert card is not None
    assert card.rows.rows[0].title == "Friederike Müller"
    card.taken.emit(0)
    hands.settle()
    assert hands.page.canvas.selection == {far}
    first = hands.page.canvas.view.first_day
    assert first <= hands.frame.scene.today + 90 < first + hands.page.looking.days
    assert isinstance(hands.page.selected.panel, StayPanel)


def test_the_search_jumps_past_a_filter(desk: Desk, at_window: AtWindow) -> None:
    """A stay that the filter hides is shown all the same: the filter goes."""
    stay = desk.book("201", 1, 2, name="Osei")
    hands = at_window()
    hands.page.narrow(RackFilter(types=frozenset({"Standard"})))
    assert hands.drawn(stay) == []
    hands.window.open_page("rack", stay=stay)
    hands.settle()
    assert hands.page.canvas.selection == {stay}


def test_a_room_blocked_today_shows_it(desk: Desk, at_window: AtWindow) -> None:
    """The row's state is the block's while it lasts, also when another desk blocks or releases."""
    block = desk.app.new_id()
    hands = at_window()
    row = hands.row("102")
    blocked = desk.do(
        BlockRoom, block_id=block, room_id=desk.rooms["102"], kind=BlockKind.OUT_OF_ORDER,
        starts=desk.day(0), ends=desk.day(2), reason="Leak",
    )  # fmt: skip
    hands.window.hub.feed(blocked.changes)
    hands.qtbot.waitUntil(lambda: hands.frame.scene.house.rooms[row].state is RoomState.OUT_OF_ORDER)
    assert hands.drawn(block) == [("102", 0, 2)]
    released = desk.do(ReleaseBlock, block_id=block)
    hands.window.hub.feed(released.changes)
    hands.qtbot.waitUntil(lambda: hands.frame.scene.house.rooms[row].state is RoomState.CLEAN)
    assert hands.drawn(block) == []


def test_a_day_of_the_overview_tells_and_opens(desk: Desk, at_window: AtWindow) -> None:
    """Resting on a day shows its figures; Enter opens its fourteen days."""
    desk.book("101", 40, 2)
    hands = at_window()
    hands.page.looking.use_view(ViewKind.OVERVIEW)
    day = hands.frame.scene.today + 40
    lines = day_tip(hands.page.data.days, day)
    assert lines[0].text.startswith("Thu 31 Dec 2026")
    assert lines[1].text == "17 % sold · 5 free · 1 in, 0 out"
    QTest.mouseMove(hands.page.canvas, QPoint(hands.frame.x_of(day + 0.5), 300))
    hands.qtbot.waitUntil(hands.page.hovering.tip.isVisible)
    hands.page.canvas.setFocusedCell(hands.row("102"), day)
    hands.key(Qt.Key.Key_Return)
    assert hands.page.canvas.view.kind is ViewKind.DETAILED
    assert hands.page.canvas.view.first_day == day - 1


def test_the_bar_tells_its_stay(desk: Desk, at_window: AtWindow) -> None:
    """Resting on a bar shows the whole stay."""
    stay = desk.book("101", 1, 2, name="Okonkwo", guest_note="Feather-free pillows")
    hands = at_window()
    QTest.mouseMove(hands.page.canvas, hands.bar_point(stay))
    tip = hands.page.hovering.tip
    hands.qtbot.waitUntil(tip.isVisible)
    assert "Okonkwo, Friederike · Sun 22 – Tue 24 Nov" in tip.accessibleName()
    assert "Feather-free pillows" in tip.accessibleName()


def test_a_verb_that_does_not_fit_says_so(desk: Desk, at_window: AtWindow) -> None:
    """W with one stay selected tells what is missing and does nothing."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.select(stay)
    hands.key(Qt.Key.Key_W)
    assert hands.window.toasts.sentence == "Select two stays to swap their rooms."
