"""What the sheet draws: flat numpy arrays of a line per room type and plan and a column per night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[Any]
NO_PRICE: Final = -1


@dataclass(frozen=True, slots=True)
class SheetType:
    """A room type: the heading over its lines."""

    id: UUID
    name: str
    rooms: int = 0


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A plan. `rule` ("Flexible − 10 %") says what it follows; it is empty for a plan with its own prices."""

    id: UUID
    name: str
    rule: str = ""
    parent: int = -1

    @property
    def is_linked(self) -> bool:
        """Whether its prices follow another plan."""
        return self.parent >= 0


@dataclass(frozen=True, slots=True, eq=False)
class SheetData:
    """Lines by nights. `minor` is NO_PRICE where nothing is sold; `own` where the night has its own price.

    `free[type, night]` is negative when oversold. `problem` marks nights on which no stay is possible.
    """

    first: date
    today: date
    currency: str
    types: Sequence[SheetType]
    plans: Sequence[SheetPlan]
    line_type: Grid
    line_plan: Grid
    minor: Grid
    own: Grid
    closed: Grid
    no_arrival: Grid
    no_departure: Grid
    min_stay: Grid
    max_stay: Grid
    problem: Grid
    free: Grid | None = None
    holidays: Mapping[int, str] = field(default_factory=dict)

    @property
    def nights(self) -> int:
        """How many columns there are."""
        return int(self.minor.shape[1])

    @property
    def today_column(self) -> int:
        """The column of today; it may lie outside."""
        return (self.today - self.first).days

    def night(self, column: int) -> date:
        """The night of a column."""
        return date.fromordinal(self.first.toordinal() + column)

    def column(self, night: date) -> int:
        """The column of a night; it may lie outside."""
        return (night - self.first).days

    def weekday(self, column: int) -> int:
        """0 is Monday."""
        return (self.first.weekday() + column) % 7

    def plan_of(self, line: int) -> SheetPlan:
        """The plan of a line."""
        return self.plans[int(self.line_plan[line])]

    def type_of(self, line: int) -> SheetType:
        """The room type of a line."""
        return self.types[int(self.line_type[line])]

    def linked_lines(self) -> Grid:
        """Which lines follow another plan."""
        linked = np.array([plan.is_linked for plan in self.plans], bool)
        return linked[self.line_plan] if len(self.plans) else np.zeros(0, bool)
