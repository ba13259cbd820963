"""Check-out: the dialog that settles and lets go, and the list that lets many go at once."""

from ui.features.front_desk.check_out.actions import register

__all__ = ["register"]
