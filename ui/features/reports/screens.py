"""The pictures of the reports that `keyrack screens` renders."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.features.reports.occupancy_page import PAGE, OccupancyPage
from ui.features.reports.span import MONTH, YEAR, Span
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage


def screens() -> list[ScreenShot]:
    """A month by days, a year by months."""
    return [ScreenShot(name=f"report-{kind}", prepare=_showing(kind)) for kind in (MONTH, YEAR)]


def _showing(kind: str) -> Callable[[Stage], QWidget | None]:
    def prepare(stage: Stage) -> QWidget | None:
        window = stage.window
        assert isinstance(window, MainWindow)
        window.open_page(PAGE)
        stage.settle()
        page = window.page
        assert isinstance(page, OccupancyPage)
        if page.view is not None:
            page.show_span(Span(kind, page.view.first if kind == YEAR else page.view.last))
        stage.settle()
        return None

    return prepare
