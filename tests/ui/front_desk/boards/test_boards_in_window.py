"""The boards in a real window, by keys only: move, act, filter, ask why; live changes keep the place."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.features.front_desk import CheckIn, RoomsToGive
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import BlockRoom, CancelStay, MoveStay
from tests.support.desk import Desk
from tests.ui.front_desk.boards.conftest import AtBoard
from ui.application import desk_bench
from ui.features.front_desk.boards import paper
from ui.features.front_desk.boards.board_page import EMPTY, BoardPage
from ui.features.front_desk.boards.catalogue import BOARDS, board
from ui.shell.print_dialog import PrintDialog

KEY = Qt.Key


def test_a_morning_at_the_arrivals(desk: Desk, at_board: AtBoard) -> None:
    """Rooms are given, made ready and taken, guest after guest, without the mouse."""
    late = desk.book("101", name="Late", arrival_time=time(8, 0))
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    bare = desk.book("", name="Bare", arrival_time=time(9, 0))
    later = desk.book("103", name="Noon", arrival_time=time(12, 0), guest_note="Vegan")
    hands = at_board("arrivals")
    assert hands.names == ["Late", "Bare", "Noon"]
    assert [line.group for line in hands.table.lines] == ["now", "soon", "later"]
    assert hands.line.stay_id == hands.window.services.selection.stay == late
    hands.press(KEY.Key_Return)  # wait for it
    assert hands.told == "Late waits for room 101"
    hands.wait_for_reading()
    assert [chip.text for chip in hands.line.chips] == ["Waits since 08:30", "Room dirty"]
    hands.press(KEY.Key_Return)  # the room is clean
    assert hands.told == "Room 101 is clean"
    hands.wait_for_reading()
    assert hands.page.steps.action(hands.line).title == "Check in"
    hands.press(KEY.Key_Return)
    hands.wait_for_reading()
    assert desk.view(late).status == "checked_in"
    # The next one in the queue has the keyboard now.
    assert hands.line.stay_id == hands.window.services.selection.stay == bare
    hands.press(KEY.Key_Return)
    menu = hands.page.steps.menu
    assert menu is not None
    assert menu.isVisible()
    hands.key(menu, KEY.Key_Down)
    hands.key(menu, KEY.Key_Return)
    hands.wait_for_reading()
    assert desk.view(bare).nights[0].room == "104"
    assert hands.line.row.room == "104"
    hands.press(KEY.Key_Down)
    assert hands.line.stay_id == later
    assert [chip.text for chip in hands.line.chips] == ["Vegan"]
    assert hands.page.subtitle.text().endswith("2 still to come")
    hands.window.services.undo.undo()
    hands.wait_for_reading()
    assert desk.view(bare).nights[0].room == ""


def test_filter_segments_and_groups(desk: Desk, at_board: AtBoard) -> None:
    """`/` finds by any word of a row; left shuts a group; segments count."""
    desk.check_in("201", name="Inside")
    for number, name in enumerate(("Ångström", "Brandt", "Çelik")):
        desk.book(f"10{number + 1}", name=name, arrival_time=time(18 + number, 0))
    hands = at_board("arrivals")
    assert hands.names == ["Ångström", "Brandt", "Çelik", "Inside"]
    hands.key(hands.table, KEY.Key_Slash)
    field = hands.page.bar.filter
    assert hands.window.focusWidget() is field
    QTest.keyClicks(field, "celik 103")
    assert hands.names == ["Çelik"]
    hands.press(KEY.Key_Return)
    assert hands.window.focusWidget() is hands.table
    hands.key(hands.table, KEY.Key_Slash)
    hands.press(KEY.Key_Escape)
    assert hands.names == ["Ångström", "Brandt", "Çelik", "Inside"]
    hands.press(KEY.Key_Escape)
    hands.press(KEY.Key_Home)
    hands.press(KEY.Key_Left)
    assert hands.names == ["Inside"]
    hands.press(KEY.Key_Right)
    segments = hands.page.bar.segments
    hands.key(segments, KEY.Key_Right)
    assert (segments.choice, hands.names) == ("in", ["Inside"])
    assert segments.accessibleName() == "Checked in 1"
    hands.key(segments, KEY.Key_Right)
    assert segments.choice == "no_show"
    assert hands.page.stack.currentIndex() == EMPTY
    hands.key(segments, KEY.Key_Right)
    assert len(hands.names) == 4
    hands.page.table.sorted_by.emit(1)
    assert hands.names == ["Ångström", "Brandt", "Çelik", "Inside"]
    hands.page.table.sorted_by.emit(1)
    assert hands.names == ["Inside", "Çelik", "Brandt", "Ångström"]
    hands.page.table.sorted_by.emit(1)
    assert hands.names == ["Ångström", "Brandt", "Çelik", "Inside"]


def test_another_desk_changes_the_board(desk: Desk, at_board: AtBoard) -> None:
    """Selection and scroll stay; the navigation counts."""
    stays = [desk.book("", name=f"Guest{n:02}", arrival_time=time(12, n), oversell=True) for n in range(40)]
    hands = at_board("arrivals")
    hands.qtbot.waitUntil(lambda: hands.entry("arrivals") == "Arrivals 40")
    hands.go(stays[30])
    scroll = hands.table.verticalScrollBar().value()
    assert scroll > 0
    hands.hear(CancelStay, stay_id=stays[5])
    assert "Guest05" not in hands.names
    assert hands.line.stay_id == stays[30]
    assert hands.table.verticalScrollBar().value() == scroll
    hands.hear(CancelStay, stay_id=stays[30])
    assert hands.line.stay_id == stays[31]
    hands.qtbot.waitUntil(lambda: hands.entry("arrivals") == "Arrivals 38")
    assert hands.entry("to_place") == "To place 38"
    hands.press(KEY.Key_End)
    assert hands.line.stay_id == stays[39]
    hands.press(KEY.Key_PageUp)
    assert hands.line.stay_id != stays[39]


def test_departures_open_the_folio(desk: Desk, at_board: AtBoard) -> None:
    """Who owes pays first; then the guest leaves by Enter."""
    owes = desk.check_in("101", 1, name="Owes")
    paid = desk.check_in("102", 1, name="Paid", deposit_paid_minor=9_000)
    desk.close_day()
    hands = at_board("departures")
    assert hands.names == ["Owes", "Paid"]
    action = hands.page.steps.action(hands.line)
    assert (action.title, action.key, action.why_not) == ("Take payment", "F9", "")
    hands.press(KEY.Key_Question)
    assert hands.told.startswith("Nothing is in the way")
    hands.go(paid)
    hands.press(KEY.Key_Return)
    hands.wait_for_reading()
    assert desk.view(paid).status == "checked_out"
    hands.go(owes)
    hands.press(KEY.Key_Space)
    assert hands.window.page_id == "reservation"
    hands.window.open_page("departures")
    hands.settle()
    assert hands.line.stay_id == hands.window.services.selection.stay == owes
    place = hands.table.viewport().mapFromGlobal(hands.table.anchor()) + QPoint(40, -16)
    QTest.mouseClick(hands.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands.settle()
    assert hands.window.page_id == "folios"


def test_holds_moves_and_rooms_to_place(desk: Desk, at_board: AtBoard) -> None:
    """Each board shows its own rows, and a hold is released by Enter."""
    desk.do(BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms["104"], kind="courtesy_hold",
            reason="Wedding", starts=desk.day(0), ends=desk.day(1))  # fmt: skip
    desk.in_parts("101", "102", at=1, name="Mover")
    mover = desk.app.ask(board("arrivals").question(desk.app.clock.now())).rows[0].stay_id
    desk.do(CheckIn, stay_id=mover)
    bare = desk.book("", 1, 1, name="Bare")
    hands = at_board("holds")
    assert [line.row.room for line in hands.table.lines] == ["104"]
    hands.press(KEY.Key_Return)
    hands.wait_for_reading()
    assert hands.page.stack.currentIndex() == EMPTY
    hands.window.open_page("room_moves")
    hands.settle()
    assert (hands.names, hands.line.row.moves_to) == (["Mover"], "102")
    hands.window.open_page("to_place", stay=bare)
    hands.settle()
    assert hands.line.stay_id == bare
    hands.hear(MoveStay, stay_id=bare, room_id=desk.rooms["103"])
    assert hands.page.stack.currentIndex() == EMPTY


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_empty_and_unreadable_boards(desk: Desk, at_board: AtBoard) -> None:
    """Every board says in words that nothing is to do; one that cannot be read says why, and tries again."""
    desk.book("101", 1, 1, name="Adams", arrival_time=time(9, 15))
    hands = at_board("arrivals")
    assert hands.page.stack.currentIndex() == EMPTY
    told = hands.page.spec.told(hands.page.view, ())
    assert (told.empty_title, told.empty_text) == (
        "Nobody arrives today", "The first one tomorrow: Adams, 09:15.",
    )  # fmt: skip
    assert set(BOARDS) == set(desk_bench.BOARDS)
    for page_id in BOARDS:
        hands.window.open_page(page_id)
        hands.settle()
        assert hands.page.stack.currentIndex() == EMPTY
    spec = replace(board("holds"), question=lambda _now: RoomsToGive(stay_id=desk.app.new_id()))
    page = BoardPage(hands.window.services, spec)
    hands.qtbot.addWidget(page)
    page.load()
    hands.settle()
    strip = page.errors.strip
    assert strip is not None
    assert strip.button is not None
    page.spec = board("holds")
    strip.button.click()
    hands.settle()
    assert page.errors.strip is None
    assert page.is_usable


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_paper_and_file(desk: Desk, at_board: AtBoard, tmp_path: Path) -> None:
    """The rows in view are printed, and saved so that no spreadsheet takes a name for a formula."""
    desk.book("101", name="=HYPERLINK", arrival_time=time(9, 0))
    desk.book("102", name="Brandt", arrival_time=time(10, 0))
    hands = at_board("arrivals")
    QTest.keyClicks(hands.page.bar.filter, "hyper")
    hands.page.print_list()
    dialog = hands.window.findChildren(PrintDialog)[-1]
    assert dialog.document.pageCount() == 1
    text = dialog.document.getAllText(0).text()
    assert "HYPERLINK" in text
    assert "Brandt" not in text
    dialog.reject()
    path = tmp_path / "arrivals.csv"
    rows = paper.table(hands.page.spec, hands.table.lines)
    paper.save(hands.window.services, rows, path)
    hands.qtbot.waitUntil(lambda: hands.told == "The list is saved as arrivals.csv")
    saved = path.read_text(encoding="utf-8-sig").splitlines()
    assert saved[0].startswith("Expected,Guest,Room,Stay,Balance,Needs")
    assert len(saved) == 2
    paper.save(hands.window.services, rows, tmp_path / "missing" / "arrivals.csv")
    hands.qtbot.waitUntil(lambda: "written" in hands.told)
