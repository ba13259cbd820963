"""Stays that wait for a room: which of them wait in vain, because more is sold than the type has rooms."""

from dataclasses import replace

import numpy as np

from app.features.rack.rules.bars import RackBars
from app.features.rack.rules.codes import BarKind, Mark, StayCode
from app.features.rack.rules.house import RackDays

EXPECTED = (StayCode.TENTATIVE, StayCode.CONFIRMED, StayCode.CHECKED_IN)


def marked_waiting(bars: RackBars, days: RackDays, rooms: int) -> RackBars:
    """The bars with those in the unassigned lanes oversold where a night of their type is; else the same.

    Which of several is the one too many nobody has decided, so it is all that touch such a night.
    """
    first = int(np.searchsorted(bars.row, rooms))
    if first == len(bars) or not days.type_free.size:
        return bars
    short = np.zeros((len(days.type_free), len(days) + 1), np.int64)
    np.cumsum(days.type_free < 0, axis=1, out=short[:, 1:])
    lane = slice(first, None)
    start = np.clip(bars.start[lane].astype(np.int64) - days.first, 0, len(days))
    end = np.clip(bars.end[lane].astype(np.int64) - days.first, start, len(days))
    kind = bars.type[lane]
    vain = (short[kind, end] > short[kind, start]) & np.isin(bars.status[lane], EXPECTED)
    vain &= bars.kind[lane] == BarKind.STAY
    marks = bars.marks.copy()
    oversold = np.array(Mark.OVERSOLD, marks.dtype)
    marks[lane] = np.where(vain, marks[lane] | oversold, marks[lane] & ~oversold)
    return bars if np.array_equal(marks, bars.marks) else replace(bars, marks=marks)
