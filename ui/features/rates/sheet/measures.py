"""Where things stand in the sheet: headings and lines from top to bottom, nights from left to right."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect

from ui.features.rates.sheet.data import SheetData
from ui.features.rates.sheet.selection import Block, Cell

COLUMN: Final = 168
HEAD: Final = 52
GROUP: Final = 26
ROW: Final = 36
DAY: Final = 58
LEAST_DAY, MOST_DAY = 46, 120


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The sheet without its scrolling: `lines[row]` is the line of a row that shows, `tops[row]` its y.

    `heads` are the room types that show with their y; a folded type has its heading only.
    """

    lines: NDArray[Any]
    tops: NDArray[Any]
    heads: tuple[tuple[int, int], ...]
    height: int
    nights: int
    day: int

    @property
    def rows(self) -> int:
        """How many lines show."""
        return len(self.lines)

    @property
    def width(self) -> int:
        """All nights together."""
        return self.nights * self.day

    def row_at(self, y: int) -> int:
        """The row at a y of the sheet, -1 on a heading or outside."""
        row = int(np.searchsorted(self.tops, y, side="right")) - 1
        return row if row >= 0 and y < self.tops[row] + ROW else -1

    def near_row(self, y: int) -> int:
        """The row nearest to a y, for dragging beyond the edges."""
        row = int(np.searchsorted(self.tops, y, side="right")) - 1
        return max(0, min(row, self.rows - 1))

    def head_at(self, y: int) -> int:
        """The room type whose heading is at a y, or -1."""
        return next((kind for kind, top in self.heads if top <= y < top + GROUP), -1)


def lay_out(data: SheetData, folded: AbstractSet[int], day: int) -> Layout:
    """Headings in the order of the types, their lines below."""
    lines: list[int] = []
    tops: list[int] = []
    heads: list[tuple[int, int]] = []
    y = 0
    for kind in range(len(data.types)):
        own = np.flatnonzero(data.line_type == kind).tolist()
        if not own:
            continue
        heads.append((kind, y))
        y += GROUP
        if kind in folded:
            continue
        lines += own
        tops += range(y, y + ROW * len(own), ROW)
        y += ROW * len(own)
    return Layout(np.array(lines, np.int64), np.array(tops, np.int64), tuple(heads), y, data.nights, day)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A layout as it is scrolled in a viewport of a size."""

    layout: Layout
    x: int
    y: int
    width: int
    height: int

    def left_of(self, column: int) -> int:
        """The x of a night in the viewport."""
        return COLUMN + column * self.layout.day - self.x

    def top_of(self, row: int) -> int:
        """The y of a row in the viewport."""
        return HEAD + int(self.layout.tops[row]) - self.y

    @property
    def columns(self) -> tuple[int, int]:
        """The first night that shows and the one after the last."""
        day = self.layout.day
        first = max(self.x // day, 0)
        last = -(-(self.x + max(self.width - COLUMN, 0)) // day)
        return first, min(last, self.layout.nights)

    @property
    def rows(self) -> tuple[int, int]:
        """The first row that shows and the one after the last."""
        tops = self.layout.tops
        first = int(np.searchsorted(tops, self.y - ROW, side="right"))
        last = int(np.searchsorted(tops, self.y + self.height - HEAD, side="left"))
        return first, last

    def box(self, cell: Cell) -> QRect:
        """The rectangle of a cell in the viewport."""
        return QRect(self.left_of(cell[1]), self.top_of(cell[0]), self.layout.day, ROW)

    def block_box(self, block: Block) -> QRect:
        """The rectangle of a block of cells, headings between its lines included."""
        top, left = self.top_of(block.top), self.left_of(block.left)
        return QRect(left, top, block.columns * self.layout.day, self.top_of(block.bottom) + ROW - top)

    def cell_at(self, point: QPoint) -> Cell | None:
        """The cell at a point of the viewport."""
        if point.x() < COLUMN or point.y() < HEAD:
            return None
        row, column = self.layout.row_at(point.y() - HEAD + self.y), self.column_at(point.x())
        return (row, column) if row >= 0 and column >= 0 else None

    def column_at(self, x: int) -> int:
        """The night at an x of the viewport, or -1."""
        column = (x - COLUMN + self.x) // self.layout.day
        return column if x >= COLUMN and column < self.layout.nights else -1

    def nearest(self, point: QPoint) -> Cell:
        """The cell nearest to a point, for dragging beyond the edges."""
        column = (max(point.x(), COLUMN) - COLUMN + self.x) // self.layout.day
        row = self.layout.near_row(max(point.y(), HEAD) - HEAD + self.y)
        return row, max(0, min(column, self.layout.nights - 1))
