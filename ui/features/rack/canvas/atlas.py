"""One picture that holds every small picture, and one call that draws thousands of them.

Text, icons and bar ends are painted once into pages of an atlas; `put` notes where
they go and `flush` hands Qt a numpy array of fragments
(one C++ loop, no Python object per picture). Pages that hold names are dropped oldest first when their number
passes a bound, so that memory stays bounded; kept pages hold what every frame needs.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from ui.features.rack.canvas.rects import draw_fragments
from ui.features.rack.canvas.slices import Sheet, Steps

PAGE_WIDTH: Final = 2048
# Pages of passing pictures are lower, and used again: new memory is slow.
PASSING_HEIGHT: Final = 256
PASSING_PAGES: Final = 12
WHOLE: Final = 1 << 20
BETWEEN: Final = 1 << 20
DRAWN_IN_A_STEP: Final = 160
FragmentArray = NDArray[Any]
Numbers = NDArray[Any]


class Layer(IntEnum):
    """What lies over what when all is drawn at once: bodies, plates for words, all else.

    The first two leave no pixel open: their pages are without alpha, which Qt copies instead of blending.
    """

    BODY = 0
    PLATE = 1
    OVER = 2


HEIGHTS: Final = {Layer.BODY: 1024, Layer.PLATE: 64, Layer.OVER: 1024}


class _Page:
    """One pixmap, filled shelf by shelf."""

    def __init__(self, pixmap: QPixmap, ground: Qt.GlobalColor) -> None:
        self.pixmap = pixmap
        self.pixmap.fill(ground)
        self._x = self._y = self._shelf = 0

    def place(self, width: int, height: int) -> tuple[int, int] | None:
        """A free spot of that size, or None when the page is full."""
        if self._x + width > PAGE_WIDTH:
            self._x, self._y, self._shelf = 0, self._y + self._shelf + 1, 0
        if self._y + height > self.pixmap.height():
            return None
        spot = self._x, self._y
        self._x += width + 1
        self._shelf = max(self._shelf, height)
        return spot


class Atlas:
    """Slots are numbers; `width` and `height` give their logical size. Slot 0 is empty."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self.dropped = 0
        self._pages: dict[int, _Page] = {}
        self._passing: list[int] = []
        self._spare: QPixmap | None = None
        self._kept: dict[Layer, list[int]] = {layer: [] for layer in Layer}
        self._next_page = 0
        self._count = 1
        self._table = np.zeros((1024, 5))
        self._width = np.zeros(1024)
        self._painter: QPainter | None = None
        self._painted = -1
        self._noted: list[FragmentArray] = []

    @property
    def width(self) -> NDArray[Any]:
        """Logical width of every slot."""
        return self._width

    def add(
        self,
        width: int,
        height: int,
        paint: Callable[[QPainter], None],
        *,
        passing: bool = False,
        layer: Layer = Layer.OVER,
    ) -> int:
        """Paint a new picture of a logical size; its slot. Passing pictures may be dropped later."""
        scale = self.scale
        w, h = max(round(width * scale), 1), max(round(height * scale), 1)
        page, (x, y) = self._place(w, h, passing, layer)
        painter = self._paint_on(page)
        painter.resetTransform()
        painter.save()
        painter.translate(x, y)
        painter.setClipRect(0, 0, w, h)
        painter.scale(scale, scale)
        paint(painter)
        painter.restore()
        return self._enter(x, y, w, h, page)

    def add_row(self, widths: Sequence[int], height: int, paint: Callable[[QPainter], None]) -> list[int]:
        """Several kept pictures side by side, painted in one go; the slot of each."""
        whole = self.add(sum(widths), height, paint)
        x, y, _, h, page = self._table[whole].tolist()
        slots, scale = [], self.scale
        for width in widths:
            slots.append(self._enter(x, y, round(width * scale), h, page))
            x += round(width * scale)
        return slots

    def begin_text(self, width: int, height: int) -> tuple[QPainter, float, float, int]:
        """The quick way for one line of text: an unclipped painter, where to paint, and the slot."""
        scale = self.scale
        w, h = round(width * scale), round(height * scale)
        page, (x, y) = self._place(w, h, True)
        painter = self._paint_on(page)
        if scale != 1.0:
            painter.resetTransform()
            painter.scale(scale, scale)
        return painter, x / scale, y / scale, self._enter(x, y, w, h, page)

    def _enter(self, x: float, y: float, w: float, h: float, page: float) -> int:
        if self._count == len(self._table):
            self._table = np.vstack((self._table, np.zeros_like(self._table)))
            self._width = np.concatenate((self._width, np.zeros_like(self._width)))
        slot = self._count
        self._table[slot] = (x, y, w, h, page)
        self._width[slot] = w / self.scale
        self._count += 1
        return slot

    def _place(self, w: int, h: int, passing: bool, layer: Layer = Layer.OVER) -> tuple[int, tuple[int, int]]:
        last = self._passing[-1:] if passing else self._kept[layer][-1:]
        spot = self._pages[last[0]].place(w, h) if last else None
        if last and spot is not None:
            return last[0], spot
        number = self._next_page + layer * BETWEEN
        self._next_page += 1
        ground = Qt.GlobalColor.transparent if layer is Layer.OVER else Qt.GlobalColor.white
        page = self._pages[number] = _Page(
            self._blank(h, PASSING_HEIGHT if passing else HEIGHTS[layer]), ground
        )
        (self._passing if passing else self._kept[layer]).append(number)
        return number, page.place(w, h) or (0, 0)

    def _blank(self, height: int, usual: int) -> QPixmap:
        """A pixmap for a page; the one of a dropped page is used again."""
        spare = self._spare
        if spare is not None and spare.height() == usual >= height:
            self._spare = None
            return spare
        return QPixmap(PAGE_WIDTH, max(usual, height))

    def _paint_on(self, page: int) -> QPainter:
        if self._painter is None or self._painted != page:
            self.finish()
            self._painter = QPainter(self._pages[page].pixmap)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painted = page
        return self._painter

    def finish(self) -> None:
        """Stop painting into the atlas; called before drawing from it."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def trim(self) -> int | None:
        """Between frames: drop the oldest page of passing pictures when there are too many; its number."""
        if len(self._passing) <= PASSING_PAGES:
            return None
        self.finish()
        gone = self._passing.pop(0)
        self._spare = self._pages.pop(gone).pixmap
        self.dropped += 1
        return gone

    def page_of(self, slot: int) -> int:
        """The page on which a slot lies."""
        return int(self._table[slot, 4])

    def exchange(self, noted: list[FragmentArray]) -> list[FragmentArray]:
        """Go on with what was noted elsewhere; the answer is what was noted here."""
        before, self._noted = self._noted, noted
        return before

    def put(
        self, slots: Numbers, x: Numbers, y: Numbers | int, width: Numbers | int = WHOLE, opacity: float = 1.0
    ) -> None:
        """Note slots to draw, top left at (x, y); `width` cuts a picture at its right, −width at its left."""
        if len(slots):
            part = np.empty((len(slots), 5))
            part[:, 0] = slots
            part[:, 1] = x
            part[:, 2] = y
            part[:, 3] = width
            part[:, 4] = opacity
            self._noted.append(part)

    def put_right_of(self, edge: int, slots: Numbers, x: Numbers, y: Numbers | int) -> None:
        """Like `put`, but what would lie left of an edge is cut off."""
        over = x < edge
        if over.any():
            wide = self.width[slots]
            self.put(slots, np.where(over, edge, x), y, np.where(over, np.minimum(edge - x - wide, 0), WHOLE))
        else:
            self.put(slots, x, y)

    def flush(self, painter: QPainter) -> None:
        """Draw everything noted, in order, with one call per page."""
        for fragments, pixmap in self._fragments():
            draw_fragments(painter, fragments, pixmap)

    def flushed(self, sheet: Sheet) -> Steps:
        """The same in steps."""
        for fragments, pixmap in self._fragments():
            for begun in range(0, len(fragments), DRAWN_IN_A_STEP):
                yield
                draw_fragments(sheet.painter, fragments[begun : begun + DRAWN_IN_A_STEP], pixmap)

    def _fragments(self) -> Iterator[tuple[FragmentArray, QPixmap]]:
        """What was noted, page by page."""
        self.finish()
        if not self._noted:
            return
        noted = np.concatenate(self._noted) if len(self._noted) > 1 else self._noted[0]
        self._noted.clear()
        slots = noted[:, 0].astype(np.intp)
        drawn = ((slots > 0) & (noted[:, 3] != 0)).nonzero()[0]
        if len(drawn) < len(noted):
            noted, slots = noted[drawn], slots[drawn]
        if not len(noted):
            return
        source = self._table[slots]
        pages = source[:, 4]
        order = pages.argsort(kind="stable")
        noted, source = noted[order], source[order]
        pages, cut = source[:, 4], noted[:, 3]
        shown = np.minimum(np.abs(cut) * self.scale, source[:, 2])
        fragments = np.empty((len(noted), 10))
        fragments[:, 0] = noted[:, 1] + shown / (2 * self.scale)
        fragments[:, 1] = noted[:, 2] + source[:, 3] / (2 * self.scale)
        fragments[:, 2:4] = source[:, 0:2]
        fragments[:, 2] += (cut < 0) * (source[:, 2] - shown)
        fragments[:, 4] = shown
        fragments[:, 5] = source[:, 3]
        fragments[:, 6:8] = 1 / self.scale
        fragments[:, 8] = 0.0
        fragments[:, 9] = noted[:, 4]
        begun = 0
        for end in [*((pages[1:] != pages[:-1]).nonzero()[0] + 1).tolist(), len(pages)]:
            yield fragments[begun:end], self._pages[int(pages[begun])].pixmap
            begun = end
