"""Look of the product: named colours, Inter, Qt palette and style sheet, and the switch between modes.

Painted widgets use `theme().colours.<token>` in `paintEvent` and repaint on `theme().changed`.
"""

from ui.widgets.theme.fonts import (
    BODY,
    FIGURE,
    MEDIUM,
    MICRO,
    REGULAR,
    SECTION,
    SEMIBOLD,
    SMALL,
    TITLE,
    font,
)
from ui.widgets.theme.switch import Theme, theme
from ui.widgets.theme.tokens import BarColours, Colours, Mode, colours, mixed

__all__ = [
    "BODY",
    "FIGURE",
    "MEDIUM",
    "MICRO",
    "REGULAR",
    "SECTION",
    "SEMIBOLD",
    "SMALL",
    "TITLE",
    "BarColours",
    "Colours",
    "Mode",
    "Theme",
    "colours",
    "font",
    "mixed",
    "theme",
]
