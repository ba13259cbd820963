"""Finance: what was given to which debt, dunning letters, commissions."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TENANT_TABLES = ("allocation", "dunning_letter", "commission_rate", "commission")


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "commission_rate",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("channel_code", sa.String(length=20), nullable=False),
        sa.Column("bp", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("bp BETWEEN 0 AND 10000", name=op.f("ck_commission_rate_bp")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_commission_rate_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_commission_rate_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_commission_rate")),
        sa.UniqueConstraint(
            "tenant_id",
            "property_id",
            "company_id",
            "channel_code",
            "valid_from",
            name="uq_commission_rate_day",
        ),
    )
    op.create_table(
        "allocation",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=False),
        sa.Column("credit_entry_id", sa.Uuid(), nullable=False),
        sa.Column("debit_entry_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_allocation_amount")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_allocation_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_allocation_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_allocation")),
    )
    op.create_index("ix_allocation_folio", "allocation", ["tenant_id", "folio_id"], unique=False)
    op.create_table(
        "dunning_letter",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_dunning_letter_level")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_dunning_letter_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_dunning_letter_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dunning_letter")),
        sa.UniqueConstraint(
            "tenant_id", "folio_id", "day", name=op.f("uq_dunning_letter_tenant_id_folio_id_day")
        ),
    )
    op.create_table(
        "commission",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("channel_code", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("basis_minor", sa.BigInteger(), nullable=False),
        sa.Column("bp", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_commission_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "posting_id"],
            ["posting.tenant_id", "posting.id"],
            name=op.f("fk_commission_tenant_id_posting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_commission_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_commission_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_commission")),
        sa.UniqueConstraint(
            "tenant_id", "stay_id", "round", name=op.f("uq_commission_tenant_id_stay_id_round")
        ),
    )
    op.create_index("ix_commission_month", "commission", ["tenant_id", "property_id", "month"], unique=False)
    fence_tenants(TENANT_TABLES)
