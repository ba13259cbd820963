"""Where bars of one row overlap (double-booked rooms, unassigned stays), each gets a lane of its own."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

MAX_LANES: Final = 250


def assign_lanes(
    base: NDArray[np.int64], start: NDArray[Any], end: NDArray[Any]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The lane of each bar and the number of lanes in its cluster; 0 and 1 where nothing overlaps.

    Bars are sorted by (row, start); `base` is their row key, edges are in quarter days.
    Almost no bar overlaps, so only the clusters that do are walked one by one.
    """
    lane = np.zeros(len(start), np.uint8)
    lanes = np.ones(len(start), np.uint8)
    overlaps = np.zeros(len(start), bool)
    overlaps[1:] = base[1:] + start[1:] < np.maximum.accumulate(base + end)[:-1]
    tops = np.flatnonzero(overlaps)
    if not len(tops):
        return lane, lanes
    breaks = np.flatnonzero(np.diff(tops) > 1)
    firsts = tops[np.concatenate(([0], breaks + 1))] - 1
    lasts = tops[np.concatenate((breaks, [len(tops) - 1]))]
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        _fill_cluster(lane, lanes, start, end, slice(first, last + 1))
    return lane, lanes


def _fill_cluster(
    lane: NDArray[np.uint8], lanes: NDArray[np.uint8], start: NDArray[Any], end: NDArray[Any], cluster: slice
) -> None:
    """Give each bar of a cluster the lowest lane that is free at its start."""
    free_from: list[int] = []
    given: list[int] = []
    for first, last in zip(start[cluster].tolist(), end[cluster].tolist(), strict=True):
        spot = next((i for i, day in enumerate(free_from) if day <= first), len(free_from))
        if spot == len(free_from) and spot < MAX_LANES:
            free_from.append(last)
        spot = min(spot, MAX_LANES - 1)
        free_from[spot] = max(last, free_from[spot])
        given.append(spot)
    lane[cluster] = given
    lanes[cluster] = len(free_from)
