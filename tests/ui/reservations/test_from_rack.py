"""F2 on the rack opens the whole dialog with the nights that were drawn there; elsewhere with tonight."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.features.reservations import FreeRooms
from tests.support.desk import Desk
from tests.support.windows import hands
from tests.ui.reservations.conftest import Booker
from ui.features import rack, reservations
from ui.features.rack.canvas.frame import day_number
from ui.features.rack.canvas.overlays import Cells
from ui.features.rack.rack_page import RackPage
from ui.features.reservations.booking_dialog import BookingDialog
from ui.shell.pages import ShellRegistry

# What is told is the same on each engine.
pytestmark = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)


def both(shell: ShellRegistry) -> None:
    """The rack and the dialogs of bookings."""
    rack.register(shell)
    reservations.register(shell)


@pytest.fixture
def booker(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Booker]]:
    """Opens a window on the rack."""
    with hands(Booker, qtbot, desk, both) as opens:
        yield lambda: opens("rack")


def test_drawn_nights(booker: Callable[[], Booker], desk: Desk) -> None:
    """The room and the days of the cells stand in the dialog, and are booked by a name and Enter."""
    at_rack = booker()
    page = at_rack.page_as(RackPage)
    row = page.data.row_of(desk.rooms["103"], desk.hotel.room_type_id)
    first = day_number(desk.day(1))
    page.booking.new_stay(Cells(row, first, first + 3))
    at_rack.settle()
    at_rack.press(Qt.Key.Key_F2)
    dialog = at_rack.dialog(BookingDialog)
    dates = dialog.room.days.dates
    assert (dates.arrival, dates.departure) == (desk.day(1), desk.day(4))
    assert dialog.room.rooms.choice == desk.rooms["103"]
    at_rack.type(dialog.form.guest.input, "Okonkwo")
    at_rack.key(dialog.form.guest.input, Qt.Key.Key_Return)
    free = FreeRooms(property_id=desk.hotel.property_id, arrival=desk.day(1), departure=desk.day(4))
    assert desk.rooms["103"] not in desk.app.ask(free)
    at_rack.window.open_page("import")
    at_rack.run("rack.new_stay")
    again = at_rack.dialog(BookingDialog)
    assert again.room.days.dates.arrival == desk.day(0)
    assert again.room.rooms.choice is None
