"""Fixtures of the rack's tests: a canvas that shows the hotel of the pictures; a receptionist at a window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from tests.support.databases import SqliteTemplate
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import windows
from tests.ui.rack.receptionist import Receptionist
from tests.ui.rack.sample import FIRST, TODAY, sample
from ui.features import rack
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import RackView
from ui.widgets.theme import Mode, theme
from ui.widgets.theme.tokens import colours

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
    with windows() as show:

        def open_window() -> Receptionist:
            window = show(desk.app, rack.register)
            window.open_page("rack")
            hands = Receptionist(qtbot, desk, window)
            hands.settle()
            return hands

        yield open_window


@pytest.fixture
def canvas(qtbot: QtBot) -> RackCanvas:
    """Two weeks in detail, singles collapsed."""
    made = RackCanvas(colours(Mode.LIGHT))
    qtbot.addWidget(made)
    made.resize(992, 789)
    made.setView(RackView(first_day=FIRST, day_px=60, row_px=36, collapsed=frozenset({"type:0"})))
    data = sample()
    made.setData(data.house, data.bars, data.days, TODAY, TODAY + 0.472)
    made.show()
    qtbot.waitExposed(made)
    made.move(QPoint(0, 0))
    return made
