"""One of many ids, as a condition whose statement is the same however many there are.

An `IN` with a mark for each id is another text for each count: SQLAlchemy expands it, the driver reads it and
the server parses it anew, which takes longer than finding a hundred rows.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Dialect, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType


class _Ids(TypeDecorator[Collection[UUID]]):
    """Ids as one value: an array literal for Postgres, JSON for SQLite.

    It has no type of its own, so that Postgres takes it for an array as it is: a text that is made one would
    be made one for each row, and the planner would not know how many there are.
    """

    impl = NullType
    cache_ok = True

    def process_bind_param(self, value: Collection[UUID] | None, dialect: Dialect) -> str:
        """Hexadecimal digits, as SQLite keeps an id and Postgres reads it."""
        texts = [f"{id_.int:032x}" for id_ in value or ()]
        if dialect.name == "postgresql":
            return "{" + ",".join(texts) + "}"
        return '["' + '","'.join(texts) + '"]' if texts else "[]"


class _Among(FunctionElement[bool]):
    """`column` is one of the ids that the statement gets under a name."""

    type = Boolean()
    name = "among"
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":  # noqa: ARG002 - the dialect's signature
        """A condition as it stands: no "= 1" around it, which SQLite would not answer by an index."""
        return self


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = element.clauses
    return f"({compiler.process(column, **how)} = ANY (CAST({compiler.process(ids, **how)} AS uuid[])))"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = element.clauses
    # The names are those of our own tables; the ids travel as a parameter.
    values = f"SELECT value FROM json_each({compiler.process(ids, **how)})"  # noqa: S608
    return f"({compiler.process(column, **how)} IN ({values}))"


def among(column: Any, ids: str) -> Any:
    """The condition that a column of ids is among those that the statement is executed with under `ids`."""
    return _Among(column, bindparam(ids, type_=_Ids()))
