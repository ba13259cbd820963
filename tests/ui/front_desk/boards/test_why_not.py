"""Why not: ? on a line shows the command's own refusal with moves that would succeed, and takes the first."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.property import Housekeeping, SetRoomState
from tests.support.desk import Desk
from tests.ui.front_desk.boards.conftest import AtBoard
from ui.widgets.refusal import RefusalPopover


def test_a_dirty_room_is_explained(desk: Desk, at_board: AtBoard) -> None:
    """Nothing is changed by asking; Enter does the first move, and then nothing is in the way."""
    stay = desk.book("101", name="Okonkwo")
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    hands = at_board("arrivals")
    hands.go(stay)
    before = desk.digest()
    hands.page.why(hands.line)
    hands.settle()
    popover = hands.window.findChild(RefusalPopover)
    assert popover is not None
    assert popover.accessibleName() == "Friederike Okonkwo cannot be checked in: room 101 is not ready."
    assert desk.digest() == before
    QTest.keyClick(popover, Qt.Key.Key_Return)
    hands.settle()
    assert hands.window.services.undo.next_undo == "101 is clean now"
    hands.page.why(hands.line)
    hands.qtbot.waitUntil(lambda: hands.told.startswith("Nothing is in the way"))
