"""Real windows for tests: one capability's pages over a real house, closed when the test is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.bootstrap import App
from app.features.security import Settings
from ui.shell.main_window import MainWindow
from ui.shell.pages import ShellRegistry
from ui.shell.standard_pages import fill_navigation

SIZE = (1440, 900)
Register = Callable[[ShellRegistry], None]
Show = Callable[[App, Register], MainWindow]


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
