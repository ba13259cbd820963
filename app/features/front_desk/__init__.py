"""front_desk (being built)."""
