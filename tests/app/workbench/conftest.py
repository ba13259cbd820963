"""The furnished demo hotel, made once per engine: tests only read it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache
from typing import Protocol

import pytest

from app.bootstrap import App
from app.infra.digest import Row, table_rows
from app.workbench.demo import furnish
from tests.support.databases import SQLITE
from tests.support.houses import open_house

TODAY = date(2026, 11, 21)


class Demos(Protocol):
    """Gives the furnished hotel on an engine."""

    def __call__(self, engine: str, /) -> App: ...


@pytest.fixture(scope="session")
def demos(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demos]:
    """Furnishes on each engine when it is first asked for; a server is started only then."""
    with ExitStack() as stack:

        @cache
        def furnished(engine: str) -> App:
            if engine == SQLITE:
                template = request.getfixturevalue("sqlite_template")
                place = template.copy_to(tmp_path_factory.mktemp("demo") / "house")
            else:
                place = stack.enter_context(request.getfixturevalue("postgres_template").copy())
            app = furnish(open_house(place), today=TODAY)
            stack.callback(app.close)
            return app

        yield furnished


@pytest.fixture
def demo(demos: Demos, engine_kind: str) -> App:
    """The hotel; no test may change it."""
    return demos(engine_kind)


@pytest.fixture(scope="session")
def all_rows(demos: Demos) -> Callable[[str], dict[str, list[Row]]]:
    """The hotel's rows on an engine, read once."""

    @cache
    def read(engine: str) -> dict[str, list[Row]]:
        return rows_of(demos(engine))

    return read


@pytest.fixture
def rows(all_rows: Callable[[str], dict[str, list[Row]]], engine_kind: str) -> dict[str, list[Row]]:
    """All rows of the furnished hotel."""
    return all_rows(engine_kind)


def rows_of(app: App) -> dict[str, list[Row]]:
    """All rows of a house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return table_rows(session)
