"""Zones out of pictures: a file that is chosen, or the next one that a scanner puts into a watched folder."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bootstrap import App
from app.features.front_desk import NotMrz, mrz, picture_kinds, read_picture
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

FOLDER: Final = "check_in.scan_folder"


class PictureSource(QObject):
    """`read(str)` with the lines of a zone; `failed(str)` with a sentence. The folder is a setting."""

    read = Signal(str)
    failed = Signal(str)

    def __init__(self, services: ShellServices, over: QWidget, today: date) -> None:
        super().__init__(over)
        self._services, self._over, self._today = services, over, today
        self._known: set[Path] = set()
        self._watcher: QFileSystemWatcher | None = None
        folder = services.preferences.text(FOLDER)
        if folder:
            self.watch(Path(folder))

    def watch(self, folder: Path) -> None:
        """Wait for pictures that come from now on."""
        if not folder.is_dir():
            return
        self._known = set(folder.iterdir())
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(lambda _path: self._look(folder))

    def choose(self) -> None:
        """Ask for a file."""
        kinds = " ".join(f"*{kind}" for kind in picture_kinds())
        name, _ = QFileDialog.getOpenFileName(
            self._over, tr("A picture of the document"), "", tr("Pictures") + f" ({kinds})"
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Read a picture beside the window."""
        self._services.operations.run_task(
            partial(_read, path, self._today), self.read.emit, self._refused, title=path.name
        )

    def _look(self, folder: Path) -> None:
        found = {path for path in folder.iterdir() if path.suffix.lower() in picture_kinds()}
        fresh = sorted(found - self._known, key=lambda path: path.stat().st_mtime)
        self._known |= found
        if fresh:
            self.take(fresh[-1])

    def _refused(self, error: AppError) -> None:
        self.failed.emit(error.sentence)


def _read(path: Path, today: date, app: App, progress: Progress) -> str:
    """The zone's lines, letters taken for the digits they resemble; the picture is only looked at."""
    del app
    progress(0, 0)
    text = read_picture(path)
    try:
        return "\n".join(mrz.read(text, today, from_picture=True).lines)
    except NotMrz:
        return text
