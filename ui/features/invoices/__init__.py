"""Documents and the settings of money on the screen: what was issued, and what money is counted by.

`register` lends the shell its pages, verbs, pictures and a section of the settings.
"""

from ui.features.invoices.actions import register

__all__ = ["register"]
