"""Make it fit and drafts in the window, by keys: shown, committed whole, or dropped without a trace."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.features.reservations import ChangeStayDates, MoveStay
from app.infra.digest import Row
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from tests.ui.rack.receptionist import Receptionist
from ui.features.rack.canvas.overlays import cell_rect
from ui.features.rack.draft_panel import DraftPanel, NoPlanPanel

CTRL = Qt.KeyboardModifier.ControlModifier


def standing(desk: Desk) -> dict[str, list[Row]]:
    """The house as it stands; what a user keeps for himself is no part of it."""
    return {name: rows for name, rows in desk.rows().items() if name != "user_setting"}


def pull_fellow(hands: Receptionist, index: int, room: str, days: int = 0) -> None:
    """Take a bar where the draft shows it, and drag it on."""
    rect = cell_rect(hands.frame, hands.page.canvas.overlay.fellows[index].target)
    assert rect is not None
    start = rect.center().toPoint()
    hands.drag(start, QPoint(start.x() + round(days * hands.day_px()), hands.cell_point(room, 0).y()))


def panel_of(hands: Receptionist, kind: type[QWidget] = DraftPanel) -> QWidget:
    """The panel that shows beside the grid."""
    found = [panel for panel in hands.window.findChildren(kind) if panel.isVisible()]
    assert len(found) == 1
    return found[0]


def words(panel: QWidget) -> str:
    """All that a panel says."""
    return " | ".join(label.text() for label in panel.findChildren(QLabel))


def press(hands: Receptionist, widget: QWidget, key: Qt.Key) -> None:
    """A key to a panel or popover."""
    QTest.keyClick(widget, key)
    hands.settle()


def test_a_refused_extension_is_made_to_fit(desk: Desk, at_window: AtWindow) -> None:
    """Refused, F: the moves stand in grid and panel, nothing is written; Enter does all at once."""
    stay = desk.book("201", 0, 2)
    kim = desk.book("201", 2, 2, name="Kim")
    hands = at_window()
    digest = standing(desk)
    longer = ChangeStayDates(id=desk.app.new_id(), stay_id=stay, arrival=desk.day(0), departure=desk.day(4))
    hands.page.desk.do(longer, "longer")
    hands.settle()
    popover = hands.page.desk.popover
    assert popover is not None
    press(hands, popover, Qt.Key.Key_F)
    panel = panel_of(hands)
    said = words(panel)
    assert "1 move makes room for Friederike Brandt." in said
    assert "201 → 202" in said
    assert "Friederike Brandt takes 201." in said
    assert "+ € 280.00" in said
    fellows = hands.page.canvas.overlay.fellows
    assert {(f.target.row, f.allowed) for f in fellows} >= {(hands.row("202"), True)}
    assert standing(desk) == digest
    press(hands, panel, Qt.Key.Key_Return)
    assert hands.drawn(stay) == [("201", 0, 4)]
    assert hands.drawn(kim) == [("202", 2, 4)]
    assert hands.page.canvas.overlay.fellows == ()
    assert not hands.page.drafting.active
    hands.undo()
    assert standing(desk) == digest


def test_a_plan_is_dropped_with_esc(desk: Desk, at_window: AtWindow) -> None:
    """A stay without a room: Ctrl+J finds one by moves; Esc forgets them."""
    desk.book("201", 0, 2, name="Kim")
    desk.book("202", 2, 2, name="Walsh")
    waiting = desk.book("", 0, 4, room_type_id=desk.small_type, name="Novák")
    hands = at_window()
    digest = standing(desk)
    hands.select(waiting)
    hands.press("rack.make_fit")
    panel = panel_of(hands)
    assert "1 move makes room" in words(panel)
    press(hands, panel, Qt.Key.Key_Escape)
    assert not hands.page.drafting.active
    assert standing(desk) == digest
    hands.select(waiting)
    hands.press("rack.make_fit")
    press(hands, panel_of(hands), Qt.Key.Key_Return)
    assert len({room for _, room, _ in desk.nights(waiting)}) == 1


def test_nothing_fits_is_said_with_the_nights(desk: Desk, at_window: AtWindow) -> None:
    """All rooms are held by guests in the house and for longer: the panel says which night is too full."""
    for room in ("201", "202"):
        desk.check_in(room, 3)
    waiting = desk.book("", 0, 2, room_type_id=desk.small_type, name="Novák", oversell=True)
    hands = at_window()
    hands.select(waiting)
    hands.press("rack.make_fit")
    panel = panel_of(hands, NoPlanPanel)
    assert "1 too many for Small on" in words(panel)
    press(hands, panel, Qt.Key.Key_Return)
    panel = panel_of(hands, NoPlanPanel)
    press(hands, panel, Qt.Key.Key_Escape)
    assert not any(p.isVisible() for p in hands.window.findChildren(NoPlanPanel))


def test_a_draft_collects_drags_and_commits_them(desk: Desk, at_window: AtWindow) -> None:
    """Two stays change rooms in a draft, which no single drag could do; nothing is written before."""
    first, second = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Kim")
    hands = at_window()
    digest = standing(desk)
    hands.press("rack.draft")
    hands.drag_to(first, "103")
    hands.drag_to(second, "101")
    said = words(panel_of(hands))
    assert "2 changes" in said
    assert "101 → 103" in said
    assert "102 → 101" in said
    assert "unchanged" in said
    assert standing(desk) == digest
    assert {f.target.row for f in hands.page.canvas.overlay.fellows} == {hands.row("103"), hands.row("101")}
    pull_fellow(hands, 0, "102")
    assert "101 → 102" in words(panel_of(hands))
    assert len(hands.page.drafting.draft.changes) == 2
    hands.press("rack.commit_draft")
    assert hands.drawn(first) == [("102", 1, 3)]
    assert hands.drawn(second) == [("101", 1, 3)]
    hands.undo()
    assert standing(desk) == digest
    assert not hands.page.drafting.active
    hands.drag_to(first, "104")
    assert hands.drawn(first) == [("104", 1, 3)]


def test_a_drafted_bar_is_taken_again(desk: Desk, at_window: AtWindow) -> None:
    """Where a draft shows a stay it is dragged on, days and edges too; put back home it is no change."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    before = standing(desk)
    hands.press("rack.draft")
    hands.drag_to(stay, "103", days=2)
    pull_fellow(hands, 0, "104")
    assert "101 → 104" in words(panel_of(hands))
    (change,) = hands.page.drafting.draft.changes
    assert isinstance(change.command, MoveStay)
    assert change.command.arrival == desk.day(3)
    (fellow,) = hands.page.canvas.overlay.fellows
    rect = cell_rect(hands.frame, fellow.target)
    assert rect is not None
    edge = QPoint(round(rect.right()) - 3, round(rect.center().y()))
    hands.drag(edge, edge + QPoint(round(hands.day_px()), 0))
    assert len(hands.page.drafting.draft.changes) == 2
    assert standing(desk) == before
    hands.press("rack.commit_draft")
    assert hands.drawn(stay) == [("104", 3, 6)]
    hands.press("rack.draft")
    hands.drag_to(stay, "102")
    pull_fellow(hands, 0, "104")
    assert hands.page.drafting.draft.changes == ()
    assert hands.page.canvas.overlay.fellows == ()


