"""The current state of a house as plain rows and as one digest per table; the journal is no part of it."""

import hashlib
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.infra import codec
from app.infra.database import Base
from app.infra.differences import is_journalled

Row = dict[str, Any]


def table_rows(session: Session) -> dict[str, list[Row]]:
    """The rows of every table of the tenant's state, by table, in the order of their keys."""
    return {
        table.name: _rows(session, table) for table in Base.metadata.sorted_tables if is_journalled(table)
    }


def digests(rows: dict[str, list[Row]]) -> dict[str, str]:
    """One digest per table; equal digests mean equal rows, on both engines."""
    return {
        name: _digest([{k: codec.cell(v) for k, v in row.items()} for row in own])
        for name, own in rows.items()
    }


def state_digests(session: Session) -> dict[str, str]:
    """The digests of what is in the house now."""
    return digests(table_rows(session))


def house_digest(session: Session) -> str:
    """One digest over all tables."""
    return _digest(state_digests(session))


def _rows(session: Session, table: Table) -> list[Row]:
    tenant = session.info["tenant_id"]
    statement = select(table).where(table.c.tenant_id == tenant).order_by(*table.primary_key)
    return [dict(row) for row in session.connection().execute(statement).mappings()]


def _digest(content: object) -> str:
    return hashlib.sha256(codec.canonical(content).encode()).hexdigest()
