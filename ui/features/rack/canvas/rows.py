"""The rows of the canvas from top to bottom: group headers, unassigned lanes, rooms, with their pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.features.rack import RackGroup, RackHouse
from ui.features.rack.canvas.view import Measures

# Tables that are kept by template: pictures of days alone are painted without lanes in between.
KEPT_TABLES: Final = 4


class RowKind(IntEnum):
    """What a row is."""

    GROUP = 0
    LANE = 1
    ROOM = 2


@dataclass(frozen=True, slots=True)
class RowTable:
    """All rows: `ref` is the group, room type or room number; `row` the row of the bars (−1 for headers)."""

    groups: tuple[RackGroup, ...]
    kind: NDArray[Any]
    ref: NDArray[Any]
    row: NDArray[Any]
    group: NDArray[Any]
    y: NDArray[Any]
    height: NDArray[Any]

    @property
    def total(self) -> int:
        """Height of all rows, in pixels."""
        return int(self.y[-1] + self.height[-1]) if len(self.y) else 0

    def between(self, top: float, bottom: float) -> slice:
        """The rows that show between two heights."""
        first = int(np.searchsorted(self.y, top, side="right")) - 1
        return slice(max(first, 0), int(np.searchsorted(self.y, bottom)))

    def at(self, y: float) -> int:
        """The number of the row at a height, or −1 below the last."""
        if y < 0 or y >= self.total:
            return -1
        return int(np.searchsorted(self.y, y, side="right")) - 1

    def of_row(self, row: int) -> int:
        """The number of the row that shows this row of bars, or −1 when it is hidden."""
        found = np.flatnonzero(self.row == row)
        return int(found[0]) if len(found) else -1


class RowTemplate:
    """The rows of grouped rooms without their pixels: kept as long as the groups and the collapsed ones."""

    def __init__(self, house: RackHouse, groups: Sequence[RackGroup], collapsed: frozenset[str]) -> None:
        rooms = len(house.rooms)
        parts: list[tuple[int, int, int, int]] = []
        for number, group in enumerate(groups):
            parts.append((RowKind.GROUP, number, -1, number))
            if group.key not in collapsed:
                parts += [(RowKind.LANE, kind, rooms + kind, number) for kind in group.types]
                parts += [(RowKind.ROOM, room, room, number) for room in group.rooms]
        self._groups = tuple(groups)
        self._columns = np.array(parts, np.int32).reshape(-1, 4).T.copy()
        self._tables: dict[tuple[Measures, bytes], RowTable] = {}

    def table(self, measures: Measures, lanes: NDArray[Any]) -> RowTable:
        """The rows' places; `lanes[t]` is how many unassigned lanes of type t are filled."""
        key = measures, lanes.tobytes()
        found = self._tables.get(key)
        if found is None:
            if len(self._tables) >= KEPT_TABLES:
                del self._tables[next(iter(self._tables))]
            found = self._tables[key] = self._laid_out(measures, lanes)
        return found

    def _laid_out(self, measures: Measures, lanes: NDArray[Any]) -> RowTable:
        kind, ref, row, owner = self._columns
        height = np.full(len(kind), measures.row_height)
        height[kind == RowKind.GROUP] = measures.group_height
        is_lane = kind == RowKind.LANE
        height[is_lane] *= lanes[ref[is_lane]]
        if is_lane.any():
            keep = height > 0
            kind, ref, row, owner, height = kind[keep], ref[keep], row[keep], owner[keep], height[keep]
        ends = np.round(np.cumsum(height)).astype(np.int32)
        starts = np.concatenate((np.zeros(1, np.int32), ends[:-1])) if len(ends) else ends
        return RowTable(self._groups, kind.astype(np.uint8), ref, row, owner, starts, ends - starts)
