"""The colours and fonts of the canvas, filled from the named values of tokens.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QColor, QFont

FAMILY: Final = "Inter"


@dataclass(frozen=True, slots=True)
class Ink:
    """The four colours of one class of bars."""

    fill: QColor
    line: QColor
    solid: QColor
    on_solid: QColor


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour the canvas uses, one set per theme."""

    name: str
    window: QColor
    surface: QColor
    sunken: QColor
    raised: QColor
    line: QColor
    line_strong: QColor
    field_line: QColor
    text: QColor
    text_secondary: QColor
    text_muted: QColor
    text_on_accent: QColor
    accent: QColor
    accent_soft: QColor
    focus: QColor
    danger: QColor
    danger_soft: QColor
    warning: QColor
    success: QColor
    success_soft: QColor
    weekend: QColor
    today: QColor
    selection: QColor
    hover: QColor
    inks: Mapping[str, Ink]

    @property
    def oversold(self) -> QColor:
        """Magenta: oversold or double-booked, nothing else."""
        return self.inks["oversold"].solid


def palette_from_tokens(tokens: Mapping[str, Any], theme: str) -> Palette:
    """The palette named `theme` ("light" or "dark") of tokens.json."""
    plain = tokens[theme]
    inks = {
        name: Ink(**{part: QColor(value) for part, value in ink.items()})
        for name, ink in tokens["bar"][theme].items()
    }
    names = [name for name in Palette.__dataclass_fields__ if name not in ("name", "inks")]
    return Palette(name=theme, inks=inks, **{name: QColor(plain[name]) for name in names})


def font(size: int, weight: int = 400) -> QFont:
    """Inter with tabular figures at a size in pixels."""
    out = QFont(FAMILY)
    out.setPixelSize(size)
    out.setWeight(QFont.Weight(weight))
    out.setFeature(QFont.Tag("tnum"), 1)
    return out


def mix(colour: QColor, ground: QColor, share: float) -> QColor:
    """`share` of the colour over the ground."""
    pairs = (
        (colour.red(), ground.red()),
        (colour.green(), ground.green()),
        (colour.blue(), ground.blue()),
    )
    return QColor(*(round(over * share + under * (1 - share)) for over, under in pairs))


def faded(colour: QColor, opacity: float) -> QColor:
    """The colour with an opacity from 0 to 1."""
    out = QColor(colour)
    out.setAlphaF(opacity)
    return out
