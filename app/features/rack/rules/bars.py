"""The rack's index: every stay and block of the house as flat numpy columns, sorted by (row, start).

No Python object stands for a bar. `RackBars.window` finds what a view shows with binary searches, a running
maximum of the end per row keeps long and over-allocated stays findable, `replaced` changes the bars of some
stays. Days are int32 since 1970-01-01. Rows below `rooms` are rooms; row `rooms + t` holds the unassigned
stays of room type `t`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features.rack.rules.lanes import assign_lanes

Column = NDArray[Any]
ROW_SPAN: Final = np.int64(1 << 32)

COLUMNS: Final[Mapping[str, type[np.generic]]] = {
    "kind": np.uint8,
    "row": np.int32,
    "type": np.int16,
    "start": np.int32,
    "end": np.int32,
    "status": np.uint8,
    "party": np.uint8,
    "nights": np.int16,
    "source": np.uint8,
    "marks": np.uint16,
    "balance": np.int64,
    "payment": np.uint8,
    "arrives": np.int16,
    "leaves": np.int16,
    "segment": np.int16,
    "label": np.int32,
}


SPLICED: Final = ("high", "low", *COLUMNS, "starts", "reach", "clash", "lane", "lanes")


@dataclass(frozen=True, slots=True)
class PackedTexts:
    """Many texts as one, with the places where each begins and ends."""

    packed: bytes
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    @classmethod
    def parted(cls, raw: NDArray[np.uint8], sign: str, rows: int) -> "PackedTexts":
        """So many texts that lie in one, parted by a sign."""
        ends = np.append(np.flatnonzero(raw == ord(sign)), len(raw))[:rows].astype(np.int32)
        starts = np.concatenate((np.zeros(1, np.int32), ends[:-1] + 1), dtype=np.int32)[:rows]
        return cls(raw.tobytes(), starts, ends)

    def text(self, number: int) -> str:
        """The text with this number."""
        return self.packed[int(self.starts[number]) : int(self.ends[number])].decode()


class Labels:
    """Names of bars as packed texts; decoded only when a bar is drawn with its name.

    A label is "surname\\x1fgiven"; labels added by edits are kept beside the packed texts.
    """

    def __init__(self, surnames: PackedTexts, given: PackedTexts) -> None:
        self._surnames = surnames
        self._given = given
        self._added: list[str] = []

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Labels":
        """Labels of the given texts."""
        none = np.zeros(0, np.int32)
        made = cls(PackedTexts(b"", none, none), PackedTexts(b"", none, none))
        made._added.extend(texts)
        return made

    def __len__(self) -> int:
        return len(self._surnames.ends) + len(self._added)

    def add(self, text: str) -> int:
        """Keep one more label; its number."""
        self._added.append(text)
        return len(self) - 1

    def text(self, number: int) -> str:
        """The label with this number."""
        packed = len(self._surnames.ends)
        if number >= packed:
            return self._added[number - packed]
        return f"{self._surnames.text(number)}\x1f{self._given.text(number)}"


@dataclass(frozen=True, slots=True)
class RackBars:
    """All bars of a house, sorted by (row, start); `high` and `low` are the halves of stay and block ids."""

    rooms: int
    labels: Labels
    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    kind: Column
    row: Column
    type: Column
    start: Column
    end: Column
    status: Column
    party: Column
    nights: Column
    source: Column
    marks: Column
    balance: Column
    payment: Column
    arrives: Column
    leaves: Column
    segment: Column
    label: Column
    starts: NDArray[np.int64]
    reach: NDArray[np.int64]
    clash: NDArray[np.bool_]
    lane: NDArray[np.uint8]
    lanes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.row)

    def id(self, bar: int) -> UUID:
        """The stay or block that a bar shows."""
        return UUID(int=int(self.high[bar]) << 64 | int(self.low[bar]))

    @property
    def key(self) -> NDArray[np.uint64]:
        """All ids, as `BarRows` has them."""
        return np.column_stack((self.high, self.low))

    def names(self, bar: int) -> tuple[str, str]:
        """Surname and given name of a stay's guest; the reason of a block and nothing."""
        surname, _, given = self.labels.text(int(self.label[bar])).partition("\x1f")
        return surname, given

    def bars_of(self, stay: UUID) -> NDArray[np.intp]:
        """The bars of one stay, in order of their segments."""
        found = np.flatnonzero(self.low == np.uint64(stay.int & 0xFFFF_FFFF_FFFF_FFFF))
        found = found[self.high[found] == np.uint64(stay.int >> 64)]
        ordered: NDArray[np.intp] = found[np.argsort(self.start[found], kind="stable")]
        return ordered

    def window(self, rows: Column, first: int, last: int) -> NDArray[np.intp]:
        """The bars of the given rows that touch the days [first, last], in order of (row, start)."""
        base = rows.astype(np.int64) * ROW_SPAN
        low = np.searchsorted(self.reach, base + first)
        high = np.searchsorted(self.starts, base + last, side="right")
        found = ranges(low, np.maximum(high, low))
        touching: NDArray[np.intp] = found[self.end[found] >= first]
        return touching

    def replaced(self, ids: Iterable[UUID], rows: "BarRows", labels: Sequence[str]) -> "RackBars":
        """The same house with the bars of some stays or blocks replaced; `labels` belong to the new bars."""
        gone = np.concatenate([self.bars_of(id_) for id_ in ids] or [np.zeros(0, np.intp)])
        fresh = rows.columns()
        fresh["label"] = np.array([self.labels.add(text) for text in labels], np.int32)
        touched = np.array(sorted({*self.row[gone].tolist(), *fresh["row"].tolist()}), np.int64)
        low = np.searchsorted(self.starts, touched * ROW_SPAN)
        high = np.searchsorted(self.starts, (touched + 1) * ROW_SPAN)
        kept = np.setdiff1d(ranges(low, high), gone, assume_unique=True)
        merged = {name: np.concatenate((getattr(self, name)[kept], fresh[name])) for name in COLUMNS}
        key = np.concatenate((np.column_stack((self.high[kept], self.low[kept])), rows.key))
        part = index_bars(self.rooms, self.labels, key, merged)
        cuts = np.searchsorted(part.starts, (touched + 1) * ROW_SPAN).tolist()
        named = {name: splice(getattr(self, name), getattr(part, name), low, high, cuts) for name in SPLICED}
        return RackBars(rooms=self.rooms, labels=self.labels, **named)


