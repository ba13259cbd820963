"""The pictures of the check-out: a guest who owes something; many at once."""

from PySide6.QtWidgets import QWidget

from app.features.rack import FindStays
from ui.features.front_desk.check_out.check_out_dialog import CheckOutDialog
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

GUEST = "Papadopoulos"


def screens() -> list[ScreenShot]:
    """In the order they are taken."""
    return [
        ScreenShot(name="check-out", prepare=_owing),
        ScreenShot(name="check-out-many", prepare=_many),
    ]


def _owing(stage: Stage) -> QWidget | None:
    window = stage.window
    assert isinstance(window, MainWindow)
    stay_id = window.services.app.ask(FindStays(text=GUEST)).stays[0].stay_id
    window.services.selection.tell(stay_id)
    window.run_action("front_desk.check_out")
    stage.settle()
    found = window.findChildren(CheckOutDialog)
    return found[-1] if found else None


def _many(stage: Stage) -> QWidget | None:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.run_action("front_desk.check_out_many")
    stage.settle()
    found = window.findChildren(ExpressDialog)
    return found[-1] if found else None
