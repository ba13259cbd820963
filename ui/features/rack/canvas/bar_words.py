"""Words of the second line that are off out of the box: the dates of a stay, and the tags of its booking."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.features.rack import NO_TAGS, BarKind, RackTags
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.frame import Frame, date_of
from ui.features.rack.canvas.header_words import short_months
from ui.features.rack.canvas.sprites import Sprites

LINE: Final = (11, 400)
MOST_LETTERS: Final = 20


class BarWords:
    """Slots of dates and tags."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites
        self._tags: tuple[RackTags, list[str]] = (NO_TAGS, [])
        self._slots: dict[str, int] = {}
        self._dropped = 0

    def dates(self, frame: Frame, bar: NDArray[Any]) -> list[Numbers]:
        """From when to when a bar is, "22 – 24 Nov"; nothing while it is switched off."""
        if not frame.view.elements.bar_dates:
            return []
        bars = frame.scene.bars
        days = zip(bars.start[bar].tolist(), bars.end[bar].tolist(), strict=True)
        return [self._texts([span_text(start, end) for start, end in days])]

    def tags(self, frame: Frame, bar: NDArray[Any]) -> list[Numbers]:
        """The first tag and how many more; nothing while it is switched off."""
        bars, tags = frame.scene.bars, frame.scene.tags
        if not frame.view.elements.bar_tags or not len(tags.stays):
            return []
        if self._tags[0] is not tags:
            self._tags = tags, [tags_text(each) for each in tags.words]
        words = self._tags[1]
        codes = np.where(bars.kind[bar] == BarKind.STAY, tags.codes(bars.key[bar]), -1)
        return [self._texts([words[code] if code >= 0 else "" for code in codes.tolist()])]

    def _texts(self, texts: list[str]) -> Numbers:
        if self._dropped != self._sprites.atlas.dropped:
            # A page of the atlas was given up; what is seen is painted again.
            self._dropped = self._sprites.atlas.dropped
            self._slots.clear()
        missing = dict.fromkeys(text for text in texts if text and text not in self._slots)
        self._slots.update({text: self._text(text) for text in missing})
        return np.array([self._slots[text] if text else 0 for text in texts], np.int32)

    def _text(self, text: str) -> int:
        """On the line of the counts beside it."""
        chosen, metrics = self._sprites.font(LINE)
        colour = self._sprites.palette.text_secondary

        def paint(painter: QPainter) -> None:
            painter.setFont(chosen)
            painter.setPen(colour)
            painter.drawText(QPointF(0, 10), text)

        width = int(metrics.horizontalAdvance(text) + 1)
        return self._sprites.atlas.add(width, 15, paint, passing=True)


def span_text(start: int, end: int) -> str:
    """ "22 – 24 Nov", "30 Nov – 2 Dec", "22 Nov" for a day use."""
    first, last, months = date_of(start), date_of(end), short_months()
    tail = f"{last.day} {months[last.month - 1]}"
    if start == end:
        return tail
    head = str(first.day) if first.month == last.month else f"{first.day} {months[first.month - 1]}"
    return f"{head} – {tail}"


def tags_text(tags: tuple[str, ...]) -> str:
    """The first tag, cut where it is long, and how many more."""
    first = tags[0] if len(tags[0]) <= MOST_LETTERS else tags[0][: MOST_LETTERS - 1].rstrip() + "…"
    return first if len(tags) == 1 else f"{first} +{len(tags) - 1}"
