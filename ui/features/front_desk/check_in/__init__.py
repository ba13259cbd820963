"""Check-in: the dialog of five cards, and the list that takes many in at once."""

from ui.features.front_desk.check_in.actions import register

__all__ = ["register"]
