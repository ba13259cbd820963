"""How old open debts are: not due, up to 30, 60, 90 days over, and older; and what lies on account."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from app.features.finance.rules.settling import Item

# The last day of each of the columns that have one.
LIMITS: Final = ((0, "not_due"), (30, "to_30"), (60, "to_60"), (90, "to_90"))


@dataclass(frozen=True, slots=True)
class Ageing:
    """Open debts by days overdue; `on_account` is below zero: paid, and not yet given to a debt."""

    not_due: int = 0
    to_30: int = 0
    to_60: int = 0
    to_90: int = 0
    older: int = 0
    on_account: int = 0

    @property
    def balance(self) -> int:
        """What is owed in all."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def overdue(self) -> int:
        """What is owed past its day."""
        return self.to_30 + self.to_60 + self.to_90 + self.older

    def __add__(self, other: "Ageing") -> "Ageing":
        names = [field.name for field in fields(self)]
        return Ageing(*(getattr(self, name) + getattr(other, name) for name in names))


def days_over(due_on: date, as_of: date) -> int:
    """How many days past its day a debt is, 0 when it is not."""
    return max((as_of - due_on).days, 0)


def column(due_on: date, as_of: date) -> str:
    """The column that a debt belongs to."""
    days = days_over(due_on, as_of)
    return next((name for limit, name in LIMITS if days <= limit), "older")


def aged(items: Iterable[Item], as_of: date) -> Ageing:
    """Sum what is open by its age; the columns add up to the balance."""
    sums: dict[str, int] = {}
    for item in items:
        name = "on_account" if item.open_minor < 0 else column(item.entry.due_on, as_of)
        sums[name] = sums.get(name, 0) + item.open_minor
    return Ageing(**sums)
