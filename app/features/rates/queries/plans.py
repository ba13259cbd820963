"""The rate plans with all their terms: what a settings screen shows and what a booking copies."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.guests.models import Company
from app.features.property.models import Article, Property
from app.features.rates import repository
from app.features.rates.models import PackageItem, RateAgreement, RatePlan, RateSeason
from app.features.rates.queries.grid import derivation
from app.features.rates.rules.chains import line_of
from app.features.rates.rules.packages import PackageTerms, Share, allocated, merged
from app.features.rates.rules.terms import Bands, PlanTerms
from app.infra.bus import Answering
from app.infra.database import lasting
from app.infra.unit_of_work import UnitOfWork
from app.kernel.commands import Query

_PACKAGES = lasting(
    select(PackageItem, Article)
    .join(Article, (Article.tenant_id == PackageItem.tenant_id) & (Article.id == PackageItem.article_id))
    .where(PackageItem.property_id == bindparam("property"))
    .order_by(Article.sort, Article.code)
)


@dataclass(frozen=True, slots=True)
class SeasonView:
    """A season: amounts by room type id and part."""

    id: UUID
    name: str
    starts: date
    ends: date
    weekdays: int
    rank: int
    prices: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A company's agreement."""

    id: UUID
    plan_id: UUID
    plan_code: str
    company_id: UUID
    company: str
    discount_bp: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan. `rule` says how it is derived, `chain` the codes from its first ancestor to itself.

    `package` is what is inside its price, its parents' included; `own_package` what it says itself.
    """

    id: UUID
    code: str
    name: str
    kind: str
    per: str
    meal: str
    child_bands: Bands
    parent_id: UUID | None
    derive_bp: int
    derive_minor: int
    round_minor: int
    rule: str
    chain: tuple[str, ...]
    policy: dict[str, Any]
    prepayment_bp: int
    min_stay: int
    max_stay: int
    min_advance: int
    max_advance: int | None
    sold_from: date | None
    sold_until: date | None
    valid_from: date | None
    valid_until: date | None
    promo_code: str
    company_id: UUID | None
    active: bool
    sort: int
    seasons: tuple[SeasonView, ...]
    package: tuple[PackageTerms, ...]
    own_package: tuple[PackageTerms, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatePlans(Query[tuple[PlanView, ...]]):
    """All plans of a hotel in their order, those not sold any more at the end."""

    property_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreements(Query[tuple[AgreementView, ...]]):
    """A hotel's agreements, or those of one company."""

    property_id: UUID
    company_id: UUID | None = None


def rate_plans(query: RatePlans, *, session: Session) -> tuple[PlanView, ...]:
    """Plans with seasons and packages, each table read once."""
    terms = repository.plan_terms(session, query.property_id)
    known = {plan.id: plan for plan in terms}
    currency = session.scalars(
        select(Property.currency).where(Property.id == query.property_id)
    ).one_or_none()
    bands = _own_bands(session, query.property_id)
    seasons: dict[UUID, list[SeasonView]] = {}
    for row in session.scalars(
        select(RateSeason).where(RateSeason.property_id == query.property_id).order_by(RateSeason.starts)
    ):
        view = SeasonView(row.id, row.name, row.starts, row.ends, row.weekdays, row.rank, row.prices)
        seasons.setdefault(row.plan_id, []).append(view)
    packages = _packages(session, query.property_id)
    return tuple(
        _view(plan, known, currency or "", bands[plan.id], seasons.get(plan.id, ()), packages)
        for plan in sorted(terms, key=lambda plan: (not plan.active, plan.sort, plan.code))
    )


def agreements(query: Agreements, *, session: Session) -> tuple[AgreementView, ...]:
    """By company and first night."""
    rows = session.execute(
        select(RateAgreement, RatePlan.code, Company.name)
        .join(RatePlan, RatePlan.id == RateAgreement.plan_id)
        .join(Company, Company.id == RateAgreement.company_id)
        .where(RateAgreement.property_id == query.property_id)
        .order_by(Company.name, RateAgreement.valid_from, RatePlan.code)
    )
    return tuple(
        AgreementView(
            row.id, row.plan_id, code, row.company_id, company, row.discount_bp, row.valid_from,
            row.valid_until,
        )
        for row, code, company in rows
        if query.company_id in (None, row.company_id)
    )  # fmt: skip


