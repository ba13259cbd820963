"""Long work that shows progress and can be cancelled."""

from collections.abc import Callable
from threading import Event
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.bootstrap import App

R = TypeVar("R")

CLOSING_WAIT_S = 30.0


class Cancelled(Exception):
    """Raised inside long work when the user pressed Stop; the work undoes or leaves what it did."""


class Progress(Protocol):
    """What long work calls now and then."""

    def __call__(self, done: int, total: int, note: str = "") -> None:
        """Tell how far it is (`total` 0: unknown); raises `Cancelled` when the user asked to stop."""
        ...


# Long work: runs on a thread of its own, touches no widget, calls progress at least once a second.
Work = Callable[[App, Progress], R]


class Task(QObject):
    """One piece of long work, as the GUI thread sees it."""

    moved = Signal(int, int, str)
    """(done, total, note): how far the work is."""
    finished = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = Event()
        self._ended = Event()
        self.running = True
        self.started = False

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Called by the work, on its thread."""
        if self._stop.is_set():
            raise Cancelled
        self.moved.emit(done, total, note)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def ended(self) -> None:
        """The work's thread is through (called there)."""
        self._ended.set()

    def wait(self) -> None:
        """Wait for the work to end, for a bounded time (closing the program only)."""
        if self.started:
            self._ended.wait(CLOSING_WAIT_S)

    def finish(self) -> None:
        """The result has arrived on the GUI thread."""
        self.running = False
        self.finished.emit()
