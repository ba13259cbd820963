"""The pictures of the boards that `keyrack screens` renders."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.features.front_desk.boards.catalogue import BOARDS
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage


def screens() -> list[ScreenShot]:
    """One picture of each board."""
    return [
        ScreenShot(name=f"board-{page_id}".replace("_", "-"), prepare=_open(page_id)) for page_id in BOARDS
    ]


def _open(page_id: str) -> Callable[[Stage], QWidget | None]:
    def prepare(stage: Stage) -> QWidget | None:
        assert isinstance(stage.window, MainWindow)
        stage.window.open_page(page_id)
        stage.settle()
        return None

    return prepare
