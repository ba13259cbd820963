"""The empty houses that tests run on: current schema, no rows, and the application's own rights."""

from sqlalchemy import text

from app.infra import schema
from app.infra.database import Database, Location
from app.infra.schema import SchemaState
from tests.support.databases import SQLITE


def test_an_empty_house_is_current(location: Location, engine_kind: str) -> None:
    """A test starts on the schema of this program, on the engine that it was promised."""
    database = Database(location)
    try:
        assert database.is_sqlite == (engine_kind == SQLITE)
        assert schema.state_of(database.engine) is SchemaState.CURRENT
        with database.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM journal")).scalar() == 0
    finally:
        database.close()


def test_the_application_has_only_its_own_rights(location: Location, engine_kind: str) -> None:
    """On Postgres the tests work as the application's role: not the owner, behind row security."""
    if engine_kind == SQLITE:
        assert location.is_embedded
        return
    assert location.url.username == schema.APP_ROLE
    database = Database(location)
    try:
        with database.engine.connect() as connection:
            owned = connection.execute(
                text("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
            ).scalar()
            assert owned == 0
    finally:
        database.close()
