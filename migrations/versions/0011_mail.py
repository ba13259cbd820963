"""Documents by e-mail: who sends them, which were sent; the language of an address; letters as documents."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import fence_tenants

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TENANT_TABLES = ("mail_sender", "document_mail")


def upgrade() -> None:
    """Make the tables and fence them; two columns more."""
    op.create_table(
        "mail_sender",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.String(length=12), nullable=False),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.CheckConstraint("port BETWEEN 1 AND 65535", name=op.f("ck_mail_sender_port")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_mail_sender_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "property_id", name=op.f("pk_mail_sender")),
    )
    op.create_table(
        "document_mail",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "document_id"],
            ["document.tenant_id", "document.id"],
            name=op.f("fk_document_mail_tenant_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_document_mail_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_document_mail")),
    )
    op.create_index("ix_document_mail_document", "document_mail", ["tenant_id", "document_id"], unique=False)
    op.add_column(
        "billing_address",
        sa.Column("language", sa.String(length=8), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("dunning_letter", sa.Column("document_id", sa.Uuid(), nullable=True))
    fence_tenants(TENANT_TABLES)
