"""Registry of pictures: every screen and dialog that `keyrack screens OUT` renders."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget


class Stage(Protocol):
    """The window that a picture is taken of, settled (no question under way) between steps."""

    @property
    def window(self) -> QWidget:
        """The main window, showing the demo hotel."""
        ...

    def settle(self) -> None:
        """Let all questions be answered and everything be painted."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenShot:
    """One picture: `prepare(stage)` brings the window into the state and returns the widget to grab.

    It returns None for the whole window. A dialog is shown non-modally by `prepare`; the runner closes
    whatever was returned.
    """

    name: str
    prepare: Callable[[Stage], QWidget | None]
