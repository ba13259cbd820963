"""Fixtures for all tests: the Postgres server, and an empty house on each engine.

A test that takes `location` runs twice, on SQLite and on Postgres; `engine_kind` tells on which.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from app.infra.database import Location
from tests.support.compiled import share_compiled_statements
from tests.support.databases import ENGINES, SQLITE, PostgresTemplate, SqliteTemplate
from tests.support.memory_disk import keep_files_in_memory
from tests.support.postgres import PostgresServer, start_postgres

# How long one example takes says something of the machine, not of the rule.
settings.register_profile("keyrack", deadline=None)
settings.load_profile("keyrack")

# Before any test imports Qt: tests draw without a display, unless the caller chose another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_files_in_memory()
share_compiled_statements()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running Postgres of this test process; an error, never a skip, where there is none."""
    server = start_postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> PostgresTemplate:
    """The empty house that tests on Postgres get a copy of."""
    return PostgresTemplate(postgres_server)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """The empty house that tests on SQLite get a copy of."""
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite-template"))


@pytest.fixture(params=ENGINES)
def engine_kind(request: pytest.FixtureRequest) -> str:
    """Which engine the test runs on: "sqlite", then "postgres"."""
    return str(request.param)


@pytest.fixture
def location(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Location]:
    """An empty house with the current schema, on one engine and then on the other."""
    with ExitStack() as stack:
        if engine_kind == SQLITE:
            yield request.getfixturevalue("sqlite_template").copy_to(tmp_path / "house")
        else:
            # Asked for here, so that tests on SQLite alone start no server.
            yield stack.enter_context(request.getfixturevalue("postgres_template").copy())
