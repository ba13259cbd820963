"""What a check-in leaves: identity looked at, signature, keys, fees."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TENANT_TABLES = ("identity_check", "stay_signature", "key_issue", "stay_guarantee", "desk_terms")


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def _own() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
    )


def _told() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
    )


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "identity_check",
        *_own(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        *_told(),
        sa.CheckConstraint("place BETWEEN 1 AND 50", name=op.f("ck_identity_check_place")),
        _to("identity_check", "guest_id", "guest"),
        _to("identity_check", "property_id", "property"),
        _to("identity_check", "stay_id", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_identity_check")),
    )
    op.create_index("ix_identity_check_stay", "identity_check", ["tenant_id", "stay_id", "place"])
    op.create_index("ix_identity_check_guest", "identity_check", ["tenant_id", "guest_id"])
    op.create_table(
        "stay_signature",
        *_own(),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("strokes", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        *_told(),
        sa.CheckConstraint("way IN ('screen', 'paper')", name=op.f("ck_stay_signature_way")),
        _to("stay_signature", "property_id", "property"),
        _to("stay_signature", "stay_id", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", name=op.f("pk_stay_signature")),
    )
    op.create_table(
        "key_issue",
        *_own(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        *_told(),
        sa.CheckConstraint(
            "count BETWEEN 1 AND 20 AND returned BETWEEN 0 AND count", name=op.f("ck_key_issue_count")
        ),
        _to("key_issue", "property_id", "property"),
        _to("key_issue", "stay_id", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_key_issue")),
    )
    op.create_index("ix_key_issue_stay", "key_issue", ["tenant_id", "stay_id"])
    _guarantees_and_terms()
    fence_tenants(TENANT_TABLES)


def _guarantees_and_terms() -> None:
    op.create_table(
        "stay_guarantee",
        *_own(),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        *_told(),
        _to("stay_guarantee", "property_id", "property"),
        _to("stay_guarantee", "stay_id", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", name=op.f("pk_stay_guarantee")),
    )
    op.create_table(
        "desk_terms",
        *_own(),
        sa.Column("early", JSON, nullable=False),
        sa.Column("late", JSON, nullable=False),
        sa.Column("early_article", sa.String(length=20), nullable=False),
        sa.Column("late_article", sa.String(length=20), nullable=False),
        sa.Column("extras_minor", sa.BigInteger(), nullable=False),
        sa.Column("key_kind", sa.String(length=8), nullable=False),
        _to("desk_terms", "property_id", "property"),
        sa.PrimaryKeyConstraint("tenant_id", "property_id", name=op.f("pk_desk_terms")),
    )
