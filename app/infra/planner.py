"""What SQLite's planner is told about our tables: that the tenant alone narrows nothing down.

Without statistics the planner takes any first column of a key for selective, and so reads a tenant's whole
table by `(tenant_id, …)` where an index of `(tenant_id, stay_id)` would give eight rows. `ANALYZE` on a full
house would tell it the same; a new house is empty, so the shape is written down here. Search has an index
that needs no statistics.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Index, Table, UniqueConstraint, text

from app.infra.database import Base
from app.infra.tables import SearchTerm

# A house of some size: rows of a table, rows that share the tenant and one more column, and so on.
ROWS, BY_TWO, BY_THREE = 100_000, 40, 8

_FORGET = text("DELETE FROM sqlite_stat1")
_TELL = text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :stat)")
_INDEXES = text("SELECT name FROM pragma_index_list(:table) WHERE origin = :origin")


def tell_planner(connection: Connection) -> None:
    """Write the statistics of every table that belongs to a tenant (SQLite only)."""
    connection.exec_driver_sql("ANALYZE")
    connection.execute(_FORGET)
    for table in Base.metadata.sorted_tables:
        if "tenant_id" in table.primary_key.columns and table is not SearchTerm.__table__:
            rows = [{"table": table.name, "index": n, "stat": s} for n, s in _shape(connection, table)]
            connection.execute(_TELL, rows)


def _shape(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    """Names of a table's indexes with their statistics."""
    rowless = table.dialect_options["sqlite"]["with_rowid"] is False
    for name in [table.name] if rowless else _names(connection, table, "pk"):
        yield name, _stat(len(table.primary_key.columns), unique=True)
    uniques = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    for name in _names(connection, table, "u"):
        yield name, _stat(max(len(c.columns) for c in uniques), unique=True)
    for index in table.indexes:
        assert isinstance(index, Index)
        yield str(index.name), _stat(len(index.columns), unique=bool(index.unique))


def _names(connection: Connection, table: Table, origin: str) -> list[str]:
    return list(connection.execute(_INDEXES, {"table": table.name, "origin": origin}).scalars())


def _stat(columns: int, *, unique: bool) -> str:
    """Rows, then how many share the first column, the first two, and so on."""
    shares = [ROWS, ROWS, BY_TWO, BY_THREE, 2, 2, 2, 2][: columns + 1]
    if unique:
        shares[-1] = 1
    return " ".join(str(share) for share in shares)
