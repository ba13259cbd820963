"""The picture of today's list that `keyrack screens` renders."""

from PySide6.QtWidgets import QWidget

from app.features.front_desk import DoneToday
from app.features.property import House, Housekeeping, SetRoomState
from ui.features.front_desk.done_today.done_dialog import DoneDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [ScreenShot(name="done-today", prepare=_done)]


def _done(stage: Stage) -> QWidget:
    assert isinstance(stage.window, MainWindow)
    services = stage.window.services
    house = services.app.ask(House())
    hotel = house.properties[0]
    rows = services.app.ask(DoneToday(property_id=hotel.id))
    if not any(row.is_undone for row in rows):
        room = next(r for r in house.rooms if r.housekeeping != Housekeeping.DIRTY)
        state = SetRoomState(id=services.app.new_id(), room_id=room.id, housekeeping=Housekeeping.DIRTY)
        services.app.execute(state)
        services.app.undo(state.id)
    dialog = DoneDialog(services, hotel, services.app.ask(DoneToday(property_id=hotel.id)))
    dialog.show()
    return dialog
