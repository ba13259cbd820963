"""Names of bars: widths and atlas slots by label number, so that a frame needs no loop over known names."""

from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app.features.rack import Labels
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.sprites import PAD, Sprites, Style

SURNAME, FULL = 0, 1
ELLIPSIS: Final = "…"
LETTERS: Final = 24


class _Advances(dict[str, float]):
    """How wide each letter is, measured once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        advance = self[letter] = self._metrics.horizontalAdvance(letter)
        return advance


class NameSprites:
    """Surname and full name of every label in one font; two inks (plain and secondary)."""

    def __init__(self, sprites: Sprites, labels: Labels, style: Style, inks: tuple[QColor, QColor]) -> None:
        self._sprites = sprites
        self._labels = labels
        self._style = style
        self._inks = inks
        self._font, self._metrics = sprites.font(style)
        self._advance = _Advances(self._metrics)
        self._width = np.full((2, len(labels) + 64), np.nan, np.float32)
        self._slot = np.zeros((2, 2, len(labels) + 64), np.int32)
        self._edges = np.zeros((len(labels) + 64, LETTERS), np.uint16)
        self._painter: QPainter | None = None
        self._painted_ink = -1
        self.ellipsis_width = round(self._metrics.horizontalAdvance(ELLIPSIS))

    def widths(self, numbers: Numbers) -> tuple[NDArray[Any], NDArray[Any]]:
        """Pixels that the surname and the full name of each label take."""
        self._grow()
        widths = self._width[:, numbers]
        unknown = numbers[np.isnan(widths[0])]
        if not len(unknown):
            return widths[SURNAME], widths[FULL]
        for number in set(unknown.tolist()):
            surname, full = self._texts(number)
            self._width[SURNAME, number] = short = self._measure(surname)
            edges = [
                min(round(edge), 60000)
                for edge in accumulate(map(self._advance.__getitem__, surname[:LETTERS]))
            ]
            self._edges[number, : len(edges)] = edges
            self._width[FULL, number] = short if full == surname else self._measure(full)
        return self._width[SURNAME, numbers], self._width[FULL, numbers]

    def slots(self, numbers: Numbers, form: Numbers, ink: Numbers) -> Numbers:
        """Atlas slots of the labels in their form (SURNAME or FULL) and ink."""
        slots = self._slot[form, ink, numbers]
        missing = np.flatnonzero(slots == 0)
        self._painter = None
        for at, number, kind, colour in zip(
            missing.tolist(),
            numbers[missing].tolist(),
            form[missing].tolist(),
            ink[missing].tolist(),
            strict=True,
        ):
            slots[at] = self._paint(number, kind, colour)
        return slots

    def cut(self, numbers: Numbers, room: NDArray[Any]) -> NDArray[Any]:
        """How much of each surname to show before an ellipsis, at the edge of a letter."""
        edges = self._edges[numbers].astype(np.int64)
        cut: NDArray[Any] = np.max(np.where(edges <= (room - self.ellipsis_width)[:, None], edges, 0), axis=1)
        return cut

    def ellipses(self) -> Numbers:
        """The slots of an ellipsis in both inks."""
        return np.array([self._sprites.text(ELLIPSIS, self._style, ink) for ink in self._inks], np.int32)

    def forget(self, gone: NDArray[Any]) -> None:
        """Slots of a dropped page are painted again when they are needed."""
        self._slot[gone[self._slot]] = 0

    def _paint(self, number: int, form: int, ink: int) -> int:
        text = self._texts(number)[form]
        painter, x, y, slot = self._sprites.atlas.begin_text(
            self._width[form, number] + 3, self._style[0] + 5
        )
        if painter is not self._painter or ink != self._painted_ink:
            self._painter, self._painted_ink = painter, ink
            painter.setFont(self._font)
            painter.setPen(self._inks[ink])
        painter.drawText(QPointF(x + PAD, y + self._style[0]), text)
        self._slot[form, ink, number] = slot
        return slot

    def _texts(self, number: int) -> tuple[str, str]:
        surname, _, given = self._labels.text(number).partition("\x1f")
        return surname, f"{surname}, {given}" if given else surname

    def _measure(self, text: str) -> int:
        """Letters joined by a script that shapes them are measured as one text."""
        if text.isascii() or max(text) < "\u0250":
            return round(sum(map(self._advance.__getitem__, text)) + 0.4)
        return round(self._metrics.horizontalAdvance(text) + 0.4)

    def _grow(self) -> None:
        missing = len(self._labels) - self._width.shape[1]
        if missing > 0:
            more = missing + 256
            self._width = np.hstack((self._width, np.full((2, more), np.nan, np.float32)))
            self._edges = np.vstack((self._edges, np.zeros((more, LETTERS), np.uint16)))
            self._slot = np.concatenate((self._slot, np.zeros((2, 2, more), np.int32)), axis=2)
