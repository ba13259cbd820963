"""Somebody who books at a real window, over a real house on either engine."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.infra.database import Location
from tests.app.rates.house import Rates
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import reservations
from ui.features.reservations.booking_dialog import BookingDialog
from ui.features.reservations.walk_in_dialog import WalkInDialog
from ui.widgets.strips import NoticeBox

D = TypeVar("D", bound=QDialog)


class Booker(Hands):
    """Works with bookings in a real window."""

    QUIET: ClassVar[int] = 8

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        self.settle()
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        assert len(found) == 1
        return found[0]

    def run(self, verb: str) -> None:
        """Run an action of the window, as its shortcut does."""
        self.window.run_action(verb)
        self.settle()

    def new_booking(self) -> BookingDialog:
        """F2."""
        self.run("reservations.new")
        return self.dialog(BookingDialog)

    def walk_in(self) -> WalkInDialog:
        """F3."""
        self.run("front_desk.walk_in")
        return self.dialog(WalkInDialog)

    def take_way(self, said: QVBoxLayout) -> None:
        """Click the first of the steps that a refusal offers."""
        item = said.itemAt(0)
        box = item.widget() if item is not None else None
        assert isinstance(box, NoticeBox)
        box.links[0].click()
        self.settle()

    def type(self, widget: QWidget, text: str) -> None:
        """Type into a widget, in place of what stands there."""
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:  # no key of the test's keyboard has such a letter
            assert isinstance(widget, QLineEdit)
            widget.setText(text)
            widget.textEdited.emit(text)
        self.settle()


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel, with a plan at 100.00 and one at 80.00 for three nights and more."""
    app = open_house(location)
    opened = open_desk(app)
    rates = Rates(opened, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000, 0, 500)
    rates.prices("BAR", 13_000, 0, 500, room_type_ids=(opened.small_type,))
    rates.plan("LONG", min_stay=3)
    rates.prices("LONG", 8_000, 0, 500)
    yield opened
    app.close()


@pytest.fixture
def booker(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Booker]]:
    """Opens a window for somebody who books."""
    with hands(Booker, qtbot, desk, reservations.register) as opens:
        yield lambda: opens("import")
