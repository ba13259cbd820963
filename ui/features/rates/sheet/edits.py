"""Changes of prices as the sheet makes them from typing, filling, pasting and clearing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.kernel.text import trn
from ui.features.rates.sheet.clipboard import Refused, cells_of, read_block, target_of
from ui.features.rates.sheet.data import NO_PRICE, SheetData
from ui.features.rates.sheet.entries import Entry, EntryKind, applied
from ui.features.rates.sheet.selection import Block, Selection

Grid = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """New prices of nights; `minor` is NO_PRICE where the night's own price is taken away.

    The three arrays are parallel: line, column, price.
    """

    lines: Grid
    columns: Grid
    minor: Grid

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def clears(self) -> bool:
        """Whether it only takes own prices away."""
        return bool((self.minor == NO_PRICE).all())

    def sentence(self) -> str:
        """What a toast says of it."""
        if self.clears:
            return trn("{n} own price taken away", "{n} own prices taken away", len(self))
        return trn("{n} price changed", "{n} prices changed", len(self))


def _edit(data: SheetData, lines: Grid, wanted: Grid, mask: Grid) -> Edit:
    """The cells of `mask` (rows of `lines`) that are to become `wanted` and are not so already."""
    now = data.minor[lines]
    mask = (
        mask
        & (wanted != NO_PRICE)
        & ((now != wanted) | ~data.own[lines] & data.linked_lines()[lines][:, None])
    )
    rows, columns = np.nonzero(mask)
    return Edit(lines[rows], columns, wanted[rows, columns])


def typed(data: SheetData, lines: Grid, selection: Selection, entry: Entry) -> Edit:
    """An entry into every selected cell."""
    mask = selection.mask(len(lines), data.nights)
    wanted = data.minor[lines].astype(np.int64)
    wanted[mask] = applied(entry, wanted[mask], data.currency)
    return _edit(data, lines, wanted, mask)


def cleared(data: SheetData, lines: Grid, selection: Selection) -> Edit:
    """The selected nights give their own prices up."""
    rows, columns = np.nonzero(selection.mask(len(lines), data.nights) & data.own[lines])
    return Edit(lines[rows], columns, np.full(len(rows), NO_PRICE, np.int64))


def filled(data: SheetData, lines: Grid, source: Block, target: Block) -> Edit:
    """A block repeated over another one that holds it, counted from the block's corner."""
    rows = np.arange(target.top, target.bottom + 1)
    columns = np.arange(target.left, target.right + 1)
    from_rows = source.top + (rows - source.top) % source.rows
    from_columns = source.left + (columns - source.left) % source.columns
    wanted = data.minor[lines].astype(np.int64)
    wanted[np.ix_(rows, columns)] = data.minor[np.ix_(lines[from_rows], from_columns)]
    mask = np.zeros(wanted.shape, bool)
    mask[np.ix_(rows, columns)] = True
    mask[source.top : source.bottom + 1, source.left : source.right + 1] = False
    return _edit(data, lines, wanted, mask)


def filled_down(data: SheetData, lines: Grid, block: Block) -> Edit:
    """The first line of a block on all its lines (of one line: the line above it)."""
    top = block.top if block.rows > 1 else max(block.top - 1, 0)
    source = Block(top, block.left, top, block.right)
    return filled(data, lines, source, Block(top, block.left, block.bottom, block.right))


def filled_right(data: SheetData, lines: Grid, block: Block) -> Edit:
    """The first night of a block on all its nights (of one night: the night before it)."""
    left = block.left if block.columns > 1 else max(block.left - 1, 0)
    source = Block(block.top, left, block.bottom, left)
    return filled(data, lines, source, Block(block.top, left, block.bottom, block.right))


def pasted(data: SheetData, lines: Grid, selection: Selection, text: str) -> tuple[Edit, Block] | Refused:
    """A copied block over the selection: every cell is understood, or nothing changes."""
    cells = cells_of(text)
    block = selection.block.within(len(lines), data.nights) or Block.between(
        selection.cursor, selection.cursor
    )
    size = (len(lines), data.nights)
    if len(cells) == len(cells[0]) == 1 and cells[0][0]:
        read = read_block(cells, selection.cursor, size, data.currency)
        if isinstance(read, Refused):
            return read
        entry = read[0][0]
        assert entry is not None
        return typed(data, lines, selection, entry), block
    target = target_of(len(cells), len(cells[0]), block)
    read = read_block(cells, (target.top, target.left), size, data.currency)
    if isinstance(read, Refused):
        return read
    return _laid(data, lines, read, target), target


def _laid(data: SheetData, lines: Grid, read: Sequence[Sequence[Entry | None]], target: Block) -> Edit:
    wanted = data.minor[lines].astype(np.int64)
    mask = np.zeros(wanted.shape, bool)
    for row in range(target.top, target.bottom + 1):
        entries = read[(row - target.top) % len(read)]
        for column in range(target.left, target.right + 1):
            entry = entries[(column - target.left) % len(entries)]
            if entry is None:
                continue
            mask[row, column] = True
            if entry.kind is EntryKind.SET:
                wanted[row, column] = entry.value
            else:
                wanted[row, column] = applied(entry, wanted[row, column : column + 1], data.currency)[0]
    return _edit(data, lines, wanted, mask)
