"""A guest stands at the desk without a booking: keys only, and no more of them than twenty seconds take."""

from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.property import Housekeeping, SetRoomState
from app.infra.database import Location
from tests.app.rates.house import Rates
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import reservations
from ui.features.reservations.walk_in_dialog import WalkInDialog

# A slow typist's keys in a second; the story's keys fit into twenty of them.
KEYS_A_SECOND, SECONDS = 3, 20


class Receptionist(Hands):
    """Counts the keys that are pressed."""

    QUIET: ClassVar[int] = 8
    pressed: ClassVar[list[str]] = []

    def keys(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        widget = QApplication.focusWidget() or self.window.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)
        self.pressed.extend(text)

    def hit(self, key: Qt.Key) -> None:
        """Press one key on whatever has the keyboard, and wait for the answer."""
        widget = QApplication.activeModalWidget() or self.window
        QTest.keyClick(widget.focusWidget() or widget, key)
        self.pressed.append(key.name)
        self.settle()


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with one rate; room 101 is not ready."""
    app = open_house(location)
    opened = open_desk(app)
    rates = Rates(opened, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    rates.prices("BAR", 13_000, room_type_ids=(opened.small_type,))
    opened.do(SetRoomState, room_id=opened.rooms["101"], housekeeping=Housekeeping.DIRTY)
    yield opened
    opened.ensure_sound()
    app.close()


@pytest.fixture
def receptionist(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Receptionist]]:
    """Opens a window for somebody at the desk."""
    with hands(Receptionist, qtbot, desk, reservations.register) as opens:
        yield lambda: opens("import")


def test_a_walk_in_by_keys(receptionist: Callable[[], Receptionist], desk: Desk) -> None:
    """F3, a name, two nights, Enter: booked, in a room that is ready, checked in."""
    Receptionist.pressed.clear()
    hands_ = receptionist()
    hands_.hit(Qt.Key.Key_F3)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WalkInDialog))
    assert dialog.guest.input.hasFocus()
    hands_.keys("Okonkwo, Adaeze")
    hands_.settle()
    hands_.hit(Qt.Key.Key_Tab)
    assert dialog.nights.hasFocus()
    hands_.keys("2")
    hands_.hit(Qt.Key.Key_Return)
    (row,) = desk.rows()["stay"]
    view = desk.view(row["id"])
    assert (view.status, view.surname, view.source) == ("checked_in", "Okonkwo", "walk_in")
    assert (view.parts[0].room, len(view.nights), view.total_minor) == ("102", 2, 20_000)
    assert len(Receptionist.pressed) <= KEYS_A_SECOND * SECONDS
    assert len(Receptionist.pressed) < 25
