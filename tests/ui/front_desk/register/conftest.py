"""Fixtures of the guest register: somebody at a real window, over a real house on either engine."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features.front_desk.register import actions


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel, on each engine."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at_register(qtbot: QtBot, desk: Desk) -> Iterator[Callable[..., Hands]]:
    """Opens a window on the register."""
    with hands(Hands, qtbot, desk, actions.register) as at:
        yield at
