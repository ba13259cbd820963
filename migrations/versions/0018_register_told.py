"""What the guest register told when, Italy's codes of places; incidents; when a PIN was given wrong."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TENANT_TABLES = ("register_filing", "register_place", "incident")


def upgrade() -> None:
    """Make the tables, fence them; a column more for PINs."""
    op.create_table(
        "register_filing",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("told", JSON, nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('entry', 'correction', 'withdrawal')", name=op.f("ck_register_filing_kind")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"], ["property.tenant_id", "property.id"],
            name=op.f("fk_register_filing_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"], ["stay.tenant_id", "stay.id"],
            name=op.f("fk_register_filing_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_register_filing")),
    )  # fmt: skip
    for name, columns in (("stay", ["stay_id", "at"]), ("kept", ["property_id", "kept_until"])):
        op.create_index(
            f"ix_register_filing_{name}", "register_filing", ["tenant_id", *columns], unique=False
        )
    op.create_table(
        "register_place",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('commune', 'state')", name=op.f("ck_register_place_kind")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_register_place")),
        sa.UniqueConstraint("tenant_id", "kind", "code", name=op.f("uq_register_place_tenant_id_kind_code")),
    )
    op.create_index("ix_register_place_name", "register_place", ["tenant_id", "kind", "folded"], unique=False)
    op.create_table(
        "incident",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"], ["property.tenant_id", "property.id"],
            name=op.f("fk_incident_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_incident")),
    )  # fmt: skip
    still_open = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_incident_open", "incident", ["tenant_id", "property_id", "at"], unique=False,
        sqlite_where=still_open, postgresql_where=still_open,
    )  # fmt: skip
    op.add_column("user_pin", sa.Column("wrong_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user_pin", sa.Column("given_by", sa.String(length=200), nullable=True))
    fence_tenants(TENANT_TABLES)
