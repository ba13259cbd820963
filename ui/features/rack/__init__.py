"""The rack on the screen: the calendar of rooms and nights with everything a receptionist does in it.

`register` lends the shell its page and verbs. `canvas` draws and reports; the page decides.
"""

from ui.features.rack.actions import register

__all__ = ["register"]
