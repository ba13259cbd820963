"""What is known of plans, room types and seasons when prices are made, as plain values."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features.rates.rules.parts import NOTHING, Amounts, Part

Bands = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """A rate plan: how it is derived, and when it may be sold."""

    id: UUID
    code: str
    name: str
    kind: str = "best_available"
    per: str = "room"
    meal: str = ""
    bands: Bands = ()
    parent_id: UUID | None = None
    derive_bp: int = 0
    derive_minor: int = 0
    round_minor: int = 1
    min_stay: int = 0
    max_stay: int = 0
    min_advance: int = 0
    max_advance: int | None = None
    sold_from: date | None = None
    sold_until: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    promo_code: str = ""
    company_id: UUID | None = None
    prepayment_bp: int = 0
    policy: Mapping[str, object] = field(default_factory=dict)
    active: bool = True
    sort: int = 0


@dataclass(frozen=True, slots=True)
class TypeTerms:
    """A room type: how many people its price is for, and how many there is room for."""

    id: UUID
    code: str
    name: str
    base: int
    most: int
    sort: int = 0


@dataclass(frozen=True, slots=True)
class SeasonTerms:
    """A span of nights, the last included, with amounts per room type."""

    id: UUID
    plan_id: UUID
    name: str
    starts: date
    ends: date
    weekdays: int = 127
    rank: int = 0
    prices: Mapping[UUID, Mapping[Part, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """A company's discount on a plan in a span of nights, the last included."""

    plan_id: UUID
    company: str
    discount_bp: int
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class RateBook:
    """The nights from `first` on as they are set: `own` by part, `limits` by limit, of each plan and type.

    Both are arrays [part or limit, plan, type, night]. Parents come before the plans derived from them.
    """

    first: date
    days: int
    plans: tuple[PlanTerms, ...]
    types: tuple[TypeTerms, ...]
    seasons: tuple[SeasonTerms, ...]
    own: Amounts
    limits: Amounts

    @property
    def shape(self) -> tuple[int, int]:
        """Room types and nights."""
        return len(self.types), self.days

    def place(self, plan_id: UUID) -> int:
        """Where a plan stands. Raises KeyError."""
        return self.places[plan_id]

    @cached_property
    def known(self) -> dict[UUID, PlanTerms]:
        """Each plan by its id."""
        return {plan.id: plan for plan in self.plans}

    @cached_property
    def places(self) -> dict[UUID, int]:
        """Where each plan stands."""
        return {plan.id: number for number, plan in enumerate(self.plans)}


def blank_cells(kinds: Sized, plans: int, types: int, days: int) -> Amounts:
    """Prices or limits of a book in which nothing is set."""
    return np.full((len(kinds), plans, types, days), NOTHING, np.int64)


def on_weekdays(first: date, days: int, starts: date, ends: date, weekdays: int) -> NDArray[np.intp]:
    """The places, in the nights from `first` on, of a span's nights (the last included) on these weekdays."""
    low, high = max((starts - first).days, 0), min((ends - first).days + 1, days)
    places = np.arange(low, max(high, low))
    if weekdays == 127:
        return places
    week = np.array([weekdays >> day & 1 for day in range(7)], bool)
    found: NDArray[np.intp] = places[week[(places + first.weekday()) % 7]]
    return found


def night_at(first: date, place: int) -> date:
    """The night at a place."""
    return first + timedelta(days=place)
