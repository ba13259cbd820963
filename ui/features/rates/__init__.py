"""Rates on the screen: a year of prices as a spreadsheet, plans and seasons, quotes explained.

`register` lends the shell its page, verbs and pictures.
"""

from ui.features.rates.actions import register

__all__ = ["register"]
