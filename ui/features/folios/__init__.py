"""Folios on the screen: what is owed and by whom, charges, payments, the drawer.

`register` lends the shell its pages, verbs and pictures.
"""

from ui.features.folios.actions import register

__all__ = ["register"]
