"""First start: a hotel and its rooms, from a name and a line of numbers; or an import; or a look around."""

from ui.shell.first_start.welcome import Welcome

__all__ = ["Welcome"]
