"""Show a part of the house: rooms by property, type and floor; bars by state, source and name.

The filtered house keeps its types (their numbers stand in the bars); rooms are numbered anew, and the rows
of the bars follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.rack.rules.bars import COLUMNS, Labels, RackBars, index_bars
from app.features.rack.rules.codes import BarKind, Source, StayCode
from app.features.rack.rules.house import RackHouse
from app.kernel.text import fold


@dataclass(frozen=True, slots=True)
class RackFilter:
    """What to show; an empty part shows all. `text` is found in names of guests and reasons of blocks."""

    properties: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    floors: frozenset[str] = frozenset()
    statuses: frozenset[StayCode] = frozenset()
    sources: frozenset[Source] = frozenset()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it shows everything."""
        return self == RackFilter()


def filtered(house: RackHouse, bars: RackBars, what: RackFilter) -> tuple[RackHouse, RackBars]:
    """The rooms and bars that a filter shows."""
    if what.is_empty:
        return house, bars
    shown = np.array([_shows_room(house, number, what) for number in range(len(house.rooms))], bool)
    types = np.array([_shows_type(house, number, what) for number in range(len(house.types))], bool)
    kept = _rows(house, shown, types)[bars.row] & _shows_bars(bars, what)
    rooms = int(shown.sum())
    moved = np.concatenate((np.cumsum(shown) - 1, rooms + np.arange(len(house.types))))
    columns: Mapping[str, NDArray[Any]] = {name: getattr(bars, name)[kept] for name in COLUMNS}
    columns = {**columns, "row": moved[bars.row[kept]].astype(np.int32)}
    part = replace(house, rooms=tuple(r for r, shows in zip(house.rooms, shown, strict=True) if shows))
    return part, index_bars(rooms, bars.labels, bars.key[kept], columns, sort=False)


def _rows(house: RackHouse, rooms: NDArray[np.bool_], types: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows of bars show; an unassigned lane only where a room of its type does."""
    filled = np.zeros(len(house.types), bool)
    filled[[r.type_index for r, shows in zip(house.rooms, rooms, strict=True) if shows]] = True
    return np.concatenate((rooms, types & filled))


def _shows_room(house: RackHouse, number: int, what: RackFilter) -> bool:
    room = house.rooms[number]
    return _shows_type(house, room.type_index, what) and (not what.floors or room.floor in what.floors)


def _shows_type(house: RackHouse, number: int, what: RackFilter) -> bool:
    kind = house.types[number]
    if what.types and kind.name not in what.types:
        return False
    name = house.properties[kind.property_index] if house.properties else ""
    return not what.properties or name in what.properties


def _shows_bars(bars: RackBars, what: RackFilter) -> NDArray[np.bool_]:
    """Blocks show unless a name is looked for; the other parts are about stays."""
    kept = np.ones(len(bars), bool)
    if what.statuses:
        kept &= np.isin(bars.status, [int(s) for s in what.statuses])
    if what.sources:
        kept &= np.isin(bars.source, [int(s) for s in what.sources])
    kept |= bars.kind != BarKind.STAY
    if what.text.strip():
        kept &= labels_with(bars.labels, what.text)[bars.label]
    return kept


def labels_with(labels: Labels, text: str) -> NDArray[np.bool_]:
    """Which labels hold every word of a text, without accents and case."""
    words = fold(text).split()
    return np.array([all(word in name for word in words) for name in _folded(labels, len(labels))], bool)


@lru_cache(maxsize=2)
def _folded(labels: Labels, count: int) -> tuple[str, ...]:
    """All names folded once, so that each typed letter costs a search only."""
    return tuple(fold(labels.text(number)) for number in range(count))
