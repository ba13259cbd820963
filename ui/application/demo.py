"""`keyrack --demo`: the desk of the furnished hotel, kept in a folder of its own."""

from pathlib import Path

from app.bootstrap import data_directory, hold_window, location_of
from app.workbench.demo import open_demo
from ui.application.desk import open_desk

FOLDER = "demo"


def run(data: Path | None, mode: str) -> int:
    """Open the demo hotel of a folder (the user's, unless one is named), furnished around today."""
    directory = data or data_directory(location_of(None)) / FOLDER
    return open_desk(lambda: open_demo(directory), lambda: hold_window(location_of(directory)), mode)
