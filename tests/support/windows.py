"""Real windows for tests: one capability's pages over a real house, closed when the test is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.security import Settings
from tests.support.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.pages import Page, ShellRegistry
from ui.shell.standard_pages import fill_navigation

SIZE = (1440, 900)
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 20_000
Register = Callable[[ShellRegistry], None]
Show = Callable[[App, Register], MainWindow]
P = TypeVar("P", bound=Page)
H = TypeVar("H", bound="Hands")


@contextmanager
def windows() -> Iterator[Show]:
    """Gives what shows a window of a house with what one capability registers."""
    shown: list[MainWindow] = []

    def show(app: App, register: Register) -> MainWindow:
        registry = ShellRegistry()
        register(registry)
        fill_navigation(registry)
        window = MainWindow(app, registry, settings=app.ask(Settings(user_id=app.actor.user_id)))
        shown.append(window)
        window.resize(*SIZE)
        window.show()
        return window

    yield show
    for window in shown:
        window.close()
        window.deleteLater()


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody who works in a real window."""

    # How often in a row nothing must be going on; more where an answer makes the page ask again.
    QUIET: ClassVar[int] = 3

    qtbot: QtBot
    desk: Desk
    window: MainWindow

    def page_as(self, kind: type[P]) -> P:
        """The page that shows, which is of a kind."""
        page = self.window.page
        assert isinstance(page, kind)
        return page

    @property
    def is_busy(self) -> bool:
        """Whether something is being asked or written."""
        return not self.window.operations.idle

    def settle(self) -> None:
        """Wait until nothing is being asked or written."""
        quiet = [False]

        def still() -> bool:
            quiet.append(not self.is_busy)
            return len(quiet) > self.QUIET and all(quiet[-self.QUIET :])

        self.qtbot.waitUntil(still, timeout=PATIENCE_MS)

    def key(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on a widget."""
        QTest.keyClick(widget, key, modifiers)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on whatever has the keyboard."""
        self.key(self.window.focusWidget() or self.window, key, modifiers)


@contextmanager
def hands(kind: type[H], qtbot: QtBot, desk: Desk, register: Register) -> Iterator[Callable[..., H]]:
    """Gives what opens a window on a page, and puts somebody before it."""
    with windows() as show:

        def open_page(page: str, **arguments: object) -> H:
            window = show(desk.app, register)
            window.activateWindow()
            window.open_page(page, **arguments)
            made = kind(qtbot, desk, window)
            made.settle()
            return made

        yield open_page
