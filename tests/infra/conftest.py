"""Fixtures of the infra tests: an opened house, and a small hotel in it."""

from collections.abc import Iterator

import pytest

from app.bootstrap import App
from app.infra.database import Location
from tests.support.databases import PostgresTemplate
from tests.support.houses import Hotel, furnish, open_house


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """A founded house on each engine."""
    opened = open_house(location)
    yield opened
    opened.close()


@pytest.fixture
def hotel(app: App) -> Hotel:
    """A small hotel in the house."""
    return furnish(app)


@pytest.fixture
def shared_app(postgres_template: PostgresTemplate) -> Iterator[App]:
    """A founded house on Postgres, for what only a shared house has."""
    with postgres_template.copy() as location:
        opened = open_house(location)
        yield opened
        opened.close()
