"""The ages of the children of a stay, for prices and city tax by age."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Stays that are there say no age."""
    op.add_column("stay", sa.Column("child_ages", JSON, server_default=sa.text("'[]'"), nullable=False))
