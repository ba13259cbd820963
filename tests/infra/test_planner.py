"""SQLite finds rows by their index in a house of any size, from the first day on."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from app.infra import schema
from app.infra.database import Location

# A question that names the tenant and one thing more, and the index that answers it.
QUESTIONS = (
    ("room_night", "stay_id", "ix_room_night_stay"),
    ("room_night", "block_id", "ix_room_night_block"),
    ("room_night", "room_id", "PRIMARY KEY"),
    ("stay_night", "stay_id", "PRIMARY KEY"),
    ("stay_segment", "stay_id", "PRIMARY KEY"),
    ("stay", "reservation_id", "ix_stay_tenant_id_reservation_id"),
    ("stay", "guest_id", "ix_stay_tenant_id_guest_id"),
    ("journal", "command_id", "sqlite_autoindex_journal"),
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A new embedded database."""
    location = Location.in_directory(tmp_path)
    schema.migrate(location)
    return create_engine(location.url)


def plan(engine: Engine, table: str, column: str) -> str:
    """How SQLite would look for rows of a table by the tenant and one column."""
    question = f"SELECT * FROM {table} WHERE {column} = 'a' AND tenant_id = 'b'"  # noqa: S608
    with engine.connect() as connection:
        return " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {question}")))


@pytest.mark.parametrize(("table", "column", "index"), QUESTIONS)
def test_the_index_is_used(engine: Engine, table: str, column: str, index: str) -> None:
    """Both columns are looked up; no tenant's whole table is read."""
    assert index in plan(engine, table, column)
    assert f"tenant_id=? AND {column}=?" in plan(engine, table, column)


def test_without_the_statistics_a_table_would_be_read(engine: Engine) -> None:
    """Control: the planner by itself takes the tenant for selective and reads all that a house holds."""
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE sqlite_stat1"))
    engine.dispose()
    assert "(tenant_id=?)" in plan(engine, "room_night", "stay_id")
