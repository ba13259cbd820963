"""The amounts of every plan, type and night: the parent's, then the season's, then the night's own."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features.rates.rules.parts import CEILINGS, MOST_MINOR, NOTHING, Amounts, Limit, Part
from app.features.rates.rules.terms import PlanTerms, RateBook, SeasonTerms, on_weekdays

# Where an amount comes from, in the origins of a table; a number from 0 on is a season of the book.
NONE: Final = -1
OWN: Final = -2
DERIVED: Final = -3

Origins = NDArray[np.int32]
# The parts that a fixed difference changes: the price of a room, not that of a further person.
ROOM_PARTS: Final = (Part.BASE, Part.SINGLE)
_PARTS: Final = tuple(Part)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """`amounts[part, plan, type, night]`, and where each comes from."""

    amounts: Amounts
    origins: Origins


def price_table(book: RateBook) -> PriceTable:
    """All amounts of a book, plan by plan: a parent stands before the plans derived from it."""
    amounts = np.full_like(book.own, NOTHING)
    origins = np.full(book.own.shape, NONE, np.int32)
    places = book.places
    for at, plan in enumerate(book.plans):
        if plan.parent_id is not None:
            amounts[:, at] = derived(plan, amounts[:, places[plan.parent_id]])
            origins[:, at] = np.where(amounts[:, at] >= 0, DERIVED, NONE)
        _paint_seasons(book, at, plan, amounts, origins)
        own = book.own[:, at]
        here = own >= 0
        amounts[:, at][here] = own[here]
        origins[:, at][here] = OWN
    return PriceTable(amounts, origins)


def _paint_seasons(book: RateBook, at: int, plan: PlanTerms, amounts: Amounts, origins: Origins) -> None:
    """Lay the plan's seasons over its amounts, the winning one last; each gives the parts that it names."""
    seasons = [(number, s) for number, s in enumerate(book.seasons) if s.plan_id == plan.id]
    for number, season in sorted(seasons, key=lambda s: (s[1].rank, s[1].starts, s[1].id)):
        nights = on_weekdays(book.first, book.days, season.starts, season.ends, season.weekdays)
        if not nights.size:
            continue
        values = np.array([_named(season, kind.id) for kind in book.types], np.int64)
        for part in np.flatnonzero((values >= 0).any(axis=0)).tolist():
            rows = np.flatnonzero(values[:, part] >= 0)
            where = np.ix_(rows, nights)
            amounts[part, at][where] = values[rows, part][:, None]
            origins[part, at][where] = number


def _named(season: SeasonTerms, type_id: UUID) -> list[int]:
    """A season's amount of each part for a type."""
    prices = season.prices.get(type_id, {})
    return [prices.get(part, NOTHING) for part in _PARTS]


def derived(plan: PlanTerms, parent: Amounts) -> Amounts:
    """The parent's amounts [part, …] changed by the share, then by the amount, then rounded.

    The amount of a plan per room goes to the room's price; that of a plan per person is asked of each adult.
    """
    found = shared(parent, plan.derive_bp)
    for part in ROOM_PARTS:
        found[part] += plan.derive_minor if plan.per == "room" else 0
    found = np.where(parent >= 0, rounded(found, plan.round_minor), NOTHING)
    each = plan.derive_minor if plan.per == "person" else 0
    person = shared(np.maximum(parent[Part.PERSON], 0), plan.derive_bp) + each
    known = (parent[Part.BASE] >= 0) & ((parent[Part.PERSON] >= 0) | (each != 0))
    found[Part.PERSON] = np.where(known, np.clip(person, 0, MOST_MINOR), NOTHING)
    return found


def shared(amounts: Amounts, bp: int) -> Amounts:
    """Amounts changed by hundredths of a percent, half a unit rounded up."""
    found: Amounts = (amounts * (10_000 + bp) + 5_000) // 10_000
    return found


def rounded(amounts: Amounts, to: int) -> Amounts:
    """Amounts rounded to a multiple, half up, never below zero."""
    found = np.clip(amounts, 0, MOST_MINOR)
    return found if to <= 1 else (found + to // 2) // to * to


def all_limits(book: RateBook) -> Amounts:
    """Limits with those of the parents: a derived plan is sold only where its parent is."""
    limits = book.limits.copy()
    places = book.places
    for at, plan in enumerate(book.plans):
        if plan.parent_id is None:
            continue
        parent = limits[:, places[plan.parent_id]]
        own = limits[:, at]
        stricter = np.maximum(own, parent)
        for limit in CEILINGS:
            either = np.minimum(own[limit], parent[limit])
            stricter[limit] = np.where((own[limit] < 0) | (parent[limit] < 0), stricter[limit], either)
        limits[:, at] = stricter
    return limits


def flags(limits: Amounts, limit: Limit) -> NDArray[np.bool_]:
    """Where a flag is set."""
    found: NDArray[np.bool_] = limits[limit] > 0
    return found
