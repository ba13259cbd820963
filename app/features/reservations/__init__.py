"""reservations (being built)."""
