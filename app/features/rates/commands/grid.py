"""Writing the grid: months of cells are loaded, changed as arrays, and kept as rows where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features.rates import repository
from app.features.rates.commands.plans import find_plan
from app.features.rates.models import RatePrice, RateRestriction
from app.features.rates.queries.quotes import type_terms
from app.features.rates.rules import months
from app.features.rates.rules.parts import Amounts
from app.features.rates.rules.terms import RateBook
from app.infra.unit_of_work import UnitOfWork
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

M = TypeVar("M", RatePrice, RateRestriction)
MOST_DAYS: Final = 1_100


@dataclass(slots=True)
class Writing(Generic[M]):
    """A book of whole months that is being changed; `write` keeps what differs."""

    uow: UnitOfWork
    property_id: UUID
    model: type[M]
    names: Mapping[str, int]
    book: RateBook
    cells: Amounts
    before: Amounts = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.cells.copy()

    def plans_at(self, plan_ids: Sequence[UUID]) -> NDArray[np.intp]:
        """Where plans stand; those sold and not derived where none is named. Raises NotFound."""
        places = self.book.places
        if not plan_ids:
            own = (n for n, p in enumerate(self.book.plans) if p.active and p.parent_id is None)
            return np.array(list(own), np.intp)
        if any(plan_id not in places for plan_id in plan_ids):
            raise NotFound(tr("This rate plan does not exist any more."), field="plan_id")
        return np.array([places[plan_id] for plan_id in plan_ids], np.intp)

    def types_at(self, type_ids: Sequence[UUID]) -> NDArray[np.intp]:
        """Where room types stand; all where none is named. Raises NotFound."""
        places = {kind.id: number for number, kind in enumerate(self.book.types)}
        if any(type_id not in places for type_id in type_ids):
            raise NotFound(tr("This room type does not exist any more."), field="room_type_id")
        return np.array([places[t] for t in type_ids] if type_ids else range(len(places)), np.intp)

    def write(self) -> NDArray[np.bool_]:
        """Write the months that differ; where cells [plan, type, night] changed."""
        differs: NDArray[np.bool_] = (self.cells != self.before).any(axis=0)
        if not differs.any():
            return differs
        plan_ids = [self.book.plans[at].id for at in np.flatnonzero(differs.any(axis=(1, 2))).tolist()]
        end = self.book.first + timedelta(days=self.book.days)
        rows = repository.month_rows(self.uow.session, self.model, plan_ids, self.book.first, end)
        added, gone = [], []
        for month in months.months_of(self.book.first, self.book.days):
            low = (month - self.book.first).days
            high = low + (months.next_month(month) - month).days
            here = differs[:, :, low:high].any(axis=2)
            for plan_at, type_at in np.argwhere(here).tolist():
                key = (self.book.plans[plan_at].id, self.book.types[type_at].id, month)
                kept = months.packed(self.cells[:, plan_at, type_at, low:high], list(self.names))
                row = rows.get(key)
                if row is None:
                    added.append(self._row(key, kept))
                elif kept:
                    row.cells = kept
                else:
                    gone.append(row)
        self.uow.flush()
        self.uow.add(*added)
        self.uow.delete(*gone)
        return differs

    def _row(self, key: tuple[UUID, UUID, date], cells: Any) -> M:
        plan_id, room_type_id, month = key
        return self.model(
            plan_id=plan_id, room_type_id=room_type_id, month=month, property_id=self.property_id, cells=cells
        )


def whole_months(days: Iterable[date]) -> tuple[date, int]:
    """The first day of the first month, and the days to the end of the last one. Raises InvalidInput."""
    known = sorted(days)
    if not known:
        raise InvalidInput(tr("Choose at least one night."), field="cells")
    first = months.month_of(known[0])
    count = (months.next_month(months.month_of(known[-1])) - first).days
    if count > MOST_DAYS:
        raise InvalidInput(tr("Change at most three years at once."), field="last")
    return first, count


def open_book(
    uow: UnitOfWork, property_id: UUID, days: Iterable[date], *, limits: bool, prices: bool
) -> RateBook:
    """The book of the months of these days."""
    first, count = whole_months(days)
    types = type_terms(uow.session, property_id)
    return repository.book(uow.session, property_id, types, first, count, limits=limits, prices=prices)


__all__ = ["Writing", "find_plan", "open_book", "whole_months"]
