"""The groups page in the real window, by keys: a group, its rooms, its names, their rooms, its account."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.folios import SetUpLedgers
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features.reservations.groups import actions as groups
from ui.features.reservations.groups.group_dialog import GroupDialog
from ui.features.reservations.groups.groups_page import GroupsPage
from ui.features.reservations.groups.rooming_dialog import RoomingDialog, read_list
from ui.widgets.refusal import RefusalPopover

ENTER = Qt.Key.Key_Return


class Organiser(Hands):
    """Works with groups."""

    QUIET: ClassVar[int] = 8

    @property
    def page(self) -> GroupsPage:
        """The page."""
        return self.page_as(GroupsPage)

    def type_rooms(self, row: int, column: int, rooms: str) -> None:
        """Type a number into a cell of the grid, Enter."""
        grid = self.page.grid
        grid.setFocus()
        grid.setCurrentCell(row, column)
        QTest.keyClicks(grid, rooms)
        editor = grid.focusWidget() or grid
        self.key(self.window.focusWidget() or editor, ENTER)

    def cells(self, row: int) -> list[tuple[int, int]]:
        """Kept and left by night of a row."""
        view = self.page.view
        assert view is not None
        return [(cell.rooms, cell.left) for cell in view.types[row].cells]


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers."""
    made = open_desk(open_house(location))
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    yield made
    made.ensure_sound()
    made.app.close()


@pytest.fixture
def organiser(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Organiser]]:
    """Opens the page."""
    with hands(Organiser, qtbot, desk, groups.register) as opened:
        yield partial(opened, "groups")


def dialog_of(me: Organiser, kind: type[GroupDialog] | type[RoomingDialog]) -> GroupDialog | RoomingDialog:
    """The dialog that shows."""
    me.qtbot.waitUntil(lambda: any(w.isVisible() for w in me.window.findChildren(kind)), timeout=20_000)
    me.settle()
    return next(w for w in me.window.findChildren(kind) if w.isVisible())


def test_a_group_from_its_first_call_to_its_rooms(organiser: Callable[[], Organiser], tmp_path: Path) -> None:
    """Opened, rooms kept by typing, too many refused, the list booked, rooms given, released, an account."""
    me = organiser()
    page = me.page
    assert page.stack.currentIndex() == 1
    me.window.run_action("reservations.open_group")
    dialog = dialog_of(me, GroupDialog)
    assert isinstance(dialog, GroupDialog)
    me.key(dialog.name, ENTER)
    assert dialog.notice is not None or dialog.fields["name"].sentence or dialog.fields["code"].sentence
    QTest.keyClicks(dialog.name, "Fjord Tours")
    me.key(dialog.name, ENTER)
    assert (page.name.text(), page.list.rows_model.rowCount()) == ("Fjord Tours", 1)
    small = [kind.code for kind in page.view.types].index("SML") if page.view else -1
    me.type_rooms(small, 0, "2")
    assert me.cells(small) == [(2, 2)] * 3
    me.type_rooms(small, 1, "1")
    assert me.cells(small) == [(1, 1), (2, 2), (2, 2)]
    me.type_rooms(small, 2, "9")
    popover = next(w for w in me.window.findChildren(RefusalPopover) if w.isVisible())
    assert me.cells(small)[1] == (2, 2)
    me.key(popover, Qt.Key.Key_Escape)
    item = page.grid.item(small, 2)
    assert item is not None
    assert item.text() == "2"
    path = tmp_path / "list.csv"
    path.write_text("Name,Room type,Pax\nHansen,Small,2\nRossi,SML,1\nNowak,Panorama,1\n", encoding="utf-8")
    assert page.view is not None
    read_list(me.window.services, page.view, path)
    listed = dialog_of(me, RoomingDialog)
    assert (listed.go.text(), listed.told.text() if isinstance(listed, RoomingDialog) else "") == (
        "Book 2 rooms", "1 row cannot be booked as it is.",
    )  # fmt: skip
    me.key(listed.go, ENTER)
    assert [row.guest for row in page.stays.rows_model.rows] == ["Hansen", "Rossi"]
    page.buttons["assign"].setFocus()
    me.key(page.buttons["assign"], Qt.Key.Key_Space)
    assert sorted(row.room for row in page.stays.rows_model.rows) == ["201", "202"]
    me.key(page.buttons["master"], Qt.Key.Key_Space)
    assert page.buttons["master"].text() == "Master account, € 0.00"
    assert not page.buttons["release"].isEnabled()
    me.window.services.undo.undo()
    me.settle()
    assert page.buttons["master"].text() == "Open master account"
