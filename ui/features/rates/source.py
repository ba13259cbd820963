"""From what the house knows of rates, rooms and days to what the sheet draws, and back to commands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import numpy as np

from app.features.property import HouseView
from app.features.rack import RackDays, RackHouse
from app.features.rates import Limit, LimitSpan, PriceRun, RateGridView
from ui.features.rates.sheet.data import NO_PRICE, Grid, SheetData, SheetPlan, SheetType
from ui.features.rates.sheet.edits import Edit
from ui.features.rates.sheet.selection import Block

FROM_OWN: Final = 1
EPOCH: Final = date(1970, 1, 1)


def sheet_of(view: RateGridView, house: HouseView, today: date) -> SheetData:
    """A line for each plan and type that has a price; plans with own prices always have one."""
    counts: dict[UUID, int] = {}
    for room in house.rooms:
        counts[room.room_type_id] = counts.get(room.room_type_id, 0) + 1
    pairs = [
        (plan, kind)
        for kind in range(len(view.types))
        for plan, terms in enumerate(view.plans)
        if terms.parent < 0 or bool((view.minor[plan, kind] >= 0).any())
    ]
    plans = np.array([plan for plan, _ in pairs], np.int64)
    types = np.array([kind for _, kind in pairs], np.int64)
    limits = view.limits_in_force[:, plans, types] if pairs else view.limits_in_force[:, 0:0, 0]
    least = np.maximum(limits[Limit.MIN_THROUGH], limits[Limit.MIN_ARRIVAL])
    return SheetData(
        first=view.first,
        today=today,
        currency=view.currency,
        types=[SheetType(kind.id, kind.name, counts.get(kind.id, 0)) for kind in view.types],
        plans=[SheetPlan(plan.id, plan.name, plan.rule, plan.parent) for plan in view.plans],
        line_type=types,
        line_plan=plans,
        minor=view.minor[plans, types],
        own=view.origin[plans, types] == FROM_OWN,
        closed=limits[Limit.CLOSED] > 0,
        no_arrival=limits[Limit.NO_ARRIVAL] > 0,
        no_departure=limits[Limit.NO_DEPARTURE] > 0,
        min_stay=np.maximum(least, 0),
        max_stay=_lowest(limits[Limit.MAX_THROUGH], limits[Limit.MAX_ARRIVAL]),
        problem=view.problem[plans, types],
    )


def _lowest(one: Grid, other: Grid) -> Grid:
    """The lower of two ceilings of which each may be unset; 0 where both are."""
    none = np.iinfo(np.int64).max
    found = np.minimum(np.where(one > 0, one, none), np.where(other > 0, other, none))
    return np.where(found == none, 0, found)


def with_days(data: SheetData, house: RackHouse, days: RackDays) -> SheetData:
    """The same with what is free on each day."""
    offset = (data.first - EPOCH).days - days.first
    free = np.zeros((len(data.types), data.nights), np.int64)
    places = {kind.key: number for number, kind in enumerate(house.types)}
    known = days.type_free.shape[1] if days.type_free.ndim == 2 else 0
    low, high = max(0, -offset), min(data.nights, known - offset)
    for row, kind in enumerate(data.types):
        at = places.get(kind.id)
        free[row] = kind.rooms
        if at is not None and high > low:
            free[row, low:high] = days.type_free[at, low + offset : high + offset]
    return replace(data, free=free)


def with_holidays(data: SheetData, days: Mapping[int, str]) -> SheetData:
    """The same with public holidays, given by day since 1970."""
    offset = (data.first - EPOCH).days
    own = {day - offset: name for day, name in days.items() if 0 <= day - offset < data.nights}
    return replace(data, holidays=own)


def with_edit(data: SheetData, edit: Edit) -> SheetData:
    """The prices as they will be; what is cleared stays until the house has answered."""
    minor, own = data.minor.copy(), data.own.copy()
    given = edit.minor != NO_PRICE
    at = edit.lines[given], edit.columns[given]
    minor[at], own[at] = edit.minor[given], True
    return replace(data, minor=minor, own=own)


def runs_of(data: SheetData, edit: Edit) -> tuple[PriceRun, ...]:
    """An edit as the command takes it: nights in a row of one plan and type."""
    order = np.lexsort((edit.columns, edit.lines))
    lines, columns, minor = edit.lines[order], edit.columns[order], edit.minor[order]
    breaks = np.flatnonzero((np.diff(lines) != 0) | (np.diff(columns) != 1)) + 1
    runs = []
    for part in np.split(np.arange(len(lines)), breaks):
        if not len(part):
            continue
        line, column = int(lines[part[0]]), int(columns[part[0]])
        amounts = tuple(None if price == NO_PRICE else price for price in minor[part].tolist())
        runs.append(PriceRun(data.plan_of(line).id, data.type_of(line).id, data.night(column), amounts))
    return tuple(runs)


def limits_of(
    data: SheetData, lines: Grid, blocks: Sequence[Block], wanted: Mapping[str, int | None]
) -> tuple[LimitSpan, ...]:
    """The wanted limits over the selected blocks: a span for each plan and limit."""
    spans = []
    for block in blocks:
        chosen = lines[block.top : block.bottom + 1]
        first, last = data.night(block.left), data.night(block.right)
        for plan in dict.fromkeys(int(p) for p in data.line_plan[chosen]):
            types = tuple(data.type_of(int(line)).id for line in chosen if data.line_plan[line] == plan)
            spans += [
                LimitSpan(first, last, limit, value, (data.plans[plan].id,), types)
                for limit, value in wanted.items()
            ]
    return tuple(spans)


def problem_spans(data: SheetData) -> list[tuple[int, date, date]]:
    """Where no stay is possible from today on: line, first and last night of each run."""
    found = []
    start = max(data.today_column, 0)
    for line in np.flatnonzero(data.problem[:, start:].any(axis=1)).tolist():
        nights = np.flatnonzero(data.problem[line, start:]) + start
        for run in np.split(nights, np.flatnonzero(np.diff(nights) != 1) + 1):
            first = data.night(int(run[0]))
            found.append((line, first, first + timedelta(days=len(run) - 1)))
    return found
