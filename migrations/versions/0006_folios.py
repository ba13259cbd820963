"""Folios: windows, postings, routing, payments, deposits."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TENANT_TABLES = ("deposit_due", "folio", "folio_window", "payment", "posting", "routing_rule")


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "deposit_due",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("reservation_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_deposit_due_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reservation_id"],
            ["reservation.tenant_id", "reservation.id"],
            name=op.f("fk_deposit_due_tenant_id_reservation_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_deposit_due")),
    )
    op.create_index(
        "ix_deposit_due_reservation", "deposit_due", ["tenant_id", "reservation_id"], unique=False
    )
    op.create_table(
        "folio",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("reservation_id", sa.Uuid(), nullable=True),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_folio_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "guest_id"],
            ["guest.tenant_id", "guest.id"],
            name=op.f("fk_folio_tenant_id_guest_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_folio_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reservation_id"],
            ["reservation.tenant_id", "reservation.id"],
            name=op.f("fk_folio_tenant_id_reservation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"], ["stay.tenant_id", "stay.id"], name=op.f("fk_folio_tenant_id_stay_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_folio")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "number", name=op.f("uq_folio_tenant_id_property_id_number")
        ),
    )
    op.create_index("ix_folio_reservation", "folio", ["tenant_id", "reservation_id"], unique=False)
    op.create_index("ix_folio_status", "folio", ["tenant_id", "property_id", "status"], unique=False)
    op.create_index("ix_folio_stay", "folio", ["tenant_id", "stay_id"], unique=False)
    op.create_table(
        "folio_window",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("terms", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 8", name=op.f("ck_folio_window_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_folio_window_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_folio_window_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "guest_id"],
            ["guest.tenant_id", "guest.id"],
            name=op.f("fk_folio_window_tenant_id_guest_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "folio_id", "number", name=op.f("pk_folio_window")),
    )
    op.create_table(
        "payment",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("tendered_minor", sa.BigInteger(), nullable=False),
        sa.Column("tendered_currency", sa.String(length=3), nullable=False),
        sa.Column("change_minor", sa.BigInteger(), nullable=False),
        sa.Column("refund_of_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("provider_ref", sa.String(length=120), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("authorised_minor", sa.BigInteger(), nullable=False),
        sa.Column("virtual_card_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_payment_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_payment_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "refund_of_id"],
            ["payment.tenant_id", "payment.id"],
            name=op.f("fk_payment_tenant_id_refund_of_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "session_id"],
            ["cashier_session.tenant_id", "cashier_session.id"],
            name=op.f("fk_payment_tenant_id_session_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "virtual_card_id"],
            ["virtual_card.tenant_id", "virtual_card.id"],
            name=op.f("fk_payment_tenant_id_virtual_card_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_payment")),
    )
    op.create_index("ix_payment_folio", "payment", ["tenant_id", "folio_id"], unique=False)
    op.create_index("ix_payment_refund_of", "payment", ["tenant_id", "refund_of_id"], unique=False)
    op.create_index("ix_payment_virtual_card", "payment", ["tenant_id", "virtual_card_id"], unique=False)
    op.create_table(
        "posting",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("article_code", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("night", sa.Date(), nullable=True),
        sa.Column("tax_code", sa.String(length=20), nullable=False),
        sa.Column("tax_bp", sa.Integer(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("rebates_id", sa.Uuid(), nullable=True),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("account <> counter", name=op.f("ck_posting_two_sides")),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_posting_amount")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_posting_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_posting_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reverses_id"],
            ["posting.tenant_id", "posting.id"],
            name=op.f("fk_posting_tenant_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rebates_id"],
            ["posting.tenant_id", "posting.id"],
            name=op.f("fk_posting_tenant_id_rebates_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_posting")),
        sa.UniqueConstraint("tenant_id", "reverses_id", name=op.f("uq_posting_tenant_id_reverses_id")),
    )
    op.create_index("ix_posting_at", "posting", ["tenant_id", "property_id", "at"], unique=False)
    op.create_index("ix_posting_date", "posting", ["tenant_id", "property_id", "business_date"], unique=False)
    op.create_index("ix_posting_folio", "posting", ["tenant_id", "folio_id", "number"], unique=False)
    op.create_index("ix_posting_entry", "posting", ["tenant_id", "entry_id"], unique=False)
    op.create_index(
        "ix_posting_rebates",
        "posting",
        ["tenant_id", "rebates_id"],
        unique=False,
        sqlite_where=sa.text("rebates_id IS NOT NULL"),
        postgresql_where=sa.text("rebates_id IS NOT NULL"),
    )
    op.create_index("ix_posting_stay", "posting", ["tenant_id", "stay_id", "night"], unique=False)
    op.create_table(
        "routing_rule",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("charges", JSON, nullable=False),
        sa.Column("share", sa.String(length=12), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("to_folio_id", sa.Uuid(), nullable=False),
        sa.Column("to_number", sa.Integer(), nullable=False),
        sa.Column("stops", sa.Boolean(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_routing_rule_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_routing_rule_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "to_folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_routing_rule_tenant_id_to_folio_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_routing_rule")),
    )
    op.create_index("ix_routing_rule_folio", "routing_rule", ["tenant_id", "folio_id"], unique=False)
    fence_tenants(TENANT_TABLES)
