"""`keyrack --demo`: the furnished hotel, kept in a folder of its own."""

from pathlib import Path

from app.bootstrap import data_directory, hold_window, location_of
from app.workbench.demo import open_demo
from ui.application.opening import Opening

FOLDER = "demo"


def open_furnished(data: Path | None) -> Opening:
    """Begin to open the demo hotel of a folder (the user's, unless one is named), furnished around today."""
    directory = data or data_directory(location_of(None)) / FOLDER
    return Opening(lambda: open_demo(directory), lambda: hold_window(location_of(directory)))
