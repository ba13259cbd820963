"""How each class of bars looks, painted once per height: a left end, a right end and a long middle.

The table says it in look.md's words: ink, status glyph, tab with its side, hatch, outline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.features.rack import Look
from ui.features.rack.canvas.atlas import Layer, Numbers
from ui.features.rack.canvas.palette import mix
from ui.features.rack.canvas.sprites import Sprites
from ui.widgets.icons import paint_icon
from ui.widgets.theme.tokens import BarColours, Colours

STRIP: Final = 480
LEFT, RIGHT = 6, 5
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


@dataclass(frozen=True, slots=True)
class Cut:
    """Bars of a range of heights: they differ in their length alone, so that one picture serves them all."""

    tallest: int
    tab: int
    foot: int


# The corner's radius and the tab change with the height (look.md, stay bars); flat ones have neither.
CUTS: Final = (Cut(8, 0, 2), Cut(11, 0, 4), Cut(25, 14, 4), Cut(64, 16, 5))
FLAT: Final = Cut(64, 0, 1)


class Skins:
    """Skins of every height that has been needed, each cut from a picture of the tallest of its kind."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites
        self._skins: dict[tuple[int, bool], Skin] = {}
        self._tall: dict[tuple[Cut, Look], tuple[QPixmap, QPixmap]] = {}

    def of(self, height: int, looks: list[int], *, flat: bool = False) -> Skin:
        """The skin of a height with these looks in it."""
        skin = self._skins.get((height, flat))
        if skin is None:
            shape = (len(Look), 2, 2)
            ends, middle = np.zeros(shape, np.int32), np.zeros(len(Look), np.int32)
            skin = Skin(height, self._cut(height, flat).tab, ends, ends.copy(), middle)
            self._skins[height, flat] = skin
        for look in looks:
            if not skin.middle[look]:
                self._enter(skin, Look(look), flat)
        return skin

    @staticmethod
    def _cut(height: int, flat: bool) -> Cut:
        return FLAT if flat else next(cut for cut in CUTS if height <= cut.tallest)

    def _enter(self, skin: Skin, look: Look, flat: bool) -> None:
        """Put a look of a skin's height into the atlas: the tall picture without what is too much of it."""
        cut, atlas, height = self._cut(skin.height, flat), self._sprites.atlas, skin.height
        palette, dress = self._sprites.palette, DRESSES[look]
        shape, pieces = BarShape(palette, dress, look, height, cut.tab, flat), pieces_of(dress, cut.tab)
        if (cut, look) not in self._tall:
            self._tall[cut, look] = self._painted(replace(shape, height=cut.tallest), pieces)
        ends, middle = self._tall[cut, look]

        def paint(painter: QPainter) -> None:
            shorten(painter, ends, height, cut.foot)
            left = 0
            for piece in pieces:
                if piece.icon:
                    shape.tab_icon(painter, left + (piece.width - cut.tab if piece.right else 0))
                left += piece.width

        slots = atlas.add_row([piece.width for piece in pieces], height, paint)
        for piece, slot in zip(pieces, slots, strict=True):
            (skin.right if piece.right else skin.left)[look, piece.cut, piece.plain] = slot
        skin.middle[look] = atlas.add(
            middle_width(dress),
            height,
            lambda painter: shorten(painter, middle, height, cut.foot),
            layer=Layer.BODY,
        )

    def _painted(self, shape: "BarShape", pieces: Sequence["Piece"]) -> tuple[QPixmap, QPixmap]:
        """The ends side by side, and the middle, of the tallest bar of a kind."""
        wide = middle_width(shape.dress)
        ends = self._picture(sum(piece.width for piece in pieces), shape.height, Qt.GlobalColor.transparent)
        painter = _antialiased(ends)
        for piece in pieces:
            painter.setClipRect(0, 0, piece.width, shape.height)
            begin = piece.width - 200 if piece.right else -20 * piece.cut
            bar = replace(shape, tab=0) if piece.plain else shape
            bar.paint(painter, QRect(begin, 0, 200 + 20 * piece.cut, shape.height))
            painter.translate(piece.width, 0)
        painter.end()
        middle = self._picture(wide, shape.height, Qt.GlobalColor.white)
        painter = _antialiased(middle)
        shape.paint(painter, QRect(-40, 0, wide + 80, shape.height))
        painter.end()
        return ends, middle

    def _picture(self, width: int, height: int, ground: Qt.GlobalColor) -> QPixmap:
        scale = self._sprites.atlas.scale
        picture = QPixmap(ceil(width * scale), ceil(height * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(ground)
        return picture


def _antialiased(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def shorten(painter: QPainter, tall: QPixmap, height: int, foot: int) -> None:
    """Paint a tall picture as if it were lower: its head, and its foot of so many pixels under it."""
    scale = tall.devicePixelRatio()
    wide, high = tall.width() / scale, tall.height() / scale
    for top, begin, lines in ((0, 0.0, height - foot), (height - foot, high - foot, foot)):
        source = QRectF(0, begin * scale, wide * scale, lines * scale)
        painter.drawPixmap(QRectF(0, top, wide, lines), tall, source)


@dataclass(frozen=True, slots=True)
class Piece:
    """One end of a bar: which side, cut off or not, without its tab or not; its width."""

    right: int
    cut: int
    plain: int
    width: int
    icon: bool


def pieces_of(dress: Dress, tab: int) -> list[Piece]:
    """All ends that bars of a dress can have."""
    found = []
    for right in (0, 1):
        for cut in (0, 1):
            for plain in (0, 1):
                tabbed = bool(dress.tab) and bool(right) is dress.tab_right and not plain and tab > 0
                width = max(RIGHT if right else LEFT, tab + 1 if tabbed else 0)
                found.append(Piece(right, cut, plain, width, tabbed and not cut))
    return found


def middle_width(dress: Dress) -> int:
    """Hatched bars have a longer middle, so that the hatch seldom meets itself."""
    return 3 * STRIP if dress.dashed or dress.blocked else STRIP


@dataclass(frozen=True, slots=True)
class BarShape:
    """Paints one bar of any width; the ends and the middle are cut from it."""

    palette: Colours
    dress: Dress
    look: Look
    height: int
    tab: int
    flat: bool

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Paint the bar into a rectangle, without the icon of its tab."""
        ink = self.palette.bars.named(self.dress.ink)
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

    def _edge(self, painter: QPainter, rect: QRect, radius: float, ink: BarColours) -> None:
        pen = QPen(ink.solid if self.dress.strong_line else ink.line, 1)
        if self.dress.dashed:
            pen.setDashPattern([3, 2])
            pen.setColor(mix(ink.solid, self.palette.surface, 0.75))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)

    def _stripe_or_tab(self, painter: QPainter, rect: QRect, path: QPainterPath, ink: BarColours) -> None:
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        tabbed = bool(self.dress.tab) and self.tab > 0
        if tabbed and not self.dress.tab_right:
            painter.fillRect(QRect(rect.x(), rect.y(), self.tab, rect.height()), ink.solid)
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
        painter.restore()

    def tab_icon(self, painter: QPainter, left: int) -> None:
        """The icon of the tab, in the middle of the bar's height."""
        size = 14 if self.height >= 26 else 12
        box = QRect(left + (self.tab - size) // 2, (self.height - size) // 2, size, size)
        paint_icon(painter, self.dress.tab, box, self.palette.bars.named(self.dress.ink).on_solid)

    def _paint_flat(self, painter: QPainter, rect: QRect, ink: BarColours) -> None:
        """The overview: the solid mixed with the surface, hatched where the shape says so."""
        strength = mix(ink.solid, self.palette.surface, self.dress.share)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.dress.dashed)
        if not (self.dress.dashed or self.dress.blocked):
            painter.fillRect(rect, strength)
            return
        soft = mix(self.palette.bars.future.solid, self.palette.surface, 0.66)
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
