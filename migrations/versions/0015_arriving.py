"""What a check-in leaves: identity looked at, signature, keys, fees."""

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
