"""Reports on the screen: occupancy and rate by day, month and year, drawn, read and taken away as a file.

`register` lends the shell its page, verbs and pictures.
"""

from ui.features.reports.actions import register

__all__ = ["register"]
