"""Phosphor icons of QtAwesome as outlines: painted sharp at any size and in any theme colour.

The fonts are read straight from QtAwesome's folder; importing its Python costs 0.4 s at every start.
`paint_icon` is for painted widgets; `icon` makes a QIcon (remake it on `theme().changed`).
"""

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

from ui.widgets.theme import theme

NAVIGATION, CONTROL, BAR = 17, 15, 12
_EM = 256
_FONTS = {
    "ph": ("phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"),
    "fa6s": ("fontawesome6-solid-webfont-6.7.2.ttf", "fontawesome6-solid-webfont-charmap-6.7.2.json"),
}


def _fonts_folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise RuntimeError("QtAwesome is not installed.")
    return Path(spec.origin).parent / "fonts"


@cache
def _family(prefix: str) -> tuple[QRawFont, dict[str, str]]:
    font_file, names_file = _FONTS[prefix]
    folder = _fonts_folder()
    raw = QRawFont(str(folder / font_file), _EM)
    if not raw.isValid():
        raise RuntimeError(f"The icons of {font_file} cannot be read.")
    return raw, json.loads((folder / names_file).read_text(encoding="utf-8"))


@cache
def _outline(name: str) -> QPainterPath:
    """The icon in a box of 256 units; KeyError for a name that Phosphor does not have."""
    prefix, _, rest = name.rpartition(".")
    raw, names = _family(prefix or "ph")
    glyph = raw.glyphIndexesForString(chr(int(names[rest], 16)))[0]
    path = raw.pathForGlyph(glyph)
    if prefix == "fa6s":
        bounds = path.boundingRect()
        fit = _EM / max(bounds.width(), bounds.height())
        path = QTransform.fromScale(fit, fit).map(path)
        path.translate(QPointF(_EM / 2, _EM / 2) - path.boundingRect().center())
    else:
        path.translate(0, raw.ascent())
    return path


@lru_cache(maxsize=512)
def icon_path(name: str, size: float) -> QPainterPath:
    """The outline of an icon ("key" is Phosphor, "fa6s.lock" Font Awesome) in a box of `size`."""
    return QTransform.fromScale(size / _EM, size / _EM).map(_outline(name))


def paint_icon(painter: QPainter, name: str, box: QRect | QRectF, colour: QColor) -> None:
    """Paint an icon centred in a box, as large as its shorter side."""
    size = min(box.width(), box.height())
    path = icon_path(name, size)
    centre = QRectF(box).center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre.x() - size / 2, centre.y() - size / 2)
    painter.fillPath(path, colour)
    painter.restore()


def pixmap(name: str, colour: QColor, size: int = CONTROL, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap for a device pixel ratio."""
    return _pixmap(name, colour.name(), size, ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRect(0, 0, size, size), QColor(colour))
    painter.end()
    return made


def icon(name: str, token: str = "text_secondary", size: int = CONTROL) -> QIcon:
    """A QIcon in a theme colour, sharp at one and two pixels a point, muted while disabled."""
    made = QIcon()
    colours = theme().colours
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colours.named(token), size, ratio))
        muted = pixmap(name, colours.text_muted, size, ratio)
        made.addPixmap(muted, QIcon.Mode.Disabled)
    return made
