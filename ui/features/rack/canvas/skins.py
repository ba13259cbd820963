"""How each class of bars looks, painted once per height: a left end, a right end and a long middle.

The table says it in look.md's words: ink, status glyph, tab with its side, hatch, outline.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.features.rack import Look
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.palette import Ink, Palette, mix
from ui.features.rack.canvas.sprites import Sprites
from ui.widgets.icons import paint_icon

STRIP: Final = 480
STRIPE: Final = 3


@dataclass(frozen=True, slots=True)
class Dress:
    """One row of the table: the shape of a class of bars."""

    ink: str
    glyph: str = ""
    tab: str = ""
    tab_right: bool = False
    dashed: bool = False
    blocked: bool = False
    outlined: bool = False
    strong_line: bool = False
    share: float = 0.85


DRESSES: Final[Mapping[Look, Dress]] = {
    Look.URGENT: Dress("urgent", tab="ph.warning"),
    Look.ARRIVES: Dress("due_today", tab="ph.sign-in"),
    Look.LEAVES: Dress("due_today", tab="ph.sign-out", tab_right=True),
    Look.IN_HOUSE: Dress("in_house", glyph="ph.key"),
    Look.FUTURE: Dress("future", share=0.66),
    Look.PAST: Dress("past", glyph="ph.check", outlined=True, share=0.5),
    Look.TENTATIVE: Dress("tentative", glyph="ph.hourglass", dashed=True),
    Look.OVERSOLD: Dress("oversold", tab="ph.stack", strong_line=True),
    Look.OUT_OF_ORDER: Dress("blocked", glyph="ph.wrench", blocked=True),
    Look.OUT_OF_SERVICE: Dress("blocked", glyph="ph.prohibit", blocked=True),
    Look.HOLD: Dress("blocked", glyph="ph.hand", blocked=True),
    Look.NOTHING_DUE: Dress("in_house", glyph="ph.check"),
    Look.DEPOSIT_PAID: Dress("future", glyph="ph.circle-half", share=0.66),
    Look.DEPOSIT_DUE: Dress("due_today", glyph="ph.circle"),
    Look.BALANCE_DUE: Dress("urgent", tab="ph.currency-eur"),
    Look.NOT_GUARANTEED: Dress("tentative", glyph="ph.hourglass", dashed=True),
}


def flag_table(name: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """A property of every look as an array by look number."""
    return np.array([bool(getattr(DRESSES[look], name)) for look in Look])


@dataclass(frozen=True, slots=True)
class Skin:
    """Slots of one height: `left[look, cut, plain]`, `right[…]`, `middle[look]`; and the ends' widths."""

    height: int
    tab_width: int
    left: Numbers
    right: Numbers
    middle: Numbers
    left_width: int = 6
    right_width: int = 5


