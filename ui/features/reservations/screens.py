"""The pictures of the import that `keyrack screens` renders."""

import csv
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.features.reservations.import_page import ImportPage
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

_HEADER = ("Booking number", "Last name", "First name", "Arrival", "Departure", "Room type", "Rate", "Status")
_ROWS = (
    ("A-1001", "Lindqvist", "Åsa", "2026-12-12", "2026-12-15", "DBL", "128.00", "confirmed"),
    ("A-1002", "Þórsdóttir", "Guðrún", "2026-12-13", "2026-12-13", "DBL", "60.00", "confirmed"),
    ("A-1003", "Nguyễn", "Minh Anh", "2026-12-13", "2026-12-19", "SUI", "2400.00", "option"),
    ("A-1004", "Ó Súilleabháin", "Pádraig", "2026-12-32", "2026-12-19", "DBL", "128.00", "confirmed"),
    ("A-1005", "", "", "2026-12-20", "2026-12-22", "TWN", "-6.38", "cancelled"),
)


def screens() -> list[ScreenShot]:
    """Choosing a file, a file that cannot be read, what would happen."""
    return [
        ScreenShot(name="import-choose", prepare=_choose),
        ScreenShot(name="import-refused", prepare=_refused),
        ScreenShot(name="import-preview", prepare=_preview),
    ]


def _page(stage: Stage) -> ImportPage:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.open_page("import")
    stage.settle()
    page = window.page
    assert isinstance(page, ImportPage)
    page.start_over()
    return page


def _choose(stage: Stage) -> QWidget | None:
    _page(stage)
    stage.settle()
    return None


def _refused(stage: Stage) -> QWidget | None:
    page = _page(stage)
    with tempfile.TemporaryDirectory(prefix="keyrack-") as folder:
        path = Path(folder) / "letters.csv"
        path.write_text("Dear hotel\nplease book\n", encoding="utf-8")
        page.read(path)
        stage.settle()
    return None


def _preview(stage: Stage) -> QWidget | None:
    page = _page(stage)
    with tempfile.TemporaryDirectory(prefix="keyrack-") as folder:
        path = Path(folder) / "bookings.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([_HEADER, *_ROWS])
        page.read(path)
        stage.settle()
    return None
