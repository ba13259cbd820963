"""Addresses of guests; duplicates merged or kept apart; what guests like, and who belongs together."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TENANT_TABLES = ("guest_merge", "guest_apart", "guest_preference", "guest_relation")


def _tenant() -> sa.Column[object]:
    return sa.Column("tenant_id", sa.Uuid(), nullable=False)


def _guest(column: str) -> sa.Column[object]:
    return sa.Column(column, sa.Uuid(), nullable=False)


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], ["guest.tenant_id", "guest.id"], name=op.f(f"fk_{table}_tenant_id_{column}")
    )


def upgrade() -> None:
    """Columns of guests, then the tables and their fence."""
    empty = sa.text("''")
    for name, length in (("street", 200), ("postcode", 20), ("city", 120)):
        op.add_column(
            "guest", sa.Column(name, sa.String(length=length), server_default=empty, nullable=False)
        )
    op.add_column("guest", sa.Column("merged_into", sa.Uuid(), nullable=True))
    where = sa.text("merged_into IS NOT NULL")
    op.create_index(
        "ix_guest_merged", "guest", ["tenant_id", "merged_into"], sqlite_where=where, postgresql_where=where
    )
    _merges()
    _likes_and_relations()
    fence_tenants(TENANT_TABLES)


def _merges() -> None:
    op.create_table(
        "guest_merge",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        _guest("survivor_id"),
        _guest("merged_id"),
        sa.Column("merged_name", sa.String(length=401), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("moved", JSON, nullable=False),
        sa.Column("aside", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=200), nullable=False),
        _to("guest_merge", "merged_id"),
        _to("guest_merge", "survivor_id"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_guest_merge")),
    )
    op.create_index("ix_guest_merge_survivor", "guest_merge", ["tenant_id", "survivor_id"])
    op.create_table(
        "guest_apart",
        _tenant(),
        _guest("guest_id"),
        _guest("other_id"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("guest_id <> other_id", name=op.f("ck_guest_apart_two")),
        _to("guest_apart", "guest_id"),
        _to("guest_apart", "other_id"),
        sa.PrimaryKeyConstraint("tenant_id", "guest_id", "other_id", name=op.f("pk_guest_apart")),
    )
    op.create_index("ix_guest_apart_other", "guest_apart", ["tenant_id", "other_id"])


def _likes_and_relations() -> None:
    op.create_table(
        "guest_preference",
        _tenant(),
        _guest("guest_id"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        _to("guest_preference", "guest_id"),
        sa.PrimaryKeyConstraint("tenant_id", "guest_id", "kind", name=op.f("pk_guest_preference")),
    )
    op.create_table(
        "guest_relation",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        _guest("guest_id"),
        _guest("other_id"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.CheckConstraint("guest_id <> other_id", name=op.f("ck_guest_relation_two")),
        _to("guest_relation", "guest_id"),
        _to("guest_relation", "other_id"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_guest_relation")),
        sa.UniqueConstraint(
            "tenant_id", "guest_id", "other_id", name=op.f("uq_guest_relation_tenant_id_guest_id_other_id")
        ),
    )
    op.create_index("ix_guest_relation_other", "guest_relation", ["tenant_id", "other_id"])
