"""Months of cells as the database keeps them, and the arrays that they fill."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from app.features.rates.rules.parts import NOTHING, Amounts


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def months_of(first: date, days: int) -> list[date]:
    """The months that the nights from `first` on touch."""
    found, month, end = [], month_of(first), first + timedelta(days=days)
    while month < end:
        found.append(month)
        month = next_month(month)
    return found


def fill(
    into: Amounts,
    places: Sequence[tuple[int, int]],
    names: Mapping[str, int],
    first: date,
    month: date,
    cells: Mapping[str, Any],
) -> None:
    """Write a month's cells into an array [part, plan, type, night] at places (plan, type) that share them.

    What lies outside of the array is left out.
    """
    # A single place by its numbers: an array of places costs numpy ten times as much.
    plans: Any
    types: Any
    plans, types = places[0] if len(places) == 1 else map(list, zip(*places, strict=True))
    offset = (month - first).days
    skip, days = max(-offset, 0), into.shape[-1]
    for name, values in cells.items():
        place = names.get(name)
        if place is None:
            continue
        kept = values[skip : max(days - offset, 0)]
        if kept:
            start = offset + skip
            whole = [NOTHING if v is None else v for v in kept] if None in kept else kept
            into[place, plans, types, start : start + len(kept)] = whole


def packed(cells: Amounts, names: Sequence[str]) -> dict[str, list[int | None]]:
    """A month's array [part, night] as it is kept: only parts of which anything is set."""
    return {
        name: [None if value < 0 else value for value in cells[place].tolist()]
        for place, name in enumerate(names)
        if (cells[place] >= 0).any()
    }


def blank(parts: int, month: date) -> Amounts:
    """A month in which nothing is set."""
    return np.full((parts, (next_month(month) - month).days), NOTHING, np.int64)
