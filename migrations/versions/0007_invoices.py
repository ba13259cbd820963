"""Invoices: documents and what stands on them."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TENANT_TABLES = ("document", "document_posting")


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "document",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=True),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "corrects_id"],
            ["document.tenant_id", "document.id"],
            name=op.f("fk_document_tenant_id_corrects_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_document_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_document_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "tenant_id",
            "property_id",
            "kind",
            "number",
            name=op.f("uq_document_tenant_id_property_id_kind_number"),
        ),
    )
    op.create_index("ix_document_day", "document", ["tenant_id", "property_id", "issued_on"], unique=False)
    op.create_index("ix_document_folio", "document", ["tenant_id", "folio_id"], unique=False)
    op.create_table(
        "document_posting",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "document_id"],
            ["document.tenant_id", "document.id"],
            name=op.f("fk_document_posting_tenant_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "posting_id"],
            ["posting.tenant_id", "posting.id"],
            name=op.f("fk_document_posting_tenant_id_posting_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "posting_id", "round", name=op.f("pk_document_posting")),
    )
    op.create_index(
        "ix_document_posting_document", "document_posting", ["tenant_id", "document_id"], unique=False
    )
    fence_tenants(TENANT_TABLES)
