"""Screens of guests: profiles, duplicates, the register."""

from ui.features.guests.actions import register

__all__ = ["register"]
