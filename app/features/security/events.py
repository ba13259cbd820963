"""Facts that security announces."""
