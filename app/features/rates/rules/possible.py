"""Which nights some stay can include, under the restrictions; and runs of those that none can."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.features.rates.rules.parts import Amounts, Limit
from app.features.rates.rules.terms import PlanTerms, night_at

Nights = NDArray[np.bool_]
# Stays longer than this are not tried, unless a least stay asks for it.
LONGEST_TRIED: Final = 31
NO_CEILING: Final = 1_000_000


def stays_tried(limits: Amounts, least: int = 0) -> int:
    """How long the stays have to be that are tried: longer than every least stay that is asked."""
    asked = max(int(limits[Limit.MIN_THROUGH].max(initial=0)), int(limits[Limit.MIN_ARRIVAL].max(initial=0)))
    return max(asked, least) + LONGEST_TRIED


def impossible(limits: Amounts, longest: int, plan: PlanTerms | None = None) -> Nights:
    """The open nights [type, night] that no stay can include. `limits` is [limit, type, night].

    Stays begin and end within the nights given, so give a margin of the longest stay at both ends.
    Nights that are closed are meant to be, and not counted.
    """
    opened = limits[Limit.CLOSED] <= 0
    types, days = opened.shape
    can_begin = opened & (limits[Limit.NO_ARRIVAL] <= 0)
    can_end = limits[Limit.NO_DEPARTURE] <= 0
    least, most = limits[Limit.MIN_ARRIVAL].copy(), _ceiling(limits[Limit.MAX_ARRIVAL])
    if plan is not None:
        least = np.maximum(least, plan.min_stay)
        most = np.minimum(most, plan.max_stay or NO_CEILING)
    through, ceiling = limits[Limit.MIN_THROUGH], _ceiling(limits[Limit.MAX_THROUGH])
    begins = np.zeros((types, days + 1), np.int64)
    # Grown night by night: of the stay of so many nights from each day on.
    floor, roof, whole = least, most, can_begin
    for nights in range(1, min(longest, days - 1) + 1):
        starts = days - nights  # the day of departure lies within the nights given
        last = slice(nights - 1, nights - 1 + starts)
        floor = np.maximum(floor[:, :starts], through[:, last])
        roof = np.minimum(roof[:, :starts], ceiling[:, last])
        whole = whole[:, :starts] & opened[:, last]
        fits = whole & can_end[:, nights : nights + starts] & (floor <= nights) & (nights <= roof)
        begins[:, :starts] += fits
        begins[:, nights : nights + starts] -= fits
    found: Nights = opened & (np.cumsum(begins, axis=1)[:, :days] <= 0)
    return found


def _ceiling(limits: Amounts) -> Amounts:
    return np.where(limits < 0, NO_CEILING, limits)


def runs(nights: NDArray[np.bool_], first: date) -> Iterator[tuple[date, date]]:
    """The spans of nights that are marked, the last night included."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], nights.astype(np.int8), [0]))))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield night_at(first, start), night_at(first, end - 1)
