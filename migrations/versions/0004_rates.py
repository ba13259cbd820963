"""Articles, and rates: plans, seasons, prices, restrictions, packages, agreements."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "article",
    "rate_plan",
    "package_item",
    "rate_agreement",
    "rate_price",
    "rate_restriction",
    "rate_season",
)


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "article",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("tax_code", sa.String(length=20), nullable=False),
        sa.Column("tax_included", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_article_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_article")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "code", name=op.f("uq_article_tenant_id_property_id_code")
        ),
    )
    op.create_table(
        "rate_plan",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("per", sa.String(length=8), nullable=False),
        sa.Column("meal", sa.String(length=12), nullable=False),
        sa.Column("child_bands", JSON, nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("derive_bp", sa.Integer(), nullable=False),
        sa.Column("derive_minor", sa.BigInteger(), nullable=False),
        sa.Column("round_minor", sa.BigInteger(), nullable=False),
        sa.Column("policy", JSON, nullable=False),
        sa.Column("prepayment_bp", sa.Integer(), nullable=False),
        sa.Column("min_stay", sa.Integer(), nullable=False),
        sa.Column("max_stay", sa.Integer(), nullable=False),
        sa.Column("min_advance", sa.Integer(), nullable=False),
        sa.Column("max_advance", sa.Integer(), nullable=True),
        sa.Column("sold_from", sa.Date(), nullable=True),
        sa.Column("sold_until", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("promo_code", sa.String(length=40), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.CheckConstraint("per IN ('room', 'person')", name=op.f("ck_rate_plan_per")),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_rate_plan_parent")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_rate_plan_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["rate_plan.tenant_id", "rate_plan.id"],
            name=op.f("fk_rate_plan_tenant_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_rate_plan_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rate_plan")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "code", name=op.f("uq_rate_plan_tenant_id_property_id_code")
        ),
    )
    op.create_table(
        "package_item",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "article_id"],
            ["article.tenant_id", "article.id"],
            name=op.f("fk_package_item_tenant_id_article_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["rate_plan.tenant_id", "rate_plan.id"],
            name=op.f("fk_package_item_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_package_item_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_package_item")),
        sa.UniqueConstraint(
            "tenant_id", "plan_id", "article_id", name=op.f("uq_package_item_tenant_id_plan_id_article_id")
        ),
    )
    op.create_table(
        "rate_agreement",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("discount_bp", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_rate_agreement_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["rate_plan.tenant_id", "rate_plan.id"],
            name=op.f("fk_rate_agreement_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_rate_agreement_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rate_agreement")),
        sa.UniqueConstraint(
            "tenant_id",
            "company_id",
            "plan_id",
            "valid_from",
            name=op.f("uq_rate_agreement_tenant_id_company_id_plan_id_valid_from"),
        ),
    )
    op.create_table(
        "rate_price",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("cells", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["rate_plan.tenant_id", "rate_plan.id"],
            name=op.f("fk_rate_price_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_rate_price_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_rate_price_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "plan_id", "room_type_id", "month", name=op.f("pk_rate_price")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rate_price_month", "rate_price", ["tenant_id", "property_id", "month"], unique=False)
    op.create_table(
        "rate_restriction",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("cells", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["rate_plan.tenant_id", "rate_plan.id"],
            name=op.f("fk_rate_restriction_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_rate_restriction_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_rate_restriction_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "plan_id", "room_type_id", "month", name=op.f("pk_rate_restriction")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_rate_restriction_month", "rate_restriction", ["tenant_id", "property_id", "month"], unique=False
    )
    op.create_table(
        "rate_season",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("prices", JSON, nullable=False),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_rate_season_dates")),
        sa.CheckConstraint("weekdays BETWEEN 1 AND 127", name=op.f("ck_rate_season_weekdays")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["rate_plan.tenant_id", "rate_plan.id"],
            name=op.f("fk_rate_season_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_rate_season_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rate_season")),
    )
    op.create_index(
        "ix_rate_season_plan", "rate_season", ["tenant_id", "property_id", "plan_id"], unique=False
    )
    fence_tenants(TENANT_TABLES)
