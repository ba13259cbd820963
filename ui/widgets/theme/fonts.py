"""Inter, loaded from its files so that every machine draws the same, with tabular figures."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from ui.widgets.resources import resource

FAMILY = "Inter"
MICRO, SMALL, BODY, SECTION, TITLE, FIGURE = 11, 12, 13, 15, 20, 26
REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold


def load_fonts() -> None:
    """Make Inter known to Qt; RuntimeError where a file is missing or broken."""
    for weight in ("Regular", "Medium", "SemiBold"):
        path = resource("fonts", f"Inter-{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"The font {path} cannot be read.")


@cache
def _base(px: int, weight: QFont.Weight) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(px)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def font(px: int = BODY, weight: QFont.Weight = REGULAR) -> QFont:
    """Inter in a size of the type scale (11, 12, 13, 15, 20, 26) and a weight."""
    return QFont(_base(px, weight))
