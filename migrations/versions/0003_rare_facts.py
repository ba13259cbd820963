"""Indexes of what few rows have: groups, agreed times, deposits, important guests."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_guest_vip", "guest", ("id", "vip"), "vip > 0"),
    ("ix_reservation_grouped", "reservation", ("id", "group_id"), "group_id IS NOT NULL"),
    (
        "ix_reservation_timed",
        "reservation",
        ("id", "arrival_time", "departure_time"),
        "arrival_time IS NOT NULL OR departure_time IS NOT NULL",
    ),
    (
        "ix_reservation_deposit",
        "reservation",
        ("id", "deposit_due_minor", "deposit_paid_minor"),
        "deposit_due_minor <> 0 OR deposit_paid_minor <> 0",
    ),
)


def upgrade() -> None:
    """Make them."""
    for name, table, columns, holds in INDEXES:
        where = sa.text(holds)
        op.create_index(name, table, ["tenant_id", *columns], sqlite_where=where, postgresql_where=where)
