"""The pictures of the handover and of changing places that `keyrack screens` renders."""

from PySide6.QtWidgets import QWidget

from app.features.front_desk import RecordIncident, ShiftNow
from app.features.property import House
from app.features.security import Users
from app.kernel.text import tr
from ui.features.front_desk.boards.board_page import BoardPage
from ui.features.front_desk.shift.names import PAGE
from ui.features.front_desk.shift.shift_page import ShiftPage
from ui.shell.main_window import MainWindow
from ui.shell.pin_dialog import PinDialog, ResetPinDialog
from ui.shell.screens import ScreenShot, Stage
from ui.widgets.refusal import RefusalPopover

GUEST = "Okonkwo"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="shift", prepare=_shift),
        ScreenShot(name="switch-user", prepare=_switch),
        ScreenShot(name="give-pin", prepare=_give),
        ScreenShot(name="why-not", prepare=_why_not),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _shift(stage: Stage) -> None:
    window = _window(stage)
    app = window.services.app
    hotel = app.ask(House()).properties[0]
    if not app.ask(ShiftNow(property_id=hotel.id, now=app.clock.now())).incidents:
        app.execute(
            RecordIncident(
                id=app.new_id(), incident_id=app.new_id(), property_id=hotel.id, place=tr("Garage"),
                text=tr("A scratch at the car of room 205; photos are in the mail."),
            )
        )  # fmt: skip
    window.open_page(PAGE)
    stage.settle()
    page = window.page
    assert isinstance(page, ShiftPage)
    page.note.setPlainText(tr("The lift was repaired at noon. The wedding party comes by bus at 18:00."))
    stage.settle()


def _why_not(stage: Stage) -> QWidget | None:
    """A guest whose room is dirty; ? on the line."""
    window = _window(stage)
    window.open_page("arrivals")
    stage.settle()
    page = window.page
    assert isinstance(page, BoardPage)
    page.table.select(lambda line: line.row.surname == GUEST)
    if page.table.current is not None:
        page.why(page.table.current)
    stage.settle()
    return window.findChild(RefusalPopover)


def _give(stage: Stage) -> QWidget:
    services = _window(stage).services
    own = services.app.actor.user_id
    dialog = ResetPinDialog(services, [user for user in services.app.ask(Users()) if user.id != own])
    for line in (dialog.pin, dialog.again):
        line.setText("2580")
    dialog.show()
    return dialog


def _switch(stage: Stage) -> QWidget:
    services = _window(stage).services
    own = services.app.actor
    dialog = PinDialog(
        services, services.app.ask(Users()), tr("Who works here now?"),
        tr("What {name} has open is kept until he or she is back.", name=own.name), tr("Take the desk"),
    )  # fmt: skip
    dialog.secret.setText("2580")
    dialog.show()
    return dialog
