"""Fixtures of the tests of capabilities: a desk in a small hotel, on each engine."""

from collections.abc import Iterator

import pytest

from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """A desk whose house is sound when the test is over."""
    app = open_house(location)
    opened = open_desk(app)
    yield opened
    opened.ensure_sound()
    app.close()
