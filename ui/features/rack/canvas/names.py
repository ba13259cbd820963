"""Names of bars: widths and atlas slots by label number, so that a frame needs no loop over known names."""

from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app.features.rack import Labels
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.slices import Steps, whole
from ui.features.rack.canvas.sprites import PAD, Sprites, Style

SURNAME, FULL = 0, 1
ELLIPSIS: Final = "…"
LETTERS: Final = 24
MEASURED_IN_A_STEP, PAINTED_IN_A_STEP = 24, 8
# Texts whose widths are kept, for guests of the same name.
MOST_MEASURED: Final = 4096


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
        # By label, form and ink: a number here stays as labels are added.
        self._slot = np.zeros((len(labels) + 64, 2, 2), np.int32)
        self._edges = np.zeros((len(labels) + 64, LETTERS), np.uint16)
        self._measured: dict[str, int] = {}
        self._known: dict[tuple[str, int], int] = {}
        self._on_page: dict[int, tuple[list[int], list[tuple[str, int]]]] = {}
        self._painter: QPainter | None = None
        self._painted_ink = -1
        self.ellipsis_width = round(self._metrics.horizontalAdvance(ELLIPSIS))

    def widths(self, numbers: Numbers) -> tuple[NDArray[Any], NDArray[Any]]:
        """Pixels that the surname and the full name of each label take."""
        whole(self.measured(numbers))
        return self._width[SURNAME, numbers], self._width[FULL, numbers]

    def measured(self, numbers: Numbers) -> Steps:
        """Measure what is not yet known."""
        self._grow()
        unknown = numbers[np.isnan(self._width[SURNAME, numbers])]
        for at, number in enumerate(set(unknown.tolist()) if len(unknown) else ()):
            if at % MEASURED_IN_A_STEP == MEASURED_IN_A_STEP - 1:
                yield
            surname, full = self._texts(number)
            self._width[SURNAME, number] = short = self._measure(surname)
            self._width[FULL, number] = short if full == surname else self._measure(full)

    def slots(self, numbers: Numbers, form: Numbers, ink: Numbers) -> Numbers:
        """Atlas slots of the labels in their form (SURNAME or FULL) and ink."""
        whole(self.painted(numbers, form, ink))
        slots: Numbers = self._slot[numbers, form, ink]
        return slots

    def painted(self, numbers: Numbers, form: Numbers, ink: Numbers) -> Steps:
        """Paint what is not yet in the atlas."""
        missing = np.flatnonzero(self._slot[numbers, form, ink] == 0)
        self._painter = None
        wanted = zip(form[missing].tolist(), ink[missing].tolist(), numbers[missing].tolist(), strict=True)
        for at, (kind, colour, number) in enumerate(wanted):
            if at % PAINTED_IN_A_STEP == PAINTED_IN_A_STEP - 1:
                yield
                self._painter = None
            if not self._slot[number, kind, colour]:
                self._enter(number, kind, colour)

    def cut(self, numbers: Numbers, room: NDArray[Any]) -> NDArray[Any]:
        """How much of each surname to show before an ellipsis, at the edge of a letter."""
        edges = self._edges[numbers]
        unknown = numbers[edges[:, 0] == 0]
        if len(unknown):
            for number in set(unknown.tolist()):
                surname = self._texts(number)[0][:LETTERS]
                ends = [min(round(end), 60000) for end in accumulate(map(self._advance.__getitem__, surname))]
                self._edges[number, : len(ends)] = ends
            edges = self._edges[numbers]
        fits = edges <= np.maximum(room - self.ellipsis_width, 0)[:, None]
        cut: NDArray[Any] = np.max(np.where(fits, edges, 0), axis=1).astype(np.int64)
        return cut

    def ellipses(self) -> Numbers:
        """The slots of an ellipsis in both inks."""
        return np.array([self._sprites.text(ELLIPSIS, self._style, ink) for ink in self._inks], np.int32)

    def forget(self, page: int) -> None:
        """Names on a dropped page are painted again when they are needed."""
        places, texts = self._on_page.pop(page, ([], []))
        self._slot.reshape(-1)[places] = 0
        for text in texts:
            del self._known[text]

    def _enter(self, number: int, form: int, ink: int) -> None:
        """The slot of a name, which many labels may share."""
        text = self._texts(number)[form]
        slot = self._known.get((text, ink))
        new = slot is None
        if slot is None:
            slot = self._known[text, ink] = self._paint(text, int(self._width[form, number]), ink)
        places, texts = self._on_page.setdefault(self._sprites.atlas.page_of(slot), ([], []))
        places.append(number * 4 + form * 2 + ink)
        if new:
            texts.append((text, ink))
        self._slot[number, form, ink] = slot

    def _paint(self, text: str, width: int, ink: int) -> int:
        painter, x, y, slot = self._sprites.atlas.begin_text(width + 3, self._style[0] + 5)
        if painter is not self._painter or ink != self._painted_ink:
            self._painter, self._painted_ink = painter, ink
            painter.setFont(self._font)
            painter.setPen(self._inks[ink])
        painter.drawText(QPointF(x + PAD, y + self._style[0]), text)
        return slot

    def _texts(self, number: int) -> tuple[str, str]:
        surname, _, given = self._labels.text(number).partition("\x1f")
        return surname, f"{surname}, {given}" if given else surname

    def _measure(self, text: str) -> int:
        """Letters joined by a script that shapes them are measured as one text."""
        found = self._measured.get(text)
        if found is None:
            if text.isascii() or max(text) < "\u0250":
                found = round(sum(map(self._advance.__getitem__, text)) + 0.4)
            else:
                found = round(self._metrics.horizontalAdvance(text) + 0.4)
            if len(self._measured) >= MOST_MEASURED:
                self._measured.clear()
            self._measured[text] = found
        return found

    def _grow(self) -> None:
        missing = len(self._labels) - self._width.shape[1]
        if missing > 0:
            more = missing + 256
            self._width = np.hstack((self._width, np.full((2, more), np.nan, np.float32)))
            self._edges = np.vstack((self._edges, np.zeros((more, LETTERS), np.uint16)))
            self._slot = np.vstack((self._slot, np.zeros((more, 2, 2), np.int32)))
