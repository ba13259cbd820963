"""The grid of rates: prices and restrictions of nights as arrays, for all plans and room types at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.property.models import Property
from app.features.rates import repository
from app.features.rates.queries import impossible
from app.features.rates.queries.quotes import type_terms
from app.features.rates.rules.amounts import NONE, OWN, all_limits, price_table
from app.features.rates.rules.chains import line_of
from app.features.rates.rules.parts import Amounts, Part
from app.features.rates.rules.terms import PlanTerms, RateBook, TypeTerms
from app.features.rates.rules.wording import money_text, share_text
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_DAYS: Final = 1_100
FROM_OWN: Final = 1
FROM_SEASON: Final = 2
FROM_PARENT: Final = 3


@dataclass(frozen=True, slots=True)
class GridPlan:
    """A plan of the grid. `parent` is the place of its parent among the plans, or -1; `rule` its step."""

    id: UUID
    code: str
    name: str
    kind: str
    per: str
    meal: str
    parent: int
    rule: str
    active: bool


@dataclass(frozen=True, slots=True)
class GridType:
    """A room type of the grid."""

    id: UUID
    code: str
    name: str
    base: int
    most: int


@dataclass(frozen=True, slots=True, eq=False)
class RateGridView:
    """The nights from `first` on. Arrays are [plan, type, night]; -1 says that no amount or limit is set.

    `minor` is the price of the base occupancy (per person in a plan per person), as it counts; `origin` says
    where it comes from: 0 nowhere, 1 the night's own, 2 a season, 3 the parent. `parts` has all parts of the
    price [part, plan, type, night] by rules.parts.Part, `limits` the plan's own restrictions [limit, …] by
    Limit, `limits_in_force` with those of its parents. `problem` marks nights that no stay can include.
    """

    first: date
    nights: int
    currency: str
    plans: tuple[GridPlan, ...]
    types: tuple[GridType, ...]
    minor: Amounts
    origin: NDArray[np.uint8]
    parts: Amounts
    limits: Amounts
    limits_in_force: Amounts
    problem: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class RateGrid(Query[RateGridView]):
    """Rates of the nights [first, last); of all plans that are sold and all types, unless they are named."""

    property_id: UUID
    first: date
    last: date
    room_type_ids: tuple[UUID, ...] = ()
    plan_ids: tuple[UUID, ...] = ()


def rate_grid(query: RateGrid, *, session: Session) -> RateGridView:
    """Read the book once; plans in their order."""
    house = session.scalars(select(Property).where(Property.id == query.property_id)).one_or_none()
    if house is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    currency = house.currency
    types = type_terms(session, query.property_id, query.room_type_ids)
    days = min(max((query.last - query.first).days, 0), MOST_DAYS)
    margin = impossible.MARGIN_DAYS
    book = repository.book(session, query.property_id, types, query.first, days, limits=False)
    wide = repository.book(
        session, query.property_id, types, query.first - timedelta(days=margin), days + 2 * margin,
        prices=False, plans=book.plans,
    )  # fmt: skip
    in_force = all_limits(wide)
    table = price_table(book)
    shown = [plan for plan in book.plans if (plan.id in query.plan_ids if query.plan_ids else plan.active)]
    shown.sort(key=lambda plan: (plan.sort, plan.code))
    at = np.array([book.place(plan.id) for plan in shown], np.intp)
    here = slice(margin, margin + days)
    return RateGridView(
        query.first, days, currency, _plans(book, shown, currency), tuple(_type(kind) for kind in types),
        table.amounts[Part.BASE][at], _origin(table.origins[Part.BASE][at]), table.amounts[:, at],
        wide.limits[:, at, :, here], in_force[:, at, :, here],
        _problems(wide, in_force, shown, query.first, days, house.business_date),
    )  # fmt: skip


def _plans(book: RateBook, shown: list[PlanTerms], currency: str) -> tuple[GridPlan, ...]:
    places = {plan.id: number for number, plan in enumerate(shown)}
    known = {plan.id: plan for plan in book.plans}
    return tuple(
        GridPlan(
            plan.id, plan.code, plan.name, plan.kind, plan.per, plan.meal,
            places.get(plan.parent_id, -1) if plan.parent_id else -1, derivation(plan, known, currency),
            plan.active,
        )
        for plan in shown
    )  # fmt: skip


def derivation(plan: PlanTerms, known: dict[UUID, PlanTerms], currency: str) -> str:
    """What a derived plan does to its parent's price: "Flexible −10 % −5.00"; "" for one that is not."""
    if plan.parent_id is None:
        return ""
    words = [known[plan.parent_id].name]
    if plan.derive_bp:
        words.append(share_text(plan.derive_bp))
    if plan.derive_minor:
        amount = money_text(plan.derive_minor, currency, signed=True)
        per_person = plan.per == "person" and line_of(plan, known)[0].per == "room"
        words.append(tr("{amount} per person", amount=amount) if per_person else amount)
    return " ".join(words)


def _type(kind: TypeTerms) -> GridType:
    return GridType(kind.id, kind.code, kind.name, kind.base, kind.most)


def _origin(origins: NDArray[np.int32]) -> NDArray[np.uint8]:
    found = np.full(origins.shape, FROM_PARENT, np.uint8)
    found[origins == NONE] = 0
    found[origins == OWN] = FROM_OWN
    found[origins >= 0] = FROM_SEASON
    return found


def _problems(
    book: RateBook, limits: Amounts, shown: list[PlanTerms], first: date, days: int, today: date
) -> NDArray[np.bool_]:
    """Nights [plan, type, night] on which no stay is possible."""
    found = np.zeros((len(shown), len(book.types), days), bool)
    plan_at = {plan.id: number for number, plan in enumerate(shown)}
    type_at = {kind.id: number for number, kind in enumerate(book.types)}
    for run in impossible.found(book, limits, plan_at, first, first + timedelta(days=days), today):
        low, high = (run.first - first).days, (run.last - first).days + 1
        found[plan_at[run.plan_id], type_at[run.room_type_id], low:high] = True
    return found


ANSWERS = (Answering(RateGrid, rate_grid),)
