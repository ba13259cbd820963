"""Finance on the screen: what companies owe by age with the next step of each, and the ledgers of a day.

`register` lends the shell its pages, verbs and pictures.
"""

from ui.features.finance.actions import register

__all__ = ["register"]
