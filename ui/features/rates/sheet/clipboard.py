"""Cells to and from other spreadsheets: lines of text with tabs between the cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from app.kernel.text import tr
from ui.features.rates.sheet.data import NO_PRICE
from ui.features.rates.sheet.entries import Entry, parse_entry, why_not
from ui.features.rates.sheet.selection import Block, Cell
from ui.widgets.money_text import amount_text


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be taken: a sentence, and the cell it is about."""

    cell: Cell
    sentence: str


def as_text(minor: NDArray[Any], currency: str) -> str:
    """A block of prices as a spreadsheet takes it; a night without a price is an empty cell."""
    rows = ([_amount(int(price), currency) for price in row] for row in minor)
    return "\n".join("\t".join(row) for row in rows) + "\n"


def _amount(price: int, currency: str) -> str:
    return (
        "" if price == NO_PRICE else amount_text(price, currency).replace("\u202f", "").replace("\u00a0", "")
    )


def cells_of(text: str) -> list[list[str]]:
    """The cells of a copied block. Short lines are filled up with empty cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    rows = [[cell.strip().strip('"') for cell in line.split("\t")] for line in lines]
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def target_of(rows: int, columns: int, selected: Block) -> Block:
    """Where a copied block goes: over the whole selection when that is a multiple of it, else once."""
    tall = selected.rows if selected.rows % rows == 0 else rows
    wide = selected.columns if selected.columns % columns == 0 else columns
    return Block(selected.top, selected.left, selected.top + tall - 1, selected.left + wide - 1)


def read_block(
    cells: Sequence[Sequence[str]], at: Cell, size: tuple[int, int], currency: str
) -> list[list[Entry | None]] | Refused:
    """The entries of a copied block that goes to `at` in a sheet of `size`; None for an empty cell."""
    rows, columns = len(cells), len(cells[0])
    if at[0] + rows > size[0]:
        fits = size[0] - at[0]
        return Refused(
            at, tr("What you copied has {n} lines, only {fits} fit below here.", n=rows, fits=fits)
        )
    if at[1] + columns > size[1]:
        fits = size[1] - at[1]
        return Refused(
            at, tr("What you copied has {n} nights, only {fits} fit from here on.", n=columns, fits=fits)
        )
    read: list[list[Entry | None]] = []
    for down, row in enumerate(cells):
        line: list[Entry | None] = []
        for across, cell in enumerate(row):
            entry = parse_entry(cell, currency) if cell else None
            if cell and entry is None:
                return Refused((at[0] + down, at[1] + across), why_not(cell))
            line.append(entry)
        read.append(line)
    return read
