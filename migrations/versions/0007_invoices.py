"""Invoices: who issues, who is billed, series, documents and what stands on them."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TENANT_TABLES = ("billing_address", "issuer", "series_terms", "document", "document_posting")


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "billing_address",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("vat_id", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.CheckConstraint(
            "(guest_id IS NULL) <> (company_id IS NULL)", name=op.f("ck_billing_address_payer")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_billing_address_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "guest_id"],
            ["guest.tenant_id", "guest.id"],
            name=op.f("fk_billing_address_tenant_id_guest_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_billing_address")),
        sa.UniqueConstraint("tenant_id", "company_id", name=op.f("uq_billing_address_tenant_id_company_id")),
        sa.UniqueConstraint("tenant_id", "guest_id", name=op.f("uq_billing_address_tenant_id_guest_id")),
    )
    op.create_table(
        "issuer",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("vat_id", sa.String(length=20), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("certified", sa.String(length=200), nullable=False),
        sa.Column("notes", JSON, nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("logo", sa.Text(), nullable=False),
        sa.CheckConstraint("due_days >= 0", name=op.f("ck_issuer_due_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_issuer_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "property_id", name=op.f("pk_issuer")),
    )
    op.create_table(
        "series_terms",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("prefix", sa.String(length=8), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.CheckConstraint("digits BETWEEN 1 AND 12", name=op.f("ck_series_terms_digits")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_series_terms_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "property_id", "kind", name=op.f("pk_series_terms")),
    )
    op.create_table(
        "document",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("workstation", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=True),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_document_sequence")),
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
        sa.UniqueConstraint("tenant_id", "corrects_id", name=op.f("uq_document_tenant_id_corrects_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "property_id",
            "kind",
            "number",
            name=op.f("uq_document_tenant_id_property_id_kind_number"),
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "property_id",
            "kind",
            "year",
            "workstation",
            "sequence",
            name=op.f("uq_document_tenant_id_property_id_kind_year_workstation_sequence"),
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
