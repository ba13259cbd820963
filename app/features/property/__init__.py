"""property (being built)."""
