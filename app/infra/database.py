"""Engines, the declarative base and the tenant's fence; SQLite and Postgres differ only here.

Every table of a tenant has `tenant_id` first in its primary key. A session is bound to one tenant:
each ORM statement gets the tenant's condition, and on Postgres `SET LOCAL app.tenant_id` lets the
row-level security policies do the same below us (sync.md, section 3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    Executable,
    ForeignKeyConstraint,
    FromClause,
    Index,
    MetaData,
    SelectBase,
    Table,
    TypeDecorator,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.orm import (
    DeclarativeBase,
    LoaderCriteriaOption,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql.visitors import iterate
from sqlalchemy.types import TypeEngine

from app.infra.checkpoint import PAGES_AT_MOST, Checkpointer

Statement = TypeVar("Statement", bound=Executable)
Held = TypeVar("Held", bound="Base")

BUSY_TIMEOUT_MS = 30_000
POOL_SIZE = 6
WRITE = "keyrack_write"
ONE_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; given back with its zone on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back UTC with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonValue(TypeDecorator[Any]):
    """JSON text on SQLite, JSONB on Postgres."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB where there is one."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        # The dialect's package loads every driver's adapter; only who talks to Postgres waits for that.
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415 - heavy, not on the way to the first screen

        return dialect.type_descriptor(JSONB())


Json = JsonValue()


class Base(DeclarativeBase):
    """The one set of tables of the product."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class TenantRow:
    """Mixin of every table that belongs to a tenant: the first column of its key."""

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)


class IdentifiedRow(TenantRow):
    """Mixin of tables whose rows have an id made by the client."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)


