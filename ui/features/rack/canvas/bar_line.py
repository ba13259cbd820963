"""The second line of a detailed bar: nights, party, source at the left, the amount at the right."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.features.rack import BarKind, Mark, Source
from app.kernel.money import whole_units
from ui.features.rack.canvas.atlas import WHOLE, Numbers
from ui.features.rack.canvas.bar_words import BarWords
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import BarBoxes, Pixels
from ui.features.rack.canvas.sprites import PAD, Sprites
from ui.features.rack.canvas.view import Level
from ui.widgets.icons import paint_icon

LINE: Final = (11, 400)
AMOUNT: Final = (11, 600)
GAP: Final = 8
CORNER: Final = 8
SYMBOLS: Final = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "Fr."}
ICONS: Final = {Source.DIRECT: "ph.house", Source.PHONE: "ph.phone", Source.COMPANY: "ph.buildings"}
LETTERS: Final = {
    Source.BOOKING: "B", Source.EXPEDIA: "E", Source.AIRBNB: "A", Source.AGENT: "T", Source.OTHER: "C",
}  # fmt: skip


class SecondLine:
    """Slots of counts, sources and amounts."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites
        self._words = BarWords(sprites)
        self._sources = np.zeros(0, np.int32)
        self._amounts: dict[tuple[int, bool, str], int] = {}

    def draw(
        self, frame: Frame, boxes: BarBoxes, left: Pixels, right: Pixels,
        moved: Numbers, plated: NDArray[Any], opacity: float,
    ) -> None:  # fmt: skip
        """Draw what fits: the amount first, then the moved glyph, nights, party, source."""
        bars, elements, atlas = frame.scene.bars, frame.view.elements, self._sprites.atlas
        bar = boxes.bar
        stay = bars.kind[bar] == BarKind.STAY
        amounts = self._amount_slots(frame, bar) * (stay & elements.bar_amount)
        wide = np.where(amounts > 0, atlas.width[amounts] - 2 * PAD, 0)
        room = boxes.width - left - right
        fits = (amounts > 0) & (wide <= room + 4)
        y = boxes.y + 27 - LINE[0]
        atlas.put(
            amounts * fits,
            boxes.x + boxes.width - right - wide.astype(int) - PAD + 1,
            y,
            WHOLE,
            opacity,
        )
        squeezed = (amounts > 0) & ~fits & (bars.marks[bar] & Mark.DUE_NOW > 0)
        used = np.where(fits, wide + GAP, 0)
        x = boxes.x + left
        free = room - used
        parts = [moved, *self._words.dates(frame, bar)]
        if elements.bar_nights:
            parts.append(self._count_slots("ph.moon", bars.nights[bar]))
        if elements.bar_party:
            parts.append(self._count_slots("ph.user", bars.party[bar].astype(np.int64)))
        if elements.bar_source:
            parts.append(self._source_slots()[bars.source[bar]])
        parts += self._words.tags(frame, bar)
        if frame.measures.level is Level.HOURS:
            parts.insert(1, self._clock_slots(bars.arrives[bar]))
        slots = np.stack(parts)
        width = atlas.width[slots]
        step = np.where(slots > 0, (width + (GAP - 1)).astype(np.int64), 0)
        begins = step.cumsum(axis=0) - step
        # What no longer fits takes all after it with it.
        shown = np.logical_and.accumulate(width <= free - begins + 1, axis=0) & stay
        atlas.put((slots * shown).ravel(), (x + begins).ravel(), np.tile(y + 1, len(parts)), WHOLE, opacity)
        if plated.any():
            self._plates(
                boxes.pick(plated),
                (left + (step * shown).sum(axis=0))[plated],
                left[plated],
                (wide * fits)[plated],
                right[plated],
            )
        if squeezed.any():
            corner_marks(self._sprites, boxes.pick(squeezed))

    def _plates(
        self,
        boxes: BarBoxes,
        ends: Pixels,
        left: Pixels,
        amount: NDArray[Any],
        right: Pixels,
    ) -> None:
        """Text on hatched bars stands on the ground's colour."""
        top, slots = boxes.y + 17, np.full(len(left), self._sprites.plate(self._sprites.palette.surface, 12))
        wide = np.where(ends > left, ends - left - 3, 0)
        self._sprites.atlas.put(slots, boxes.x + left - 2, top, wide)
        wide = np.where(amount > 0, amount.astype(np.int64) + 6, 0)
        self._sprites.atlas.put(slots, boxes.x + boxes.width - right - wide + 2, top, wide)

    def _count_slots(self, icon: str, values: NDArray[Any]) -> Numbers:
        """An icon with a number after it, by number."""
        return self._sprites.numbered(
            ("count", icon), values, lambda value: self._count(icon, value) if value > 0 else 0
        )

    def _count(self, icon: str, value: int) -> int:
        return self._with_icon(icon, str(value), self._sprites.palette.text_secondary)

    def _with_icon(self, icon: str, text: str, colour: QColor) -> int:
        chosen, metrics = self._sprites.font(LINE)
        width = 12 + int(metrics.horizontalAdvance(text) + 1)

        def paint(painter: QPainter) -> None:
            paint_icon(painter, icon, QRect(0, 1, 11, 11), self._sprites.palette.text_muted)
            painter.setFont(chosen)
            painter.setPen(colour)
            painter.drawText(QPointF(12, 10), text)

        return self._sprites.painted(("count", icon, text, colour.rgba()), width, 15, paint)

    def _source_slots(self) -> Numbers:
        if not len(self._sources):
            palette = self._sprites.palette
            icons = {
                code: self._sprites.icon(name, 12, palette.text_secondary) for code, name in ICONS.items()
            }
            boxed = {
                code: self._sprites.letter_box(letter, palette.text_secondary)
                for code, letter in LETTERS.items()
            }
            self._sources = np.array([{**icons, **boxed}[code] for code in Source], np.int32)
        return self._sources

    def _clock_slots(self, minutes: NDArray[Any]) -> Numbers:
        words = [f"{m // 60:02d}:{m % 60:02d}" if m > 0 else "" for m in minutes.tolist()]
        colour = self._sprites.palette.text_secondary
        return np.array(
            [self._with_icon("ph.clock", word, colour) if word else 0 for word in words], np.int32
        )

    def _amount_slots(self, frame: Frame, bar: NDArray[Any]) -> Numbers:
        bars = frame.scene.bars
        out = np.zeros(len(bar), np.int32)
        owed = np.flatnonzero(bars.balance[bar] > 0)
        due = (bars.marks[bar[owed]] & Mark.DUE_NOW > 0).tolist()
        for at, minor, now, kind in zip(
            owed.tolist(), bars.balance[bar[owed]].tolist(), due, bars.type[bar[owed]].tolist(), strict=True
        ):
            currency = frame.scene.house.types[kind].currency
            key = (minor, now, currency)
            slot = self._amounts.get(key)
            if slot is None:
                slot = self._amounts[key] = self._amount(minor, now, currency)
            out[at] = slot
        return out

    def _amount(self, minor: int, now: bool, currency: str) -> int:
        palette = self._sprites.palette
        text = f"{SYMBOLS.get(currency, currency)} {whole_units(minor, currency)}"
        return self._sprites.text(
            text, AMOUNT if now else LINE, palette.danger if now else palette.text_secondary
        )


def corner_marks(sprites: Sprites, boxes: BarBoxes) -> None:
    """The 8 px danger corners of bars."""
    slot = danger_corner(sprites)
    x, y = boxes.x + boxes.width - CORNER, boxes.y + boxes.height - CORNER
    sprites.atlas.put(np.full(len(x), slot, np.int32), x, y)


def danger_corner(sprites: Sprites) -> int:
    """A filled triangle in the lower right of a small square."""
    from_colour = sprites.palette.danger

    def paint(painter: QPainter) -> None:
        path = QPainterPath(QPointF(CORNER, 0))
        path.lineTo(CORNER, CORNER - 1)
        path.quadTo(CORNER, CORNER, CORNER - 1, CORNER)
        path.lineTo(0, CORNER)
        path.closeSubpath()
        painter.fillPath(path, from_colour)

    return sprites.painted(("corner", from_colour.rgba()), CORNER, CORNER, paint)
