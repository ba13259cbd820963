"""Loads of rates: the book of prices and limits that the rules calculate with, and rows for writing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, bindparam, cast, or_, select
from sqlalchemy.orm import Session

from app.features.rates.models import (
    PackageItem,
    RateAgreement,
    RatePlan,
    RatePrice,
    RateRestriction,
    RateSeason,
)
from app.features.rates.rules import months
from app.features.rates.rules.chains import line_of, ordered
from app.features.rates.rules.parts import LIMITS, PARTS
from app.features.rates.rules.terms import (
    AgreementTerms,
    Bands,
    PlanTerms,
    RateBook,
    SeasonTerms,
    TypeTerms,
    blank_cells,
)
from app.infra.database import lasting

_PLAIN: Final = tuple(f.name for f in fields(PlanTerms) if f.name != "bands")
_PLANS: Final = lasting(
    select(RatePlan.child_bands, *(getattr(RatePlan, name) for name in _PLAIN))
    .where(RatePlan.property_id == bindparam("property"))
    .order_by(RatePlan.sort, RatePlan.code)
)
_SEASONS: Final = lasting(
    select(
        RateSeason.id, RateSeason.plan_id, RateSeason.name, RateSeason.starts, RateSeason.ends,
        RateSeason.weekdays, RateSeason.rank, RateSeason.prices,
    ).where(
        RateSeason.property_id == bindparam("property"),
        RateSeason.starts < bindparam("end"),
        RateSeason.ends >= bindparam("first"),
    )
)  # fmt: skip


def _cells(model: type[RatePrice] | type[RateRestriction]) -> Any:
    """Months as texts: hundreds of rows, in which a few ids and many cells stand again and again."""
    ids = (cast(model.plan_id, String), cast(model.room_type_id, String))
    return lasting(
        select(*ids, model.month, cast(model.cells, String)).where(
            model.property_id == bindparam("property"),
            model.month >= bindparam("first"),
            model.month < bindparam("end"),
        )
    )


_PRICES: Final = _cells(RatePrice)
_RESTRICTIONS: Final = _cells(RateRestriction)


def plan_terms(session: Session, property_id: UUID) -> tuple[PlanTerms, ...]:
    """All plans of a house, parents before those derived from them; no age bands: the parent's."""
    plans = [
        PlanTerms(**dict(zip(_PLAIN, own, strict=True)), bands=tuple((low, high) for low, high in bands))
        for bands, *own in session.execute(_PLANS, {"property": property_id})
    ]
    known = {plan.id: plan for plan in plans}
    return tuple(_with_bands(plan, _bands(plan, known)) for plan in ordered(plans))


def _bands(plan: PlanTerms, known: Mapping[UUID, PlanTerms]) -> Bands:
    return next((p.bands for p in reversed(line_of(plan, known)) if p.bands), ())


def _with_bands(plan: PlanTerms, bands: Bands) -> PlanTerms:
    if plan.bands == bands:
        return plan
    return PlanTerms(**{f.name: getattr(plan, f.name) for f in fields(plan)} | {"bands": bands})


def seasons(session: Session, property_id: UUID, first: date, end: date) -> tuple[SeasonTerms, ...]:
    """The seasons of a house's plans that touch the nights [first, end)."""
    rows = session.execute(_SEASONS, {"property": property_id, "first": first, "end": end})
    return tuple(
        SeasonTerms(
            row.id, row.plan_id, row.name, row.starts, row.ends, row.weekdays, row.rank,
            {UUID(kind): _by_part(amounts) for kind, amounts in row.prices.items()},
        )
        for row in rows
    )  # fmt: skip


def _by_part(amounts: Mapping[str, int]) -> dict[Any, int]:
    return {PARTS[name]: minor for name, minor in amounts.items()}


