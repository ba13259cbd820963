"""Tables of guests beyond their row: who was merged into whom, who is not the same, wishes, relations."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class GuestMerge(IdentifiedRow, Base):
    """Two guests became one: what changed on the survivor, which rows were led over, which were put aside.

    `fields` has the survivor's values before and after; `moved` names the rows and their column, `aside`
    keeps rows that the survivor had already. With them a merge is taken back at any time.
    """

    __tablename__ = "guest_merge"
    __table_args__ = (
        tenant_fk("survivor_id", "guest"),
        tenant_fk("merged_id", "guest"),
        Index("ix_guest_merge_survivor", "tenant_id", "survivor_id"),
    )

    survivor_id: Mapped[UUID]
    merged_id: Mapped[UUID]
    merged_name: Mapped[str] = mapped_column(String(401))
    fields: Mapped[Any] = mapped_column(Json, default=dict)
    moved: Mapped[Any] = mapped_column(Json, default=list)
    aside: Mapped[Any] = mapped_column(Json, default=list)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by: Mapped[str] = mapped_column(String(200), default="")


class GuestApart(TenantRow, Base):
    """Somebody looked at two guests and said that they are two people."""

    __tablename__ = "guest_apart"
    __table_args__ = (
        tenant_fk("guest_id", "guest"),
        tenant_fk("other_id", "guest"),
        CheckConstraint("guest_id <> other_id", name="two"),
        Index("ix_guest_apart_other", "tenant_id", "other_id"),
        {"info": {"owner": "guest_id"}},
    )

    guest_id: Mapped[UUID] = mapped_column(primary_key=True)
    other_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))


class GuestPreference(TenantRow, Base):
    """What a guest likes, of one kind of the catalogue (rules/preferences), in a few words."""

    __tablename__ = "guest_preference"
    __table_args__ = (tenant_fk("guest_id", "guest"), {"info": {"owner": "guest_id"}})

    guest_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    text: Mapped[str] = mapped_column(String(200))


class GuestRelation(IdentifiedRow, Base):
    """What `other` is to `guest` (rules/relations); the other way round follows from the kind."""

    __tablename__ = "guest_relation"
    __table_args__ = (
        tenant_fk("guest_id", "guest"),
        tenant_fk("other_id", "guest"),
        UniqueConstraint("tenant_id", "guest_id", "other_id"),
        CheckConstraint("guest_id <> other_id", name="two"),
        Index("ix_guest_relation_other", "tenant_id", "other_id"),
        {"info": {"owner": "guest_id"}},
    )

    guest_id: Mapped[UUID]
    other_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
