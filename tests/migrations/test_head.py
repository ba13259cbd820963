"""The head of the migrations is what the models say, on both engines, and a program knows its head."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, MetaData, Table, create_engine, text

from app import bootstrap
from app.infra import schema
from app.infra.database import Base, Database, Location
from app.infra.schema import NewerDatabase, SchemaState
from app.kernel.errors import AppError
from tests.support.databases import PostgresTemplate, SqliteTemplate
from tests.support.postgres import OWNER

bootstrap.capabilities()  # with them every table is known


def differences(engine: Engine, metadata: MetaData) -> list[object]:
    """What autogenerate would write to make the database equal to the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, metadata))


@pytest.fixture
def owned(engine_kind: str, request: pytest.FixtureRequest) -> Engine:
    """The migrated database, as the owner of its tables sees it."""
    if engine_kind == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        return create_engine(template.location.url)
    server: PostgresTemplate = request.getfixturevalue("postgres_template")
    return create_engine(Location.shared(server.server.url(server.name, role=OWNER)).url)


def test_head_equals_models(owned: Engine) -> None:
    """Autogenerate finds nothing to do."""
    try:
        assert differences(owned, Base.metadata) == []
    finally:
        owned.dispose()


def test_a_forgotten_column_is_found(owned: Engine) -> None:
    """Control: a table that the migrations do not make shows as a difference."""
    grown = MetaData()
    for table in Base.metadata.tables.values():
        table.to_metadata(grown)
    Table("forgotten", grown, Column("id", Integer, primary_key=True))
    grown.tables["room"].append_column(Column("forgotten", Integer))
    try:
        found = differences(owned, grown)
    finally:
        owned.dispose()
    assert len(found) == 2


def test_the_program_knows_its_head() -> None:
    """HEAD and KNOWN are the chain of the migration files."""
    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == schema.HEAD
    assert {script.revision for script in scripts.walk_revisions()} == set(schema.KNOWN)


def test_a_newer_database_is_refused(location: Location) -> None:
    """An older program meets data of a newer one with a clear word, and leaves them alone."""
    if location.is_embedded:
        database = Database(location)
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NewerDatabase, match="newer Keyrack"):
            schema.ensure_current(database.engine, location)
        assert schema.state_of(database.engine) is SchemaState.NEWER
        database.close()
        return
    assert location.url.username == schema.APP_ROLE


def test_a_shared_newer_database_is_refused(postgres_template: PostgresTemplate) -> None:
    """The same on a server."""
    with postgres_template.copy() as location:
        owner = Database(
            Location.shared(postgres_template.server.url(location.url.database or "", role=OWNER))
        )
        with owner.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NewerDatabase):
            schema.ensure_current(owner.engine, location)
        with owner.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        with pytest.raises(AppError, match="keyrack database init"):
            schema.ensure_current(owner.engine, location)
        owner.close()


def at_revision(path: Path, revision: str) -> Location:
    """An embedded database as an older program left it."""
    from alembic import command  # noqa: PLC0415 - for this helper alone

    path.mkdir()
    location = Location.in_directory(path)
    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    engine = create_engine(location.url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.execute(text("INSERT INTO tenant (id, slug, name) VALUES ('00', 's', 'Old house')"))
    engine.dispose()
    return location


def test_an_older_database_is_upgraded(tmp_path: Path) -> None:
    """Its rows are there afterwards, and a copy from before lies beside it."""
    location = at_revision(tmp_path / "house", "0001")
    database = Database(location)
    assert schema.state_of(database.engine) is SchemaState.OLDER
    schema.ensure_current(database.engine, location)
    assert schema.state_of(database.engine) is SchemaState.CURRENT
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM tenant")).scalar() == "Old house"
    database.close()
    kept = Database(Location.at(tmp_path / "house" / f"before-upgrade-to-{schema.HEAD}.db"))
    assert schema.state_of(kept.engine) is SchemaState.OLDER
    kept.close()


def test_a_broken_upgrade_leaves_the_old_schema(tmp_path: Path) -> None:
    """A migration that fails in its middle is taken back whole, on SQLite too."""
    location = at_revision(tmp_path / "house", "0001")
    database = Database(location)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE stay_night (in_the_way integer)"))
    with pytest.raises(Exception, match="stay_night"):
        schema.migrate(location)
    with database.engine.connect() as connection:
        tables = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    assert schema.state_of(database.engine) is SchemaState.OLDER
    assert "reservation" not in tables
    database.close()