@dataclass(frozen=True, slots=True)
class BarRows:
    """Bars as they come from a reader: columns by name, in any order, not yet indexed."""

    key: NDArray[np.uint64]
    values: Mapping[str, Column]

    def columns(self) -> dict[str, Column]:
        """Every column in its type; those that were not given are zero."""
        zero = np.zeros(len(self.key))
        return {name: np.asarray(self.values.get(name, zero)).astype(kind) for name, kind in COLUMNS.items()}


def splice(
    old: Column, part: Column, low: NDArray[np.intp], high: NDArray[np.intp], cuts: Sequence[int]
) -> Column:
    """A column with the slices [low, high) replaced by the pieces of `part` that end at `cuts`.

    It is the old one where nothing in it changed, as in most columns of most edits: they are long to copy.
    """
    places = list(zip(low.tolist(), high.tolist(), [0, *cuts][: len(cuts)], cuts, strict=True))
    if all(np.array_equal(old[first:last], part[start:end]) for first, last, start, end in places):
        return old
    pieces, done = [], 0
    for first, last, start, end in places:
        pieces += [old[done:first], part[start:end]]
        done = last
    return np.concatenate((*pieces, old[done:]))


def ranges(low: Column, high: Column) -> NDArray[np.intp]:
    """All indices of the half-open ranges [low, high), one after the other."""
    counts = high - low
    total = int(counts.sum())
    offsets = np.repeat(low - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if total else low[:0]
    return (np.arange(total) + offsets).astype(np.intp)


def sort_key(row: Column, start: Column) -> NDArray[np.int64]:
    """One number per bar that sorts by row, then by first day."""
    return row.astype(np.int64) * ROW_SPAN + start


def _order(row: Column, start: Column) -> NDArray[np.int64]:
    """The bars by row, then by first day, then as they came.

    With its position in it each number is another one: those sort faster than positions by their numbers.
    """
    if not len(row):
        return np.zeros(0, np.int64)
    first = int(start.min())
    days = int(start.max()) - first + 1
    numbers: NDArray[np.int64] = (row.astype(np.int64) * days + (start - first)) * len(row)
    numbers += np.arange(len(row))
    numbers.sort()
    numbers %= len(row)
    return numbers


def quarters(start: Column, end: Column) -> tuple[Column, Column]:
    """Edges in quarter days: noon to noon for nights, the six hours around noon for day use."""
    day_use = start == end
    return start.astype(np.int64) * 4 + 2 - day_use, end.astype(np.int64) * 4 + 2 + day_use


def index_bars(
    rooms: int, labels: Labels, key: NDArray[np.uint64], columns: Mapping[str, Column], *, sort: bool = True
) -> RackBars:
    """Sort the columns and add what the searches need: start keys, running maximum of ends, lanes."""
    starts = sort_key(columns["row"], columns["start"])
    high, low = key[:, 0], key[:, 1]
    if sort:
        order = _order(columns["row"], columns["start"])
        starts, high, low = starts[order], high[order], low[order]
        columns = {name: column[order] for name, column in columns.items()}
    base = columns["row"].astype(np.int64) * ROW_SPAN
    reach = np.maximum.accumulate(base + columns["end"])
    clash = np.zeros(len(starts), bool)
    clash[1:] = starts[1:] < reach[:-1]
    lane, lanes = assign_lanes(base, *quarters(columns["start"], columns["end"]))
    named = {name: columns[name] for name in COLUMNS}
    return RackBars(
        rooms=rooms,
        labels=labels,
        high=np.ascontiguousarray(high),
        low=np.ascontiguousarray(low),
        starts=starts,
        reach=reach,
        clash=clash,
        lane=lane,
        lanes=lanes,
        **named,
    )


def empty_bars(rooms: int) -> RackBars:
    """A house without stays."""
    rows = BarRows(np.zeros((0, 2), np.uint64), {})
    return index_bars(rooms, Labels.of(()), rows.key, rows.columns())


def nbytes(bars: RackBars) -> int:
    """Memory of all columns, in bytes."""
    columns = (getattr(bars, field.name) for field in fields(bars))
    return sum(column.nbytes for column in columns if isinstance(column, np.ndarray))
