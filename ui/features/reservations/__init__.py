"""Reservations on the screen beside the rack: the import of files.

`register` lends the shell its page, verbs and pictures.
"""

from ui.features.reservations.actions import register

__all__ = ["register"]
