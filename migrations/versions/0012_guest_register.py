"""The guest register: one entry a check-in, with its state."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TENANT_TABLES = ("register_entry", "register_facts", "register_terms")
STATES = "state IN ('open', 'sent', 'to_process', 'processed', 'refused', 'failed')"


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "register_entry",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_register_entry_state")),
        *_about("register_entry", "property", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", name=op.f("pk_register_entry")),
    )
    op.create_index(
        "ix_register_entry_due", "register_entry", ["tenant_id", "property_id", "state", "due_at"],
        unique=False,
    )  # fmt: skip
    op.create_table(
        "register_facts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.CheckConstraint("place BETWEEN 1 AND 50", name=op.f("ck_register_facts_place")),
        *_about("register_facts", "property", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", "place", name=op.f("pk_register_facts")),
    )
    op.create_table(
        "register_terms",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("establishment", sa.String(length=20), nullable=False),
        *_about("register_terms", "property"),
        sa.PrimaryKeyConstraint("tenant_id", "property_id", name=op.f("pk_register_terms")),
    )
    fence_tenants(TENANT_TABLES)


def _about(table: str, *others: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys inside the tenant, from <other>_id to each other table."""
    return [
        sa.ForeignKeyConstraint(
            ["tenant_id", f"{other}_id"], [f"{other}.tenant_id", f"{other}.id"],
            name=op.f(f"fk_{table}_tenant_id_{other}_id"),
        )
        for other in others
    ]  # fmt: skip
