"""Fixtures of the shell's tests: a real house on SQLite, a window over it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from tests.support.databases import SqliteTemplate
from tests.support.houses import open_house
from tests.support.threads import keyrack_threads
from ui.shell.change_hub import ChangeHub
from ui.shell.main_window import MainWindow
from ui.shell.operations import Operations
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.services import ShellServices
from ui.shell.standard_pages import fill_navigation
from ui.widgets.theme import Mode, theme

MakeWindow = Callable[[], MainWindow]


class SamplePage(Page):
    """A page that remembers how it was opened."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = "Sample"
        self.services = services
        self.arguments: list[dict[str, object]] = []
        self.leavings = 0
        QVBoxLayout(self).addWidget(QLabel("sample"))

    def opened(self, **arguments: object) -> None:
        """Remember."""
        self.arguments.append(arguments)

    def left(self) -> None:
        """Remember."""
        self.leavings += 1


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)


@pytest.fixture
def others() -> set[Thread]:
    """The threads that ran before the test's own house; name it before the house."""
    return keyrack_threads()


@pytest.fixture
def house(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[App]:
    """An empty house with its owner signed in."""
    app = open_house(sqlite_template.copy_to(tmp_path / "house"))
    yield app
    app.close()


@pytest.fixture
def hub(qapp: QApplication) -> ChangeHub:
    """A hub without a window."""
    del qapp
    return ChangeHub()


@pytest.fixture
def operations(house: App, hub: ChangeHub) -> Iterator[Operations]:
    """Operations on the house, closed at the end."""
    made = Operations(house, hub)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, house: App) -> Iterator[MainWindow]:
    """A window with two sample pages, shown at its usual size."""
    registry = ShellRegistry()
    for page_id, title in (("rack", "Rack"), ("reports", "Reports")):
        registry.pages.append(PageSpec(id=page_id, title=title, icon="calendar-blank", factory=SamplePage))
    fill_navigation(registry)
    made = MainWindow(house, registry)
    made.resize(1440, 900)
    made.show()
    made.open_page("rack")
    qtbot.waitUntil(lambda: made.operations.idle)
    yield made
    made.close()
    made.deleteLater()
