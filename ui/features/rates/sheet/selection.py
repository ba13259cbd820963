"""What is selected in the sheet: blocks of cells, the last of them around the cursor."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells; all four edges belong to it. Rows are lines as they show, columns are nights."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def between(cls, one: Cell, other: Cell) -> "Block":
        """The rectangle with two opposite corners."""
        return cls(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

    @property
    def rows(self) -> int:
        """How many lines."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """How many nights."""
        return self.right - self.left + 1

    def holds(self, cell: Cell) -> bool:
        """Whether a cell lies in it."""
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right

    def within(self, rows: int, columns: int) -> "Block | None":
        """The part inside a sheet of that size, or None."""
        cut = Block(
            max(self.top, 0), max(self.left, 0), min(self.bottom, rows - 1), min(self.right, columns - 1)
        )
        return cut if cut.rows > 0 and cut.columns > 0 else None


@dataclass(frozen=True, slots=True)
class Selection:
    """The cursor, where the last block began (`anchor`), and all blocks; the last one is being shaped."""

    cursor: Cell = (0, 0)
    anchor: Cell = (0, 0)
    blocks: tuple[Block, ...] = (Block(0, 0, 0, 0),)

    @classmethod
    def at(cls, cell: Cell) -> "Selection":
        """One cell."""
        return cls(cell, cell, (Block.between(cell, cell),))

    @classmethod
    def of(cls, blocks: Iterable[Block], cursor: Cell | None = None) -> "Selection":
        """Given blocks, with the cursor in the last one."""
        known = tuple(blocks)
        at = cursor or (known[-1].top, known[-1].left)
        return cls(at, at, known)

    @property
    def block(self) -> Block:
        """The block that is being shaped."""
        return self.blocks[-1]

    @property
    def is_one_cell(self) -> bool:
        """Whether only the cursor is selected."""
        return len(self.blocks) == 1 and self.block.rows == self.block.columns == 1

    def stretched(self, cell: Cell) -> "Selection":
        """The last block from its anchor to a cell; the cursor stays where typing begins."""
        return replace(self, blocks=(*self.blocks[:-1], Block.between(self.anchor, cell)))

    def plus(self, block: Block, cursor: Cell) -> "Selection":
        """One block more."""
        return Selection(cursor, cursor, (*self.blocks, block))

    @property
    def far_corner(self) -> Cell:
        """The corner of the last block opposite its anchor: what Shift with an arrow moves."""
        block = self.block
        row = block.bottom if self.anchor[0] == block.top else block.top
        column = block.right if self.anchor[1] == block.left else block.left
        return row, column

    def mask(self, rows: int, columns: int) -> NDArray[Any]:
        """True in the selected cells of a sheet of that size."""
        made = np.zeros((rows, columns), bool)
        for block in self.blocks:
            made[max(block.top, 0) : block.bottom + 1, max(block.left, 0) : block.right + 1] = True
        return made
