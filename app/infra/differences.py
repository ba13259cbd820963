"""Row differences: taken from a session as it flushes, kept in the journal, applied backwards by undo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Session

from app.infra.codec import cell
from app.infra.database import owner_column


@dataclass(frozen=True, slots=True)
class Difference:
    """One row's change. `before` is None for a new row, `after` None for a deleted one.

    For an update both hold just the columns that changed. Values are JSON-shaped.
    """

    table: str
    key: dict[str, Any]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    owner: str

    def as_json(self) -> dict[str, Any]:
        """The journal's form."""
        return {"t": self.table, "k": self.key, "b": self.before, "a": self.after, "o": self.owner}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Difference":
        """Back from the journal's form."""
        return cls(data["t"], data["k"], data["b"], data["a"], data["o"])

    def inverse(self) -> "Difference":
        """The change that takes this one back."""
        return Difference(self.table, self.key, self.after, self.before, self.owner)


def is_journalled(table: Table) -> bool:
    """Whether a table is part of the state that the journal can restore."""
    return bool(table.info.get("journalled", True))


def flushed_differences(session: Session) -> list[Difference]:
    """What the flush that just ran wrote, in the order it was written (call in `after_flush`)."""
    found = [_whole(row, new=True) for row in session.new]
    found += [_changed(row) for row in session.dirty]
    found += [_whole(row, new=False) for row in session.deleted]
    return [difference for difference in found if difference is not None]


def inserted(table: Table, tenant_id: UUID, rows: Iterable[Mapping[str, Any]]) -> list[Difference]:
    """What writing new rows past the session does; every column but the tenant's is given."""
    keys = [column.name for column in table.primary_key]
    owner, tenant = owner_column(table.info), str(tenant_id)
    found = []
    # Rows written together share most of their values: one that is the row's before has its text already.
    last: dict[str, object] = {}
    texts: dict[str, Any] = {}
    for row in rows:
        cells = {}
        for name, value in row.items():
            if name not in last or value is not last[name]:
                last[name], texts[name] = value, cell(value)
            cells[name] = texts[name]
        cells["tenant_id"] = tenant
        key = {name: cells.pop(name) for name in keys}
        found.append(
            Difference(table.name, key, None, cells, key.get(owner) or cells.get(owner) or key["id"])
        )
    return found


def _table(row: object) -> Table:
    table = inspect(type(row)).local_table
    assert isinstance(table, Table)
    return table


def _key_and_owner(row: Any, table: Table) -> tuple[dict[str, Any], str]:
    key = {column.name: cell(getattr(row, column.name)) for column in table.primary_key}
    # A row that may have no owner (a posting of no folio) is its own.
    return key, str(getattr(row, owner_column(table.info)) or row.id)


def _whole(row: object, *, new: bool) -> Difference | None:
    table = _table(row)
    if not is_journalled(table):
        return None
    key, owner = _key_and_owner(row, table)
    values = {c.name: cell(getattr(row, c.name)) for c in table.columns if c.name not in key}
    return Difference(table.name, key, None if new else values, values if new else None, owner)


def _changed(row: object) -> Difference | None:
    table = _table(row)
    if not is_journalled(table):
        return None
    before, after = {}, {}
    state = inspect(row)
    # What was set, to something else or not; all other columns are as they were.
    for name in tuple(state.committed_state):
        history = state.attrs[name].history
        if history.has_changes():
            before[name] = cell(history.deleted[0]) if history.deleted else None
            after[name] = cell(history.added[0]) if history.added else None
    if not after:
        return None
    key, owner = _key_and_owner(row, table)
    return Difference(table.name, key, before, after, owner)


def touched(differences: Iterable[Difference]) -> dict[str, frozenset[UUID]]:
    """Table names to the ids of the owners of the changed rows."""
    owners: dict[str, set[UUID]] = {}
    for difference in differences:
        owners.setdefault(difference.table, set()).add(UUID(difference.owner))
    return {table: frozenset(ids) for table, ids in owners.items()}
