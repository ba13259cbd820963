"""The pictures of waiting that `keyrack screens` renders."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.features.front_desk import QueueRow
from app.features.property import House
from app.kernel.dates import StayDates
from app.kernel.text import tr
from ui.features.front_desk.waiting.queue_dialogs import QueueDialog
from ui.features.front_desk.waiting.waitlist_dialog import WaitlistDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

WHO = "Lindqvist, Maja"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="waitlist-entry", prepare=_waitlist),
        ScreenShot(name="room-queue", prepare=_queue),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _waitlist(stage: Stage) -> QWidget:
    services = _window(stage).services
    house = services.app.ask(House())
    hotel = house.properties[0]
    first = hotel.business_date + timedelta(days=6)
    dialog = WaitlistDialog(services, house, hotel, StayDates(first, first + timedelta(days=2)))
    dialog.guest.input.setText(WHO)
    dialog.phone.setText("+46 70 555 01 28")
    dialog.flexible.setValue(2)
    dialog.priority.choose("1")
    dialog.show()
    return dialog


def _queue(stage: Stage) -> QWidget:
    services = _window(stage).services
    house = services.app.ask(House())
    now, new_id = services.app.clock.now(), services.app.new_id
    waits = (
        ("Fatima Al-Harbi", 1, "clean", 52, 2, tr("In the bar")),
        ("Jonas Lindberg", 0, "in_progress", 35, 0, ""),
        ("Emily Carter", 0, "dirty", 12, 0, "+44 7700 900 112"),
    )  # fmt: skip
    rows = tuple(
        QueueRow(
            place, new_id(), name, vip, reach, house.rooms[place].id, house.rooms[place].number, state,
            house.room_types[0].name, False, 30, priority, now - timedelta(minutes=minutes),
            state == "clean", now, "Mara",
        )
        for place, (name, vip, state, minutes, priority, reach) in enumerate(waits, start=1)
    )  # fmt: skip
    dialog = QueueDialog(services, house.properties[0], rows)
    dialog.show()
    return dialog
