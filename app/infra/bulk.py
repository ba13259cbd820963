"""Many rows at once, as fast as each engine takes them: prepared rows on SQLite, column arrays on Postgres.

SQLAlchemy's own insert spends more time on binding than the database on writing. Row-level security forbids
COPY, so Postgres gets one array per column and unnests them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Table, Time, Uuid, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.infra.database import Instant, Json
from app.infra.schema import MEASURE

# Rows in one statement: bounds what is held in memory and the size of the arrays.
CHUNK = 5_000

Render = Callable[[Any], Any]
Values = Sequence[Sequence[Any]]


def insert_many(
    connection: Connection, table: Table, tenant_id: UUID, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Insert rows of values in the order of `names`; how many there were.

    Ids and dates may be given as text (hex, ISO): a caller that uses one many times renders it once.
    """
    insert = _postgres if connection.dialect.name == "postgresql" else _sqlite
    columns = [table.c["tenant_id"], *(table.c[name] for name in names)]
    count, source = 0, iter(rows)
    while chunk := list(islice(source, CHUNK)):
        count += len(chunk)
        insert(connection, table, columns, [[tenant_id.hex] * len(chunk), *zip(*chunk, strict=True)])
    return count


def measure(connection: Connection) -> None:
    """Let Postgres measure the tables now, where its owner has allowed it; SQLite is told their shape."""
    if connection.dialect.name == "postgresql":
        known = connection.scalar(select(func.to_regprocedure(f"{MEASURE}()")))
        if known is not None:
            connection.exec_driver_sql(f"SELECT {MEASURE}()")


@contextmanager
def flowing(connection: Connection) -> Iterator[None]:
    """Within it Postgres works on one statement while the next one is being prepared here.

    Nothing is read from the database meanwhile; what went wrong is raised at the end.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError("many rows", None, error) from error


def _is_text(values: Sequence[Any]) -> bool:
    return isinstance(next((v for v in values if v is not None), None), str)


def ordered(table: Table, rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], Iterable[list[Any]]]:
    """Rows given by name as names and values; a column that is left out takes its default."""
    names = [c.name for c in table.columns if c.name in rows[0] or c.default is not None]
    fallback = {c.name: _default(c) for c in table.columns if c.default is not None}
    return names, ([row[name] if name in row else fallback[name] for name in names] for row in rows)


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    return default.arg(None) if default.is_callable else default.arg


def _sqlite(connection: Connection, table: Table, columns: Sequence[Column[Any]], values: Values) -> None:
    names = ", ".join(f'"{c.name}"' for c in columns)
    marks = ", ".join("?" * len(columns))
    prepared = [_sqlite_values(column, own) for column, own in zip(columns, values, strict=True)]
    # The names are those of our own tables; values travel as parameters.
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
    connection.exec_driver_sql(statement, list(zip(*prepared, strict=True)))


def _sqlite_values(column: Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    render, nothing = _sqlite_render(column), "null" if _has_null(column) else None
    if render is None or (_is_text(values) and not isinstance(column.type, type(Json))):
        return values
    return [nothing if value is None else render(value) for value in values]


def _has_null(column: Column[Any]) -> bool:
    """Whether no value is a value here: JSON has a null of its own, where a column may not be empty."""
    return isinstance(column.type, type(Json)) and not column.nullable


def _sqlite_render(column: Column[Any]) -> Render | None:
    kind = column.type
    if isinstance(kind, Uuid):
        return _hex
    if isinstance(kind, type(Json)):
        return _json
    if isinstance(kind, Instant | DateTime):
        return lambda value: value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(kind, Time):
        return lambda value: value.strftime("%H:%M:%S.%f")
    return date.isoformat if isinstance(kind, Date) else None


def _hex(value: UUID) -> str:
    # What `hex` says, without a call of a Python property for each of millions.
    return f"{value.int:032x}"


def _json(value: Any) -> str:
    """Most tags and terms are empty."""
    if not value and isinstance(value, list | dict):
        return "{}" if isinstance(value, dict) else "[]"
    return json.dumps(value)


def _postgres(connection: Connection, table: Table, columns: Sequence[Column[Any]], values: Values) -> None:
    kinds = [_array_kind(c, own) for c, own in zip(columns, values, strict=True)]
    names = ", ".join(f'"{c.name}"' for c in columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind, _ in kinds)
    literals = tuple(
        "{" + _elements(column, own, render) + "}"
        for column, own, (_, render) in zip(columns, values, kinds, strict=True)
    )
    # The names are those of our own tables; values travel as parameters.
    statement = f'INSERT INTO "{table.name}" ({names}) SELECT * FROM unnest({arrays})'  # noqa: S608
    # Foreign keys are checked by plans that are kept from when the tables were empty: then every index that
    # begins with the tenant looked as good as the primary key, and each check reads the whole table.
    connection.exec_driver_sql("DISCARD PLANS")
    connection.exec_driver_sql(statement, literals)


def _elements(column: Column[Any], values: Sequence[Any], render: Callable[[Any], str]) -> str:
    """The values of a column as an array literal has them, without a step for each where it can be."""
    if _is_text(values) and None not in values:
        if render is str:
            return ",".join(values)
        joined = '","'.join(values)
        if render is _quoted and "\\" not in joined and joined.count('"') == 2 * (len(values) - 1):
            return f'"{joined}"'
    nothing = '"null"' if _has_null(column) else "NULL"
    return ",".join([nothing if value is None else render(value) for value in values])


def _array_kind(column: Column[Any], values: Sequence[Any]) -> tuple[str, Callable[[Any], str]]:
    """The Postgres type of a column and how its values are written in an array literal."""
    kind = column.type
    plain = _is_text(values)
    if isinstance(kind, Uuid):
        return "uuid", str if plain else _hex
    if isinstance(kind, type(Json)):
        return "jsonb", lambda value: _quoted(_json(value))
    if isinstance(kind, Boolean):
        return "boolean", lambda value: "t" if value else "f"
    if isinstance(kind, Integer):
        return "bigint", str
    if isinstance(kind, Date):
        return "date", str if plain else date.isoformat
    if isinstance(kind, Instant | DateTime):
        return "timestamptz", lambda value: _quoted(datetime.isoformat(value))
    if isinstance(kind, Time):
        return "time", lambda value: _quoted(time.isoformat(value))
    return "text", _quoted


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