class Skins:
    """Skins of every height that has been needed."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites
        self._skins: dict[tuple[int, bool], Skin] = {}

    def of(self, height: int, looks: list[int], *, flat: bool = False) -> Skin:
        """The skin of a height with these looks painted."""
        skin = self._skins.get((height, flat))
        if skin is None:
            tab = 0 if flat or height < 12 else 16 if height >= 26 else 14
            size = len(Look)
            shape = (size, 2, 2)
            skin = Skin(
                height, tab, np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.zeros(size, np.int32)
            )
            self._skins[height, flat] = skin
        for look in looks:
            if not skin.middle[look]:
                self._paint(skin, Look(look), flat)
        return skin

    def _paint(self, skin: Skin, look: Look, flat: bool) -> None:
        atlas, height = self._sprites.atlas, skin.height
        palette, dress = self._sprites.palette, DRESSES[look]
        wide = 3 * STRIP if dress.dashed or dress.blocked else STRIP
        for cut in (0, 1):
            for plain in (0, 1):
                bar = BarShape(palette, dress, look, height, 0 if plain else skin.tab_width, flat)
                left = (
                    max(skin.left_width, bar.tab + 1)
                    if dress.tab and not dress.tab_right
                    else skin.left_width
                )
                right = max(skin.right_width, bar.tab + 1) if dress.tab_right else skin.right_width
                skin.left[look, cut, plain] = atlas.add(
                    left, height, partial(bar.paint, rect=QRect(-20 * cut, 0, 200 + 20 * cut, height))
                )
                skin.right[look, cut, plain] = atlas.add(
                    right, height,
                    partial(bar.paint, rect=QRect(right - 200, 0, 200 + 20 * cut, height)),
                )  # fmt: skip
        bar = BarShape(palette, dress, look, height, skin.tab_width, flat)
        skin.middle[look] = atlas.add(
            min(wide, 1440), height, partial(bar.paint, rect=QRect(-40, 0, wide + 80, height)), solid=True
        )


@dataclass(frozen=True, slots=True)
class BarShape:
    """Paints one bar of any width; the ends and the middle are cut from it."""

    palette: Palette
    dress: Dress
    look: Look
    height: int
    tab: int
    flat: bool

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Paint the bar into a rectangle."""
        ink = self.palette.inks[self.dress.ink]
        if self.flat:
            self._paint_flat(painter, rect, ink)
            return
        radius = 0 if self.dress.blocked else 4 if self.height >= 26 else 3 if self.height >= 9 else 1.5
        path = QPainterPath()
        path.addRoundedRect(QRectF(rect), radius, radius)
        ground = self.palette.surface if self.dress.outlined or self.dress.dashed else ink.fill
        painter.fillPath(path, ground)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        if self.dress.blocked:
            hatch(painter, rect, ink.line, 11, 2.0)
        elif self.dress.dashed:
            hatch(painter, rect, mix(ink.line, self.palette.surface, 0.5), 8, 1.0)
        painter.restore()
        self._edge(painter, rect, radius, ink)
        self._stripe_or_tab(painter, rect, path, ink)

    def _edge(self, painter: QPainter, rect: QRect, radius: float, ink: Ink) -> None:
        pen = QPen(ink.solid if self.dress.strong_line else ink.line, 1)
        if self.dress.dashed:
            pen.setDashPattern([3, 2])
            pen.setColor(mix(ink.solid, self.palette.surface, 0.75))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)

    def _stripe_or_tab(self, painter: QPainter, rect: QRect, path: QPainterPath, ink: Ink) -> None:
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        tabbed = bool(self.dress.tab) and self.tab > 0
        if tabbed and not self.dress.tab_right:
            painter.fillRect(QRect(rect.x(), rect.y(), self.tab, rect.height()), ink.solid)
            self._tab_icon(painter, rect.x(), ink)
        elif self.dress.dashed:
            pen = QPen(ink.solid, STRIPE - 1)
            pen.setDashPattern([1.5, 1])
            painter.setPen(pen)
            painter.drawLine(QPointF(rect.x() + 1.5, 0), QPointF(rect.x() + 1.5, rect.height()))
        else:
            edge = self.palette.danger if self.look is Look.OUT_OF_ORDER else ink.solid
            painter.fillRect(QRect(rect.x(), rect.y(), STRIPE, rect.height()), edge)
        if tabbed and self.dress.tab_right:
            left = rect.x() + rect.width() - self.tab
            painter.fillRect(QRect(left, rect.y(), self.tab, rect.height()), ink.solid)
            self._tab_icon(painter, left, ink)
        painter.restore()

    def _tab_icon(self, painter: QPainter, left: int, ink: Ink) -> None:
        size = 14 if self.height >= 26 else 12
        box = QRect(left + (self.tab - size) // 2, (self.height - size) // 2, size, size)
        paint_icon(painter, self.dress.tab, box, ink.on_solid)

    def _paint_flat(self, painter: QPainter, rect: QRect, ink: Ink) -> None:
        """The overview: the solid mixed with the surface, hatched where the shape says so."""
        strength = mix(ink.solid, self.palette.surface, self.dress.share)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.dress.dashed)
        if not (self.dress.dashed or self.dress.blocked):
            painter.fillRect(rect, strength)
            return
        soft = mix(self.palette.inks["future"].solid, self.palette.surface, 0.66)
        colour = soft if self.dress.dashed else ink.solid
        painter.fillRect(rect, self.palette.surface)
        hatch(painter, rect, colour, 5, 1.0 if self.dress.dashed else 2.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(colour, 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def hatch(painter: QPainter, rect: QRect, colour: QColor, step: int, width: float) -> None:
    """Diagonal lines from bottom left to top right over a rectangle."""
    painter.setPen(QPen(colour, width))
    height = rect.height()
    starts = range(rect.x() - height - (rect.x() - height) % step, rect.x() + rect.width() + height, step)
    painter.drawLines([QLineF(x, rect.y() + height + 1, x + height + 2, rect.y() - 1) for x in starts])