def packages_of(
    session: Session, property_id: UUID, plan_codes: Collection[str]
) -> dict[str, tuple[PackageTerms, ...]]:
    """What is inside the prices of plans, their parents' packages included; nothing for unknown plans."""
    if not plan_codes:
        return {}
    known = {plan.id: plan for plan in repository.plan_terms(session, property_id)}
    packages = _packages(session, property_id)
    return {plan.code: _merged(plan, known, packages) for plan in known.values() if plan.code in plan_codes}


def policy_of(session: Session, property_id: UUID, plan_code: str) -> dict[str, Any]:
    """The cancellation policy of a plan, for a sale to copy; {} for a code that no plan has."""
    found = session.scalars(
        select(RatePlan.policy).where(RatePlan.property_id == property_id, RatePlan.code == plan_code)
    ).first()
    return dict(found or {})


def night_shares(
    uow: UnitOfWork, *, property_id: UUID, plan_code: str, price_minor: int, adults: int, first_night: bool
) -> tuple[Share, ...]:
    """A night's price as sold, divided between the room and what its plan includes, for posting it."""
    items = packages_of(uow.session, property_id, {plan_code}).get(plan_code, ())
    return allocated(price_minor, items, adults=adults, first_night=first_night)


def _own_bands(session: Session, property_id: UUID) -> dict[UUID, Bands]:
    rows = session.execute(
        select(RatePlan.id, RatePlan.child_bands).where(RatePlan.property_id == property_id)
    )
    return {row.id: tuple((low, high) for low, high in row.child_bands) for row in rows}


def _packages(session: Session, property_id: UUID) -> dict[UUID, list[PackageTerms]]:
    rows = session.execute(_PACKAGES, {"property": property_id})
    found: dict[UUID, list[PackageTerms]] = {}
    for item, article in rows:
        unit = article.price_minor if item.amount_minor is None else item.amount_minor
        terms = PackageTerms(article.code, article.name, article.basis, item.quantity, unit)
        found.setdefault(item.plan_id, []).append(terms)
    return found


def _merged(
    plan: PlanTerms, known: dict[UUID, PlanTerms], packages: dict[UUID, list[PackageTerms]]
) -> tuple[PackageTerms, ...]:
    return merged([packages.get(ancestor.id, []) for ancestor in line_of(plan, known)])


def _view(
    plan: PlanTerms,
    known: dict[UUID, PlanTerms],
    currency: str,
    bands: Bands,
    seasons: Iterable[SeasonView],
    packages: dict[UUID, list[PackageTerms]],
) -> PlanView:
    return PlanView(
        id=plan.id, code=plan.code, name=plan.name, kind=plan.kind, per=plan.per, meal=plan.meal,
        child_bands=bands, parent_id=plan.parent_id, derive_bp=plan.derive_bp,
        derive_minor=plan.derive_minor, round_minor=plan.round_minor,
        rule=derivation(plan, known, currency), chain=tuple(p.code for p in line_of(plan, known)),
        policy=dict(plan.policy), prepayment_bp=plan.prepayment_bp, min_stay=plan.min_stay,
        max_stay=plan.max_stay, min_advance=plan.min_advance, max_advance=plan.max_advance,
        sold_from=plan.sold_from, sold_until=plan.sold_until, valid_from=plan.valid_from,
        valid_until=plan.valid_until, promo_code=plan.promo_code, company_id=plan.company_id,
        active=plan.active, sort=plan.sort, seasons=tuple(seasons), package=_merged(plan, known, packages),
        own_package=tuple(packages.get(plan.id, ())),
    )  # fmt: skip


ANSWERS = (Answering(RatePlans, rate_plans), Answering(Agreements, agreements))