def book(
    session: Session,
    property_id: UUID,
    types: Sequence[TypeTerms],
    first: date,
    days: int,
    *,
    limits: bool = True,
    prices: bool = True,
    plans: tuple[PlanTerms, ...] | None = None,
) -> RateBook:
    """Everything that is set for the nights from `first` on; `plans`, where the caller knows them.

    Without `limits` or `prices` their array has no nights.
    """
    plans = plan_terms(session, property_id) if plans is None else plans
    own = blank_cells(PARTS, len(plans), len(types), days if prices else 0)
    restricted = blank_cells(LIMITS, len(plans), len(types), days if limits else 0)
    end = first + timedelta(days=days)
    plan_at, type_at = _places(plan.id for plan in plans), _places(kind.id for kind in types)
    wanted = {"property": property_id, "first": months.month_of(first), "end": end}
    for asked, statement, names, into in (
        (prices, _PRICES, PARTS, own), (limits, _RESTRICTIONS, LIMITS, restricted),
    ):  # fmt: skip
        same: dict[tuple[date, str], list[tuple[int, int]]] = {}
        for plan_id, type_id, month, cells in session.execute(statement, wanted) if asked else ():
            if type_id in type_at:
                same.setdefault((month, cells), []).append((plan_at[plan_id], type_at[type_id]))
        parsed = json.loads(f"[{','.join(cells for _, cells in same)}]")
        for ((month, _), places), values in zip(same.items(), parsed, strict=True):
            months.fill(into, places, names, first, month, values)
    painted = seasons(session, property_id, first, end) if prices else ()
    return RateBook(first, days, plans, tuple(types), painted, own, restricted)


def _places(ids: Iterable[UUID]) -> dict[Any, int]:
    """Where each id stands, under the texts that SQLite and Postgres make of it."""
    return {key: place for place, id_ in enumerate(ids) for key in (id_.hex, str(id_))}


def agreements_of(session: Session, company_id: UUID, plan_id: UUID) -> list[RateAgreement]:
    """A company's agreements on a plan."""
    own = select(RateAgreement).where(
        RateAgreement.company_id == company_id, RateAgreement.plan_id == plan_id
    )
    return list(session.scalars(own))


def agreements(session: Session, company_id: UUID, first: date, end: date) -> dict[UUID, RateAgreement]:
    """A company's agreement by plan, of the nights [first, end); the one that begins last counts."""
    rows = session.scalars(
        select(RateAgreement)
        .where(
            RateAgreement.company_id == company_id,
            RateAgreement.valid_from < end,
            or_(RateAgreement.valid_until.is_(None), RateAgreement.valid_until >= first),
        )
        .order_by(RateAgreement.valid_from)
    )
    return {row.plan_id: row for row in rows}


def agreement_terms(row: RateAgreement, company: str) -> AgreementTerms:
    """An agreement as the rules know it."""
    return AgreementTerms(row.plan_id, company, row.discount_bp, row.valid_from, row.valid_until)


def plan_by_code(session: Session, property_id: UUID, code: str) -> RatePlan | None:
    """A plan of a house by its code."""
    return session.scalars(
        select(RatePlan).where(RatePlan.property_id == property_id, RatePlan.code == code)
    ).one_or_none()


def parents(session: Session, property_id: UUID) -> dict[UUID, UUID | None]:
    """Each plan's parent."""
    rows = session.execute(select(RatePlan.id, RatePlan.parent_id).where(RatePlan.property_id == property_id))
    return {row.id: row.parent_id for row in rows}


def derivations(session: Session) -> dict[UUID, Any]:
    """Each plan's parent, and what it adds, of all hotels."""
    rows = session.execute(
        select(RatePlan.id, RatePlan.parent_id, RatePlan.per, RatePlan.derive_minor, RatePlan.code)
    )
    return {row.id: row for row in rows}


def month_rows(
    session: Session,
    model: type[RatePrice] | type[RateRestriction],
    plan_ids: Iterable[UUID],
    first: date,
    end: date,
) -> dict[tuple[UUID, UUID, date], Any]:
    """The months of plans as rows for writing, of the nights [first, end)."""
    rows: Iterable[Any] = session.scalars(
        select(model).where(
            model.plan_id.in_(list(plan_ids)), model.month >= months.month_of(first), model.month < end
        )
    )
    return {(row.plan_id, row.room_type_id, row.month): row for row in rows}


def package_items(session: Session, plan_id: UUID) -> list[PackageItem]:
    """What is inside a plan's price, of its own."""
    return list(session.scalars(select(PackageItem).where(PackageItem.plan_id == plan_id)))
