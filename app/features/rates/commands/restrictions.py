"""Say what may not be sold: closed nights, arrivals and departures, stays too short, too long or too soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features import property
from app.features.rates import repository
from app.features.rates.commands.grid import Writing, open_book
from app.features.rates.events import RestrictionsChanged
from app.features.rates.models import RateRestriction
from app.features.rates.queries import impossible
from app.features.rates.rules.chains import descendants
from app.features.rates.rules.parts import FLAGS, LIMITS, NOTHING
from app.features.rates.rules.terms import on_weekdays
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr, trn

MOST_NIGHTS: Final = 365
MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class LimitSpan:
    """One limit over the nights from `first` to `last`, both included, on weekdays (1 Monday … 64 Sunday).

    `limit` is a name of rules.parts.LIMITS: closed, no_arrival, no_departure (1 or 0), min_through,
    min_arrival, max_through, max_arrival (nights), min_advance, max_advance (days). None takes it away.
    Types left empty mean all, plans those that are not derived: the others follow them.
    """

    first: date
    last: date
    limit: str
    value: int | None
    plan_ids: tuple[UUID, ...] = ()
    room_type_ids: tuple[UUID, ...] = ()
    weekdays: int = 127


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRestrictions(Command):
    """Write limits, all of it as one change. The result names nights that no stay can include after it."""

    verb: ClassVar[str] = "rates.set_restrictions"

    property_id: UUID
    spans: tuple[LimitSpan, ...]


def set_restrictions(command: SetRestrictions, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Change the months as arrays, write the rows that differ, warn of nights that cannot be sold."""
    property.open_property(uow, command.property_id)
    for span in command.spans:
        _ensure(span)
    book = open_book(uow, command.property_id, _days(command.spans), limits=True, prices=False)
    writing = Writing(uow, command.property_id, RateRestriction, LIMITS, book, book.limits)
    for span in command.spans:
        nights = on_weekdays(book.first, book.days, span.first, span.last, span.weekdays)
        where = np.ix_(writing.plans_at(span.plan_ids), writing.types_at(span.room_type_ids), nights)
        # A flag that is not set is no limit, as is a least stay of no night.
        idle = span.value == 0 and not span.limit.startswith("max")
        value = NOTHING if span.value is None or idle else span.value
        writing.cells[LIMITS[span.limit]][where] = value
    differs = writing.write()
    if not differs.any():
        return {"nights": 0, "impossible": [], "warning": ""}
    event = _announce(uow, writing, differs)
    return {"nights": int(differs.sum())} | _warning(uow, event)


def _days(spans: tuple[LimitSpan, ...]) -> Iterator[date]:
    for span in spans:
        yield span.first
        yield span.last


def _ensure(span: LimitSpan) -> None:
    if span.last < span.first:
        raise InvalidInput(tr("The last night lies before the first."), field="last")
    if not 1 <= span.weekdays <= 127:
        raise InvalidInput(tr("Choose at least one weekday."), field="weekdays")
    limit = LIMITS.get(span.limit)
    if limit is None:
        raise InvalidInput(tr("This value cannot be right."), field="limit")
    most = 1 if limit in FLAGS else MOST_NIGHTS
    least = 1 if span.limit in ("max_through", "max_arrival") else 0
    if span.value is not None and not least <= span.value <= most:
        raise InvalidInput(tr("Give a number from {least} to {most}.", least=least, most=most), field="value")


def _announce(
    uow: UnitOfWork, writing: Writing[RateRestriction], differs: NDArray[np.bool_]
) -> RestrictionsChanged:
    book = writing.book
    plans = [book.plans[at].id for at in np.flatnonzero(differs.any(axis=(1, 2))).tolist()]
    types = [book.types[at].id for at in np.flatnonzero(differs.any(axis=(0, 2))).tolist()]
    nights = np.flatnonzero(differs.any(axis=(0, 1)))
    concerned = descendants(plans, repository.parents(uow.session, writing.property_id))
    event = RestrictionsChanged(
        property_id=writing.property_id, plan_ids=tuple(sorted(concerned)), room_type_ids=tuple(types),
        first=book.first + timedelta(days=int(nights[0])),
        end=book.first + timedelta(days=int(nights[-1]) + 1),
    )  # fmt: skip
    uow.announce(event)
    return event


def _warning(uow: UnitOfWork, event: RestrictionsChanged) -> dict[str, object]:
    """The nights around the change that no stay of these plans can include any more."""
    around = impossible.ImpossibleDates(
        property_id=event.property_id, first=event.first - timedelta(days=MOST_TOLD),
        last=event.end + timedelta(days=MOST_TOLD), plan_ids=event.plan_ids,
        room_type_ids=event.room_type_ids,
    )  # fmt: skip
    found = impossible.impossible_dates(around, session=uow.session)
    told = " ".join(nights.sentence() for nights in found[:MOST_TOLD])
    more = len(found) - MOST_TOLD
    if more > 0:
        told += " " + trn("And {n} more.", "And {n} more.", more)
    rows = [
        {"plan_id": str(n.plan_id), "room_type_id": str(n.room_type_id), "first": n.first.isoformat(),
         "last": n.last.isoformat()}
        for n in found
    ]  # fmt: skip
    return {"impossible": rows, "warning": told}


HANDLERS = (Handling(SetRestrictions, set_restrictions),)
