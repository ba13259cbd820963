"""Nights on which the restrictions leave no stay possible, though they are not closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.property.models import Property
from app.features.rates import repository
from app.features.rates.queries.quotes import type_terms
from app.features.rates.rules import possible
from app.features.rates.rules.amounts import all_limits
from app.features.rates.rules.parts import Amounts, Limit
from app.features.rates.rules.possible import Nights
from app.features.rates.rules.terms import RateBook
from app.features.rates.rules.wording import day_text
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

# Stays may reach so far beyond the nights that are asked about.
MARGIN_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class ImpossibleNights:
    """Nights from `first` to `last`, both included, that no stay of a plan in a type can include."""

    plan_id: UUID
    plan: str
    room_type_id: UUID
    room_type: str
    first: date
    last: date

    def sentence(self) -> str:
        """What it says."""
        if self.first == self.last:
            return tr("{plan}, {type}: no stay is possible on {day}.", plan=self.plan, type=self.room_type,
                      day=day_text(self.first))  # fmt: skip
        return tr("{plan}, {type}: no stay is possible from {first} to {last}.", plan=self.plan,
                  type=self.room_type, first=day_text(self.first), last=day_text(self.last))  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpossibleDates(Query[tuple[ImpossibleNights, ...]]):
    """The nights [first, last) that cannot be sold whatever stay is asked for, by plan and type."""

    property_id: UUID
    first: date
    last: date
    plan_ids: tuple[UUID, ...] = ()
    room_type_ids: tuple[UUID, ...] = ()


def impossible_dates(query: ImpossibleDates, *, session: Session) -> tuple[ImpossibleNights, ...]:
    """Read the limits with a margin; try every stay that can still be booked."""
    today = session.scalars(
        select(Property.business_date).where(Property.id == query.property_id)
    ).one_or_none()
    if today is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    types = type_terms(session, query.property_id, query.room_type_ids)
    first = query.first - timedelta(days=MARGIN_DAYS)
    days = max((query.last - query.first).days, 0) + 2 * MARGIN_DAYS
    book = repository.book(session, query.property_id, types, first, days, prices=False)
    plans = [plan.id for plan in book.plans if plan.active]
    return tuple(found(book, all_limits(book), query.plan_ids or plans, query.first, query.last, today))


def found(
    book: RateBook, limits: Amounts, plan_ids: Iterable[UUID], first: date, end: date, today: date
) -> list[ImpossibleNights]:
    """The impossible nights [first, end) of plans, in a book with a margin and all of its limits.

    Nobody arrives before today: the limits are changed to say so.
    """
    past = min(max((today - book.first).days, 0), book.days)
    limits[Limit.NO_ARRIVAL, :, :, :past] = 1
    first = max(first, today)
    wanted = frozenset(plan_ids)
    low, high = (first - book.first).days, max((end - book.first).days, (first - book.first).days)
    rows = []
    # Most types and plans share their limits; a line of nights is tried once.
    tried: dict[tuple[object, ...], Nights] = {}
    for at, plan in enumerate(book.plans):
        own = limits[:, at]
        limited = (own[:, :, past:] >= 0).any()
        if plan.id not in wanted or (not limited and not (plan.min_stay or plan.max_stay)):
            continue
        longest = possible.stays_tried(own, plan.min_stay)
        near = slice(max(low - longest, 0), min(high + longest, book.days))
        for row, kind in enumerate(book.types):
            line = own[:, row : row + 1, near]
            key = (line.tobytes(), longest, plan.min_stay, plan.max_stay)
            if key not in tried:
                tried[key] = possible.impossible(line, longest, plan)[0]
            for start, last in possible.runs(tried[key][low - near.start : high - near.start], first):
                rows.append(ImpossibleNights(plan.id, plan.name, kind.id, kind.name, start, last))
    return rows


ANSWERS = (Answering(ImpossibleDates, impossible_dates),)
