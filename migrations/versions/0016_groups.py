"""Allotments of groups; waitlist, turn-aways, walks, the queue for rooms."""

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
