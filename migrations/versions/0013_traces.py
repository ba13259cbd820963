"""Traces, alerts and notes of reservations; who shares a stay."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import fence_tenants

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TENANT_TABLES = ("trace", "stay_alert", "stay_note", "stay_guest")
NOT_DONE = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Make the tables and fence them."""
    _traces()
    _alerts()
    _notes()
    _sharers()
    fence_tenants(TENANT_TABLES)


def _traces() -> None:
    op.create_table(
        "trace",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("reservation_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        *_about("trace", "property", "reservation", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_trace")),
    )
    op.create_index("ix_trace_reservation", "trace", ["tenant_id", "reservation_id"], unique=False)
    op.create_index(
        "ix_trace_due", "trace", ["tenant_id", "property_id", "due_on"], sqlite_where=NOT_DONE,
        postgresql_where=NOT_DONE,
    )  # fmt: skip


def _alerts() -> None:
    op.create_table(
        "stay_alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("reservation_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("moment", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "moment IN ('opening', 'check_in', 'check_out')", name=op.f("ck_stay_alert_moment")
        ),
        *_about("stay_alert", "property", "reservation", "stay"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stay_alert")),
    )
    op.create_index("ix_stay_alert_reservation", "stay_alert", ["tenant_id", "reservation_id"], unique=False)


def _notes() -> None:
    op.create_table(
        "stay_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("reservation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_about("stay_note", "property", "reservation"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stay_note")),
    )
    op.create_index("ix_stay_note_reservation", "stay_note", ["tenant_id", "reservation_id"], unique=False)


def _sharers() -> None:
    op.create_table(
        "stay_guest",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("departure", sa.Date(), nullable=False),
        sa.Column("bill_window", sa.Integer(), nullable=False),
        sa.CheckConstraint("departure >= arrival", name=op.f("ck_stay_guest_dates")),
        sa.CheckConstraint("bill_window BETWEEN 1 AND 8", name=op.f("ck_stay_guest_bill_window")),
        *_about("stay_guest", "property", "stay", "guest"),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", "guest_id", name=op.f("pk_stay_guest")),
    )
    op.create_index("ix_stay_guest_guest", "stay_guest", ["tenant_id", "guest_id"], unique=False)


def _about(table: str, *others: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys inside the tenant, from <other>_id to each other table."""
    return [
        sa.ForeignKeyConstraint(
            ["tenant_id", f"{other}_id"], [f"{other}.tenant_id", f"{other}.id"],
            name=op.f(f"fk_{table}_tenant_id_{other}_id"),
        )
        for other in others
    ]  # fmt: skip
