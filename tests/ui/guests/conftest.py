"""Fixtures of the guests' screens: somebody at a real window, over a real house on either engine."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import guests
from ui.widgets.theme import Mode, theme


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel, on each engine."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at_guests(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[Callable[..., Hands]]:
    """Opens a window on a page of guests."""
    theme().dress(qapp, Mode.LIGHT)
    with hands(Hands, qtbot, desk, guests.register) as at:
        yield at
