"""Set prices in the grid: single nights, runs that were typed or pasted, rules over spans and weekdays."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features import property
from app.features.rates import repository
from app.features.rates.commands.grid import Writing, open_book
from app.features.rates.events import PricesChanged
from app.features.rates.models import RatePrice
from app.features.rates.rules import edits
from app.features.rates.rules.amounts import price_table
from app.features.rates.rules.chains import descendants
from app.features.rates.rules.edits import Action, PriceCell, PriceRun, PriceSpan
from app.features.rates.rules.parts import MOST_MINOR, NOTHING, PARTS, Amounts
from app.features.rates.rules.terms import on_weekdays
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPrices(Command):
    """Write prices of nights, all of it as one change: first the cells and runs, then the spans in order."""

    verb: ClassVar[str] = "rates.set_prices"

    property_id: UUID
    cells: tuple[PriceCell, ...] = ()
    runs: tuple[PriceRun, ...] = ()
    spans: tuple[PriceSpan, ...] = ()


def set_prices(command: SetPrices, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Change the months as arrays; write the rows that differ; say how many nights changed."""
    property.open_property(uow, command.property_id)
    runs = (*(cell.as_run() for cell in command.cells), *command.runs)
    for run in runs:
        _ensure_amounts(run)
    for span in command.spans:
        _ensure_span(span)
    book = open_book(uow, command.property_id, _days(runs, command.spans), limits=False, prices=True)
    writing = Writing(uow, command.property_id, RatePrice, PARTS, book, book.own)
    for run in runs:
        _lay(writing, run)
    for span in command.spans:
        _spread(writing, span)
    differs = writing.write()
    if differs.any():
        _announce(uow, writing, differs)
    return {"nights": int(differs.sum())}


def _days(runs: tuple[PriceRun, ...], spans: tuple[PriceSpan, ...]) -> Iterator[date]:
    """The ends of all that is changed, and of what is copied."""
    for run in runs:
        yield run.first
        yield run.first + timedelta(days=max(len(run.amounts) - 1, 0))
    for span in spans:
        yield span.first
        yield span.last
        if span.copy_from is not None:
            yield span.copy_from
            yield span.copy_from + (span.last - span.first)


def _ensure_amounts(run: PriceRun) -> None:
    if run.part not in PARTS:
        raise InvalidInput(tr("This value cannot be right."), field="part")
    if any(minor is not None and not 0 <= minor <= MOST_MINOR for minor in run.amounts):
        raise InvalidInput(tr("A price is not below zero."), field="minor")


def _ensure_span(span: PriceSpan) -> None:
    if span.last < span.first:
        raise InvalidInput(tr("The last night lies before the first."), field="last")
    if not 1 <= span.weekdays <= 127:
        raise InvalidInput(tr("Choose at least one weekday."), field="weekdays")
    if span.part not in PARTS or span.round_minor < 1:
        raise InvalidInput(tr("This value cannot be right."), field="part")
    if span.action == Action.SET and not 0 <= span.value <= MOST_MINOR:
        raise InvalidInput(tr("A price is not below zero."), field="value")
    if span.action == Action.PERCENT and not -10_000 <= span.value <= 100_000:
        raise InvalidInput(tr("Give a share from −100 % to +1,000 %."), field="value")
    if span.action == Action.COPY and span.copy_from is None:
        raise InvalidInput(tr("Say from which night on to copy."), field="copy_from")


def _lay(writing: Writing[RatePrice], run: PriceRun) -> None:
    plan, kind = int(writing.plans_at([run.plan_id])[0]), int(writing.types_at([run.room_type_id])[0])
    low = (run.first - writing.book.first).days
    values = [NOTHING if minor is None else minor for minor in run.amounts]
    writing.cells[PARTS[run.part], plan, kind, low : low + len(values)] = values


def _spread(writing: Writing[RatePrice], span: PriceSpan) -> None:
    book = writing.book
    nights = on_weekdays(book.first, book.days, span.first, span.last, span.weekdays)
    where = np.ix_(writing.plans_at(span.plan_ids), writing.types_at(span.room_type_ids), nights)
    part = writing.cells[PARTS[span.part]]
    if span.action in (Action.SET, Action.CLEAR):
        part[where] = edits.changed(span, part[where], part[where])
        return
    # What counts now: the cells as changed so far, over seasons and derivation.
    table = price_table(replace(book, own=writing.cells)).amounts[PARTS[span.part]]
    current = table[where]
    if edits.below_zero(span, current):
        raise InvalidInput(tr("A price would fall below zero. Take away less."), field="value")
    part[where] = edits.changed(span, current, _source(writing, span, table, where))


def _source(
    writing: Writing[RatePrice], span: PriceSpan, table: Amounts, where: tuple[Amounts, ...]
) -> Amounts:
    """The amounts that a copy takes, in the shape of its target."""
    if span.copy_from is None:
        return table[where]
    plans, kinds, nights = where
    if span.copy_plan_id is not None:
        plans = np.broadcast_to(writing.plans_at([span.copy_plan_id]).reshape(1, 1, 1), plans.shape)
    if span.copy_type_id is not None:
        kinds = np.broadcast_to(writing.types_at([span.copy_type_id]).reshape(1, 1, 1), kinds.shape)
    found: Amounts = table[plans, kinds, nights + (span.copy_from - span.first).days]
    return found


def _announce(uow: UnitOfWork, writing: Writing[RatePrice], differs: NDArray[np.bool_]) -> None:
    book = writing.book
    plans = [book.plans[at].id for at in np.flatnonzero(differs.any(axis=(1, 2))).tolist()]
    types = [book.types[at].id for at in np.flatnonzero(differs.any(axis=(0, 2))).tolist()]
    nights = np.flatnonzero(differs.any(axis=(0, 1)))
    concerned = descendants(plans, repository.parents(uow.session, writing.property_id))
    uow.announce(
        PricesChanged(
            property_id=writing.property_id, plan_ids=tuple(sorted(concerned)),
            room_type_ids=tuple(types),
            first=book.first + timedelta(days=int(nights[0])),
            end=book.first + timedelta(days=int(nights[-1]) + 1),
        )
    )  # fmt: skip


HANDLERS = (Handling(SetPrices, set_prices),)
