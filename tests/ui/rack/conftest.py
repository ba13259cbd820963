"""Fixtures of the rack's tests: a small hotel on SQLite, and a receptionist at a window over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.security import Settings
from tests.support.databases import SqliteTemplate
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.ui.rack.receptionist import Receptionist
from ui.features import rack
from ui.shell.main_window import MainWindow
from ui.shell.pages import ShellRegistry
from ui.shell.standard_pages import fill_navigation
from ui.widgets.theme import Mode, theme

AtWindow = Callable[[], Receptionist]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)


@pytest.fixture
def app(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[App]:
    """A house with its owner signed in."""
    opened = open_house(sqlite_template.copy_to(tmp_path / "house"))
    yield opened
    opened.close()


@pytest.fixture
def desk(app: App) -> Desk:
    """The small hotel in it."""
    return open_desk(app)


@pytest.fixture
def at_window(qtbot: QtBot, desk: Desk) -> Iterator[AtWindow]:
    """Opens a window on the rack; call it once the bookings of the test are made."""
    windows: list[MainWindow] = []

    def open_window() -> Receptionist:
        registry = ShellRegistry()
        rack.register(registry)
        fill_navigation(registry)
        settings = desk.app.ask(Settings(user_id=desk.app.actor.user_id))
        window = MainWindow(desk.app, registry, settings=settings)
        windows.append(window)
        window.resize(1440, 900)
        window.show()
        window.open_page("rack")
        hands = Receptionist(qtbot, desk, window)
        hands.settle()
        return hands

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
