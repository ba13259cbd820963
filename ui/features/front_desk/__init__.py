"""Screens of the front desk: boards, check-in, check-out, the shift."""

from ui.features.front_desk.actions import register

__all__ = ["register"]
