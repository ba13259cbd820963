"""A tour, through the real window on both engines: from the first call to the keys.

Its rooms are kept by typing, more than there are refused; its list comes as a spreadsheet with every fault
that such lists have, each told in a sentence; rooms near together, one account; on the day all come at once.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.features.folios import SetUpLedgers
from app.features.reservations.groups import GroupDetail, GroupView
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features.front_desk.check_in import actions as check_in
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.features.reservations.groups import actions as groups
from ui.features.reservations.groups.group_dialog import GroupDialog
from ui.features.reservations.groups.groups_page import GroupsPage
from ui.features.reservations.groups.rooming_dialog import RoomingDialog, read_list
from ui.shell.pages import ShellRegistry
from ui.widgets.refusal import RefusalPopover

ENTER = Qt.Key.Key_Return


# What stands in a row, what is wrong with it, and what is to be looked at.
ROWS: Final = (
    (("Hansen", "Kari", "Small", 2, "", "", "4A"), "", ""),
    (("Rossi", "Lorenzo", "SML", 1, "early", "last", ""), "", "Outside 21 Dec – 24 Dec nothing is kept."),
    (("Nowak", "Jan", "Panorama", 1, "", "", ""), "There is no room type “Panorama”.", ""),
    (("Hansen", "Kari", "Small", 2, "", "", ""),
     "The same as row 2. If these are two people, write a note to one.", ""),
    (("Yamada", "Ken", "SML", 1, "late", "later", ""), "The group is here from 21 Dec to 24 Dec.", ""),
    (("x" * 30_000, "", "SML", 1, "", "", ""), "A name has 30000 characters; 200 are possible.", ""),
    (("", "", "SML", 1, "", "", ""), "Nobody is named.", ""),
    (("Berg", "Ida", "SML", "many", "soon", "", ""),
     "“soon” is not a date that can be read. “many” is not a number of people.", ""),
)  # fmt: skip


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


def lend(shell: ShellRegistry) -> None:
    """Groups, and the check-in."""
    groups.register(shell)
    check_in.register(shell)


@pytest.fixture
def organiser(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Organiser]]:
    """Opens the page."""
    with hands(Organiser, qtbot, desk, lend) as opened:
        yield partial(opened, "groups")


def dialog_of(me: Organiser, kind: type[QDialog]) -> QDialog:
    """The dialog that shows."""
    me.qtbot.waitUntil(lambda: any(w.isVisible() for w in me.window.findChildren(kind)), timeout=20_000)
    me.settle()
    return next(w for w in me.window.findChildren(kind) if w.isVisible())


def test_a_group_from_its_first_call_to_its_keys(
    organiser: Callable[[], Organiser], desk: Desk, tmp_path: Path
) -> None:
    """Opened, rooms kept by typing, too many refused, the list booked, rooms given, account, checked in."""
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
    _bad_lists(me, tmp_path)
    read_list(me.window.services, _view(me), _spreadsheet(me, tmp_path))
    listed = dialog_of(me, RoomingDialog)
    assert isinstance(listed, RoomingDialog)
    told = [(line.row, line.wrong, line.hint) for line in listed.table.rows_model.rows]
    assert told == [(row, wrong, hint) for row, (_, wrong, hint) in enumerate(ROWS, 2)]
    assert (listed.go.text(), listed.told.text()) == (
        "Book 2 rooms", "6 rows cannot be booked as they are. Not used: Bus seat.",
    )  # fmt: skip
    me.key(listed.go, ENTER)
    assert sorted(row.guest for row in page.stays.rows_model.rows) == ["Kari Hansen", "Lorenzo Rossi"]
    page.buttons["assign"].setFocus()
    me.key(page.buttons["assign"], Qt.Key.Key_Space)
    assert sorted(row.room for row in page.stays.rows_model.rows) == ["201", "202"]
    me.key(page.buttons["master"], Qt.Key.Key_Space)
    assert page.buttons["master"].text() == "Master account, € 0.00"
    assert not page.buttons["release"].isEnabled()
    me.window.services.undo.undo()
    me.settle()
    assert page.buttons["master"].text() == "Open master account"
    me.window.services.undo.redo()
    me.settle()
    _come(me, desk)


def _view(me: Organiser) -> GroupView:
    view = me.page.view
    assert view is not None
    return view


def _bad_lists(me: Organiser, folder: Path) -> None:
    """What is no list at all is said; the page stays as it was."""
    for name, content, words in (
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00" * 40, "photo.csv"),
        ("empty.csv", b"", "empty.csv"),
        ("rooms.csv", b"Room,Beds\n101,2\n", "names no guests"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "broken.xlsx"),
    ):
        path = folder / name
        path.write_bytes(content)
        me.window.toasts.tell("")
        read_list(me.window.services, _view(me), path)
        me.settle()
        me.qtbot.waitUntil(lambda: words in me.window.toasts.sentence, timeout=20_000)  # noqa: B023


def _spreadsheet(me: Organiser, folder: Path) -> Path:
    """The list as it comes, with all its faults."""
    first, last = _view(me).row.arrival, _view(me).row.departure
    days = {"first": first, "last": last, "early": first - timedelta(days=1),
            "late": last + timedelta(days=3), "later": last + timedelta(days=5)}  # fmt: skip
    book = Workbook()
    book.active.append(["Name", "First name", "Room type", "Pax", "Arrival", "Departure", "Bus seat"])
    for cells, _, _ in ROWS:
        book.active.append([days.get(str(cell), cell) for cell in cells])
    path = folder / "list.xlsx"
    book.save(path)
    return path


def _come(me: Organiser, desk: Desk) -> None:
    """On the day: who arrives with the group is checked in at once."""
    page = me.page
    page.buttons["check_in"].setFocus()
    me.key(page.buttons["check_in"], Qt.Key.Key_Space)
    assert me.window.toasts.sentence == "Nobody of these is due today."
    desk.close_day(29)  # the early one comes a day before the group
    page.opened()
    me.settle()
    me.key(page.buttons["check_in"], Qt.Key.Key_Space)
    dialog = dialog_of(me, ExpressDialog)
    assert isinstance(dialog, ExpressDialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)  # nobody showed a passport yet
    assert dialog.go.text() == "Check in 1 guest"
    me.key(dialog.focusWidget() or dialog, ENTER)
    me.settle()
    states = {row.guest: row.status for row in desk.app.ask(GroupDetail(group_id=_view(me).row.id)).stays}
    assert states == {"Kari Hansen": "confirmed", "Lorenzo Rossi": "checked_in"}
