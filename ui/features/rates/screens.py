"""Pictures of the rates."""

from ui.shell.screens import ScreenShot


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return []
