"""The pictures of guests that `keyrack screens` renders."""

from PySide6.QtWidgets import QWidget

from app.features.rack import FindStays
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

# Of the demo hotel: somebody who leaves today.
GUEST = "Papadopoulos"


def screens() -> list[ScreenShot]:
    """The page of a guest."""
    return [ScreenShot(name="guest-profile", prepare=_profile)]


def _profile(stage: Stage) -> QWidget | None:
    window = stage.window
    assert isinstance(window, MainWindow)
    stay = window.services.app.ask(FindStays(text=GUEST)).stays[0]
    window.services.selection.tell(stay.stay_id)
    window.run_action("guests.show_profile")
    stage.settle()
    return None
