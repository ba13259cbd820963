"""rack (being built)."""
