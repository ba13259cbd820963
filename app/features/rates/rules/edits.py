"""Bulk edits of the grid: what each one makes of the prices, over nights and weekdays."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

import numpy as np

from app.features.rates.rules.amounts import rounded, shared
from app.features.rates.rules.parts import MOST_MINOR, NOTHING, Amounts

MOST_SPAN_DAYS: Final = 1_100


class Action(StrEnum):
    """What is done to prices."""

    SET = "set"
    ADD = "add"
    PERCENT = "percent"
    COPY = "copy"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """One rule over the nights from `first` to `last`, both included, on weekdays (1 Monday … 64 Sunday).

    `value` is minor units (set, add) or hundredths of a percent (percent); the result is rounded to a
    multiple of `round_minor`. A copy takes the nights from `copy_from` on, of another plan or type if named.
    Types left empty mean all, plans those that are not derived: the others follow them.
    """

    first: date
    last: date
    plan_ids: tuple[UUID, ...] = ()
    room_type_ids: tuple[UUID, ...] = ()
    action: Action = Action.SET
    value: int = 0
    part: str = "base"
    weekdays: int = 127
    round_minor: int = 1
    copy_from: date | None = None
    copy_plan_id: UUID | None = None
    copy_type_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PriceRun:
    """Amounts of nights in a row, as they are typed or pasted; None clears."""

    plan_id: UUID
    room_type_id: UUID
    first: date
    amounts: tuple[int | None, ...]
    part: str = "base"


@dataclass(frozen=True, slots=True)
class PriceCell:
    """The amount of one night; None clears it, so that the season or the parent counts again."""

    plan_id: UUID
    room_type_id: UUID
    night: date
    minor: int | None
    part: str = "base"

    def as_run(self) -> PriceRun:
        """The cell as a run of one night."""
        return PriceRun(self.plan_id, self.room_type_id, self.night, (self.minor,), self.part)


def changed(span: PriceSpan, current: Amounts, source: Amounts) -> Amounts:
    """What a span makes of amounts that count now; where none is, adding and shares leave none."""
    match span.action:
        case Action.SET:
            return np.full_like(current, span.value)
        case Action.CLEAR:
            return np.full_like(current, NOTHING)
        case Action.COPY:
            return source
        case Action.ADD:
            found = current + span.value
        case Action.PERCENT:
            found = shared(current, span.value)
    return np.where(current >= 0, rounded(np.minimum(found, MOST_MINOR), span.round_minor), NOTHING)


def below_zero(span: PriceSpan, current: Amounts) -> bool:
    """Whether an amount would fall below zero; a price that is taken away whole is a slip of the hand."""
    return span.action == Action.ADD and bool(((current >= 0) & (current + span.value < 0)).any())
