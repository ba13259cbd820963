"""Opens a house and asks what the first page will ask, in a thread, while the window's libraries load.

Nothing here knows Qt: this module is loaded before it, so that the database and Qt work side by side.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.bootstrap import App, Background, follow, hold_window, location_of, open_app
from app.features.property import House
from app.features.rack import FIRST_LOOK
from app.features.security import Users, UserView
from app.kernel.changes import ChangeSet
from app.kernel.commands import Query

FIRST_QUESTIONS: tuple[Query[Any], ...] = (House(), FIRST_LOOK)


class Held(Protocol):
    """What says that this is the one window of an embedded database."""

    def release(self) -> None:
        """Let another window have it."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """An open house: who has a password, others' changes from its opening on, answers that are under way."""

    app: App
    locked: tuple[UserView, ...]
    changes: Background
    answers: Mapping[Query[Any], Future[Any]]


def open_named(directory: Path | None, url: str) -> "Opening":
    """Begin to open the house that the command line names."""
    location = location_of(directory, url)
    return Opening(lambda: open_app(location), lambda: hold_window(location))


class Opening:
    """A house on its way. Where users have a password nothing is asked before one of them is there."""

    def __init__(self, open_house: Callable[[], App], hold: Callable[[], Held | None]) -> None:
        self._open_house, self._hold = open_house, hold
        self._held: Held | None = None
        self._tell: Callable[[ChangeSet], None] | None = None
        self._thread = ThreadPoolExecutor(1, "keyrack-opening")
        self._opened = self._thread.submit(self._open)

    def result(self) -> Opened:
        """The open house. Raises the AppError that keeps it shut."""
        return self._opened.result()

    def tell(self, on_change: Callable[[ChangeSet], None]) -> None:
        """Who hears of others' changes; said before they are started."""
        self._tell = on_change

    def close(self) -> None:
        """End what is under way and let go of the house."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._opened.exception() is None:
            opened = self._opened.result()
            opened.changes.stop()
            opened.app.close()
        if self._held is not None:
            self._held.release()

    def _open(self) -> Opened:
        self._held = self._hold()
        app = self._open_house()
        locked = tuple(user for user in app.ask(Users()) if user.password_hash)
        changes = follow(app, self._changed)  # before the first question, so that nothing falls between
        questions = () if locked else FIRST_QUESTIONS
        answers = {question: self._thread.submit(app.ask, question) for question in questions}
        return Opened(app, locked, changes, answers)

    def _changed(self, changes: ChangeSet) -> None:
        if self._tell is not None:
            self._tell(changes)
