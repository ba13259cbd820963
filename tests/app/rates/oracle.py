"""Rates once more, the slow way: dictionaries and recursion instead of arrays."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

MOST = 1_000_000_000_000
ROOM = ("base", "single")


@dataclass(slots=True)
class NaivePlan:
    """A plan by its code."""

    code: str
    parent: str = ""
    per: str = "room"
    bp: int = 0
    minor: int = 0
    to: int = 1
    bands: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class NaiveSeason:
    """A season; days are inclusive."""

    plan: str
    first: date
    last: date
    weekdays: int
    rank: int
    order: Any
    prices: dict[str, dict[str, int]]

    def has(self, day: date) -> bool:
        """Whether a night is in it."""
        return self.first <= day <= self.last and bool(self.weekdays >> day.weekday() & 1)


@dataclass(slots=True)
class Naive:
    """The state of a house's rates."""

    plans: dict[str, NaivePlan] = field(default_factory=dict)
    bases: dict[str, int] = field(default_factory=dict)
    cells: dict[tuple[str, str, date, str], int] = field(default_factory=dict)
    seasons: list[NaiveSeason] = field(default_factory=list)

    def amount(self, code: str, kind: str, day: date, part: str) -> int | None:
        """One part of a price: the night's own, else the season's, else the parent's changed."""
        own = self.cells.get((code, kind, day, part))
        if own is not None:
            return own
        here = [s for s in self.seasons if s.plan == code and part in s.prices.get(kind, {}) and s.has(day)]
        if here:
            return max(here, key=lambda s: (s.rank, s.first, s.order)).prices[kind][part]
        plan = self.plans[code]
        return self._derived(plan, kind, day, part) if plan.parent else None

    def _derived(self, plan: NaivePlan, kind: str, day: date, part: str) -> int | None:
        above = self.amount(plan.parent, kind, day, part)
        if part == "person":
            each = plan.minor if plan.per == "person" else 0
            base = self.amount(plan.parent, kind, day, "base")
            if base is None or (above is None and not each):
                return None
            return min(max(share(above or 0, plan.bp) + each, 0), MOST)
        if above is None:
            return None
        found = share(above, plan.bp)
        if part in ROOM and plan.per == "room":
            found += plan.minor
        return to_multiple(found, plan.to)

    def first_of(self, code: str) -> NaivePlan:
        """The plan from which all of the chain is derived."""
        plan = self.plans[code]
        return self.first_of(plan.parent) if plan.parent else plan

    def bands(self, code: str) -> tuple[tuple[int, int], ...]:
        """The plan's age bands, or those of the nearest ancestor that has some."""
        plan = self.plans[code]
        return plan.bands or (self.bands(plan.parent) if plan.parent else ())

    def price(self, code: str, kind: str, day: date, adults: int, ages: tuple[int, ...]) -> int | None:
        """A night's price for a party."""
        bands = self.bands(code)
        free = [age for age in ages if not any(low <= age < high for low, high in bands)]
        payers, base = adults + len(free), self.bases[kind]
        each = self.amount(code, kind, day, "base")
        single = self.amount(code, kind, day, "single") if payers == 1 else None
        per_person = self.first_of(code).per == "person"
        if single is None and each is None:
            return None
        total = single if single is not None else (each or 0) * (min(payers, base) if per_person else 1)
        more = self.amount(code, kind, day, "adult")
        if more is None:
            more = (each if each is not None else 0) if per_person else 0
        total += max(payers - base, 0) * more
        total += payers * (self.amount(code, kind, day, "person") or 0)
        for number, (low, high) in enumerate(bands, 1):
            count = sum(low <= age < high for age in ages)
            total += count * (self.amount(code, kind, day, f"child{number}") or 0)
        return total


def share(minor: int, bp: int) -> int:
    """Changed by hundredths of a percent, half a unit up."""
    return (minor * (10_000 + bp) + 5_000) // 10_000


def to_multiple(minor: int, to: int) -> int:
    """Never below zero, rounded to a multiple, half up."""
    kept = min(max(minor, 0), MOST)
    return (kept + to // 2) // to * to if to > 1 else kept
