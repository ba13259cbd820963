"""The furnished demo hotel, made once per engine: tests only read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pytest

from app.bootstrap import App
from app.infra.database import Location
from app.infra.digest import Row, table_rows
from app.workbench.demo import furnish
from tests.support.databases import PostgresTemplate, SqliteTemplate
from tests.support.houses import open_house

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Furnished:
    """The hotel, and all of its rows, read once."""

    app: App

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """By table."""
        return rows_of(self.app)


def rows_of(app: App) -> dict[str, list[Row]]:
    """All rows of a house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return table_rows(session)


@contextmanager
def furnished(place: Location) -> Iterator[Furnished]:
    """The demo in an empty house."""
    app = furnish(open_house(place), today=TODAY)
    yield Furnished(app)
    app.close()


@pytest.fixture(scope="session")
def demo_sqlite(
    sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Furnished]:
    """On SQLite."""
    with furnished(sqlite_template.copy_to(tmp_path_factory.mktemp("demo") / "house")) as made:
        yield made


@pytest.fixture(scope="session")
def demo_postgres(postgres_template: PostgresTemplate) -> Iterator[Furnished]:
    """On Postgres."""
    with postgres_template.copy() as place, furnished(place) as made:
        yield made


@pytest.fixture
def demo(engine_kind: str, request: pytest.FixtureRequest) -> App:
    """The hotel on each engine; no test may change it."""
    found: Furnished = request.getfixturevalue(f"demo_{engine_kind}")
    return found.app


@pytest.fixture
def rows(engine_kind: str, request: pytest.FixtureRequest) -> dict[str, list[Row]]:
    """All rows of the furnished hotel."""
    found: Furnished = request.getfixturevalue(f"demo_{engine_kind}")
    return found.rows
