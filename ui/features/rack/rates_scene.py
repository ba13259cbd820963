"""What the rates view draws: types, days, what was sold, and the prices of each hotel's first rate plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.features.rack import RackDays, RackHouse, SoldPrices
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a rate plan asks for a type, night by night; below zero where no price is set."""

    name: str
    first: int
    minor: tuple[int, ...]

    def price(self, day: int) -> int:
        """The price of a day, or -1."""
        return self.minor[day - self.first] if 0 <= day - self.first < len(self.minor) else -1


@dataclass(frozen=True, slots=True)
class RatesScene:
    """What it draws; `plans` has the rows of types that a rate plan sells, the others are as published."""

    house: RackHouse
    days: RackDays
    sold: SoldPrices | None
    today: int
    plans: Mapping[UUID, PlanRow] = field(default_factory=dict)

    def price(self, number: int, day: int) -> tuple[str, int]:
        """The name of a type's row and what a night costs; below zero where no price is set."""
        kind = self.house.types[number]
        row = self.plans.get(kind.key)
        return (row.name, row.price(day)) if row is not None else (tr("Published"), kind.rate_minor)
