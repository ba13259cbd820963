"""Pay links, vouchers, and how a house takes money."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TENANT_TABLES = ("pay_link", "voucher", "payment_terms")


def _house(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "property_id"],
        ["property.tenant_id", "property.id"],
        name=op.f(f"fk_{table}_tenant_id_property_id"),
    )


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "pay_link",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(length=255), nullable=False),
        sa.Column("keep_card", sa.Boolean(), nullable=False),
        _house("pay_link"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "payment_id"],
            ["payment.tenant_id", "payment.id"],
            name=op.f("fk_pay_link_tenant_id_payment_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "payment_id", name=op.f("pk_pay_link")),
    )
    op.create_table(
        "voucher",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_minor", sa.BigInteger(), nullable=False),
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("value_minor > 0", name=op.f("ck_voucher_value")),
        sa.CheckConstraint("balance_minor BETWEEN 0 AND value_minor", name=op.f("ck_voucher_balance")),
        _house("voucher"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_voucher")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "code", name=op.f("uq_voucher_tenant_id_property_id_code")
        ),
    )
    op.create_table(
        "payment_terms",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("apply_deposit", sa.String(length=12), nullable=False),
        sa.Column("deposit_parts", JSON, nullable=False),
        _house("payment_terms"),
        sa.PrimaryKeyConstraint("tenant_id", "property_id", name=op.f("pk_payment_terms")),
    )
    fence_tenants(TENANT_TABLES)
