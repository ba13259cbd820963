"""guests (being built)."""
