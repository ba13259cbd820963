"""The handover of a shift: its page, its paper, its pictures."""
