"""Words, figures and icons of the canvas as slots of the atlas, painted once and found again by name."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.features.rack.canvas.atlas import Atlas, Layer, Numbers
from ui.features.rack.canvas.palette import font
from ui.widgets.icons import paint_icon
from ui.widgets.theme.tokens import Colours

PAD: Final = 1
PLATE: Final = 1024
FEWEST, MOST = -99, 999
Style = tuple[int, int]


class Sprites:
    """Slots for everything small; one per palette and screen scale."""

    def __init__(self, palette: Colours, scale: float) -> None:
        self.palette = palette
        self.atlas = Atlas(scale)
        self._fonts: dict[Style, tuple[QFont, QFontMetricsF]] = {}
        self._texts: dict[tuple[str, int, int, int], int] = {}
        self._icons: dict[tuple[str, int, int], int] = {}
        self._painted: dict[object, int] = {}
        self._tables: dict[object, Numbers] = {}

    def font(self, style: Style) -> tuple[QFont, QFontMetricsF]:
        """The font and metrics of a (size, weight)."""
        found = self._fonts.get(style)
        if found is None:
            made = font(*style)
            found = self._fonts[style] = made, QFontMetricsF(made)
        return found

    def text(self, text: str, style: Style, colour: QColor) -> int:
        """One line of text; its baseline lies `style[0]` below the top, its ink starts PAD from the left."""
        key = (text, *style, colour.rgba())
        slot = self._texts.get(key)
        if slot is None:
            slot = self._texts[key] = self.paint_text(text, style, colour, passing=False)
        return slot

    def paint_text(self, text: str, style: Style, colour: QColor, *, passing: bool) -> int:
        """Paint a line of text into the atlas."""
        chosen, metrics = self.font(style)
        width = int(metrics.horizontalAdvance(text)) + 2 * PAD + 1

        def paint(painter: QPainter) -> None:
            painter.setFont(chosen)
            painter.setPen(colour)
            painter.drawText(QPointF(PAD, style[0]), text)

        return self.atlas.add(width, style[0] + 5, paint, passing=passing)

    def texts(self, words: Sequence[str], style: Style, colour: QColor) -> Numbers:
        """Slots of several lines."""
        return np.array([self.text(word, style, colour) for word in words], np.int32)

    def figures(self, values: NDArray[Any], style: Style, colour: QColor, form: str = "{}") -> Numbers:
        """Slots of numbers in a form; found in a table by the number where it is small."""
        key = (style, colour.rgba(), form)
        return self.numbered(key, values, lambda value: self.text(form.format(value), style, colour))

    def numbered(self, key: object, values: NDArray[Any], make: Callable[[int], int]) -> Numbers:
        """Slots by number, made when first needed and kept in a table; numbers outside it are clipped."""
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = np.zeros(MOST - FEWEST + 1, np.int32)
        at = np.clip(values, FEWEST, MOST) - FEWEST
        slots: Numbers = table[at]
        if not slots.all():
            # A set, as np.unique loads numpy's masked arrays before the first picture.
            for index in sorted(set(at[slots == 0].ravel().tolist())):
                table[index] = make(index + FEWEST)
            slots = table[at]
        return slots

    def icon(self, name: str, size: int, colour: QColor) -> int:
        """A glyph of QtAwesome in a square of that size."""
        key = (name, size, colour.rgba())
        slot = self._icons.get(key)
        if slot is None:
            box = QRect(0, 0, size, size)
            slot = self.atlas.add(size, size, lambda painter: paint_icon(painter, name, box, colour))
            self._icons[key] = slot
        return slot

    def painted(self, key: object, width: int, height: int, paint: Callable[[QPainter], None]) -> int:
        """A picture of our own painting, kept under a key."""
        slot = self._painted.get(key)
        if slot is None:
            slot = self._painted[key] = self.atlas.add(width, height, paint)
        return slot

    def plate(self, colour: QColor, height: int) -> int:
        """A long piece of one colour: what lies under words on a hatched bar."""
        key = ("plate", colour.rgba(), height)
        slot = self._painted.get(key)
        if slot is None:

            def paint(painter: QPainter) -> None:
                painter.fillRect(0, 0, PLATE, height, colour)

            slot = self._painted[key] = self.atlas.add(PLATE, height, paint, layer=Layer.PLATE)
        return slot

    def letter_box(self, letter: str, colour: QColor, size: int = 12) -> int:
        """A letter in a rounded box: the mark of a booking channel."""

        def paint(painter: QPainter) -> None:
            painter.setPen(QPen(colour, 1))
            painter.drawRoundedRect(QRectF(0.5, 0.5, size - 1, size - 1), 2.5, 2.5)
            painter.setFont(self.font((8, 600) if size > 12 else (7, 600))[0])
            painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, letter)

        return self.painted(("box", letter, size, colour.rgba()), size, size, paint)

    def pill(
        self,
        text: str,
        ground: QColor,
        colour: QColor,
        style: Style,
        *,
        height: int,
        radius: float,
        pad: int = 0,
    ) -> int:
        """Text on a rounded ground, as wide as it needs."""
        key = ("pill", pad, text, ground.rgba(), colour.rgba(), style, height, radius)
        if key in self._painted:
            return self._painted[key]
        chosen, metrics = self.font(style)
        width = int(metrics.horizontalAdvance(text)) + (pad or (14 if radius * 2 >= height else 8))

        def paint(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(0, 0, width, height), radius, radius)
            painter.setPen(colour)
            painter.setFont(chosen)
            painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)

        return self.painted(key, width, height, paint)
