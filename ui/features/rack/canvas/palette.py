"""Fonts of the canvas, and colours made of two."""

from typing import Final

from PySide6.QtGui import QColor, QFont

FAMILY: Final = "Inter"


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
