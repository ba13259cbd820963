"""The schema's version: is it ours, how to bring it up to date, what to say when it is newer."""

import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.infra.database import WRITE, Database, Location
from app.infra.failures import Damaged, storage_failure, told_plainly
from app.infra.planner import tell_planner
from app.kernel.errors import AppError
from app.kernel.text import tr

HEAD = "0018"
KNOWN = frozenset(f"{number:04}" for number in range(1, int(HEAD) + 1))
SCRIPTS = Path(__file__).resolve().parents[2] / "migrations"
# The roles of a shared house (app.infra.provision): tables, desks, live refresh, durable jobs.
MEASURE = "keyrack_measure"
OWNER_ROLE, APP_ROLE = "keyrack_owner", "keyrack_app"
LISTENER_ROLE, JOBS_ROLE = "keyrack_listener", "keyrack_jobs"


class SchemaState(StrEnum):
    """How a database's schema stands to this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


class NewerDatabase(AppError):
    """The data were written by a newer program."""

    code = "newer_database"


class StrangeDatabase(AppError):
    """The file is a database of another program."""

    code = "strange_database"


class UpgradeNeeded(AppError):
    """A shared database is older than this program; only its owner may upgrade it."""

    code = "upgrade_needed"


def state_of(engine: Engine) -> SchemaState:
    """Read the schema's version. Raises StorageFailed (damaged, not writable, no answer), StrangeDatabase."""
    version = _version(engine)
    if version is None:
        return SchemaState.EMPTY
    if version == HEAD:
        return SchemaState.CURRENT
    return SchemaState.OLDER if version in KNOWN else SchemaState.NEWER


def _version(engine: Engine) -> str | None:
    with told_plainly():
        try:
            with engine.connect() as connection:
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                return None if found is None else str(found)
        except DBAPIError as error:
            failure = storage_failure(error)
            if failure is not None or "alembic_version" not in str(error.orig):
                raise failure or Damaged(
                    tr("The database cannot be read: {why}", why=str(error.orig))
                ) from error
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite" and _tables(connection):
                raise StrangeDatabase(
                    tr(
                        "{file} is a database of another program. Choose another folder.",
                        file=engine.url.database,
                    )
                )
    return None


def _tables(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one())


def ensure_current(engine: Engine, location: Location) -> None:
    """Make the embedded schema current; for a shared database only check it."""
    state = state_of(engine)
    if state is SchemaState.CURRENT:
        return
    if state is SchemaState.NEWER:
        raise NewerDatabase(tr("These data were written by a newer Keyrack. Install the newer version."))
    if not location.is_embedded:
        raise UpgradeNeeded(
            tr(
                "The shared database is not ready for this Keyrack. "
                "Ask its owner to run: keyrack database init"
            )
        )
    if state is SchemaState.OLDER:
        _keep_copy(location)
    migrate(location)


def _keep_copy(location: Location) -> None:
    """Before the tables change, a copy of the data as the older program left them."""
    assert location.path is not None
    copy = location.path.with_name(f"before-upgrade-to-{HEAD}.db")
    if copy.exists():
        return
    part = copy.with_name(copy.name + ".part")
    with closing(sqlite3.connect(location.path)) as here, closing(sqlite3.connect(part)) as there:
        here.backup(there)
    part.replace(copy)


def migrate(location: Location) -> None:
    """Bring a schema to this program's head in one transaction (Postgres: as its owner), then grant rights.

    A process that is killed in the middle leaves the schema as it was.
    """
    # Alembic costs start-up time and is needed only when the schema changes.
    from alembic import command  # noqa: PLC0415 - heavy, not on the way to the first screen
    from alembic.config import Config  # noqa: PLC0415 - heavy, not on the way to the first screen

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    database = Database(location)
    try:
        with told_plainly(), database.engine.execution_options(**{WRITE: True}).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if location.is_embedded:
                tell_planner(connection)
            else:
                _let_measure(connection)
                _grant(connection)
    finally:
        database.close()


def _let_measure(connection: Connection) -> None:
    """Give the application the one thing that it needs an owner for: to measure its tables after an import.

    Until Postgres has measured a table by itself, every index that begins with the tenant looks as good to it
    as the primary key, and each check of a foreign key reads the tenant's whole table.
    """
    execute = connection.exec_driver_sql
    schema = execute("SELECT quote_ident(current_schema())").scalar_one()
    tables = execute(
        "SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
        "AND a.attname = 'tenant_id' ORDER BY 1"
    ).scalars()
    work = " ".join(f"ANALYZE {schema}.{table};" for table in tables)
    execute(
        f"CREATE OR REPLACE FUNCTION {MEASURE}() RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = {schema}, pg_temp AS $$ BEGIN {work} END $$"
    )
    execute(f"REVOKE ALL ON FUNCTION {MEASURE}() FROM PUBLIC")


def _grant(connection: Connection) -> None:
    execute = connection.exec_driver_sql
    if APP_ROLE not in execute("SELECT rolname FROM pg_roles").scalars().all():
        return
    tables = execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").scalars().all()
    for table in tables:
        # One by one: over many tables a sharded server may run it in parallel and fail (sync.md, 3).
        rights = "SELECT" if table == "alembic_version" else "SELECT, INSERT, UPDATE, DELETE"
        execute(f'GRANT {rights} ON "{table}" TO {APP_ROLE}')
    execute(f"GRANT EXECUTE ON FUNCTION {MEASURE}() TO {APP_ROLE}")