def test_a_draft_outlives_a_restart(desk: Desk, at_window: AtWindow) -> None:
    """Closed and opened again, the draft is there; what another desk changed in between is its conflict."""
    first, second = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Kim")
    hands = at_window()
    hands.press("rack.draft")
    hands.drag_to(first, "103")
    hands.drag_to(second, "104")
    hands.window.services.preferences.flush()
    hands.settle()
    desk.do(MoveStay, stay_id=first, room_id=desk.rooms["201"])
    again = at_window()
    again.qtbot.waitUntil(lambda: "in conflict" in words(panel_of(again)), timeout=5_000)
    said = words(panel_of(again))
    assert "2 changes, 1 in conflict" in said
    assert "Changed meanwhile at another desk." in said
    assert "102 → 104" in said
    again.page.drafting.draft.remove(0)
    again.settle()
    again.press("rack.commit_draft")
    assert desk.view(second).parts[0].room == "104"
    assert desk.view(first).parts[0].room == "201"
    again.window.services.preferences.flush()
    again.settle()
    assert not at_window().page.drafting.active


def test_another_desks_change_is_a_conflict(desk: Desk, at_window: AtWindow) -> None:
    """The other desk moves a stay of the draft: its line turns red; the commit is refused with ways on."""
    first = desk.book("101", 1, 2)
    hands = at_window()
    hands.press("rack.draft")
    hands.drag_to(first, "103")
    assert "in conflict" not in words(panel_of(hands))
    other = MoveStay(id=desk.app.new_id(), stay_id=first, room_id=desk.rooms["104"])
    hands.window.operations.run_command(other)
    hands.settle()
    hands.qtbot.waitUntil(lambda: "in conflict" in words(panel_of(hands)), timeout=5_000)
    assert "Changed meanwhile at another desk." in words(panel_of(hands))
    press(hands, panel_of(hands), Qt.Key.Key_Return)
    assert desk.view(first).parts[0].room == "104"
    popover = hands.page.desk.popover
    assert popover is not None
    press(hands, popover, Qt.Key.Key_1)
    assert desk.view(first).parts[0].room == "103"
    assert not hands.page.drafting.active


def test_a_draft_is_dropped_without_a_trace(desk: Desk, at_window: AtWindow) -> None:
    """A pulled edge and a refused move are in the draft, with the price; dropped, the house is as it was."""
    stay = desk.book("101", 1, 2)
    desk.book("102", 1, 2, name="Kim")
    hands = at_window()
    digest = standing(desk)
    hands.press("rack.draft")
    hands.select(stay)
    hands.key(Qt.Key.Key_BracketRight)
    hands.key(Qt.Key.Key_Return)
    assert "+ € 90.00" in words(panel_of(hands))
    hands.drag_to(stay, "102")
    said = words(panel_of(hands))
    assert "in conflict" in said
    assert "Kim holds 102" in said
    assert any(fellow.allowed is False for fellow in hands.page.canvas.overlay.fellows)
    hands.press("rack.drop_draft")
    assert hands.page.canvas.overlay.fellows == ()
    assert standing(desk) == digest


def test_gaps_are_tidied_up(desk: Desk, at_window: AtWindow) -> None:
    """One action finds the move that closes a gap, as a draft to look through; Enter makes it."""
    kim = desk.book("101", 0, 2, name="Kim")
    desk.book("101", 3, 2, name="Walsh")
    desk.book("102", 2, 1)
    hands = at_window()
    hands.press("rack.tidy_up")
    panel = panel_of(hands)
    assert "1 move closes 1 gap of one night." in words(panel)
    assert "Closes 1 gap." in words(panel)
    press(hands, panel, Qt.Key.Key_Return)
    assert hands.drawn(kim) == [("102", 0, 2)]
    hands.press("rack.tidy_up")
    assert hands.window.toasts.sentence == "There is no one-night gap."
