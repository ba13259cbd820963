"""What the front desk gives away: lists as files."""
