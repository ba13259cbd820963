"""The list of what was done today, in a real window: who, what, taken back, built upon; and down to here."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.folios import OpenFolio, PostCharge, SetUpLedgers
from app.features.front_desk import CheckIn, DoneToday
from app.features.reservations import ChangeStayDates, MoveStay
from app.infra.database import Location
from app.kernel.commands import Command
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import rack
from ui.features.front_desk.done_today import actions as done_today
from ui.features.front_desk.done_today.done_dialog import MINE, DoneDialog
from ui.shell.pages import ShellRegistry

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Z, ENTER = Qt.Key.Key_Z, Qt.Key.Key_Return


class Receptionist(Hands):
    """Looks at the list."""

    QUIET: ClassVar[int] = 8

    def open(self) -> DoneDialog:
        """Ctrl+Alt+Z."""
        self.press(Z, CONTROL | ALT)
        (found,) = [d for d in self.window.findChildren(DoneDialog) if d.isVisible()]
        found.activateWindow()
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def does(self, kind: type[Command], title: str, **fields: object) -> None:
        """Something is done in this window, and is on its stack."""
        command = kind(id=self.desk.app.new_id(), **fields)
        services = self.window.services
        services.operations.run_command(command, lambda _done: services.did(command.id, title))
        self.settle()


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel."""
    app = open_house(location)
    made = open_desk(app)
    yield made
    made.ensure_sound()
    app.close()


def _register(shell: ShellRegistry) -> None:
    rack.register(shell)
    done_today.register(shell)


@pytest.fixture
def at_desk(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Receptionist]]:
    """Opens a window."""
    with hands(Receptionist, qtbot, desk, _register) as opened:
        yield partial(opened, "rack")


def _lines(dialog: DoneDialog) -> list[tuple[str, str, str]]:
    rows = dialog.table.rows_model.rows
    return [(row.title, row.about, "undone" if row.is_undone else "") for row in rows]


def test_today_is_listed_and_taken_back(desk: Desk, at_desk: Callable[[], Receptionist]) -> None:
    """One back, done again by Enter, and three back at once; Ctrl+Shift+Z knows of them."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    stay = desk.book("101", name="Okonkwo")
    before = desk.digest()
    receptionist = at_desk()
    receptionist.does(MoveStay, "moved", stay_id=stay, room_id=desk.rooms["103"])
    longer = {"arrival": desk.day(0), "departure": desk.day(4)}
    receptionist.does(ChangeStayDates, "longer", stay_id=stay, **longer)
    receptionist.does(CheckIn, "in", stay_id=stay)
    dialog = receptionist.open()
    who = "Friederike Okonkwo · 103"
    assert _lines(dialog)[:4] == [
        ("Checked in", who, ""), ("Other days", who, ""), ("Moved", who, ""), ("Booked", who, "")
    ]  # fmt: skip
    assert dialog.go.text() == "Take back"
    receptionist.key(dialog.table, ENTER)
    assert _lines(dialog)[0] == ("Checked in", who, "undone")
    assert desk.view(stay).status == "confirmed"
    assert dialog.said.text() == f"Taken back by {desk.app.actor.name}."
    assert dialog.go.text() == "Do again"
    receptionist.key(dialog.table, ENTER)
    assert desk.view(stay).status == "checked_in"
    dialog.table.selectRow(2)
    assert dialog.said.text() == f"Other days came after it, by {desk.app.actor.name}."
    assert dialog.other.text() == "Take back to here (3)"
    receptionist.key(dialog.table, ENTER, CONTROL)
    assert desk.digest() == before
    assert [state for *_, state in _lines(dialog)[:4]] == ["undone", "undone", "undone", ""]
    services = receptionist.window.services
    assert services.undo.next_redo == "moved"
    services.undo.redo()
    receptionist.settle()
    assert desk.nights(stay)[0][1] == "103"
    assert _lines(dialog)[2][2] == ""


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_what_stands_and_what_is_refused_say_why(desk: Desk, at_desk: Callable[[], Receptionist]) -> None:
    """A posting stands; what somebody has built upon is refused in words; the filter finds by any word."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    folio_id = desk.app.new_id()
    desk.do(OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="passer_by", name="Ana")
    desk.do(PostCharge, folio_id=folio_id, article_code="OTHER", unit_minor=500)
    stay = desk.book("101", name="Okonkwo")
    desk.do(MoveStay, stay_id=stay, room_id=desk.rooms["102"])
    desk.do(MoveStay, stay_id=stay, room_id=desk.rooms["103"])
    receptionist = at_desk()
    dialog = receptionist.open()
    dialog.table.select(lambda row: row.verb == PostCharge.verb)
    assert not dialog.go.isEnabled()
    assert dialog.said.text() == PostCharge.why_never_undone()
    dialog.table.selectRow(1)
    receptionist.key(dialog.table, ENTER)
    assert "has changed this since" in dialog.said.text()
    assert _lines(dialog)[1][2] == ""
    receptionist.key(dialog.table, Qt.Key.Key_Slash)
    assert dialog.focusWidget() is dialog.filter
    QTest.keyClicks(dialog.filter, "charged")
    assert [title for title, *_ in _lines(dialog)] == ["Charged"]
    receptionist.key(dialog.filter, Qt.Key.Key_Escape)
    dialog.whose.choose(MINE)
    assert dialog.table.current is not None
    rows = desk.app.ask(DoneToday(property_id=desk.hotel.property_id))
    assert {row.by_id for row in rows} == {desk.app.actor.user_id}
