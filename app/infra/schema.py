"""The schema's version: is it ours, how to bring it up to date, what to say when it is newer."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError

from app.infra.database import Location
from app.kernel.errors import AppError
from app.kernel.text import tr

HEAD = "0001"
KNOWN = frozenset({"0001"})
SCRIPTS = Path(__file__).resolve().parents[2] / "migrations"
# The roles of a shared house (app.infra.provision): tables, desks, live refresh, durable jobs.
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


class DatabaseUnreadable(AppError):
    """The file is not a database, or is damaged."""

    code = "database_unreadable"


class UpgradeNeeded(AppError):
    """A shared database is older than this program; only its owner may upgrade it."""

    code = "upgrade_needed"


def state_of(engine: Engine) -> SchemaState:
    """Read the schema's version. Raises DatabaseUnreadable on a corrupt file."""
    try:
        with engine.connect() as connection:
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (OperationalError, ProgrammingError) as error:
        if "alembic_version" in str(error.orig):
            return SchemaState.EMPTY
        raise _unreadable(error) from error
    except DatabaseError as error:
        raise _unreadable(error) from error
    if version is None:
        return SchemaState.EMPTY
    if version == HEAD:
        return SchemaState.CURRENT
    return SchemaState.OLDER if version in KNOWN else SchemaState.NEWER


def _unreadable(error: DatabaseError) -> DatabaseUnreadable:
    return DatabaseUnreadable(
        tr(
            "The database cannot be read ({reason}). Your last backup is safe: run keyrack restore.",
            reason=str(error.orig),
        )
    )


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
    migrate(location)


def migrate(location: Location) -> None:
    """Bring a schema to this program's head (on Postgres: as its owner), then grant the app's role."""
    # Alembic costs start-up time and is needed only when the schema changes.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = create_engine(location.url)
    if location.is_embedded:
        event.listen(engine, "connect", lambda c, _r: c.execute("PRAGMA journal_mode=WAL"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if not location.is_embedded:
                _grant(connection)
    finally:
        engine.dispose()


def _grant(connection: object) -> None:
    execute = connection.exec_driver_sql  # type: ignore[attr-defined]
    if APP_ROLE not in execute("SELECT rolname FROM pg_roles").scalars().all():
        return
    tables = execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").scalars().all()
    for table in tables:
        rights = "SELECT" if table == "alembic_version" else "SELECT, INSERT, UPDATE, DELETE"
        execute(f'GRANT {rights} ON "{table}" TO {APP_ROLE}')
