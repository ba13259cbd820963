"""The tables of the write path itself: revision, journal, outbox, number series, search terms."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, lasting

# Not part of the state that undo restores and that a state hash covers.
UNJOURNALLED = {"journalled": False}


class TenantRev(TenantRow, Base):
    """One row per tenant: its gap-free revision and the head of its hash chain. Taken first by each write."""

    __tablename__ = "tenant_rev"
    __table_args__ = ({"info": UNJOURNALLED},)

    rev: Mapped[int] = mapped_column(BigInteger)
    chain: Mapped[str] = mapped_column(String(64), default="")


# Of the table, not of the model: a desk that begins need not wait until all models are joined to each other.
REVISION = lasting(select(TenantRev.__table__.c.rev))


class JournalEntry(TenantRow, Base):
    """One committed command: who, where, when, what, rows before and after, its place in the chain."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("tenant_id", "command_id"),
        {"info": UNJOURNALLED},
    )

    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    command_id: Mapped[UUID]
    verb: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer)
    sort: Mapped[str] = mapped_column(String(8))
    actor_id: Mapped[UUID]
    actor_name: Mapped[str] = mapped_column(String(200))
    workstation: Mapped[str] = mapped_column(String(80))
    property_id: Mapped[UUID | None]
    business_date: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(Instant)
    undoes: Mapped[UUID | None]
    payload: Mapped[Any] = mapped_column(Json)
    result: Mapped[Any] = mapped_column(Json)
    differences: Mapped[Any] = mapped_column(Json)
    touched: Mapped[Any] = mapped_column(Json)
    salt: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    chain: Mapped[str] = mapped_column(String(64))


class OutboxRow(IdentifiedRow, Base):
    """An effect outside that must happen after the commit: written with it, dispatched to durable jobs."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "tenant_id", "state"),
        {"info": UNJOURNALLED},
    )

    kind: Mapped[str] = mapped_column(String(120))
    args: Mapped[Any] = mapped_column(Json)
    revision: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(12), default="pending")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)


class NumberSeries(TenantRow, Base):
    """The last number given in a series of a property, kind, year and workstation."""

    __tablename__ = "number_series"
    __table_args__ = ({"info": UNJOURNALLED},)

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    workstation: Mapped[str] = mapped_column(String(80), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class SearchTerm(TenantRow, Base):
    """A folded word under which something is found, on both engines by a range of the key's prefix."""

    __tablename__ = "search_term"
    __table_args__ = (
        # The thing before its kind: without statistics a planner must not think that a kind narrows anything.
        Index("ix_search_term_entity", "tenant_id", "entity_id", "kind", "term"),
        {"info": {"owner": "entity_id"}, "sqlite_with_rowid": False},
    )

    term: Mapped[str] = mapped_column(
        String(80).with_variant(String(80, collation="C"), "postgresql"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
