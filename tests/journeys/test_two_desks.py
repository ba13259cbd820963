"""Two desks on one house: what one does the other sees at once, without losing its place."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.bootstrap import App
from app.infra.database import Location
from app.kernel.clock import derived_id
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.ui.rack.receptionist import Receptionist
from ui.features import rack
from ui.shell.main_window import MainWindow
from ui.shell.pages import ShellRegistry
from ui.shell.standard_pages import fill_navigation
from ui.widgets.theme import Mode, theme

ROOT = Path(__file__).parents[2]
# It takes a fifth of a second alone; the whole suite beside it may hold a machine of two cores for longer.
AT_ONCE_MS = 3_000


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """A house on each engine."""
    opened = open_house(location)
    yield opened
    opened.close()


@pytest.fixture
def desk(app: App) -> Desk:
    """The small hotel in it."""
    return open_desk(app)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[MainWindow]:
    """A desk that follows the others."""
    del qtbot
    theme().dress(qapp, Mode.LIGHT)
    registry = ShellRegistry()
    rack.register(registry)
    fill_navigation(registry)
    made = MainWindow(desk.app, registry)
    following = bootstrap.follow(desk.app, made.hub.feed)
    following.start()
    made.resize(1440, 900)
    made.show()
    made.open_page("rack")
    yield made
    following.stop()
    made.close()
    made.deleteLater()


def test_the_booking_of_another_process_appears(
    qtbot: QtBot, desk: Desk, window: MainWindow, location: Location
) -> None:
    """A second process books; at once its bar is there, selection and place are as they were."""
    hands = Receptionist(qtbot, desk, window)
    hands.settle()
    mine = hands.book("102", 1)
    hands.select(mine)
    hands.page.looking.show_days(20)
    before = hands.page.canvas.view
    theirs = derived_id("Sato", "stay")
    url = location.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.desk_process", "book", url, "Sato"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "committed"
        qtbot.waitUntil(lambda: bool(hands.drawn(theirs)), timeout=AT_ONCE_MS)
        process.kill()
    hands.settle()
    assert hands.page.canvas.selection == {mine}
    assert hands.page.canvas.view == before
    stay = hands.page.selected.stay
    assert stay is not None
    assert stay.id == mine
