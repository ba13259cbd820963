"""Figures of each day, counted from the index: occupancy, movements, free rooms by type."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.features.rack.rules.bars import RackBars
from app.features.rack.rules.codes import BarKind, StayCode
from app.features.rack.rules.house import RackDays, RackHouse

MARGIN: Final = 400
MOST_DAYS: Final = 366 * 12


def count_days(house: RackHouse, bars: RackBars, today: int, holidays: Mapping[int, str]) -> RackDays:
    """Count every day that has a bar, and a year and more after today.

    A no-show holds nothing; a room out of order is not for sale; a stay without a room takes one of its type.
    """
    first = int(min(bars.start.min(), today)) if len(bars) else today
    last = max(int(bars.end.max()), today) + MARGIN if len(bars) else today + MARGIN
    count = min(last - first, MOST_DAYS)
    kinds = max(len(house.types), 1)
    stays = (bars.kind == BarKind.STAY) & (bars.status != StayCode.NO_SHOW)
    blocks = (bars.kind == BarKind.OUT_OF_ORDER) | (bars.kind == BarKind.LEASE)
    sold = _per_day(bars, np.flatnonzero(stays), first, count, kinds)
    closed = _per_day(bars, np.flatnonzero(blocks), first, count, kinds)
    size = np.bincount([room.type_index for room in house.rooms], minlength=kinds)[:, None]
    for_sale = np.maximum(size - closed, 0)
    rooms = np.maximum(for_sale.sum(axis=0), 1)
    whole = stays & (bars.marks & 16 == 0), stays & (bars.marks & 32 == 0)
    return RackDays(
        first=first,
        occupancy=(sold.sum(axis=0) / rooms).astype(np.float32),
        arrivals=_events(bars.start[whole[0]], first, count),
        departures=_events(bars.end[whole[1]], first, count),
        free=(for_sale - sold).sum(axis=0).astype(np.int32),
        type_free=(for_sale - sold).astype(np.int32),
        type_sold=(sold / np.maximum(for_sale, 1)).astype(np.float32),
        holidays=dict(holidays),
    )


def _per_day(bars: RackBars, which: NDArray[Any], first: int, count: int, kinds: int) -> NDArray[Any]:
    """How many bars cover each night, by type."""
    change = np.zeros(kinds * (count + 1), np.int64)
    line = bars.type[which].astype(np.int64) * (count + 1)
    start = np.clip(bars.start[which] - first, 0, count)
    end = np.clip(bars.end[which] - first, 0, count)
    change += np.bincount(line + start, minlength=len(change))
    change -= np.bincount(line + end, minlength=len(change))
    return np.cumsum(change.reshape(kinds, count + 1), axis=1)[:, :count]


def _events(days: NDArray[Any], first: int, count: int) -> NDArray[Any]:
    inside = days[(days >= first) & (days < first + count)] - first
    return np.bincount(inside, minlength=count)[:count]