def tenant_fk(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key inside the tenant: (tenant_id, column) to the table's (tenant_id, id)."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


def partial_index(name: str, columns: tuple[str, ...], holds: str) -> Index:
    """An index of a tenant's rows for which a condition holds; a question must say it in the same words.

    Its migration says it to Postgres too; here the option of that dialect would load all its drivers.
    """
    return Index(name, "tenant_id", *columns, sqlite_where=text(holds))


@dataclass(frozen=True, slots=True)
class Location:
    """Where a house's data lives: a file in a data directory, or a shared Postgres."""

    url: URL

    @classmethod
    def in_directory(cls, directory: Path) -> "Location":
        """The embedded database of a data directory."""
        return cls.at(directory / "keyrack.db")

    @classmethod
    def at(cls, file: Path) -> "Location":
        """An embedded database in a file of any name, such as a copy."""
        return cls(URL.create("sqlite", database=str(file)))

    @classmethod
    def shared(cls, url: str) -> "Location":
        """A Postgres server, from a URL such as postgresql://desk@host/hotel."""
        return cls(make_url(url).set(drivername="postgresql+psycopg"))

    @property
    def is_embedded(self) -> bool:
        """Whether the data is a SQLite file on this computer."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The database file, when embedded."""
        return Path(self.url.database or "") if self.is_embedded else None


class Database:
    """An open database: readers and the writer share one pool."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self.engine = _sqlite(location) if location.is_embedded else _postgres(location)
        self._writer = self.engine.execution_options(**{WRITE: True})
        self._checkpointer = Checkpointer(self.engine) if location.is_embedded else None
        # SQLite reads one snapshot anyway; Postgres has to be asked for it.
        self._reader = self.engine if self.is_sqlite else self.engine.execution_options(**ONE_SNAPSHOT)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded engine."""
        return self.engine.dialect.name == "sqlite"

    def reader(self, tenant_id: UUID) -> Session:
        """A session for questions, bound to a tenant."""
        return _bound(self._reader, tenant_id)

    def writer(self, tenant_id: UUID) -> Session:
        """A session for one write; on SQLite it takes the write lock as it begins."""
        return _bound(self._writer, tenant_id)

    def written(self) -> None:
        """A commit has just happened; SQLite's log may be long enough to be emptied."""
        if self._checkpointer is not None:
            self._checkpointer.written()

    def close(self) -> None:
        """Give back every connection."""
        if self._checkpointer is not None:
            self._checkpointer.close()
        self.engine.dispose()


def _bound(engine: Engine, tenant_id: UUID) -> Session:
    session = Session(engine, expire_on_commit=False, autoflush=False)
    session.info["tenant_id"] = UUID(str(tenant_id))
    return session


def _sqlite(location: Location) -> Engine:
    engine = create_engine(
        location.url,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        pool_size=POOL_SIZE,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours, so that a writer can take the lock first
        for pragma in (
            "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL",
            f"busy_timeout={BUSY_TIMEOUT_MS}", "cache_size=-32768", "temp_store=MEMORY",
            f"wal_autocheckpoint={PAGES_AT_MOST}",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _postgres(location: Location) -> Engine:
    return create_engine(
        location.url,
        pool_size=POOL_SIZE,
        pool_pre_ping=True,
        connect_args={"application_name": "keyrack", "connect_timeout": 10},
    )


@event.listens_for(Session, "after_begin")
def _fence_postgres(session: Session, _transaction: object, connection: Connection) -> None:
    tenant_id = session.info.get("tenant_id")
    if tenant_id is None:
        raise RuntimeError("a session without a tenant")
    if connection.dialect.name == "postgresql":
        # A literal, not set_config(): only this form reaches the workers of a sharded server (sync.md).
        connection.exec_driver_sql(f"SET LOCAL app.tenant_id = '{UUID(str(tenant_id))}'")


@event.listens_for(Session, "do_orm_execute")
def _fence_statements(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load:
        return
    _refuse_unseen_write(state)
    tenant_id = state.session.info["tenant_id"]
    fenced = _LASTING.get(state.statement)
    if fenced is None:
        state.statement = state.statement.options(_fence(tenant_id))
        return
    if tenant_id not in fenced:
        fenced[tenant_id] = _fenced(state.statement, tenant_id)
    state.statement = fenced[tenant_id]


def held(session: Session, model: type[Held], *key: object) -> Held | None:
    """A row that a session holds, by its key within the tenant; None where it would have to be read."""
    whole = (session.info["tenant_id"], *key)
    known = inspect(model).identity_key_from_primary_key(whole) in session.identity_map
    return session.get(model, whole) if known else None


_LASTING: WeakKeyDictionary[object, dict[UUID, Any]] = WeakKeyDictionary()


def lasting(statement: Statement) -> Statement:
    """A statement that is made once and executed with values; its fence is put up once for each tenant."""
    _LASTING[statement] = {}
    return statement


def _fenced(statement: Any, tenant_id: UUID) -> Any:
    """A lasting statement with the tenant's condition on each of its tables.

    Where it asks tables and nothing else, no alias, outer join or statement within, the condition itself is
    added: an option that looks for the tables in it takes half of the time of a small question.
    """
    sources = [part for part in iterate(statement) if isinstance(part, FromClause | SelectBase)]
    sources.remove(statement)
    tables = {table.name: table for table in sources if isinstance(table, Table)}
    if _joins_outer(statement) or any(not isinstance(part, Table) for part in sources):
        return statement.options(_fence(tenant_id))
    own = [table.c.tenant_id for table in tables.values() if "tenant_id" in table.c]
    return statement.where(*(column == tenant_id for column in own))


def _joins_outer(statement: Any) -> bool:
    """Whether rows come that a condition on a joined table would take away. SQLAlchemy keeps what `join`
    was asked for until it compiles; a walk through the statement does not see it."""
    return any(how["isouter"] or how["full"] for *_, how in getattr(statement, "_setup_joins", ()))


@lru_cache(maxsize=8)
def _fence(tenant_id: UUID) -> LoaderCriteriaOption:
    """The tenant's condition on each of its tables; made once, as each statement needs it."""
    return with_loader_criteria(
        TenantRow, lambda row: row.tenant_id == tenant_id, include_aliases=True, track_closure_variables=True
    )


def _refuse_unseen_write(state: ORMExecuteState) -> None:
    """A bulk statement goes round the flush, so the journal would not see what it did."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    if table is None or table.info.get("journalled", True):
        raise RuntimeError(f"write {table} by uow.add, uow.delete, attributes, or uow.insert_rows")


@event.listens_for(Session, "transient_to_pending")
def _stamp_tenant(session: Session, row: object) -> None:
    if isinstance(row, TenantRow) and row.tenant_id is None:
        row.tenant_id = session.info["tenant_id"]


def owner_column(table_info: dict[str, Any]) -> str:
    """The column that names the owner of a table's rows in change sets ("id" unless said)."""
    return str(table_info.get("owner", "id"))


Invariant = Callable[[Session, dict[str, frozenset[UUID]]], None]
