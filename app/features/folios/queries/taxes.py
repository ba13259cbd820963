"""The taxes of a house as screens see them, and what a stay owes its city."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.folios.models import CityTaxRule, TaxExemption, TaxRule
from app.features.folios.queries.cityfacts import StayFacts, load_facts
from app.features.folios.rules import presets
from app.features.folios.rules.citytax import (
    CityTax,
    CityTaxLine,
    NightTax,
    city_tax,
    due_on,
    none_owed,
    owes,
)
from app.features.folios.rules.telling import GROUNDS, ground_text
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class TaxRuleView:
    """A tax on charges."""

    id: UUID
    code: str
    name: str
    jurisdiction: str
    bp: int
    inclusive: bool
    compound: bool
    rank: int
    account: str
    category: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class CityTaxRuleView:
    """A rule of a city's tax; `terms` as they are stored and given back by SetCityTaxRule."""

    id: UUID
    code: str
    name: str
    terms: Mapping[str, Any]
    account: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class CityPresetView:
    """A ready city tax, with the classes of hotels to choose from, its source and the warning to check it."""

    code: str
    city: str
    country: str
    currency: str
    name: str
    categories: tuple[str, ...]
    comment: str
    verify: str


@dataclass(frozen=True, slots=True)
class TaxRulesView:
    """All taxes of a house of all times, by code, the latest first; and what is ready for its country."""

    rules: tuple[TaxRuleView, ...]
    city: tuple[CityTaxRuleView, ...]
    presets: tuple[CityPresetView, ...]
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxRules(Query[TaxRulesView]):
    """The taxes of a house. With `country` only the ready city taxes of that country are named."""

    property_id: UUID
    country: str = ""


@dataclass(frozen=True, slots=True)
class ExemptionView:
    """Persons who owe no city tax, why, and by which proof."""

    id: UUID
    persons: int
    ground: str
    ground_text: str
    proof: str


@dataclass(frozen=True, slots=True)
class CityTaxView:
    """What a stay owes its city: in all, by night, and explained in a sentence a line."""

    stay_id: UUID
    currency: str
    total_minor: int
    lines: tuple[CityTaxLine, ...]
    nights: tuple[NightTax, ...]
    exemptions: tuple[ExemptionView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CityTaxOf(Query[CityTaxView]):
    """The city tax of a stay, explained."""

    stay_id: UUID


def tax_rules(query: TaxRules, *, session: Session) -> TaxRulesView:
    """Rules by code and rank, the latest first."""
    rules = tax_rule_rows(session, query.property_id)
    city = city_rule_rows(session, query.property_id)
    return TaxRulesView(
        tuple(
            TaxRuleView(
                r.id, r.code, r.name, r.jurisdiction, r.bp, r.inclusive, r.compound, r.rank, r.account,
                r.category, r.valid_from, r.valid_until,
            )
            for r in rules
        ),
        tuple(
            CityTaxRuleView(r.id, r.code, r.name, r.terms, r.account, r.valid_from, r.valid_until)
            for r in city
        ),
        tuple(
            CityPresetView(p.code, p.city, p.country, p.currency, p.name, p.categories, p.comment, p.verify)
            for p in presets.cities(query.country)
        ),
        tuple((str(ground), ground_text(ground)) for ground in GROUNDS),
    )  # fmt: skip


def tax_rule_rows(session: Session, property_id: UUID, code: str = "") -> Sequence[TaxRule]:
    """The taxes of a house, of one code or of all, by code and rank, the latest first."""
    statement = select(TaxRule).where(TaxRule.property_id == property_id)
    if code:
        statement = statement.where(TaxRule.code == code)
    return session.scalars(statement.order_by(TaxRule.code, TaxRule.rank, TaxRule.valid_from.desc())).all()


def city_rule_rows(session: Session, property_id: UUID, code: str = "") -> Sequence[CityTaxRule]:
    """The city taxes of a house, of one code or of all, by code, the latest first."""
    statement = select(CityTaxRule).where(CityTaxRule.property_id == property_id)
    if code:
        statement = statement.where(CityTaxRule.code == code)
    return session.scalars(statement.order_by(CityTaxRule.code, CityTaxRule.valid_from.desc())).all()


def city_tax_of(query: CityTaxOf, *, session: Session) -> CityTaxView:
    """The tax of the whole stay as it is now. Raises NotFound."""
    facts = load_facts(session, [query.stay_id]).get(query.stay_id)
    if facts is None:
        raise NotFound(tr("This stay does not exist any more."), field="stay_id")
    found = _tax(facts)
    exemptions = session.scalars(
        select(TaxExemption).where(TaxExemption.stay_id == query.stay_id).order_by(TaxExemption.id)
    )
    known = {str(ground): ground for ground in GROUNDS}
    return CityTaxView(
        query.stay_id, facts.currency, found.total_minor, found.lines, found.nights,
        tuple(
            ExemptionView(e.id, e.persons, e.ground, ground_text(known[e.ground]), e.proof)
            for e in exemptions
        ),
    )  # fmt: skip


def city_totals(session: Session, stay_ids: Collection[UUID]) -> dict[UUID, int]:
    """The tax of each whole stay as it is now, in minor units."""
    return {stay_id: _tax(facts).total_minor for stay_id, facts in load_facts(session, stay_ids).items()}


def _tax(facts: StayFacts) -> CityTax:
    if not owes(facts.status):
        return none_owed(facts.status)
    return city_tax(
        facts.terms, facts.nights, facts.persons, facts.net, facts.exempt, currency=facts.currency
    )


def city_taxes_on(
    session: Session, stay_ids: Collection[UUID], night: date, net: Mapping[UUID, int] | None = None
) -> dict[UUID, tuple[NightTax, ...]]:
    """What each stay owes its city for one of its nights; nothing where the night is none of the stay's.

    A percentage is taken of `net`, the price of lodging without taxes, where it is given; else of the night's
    price as sold.
    """
    found: dict[UUID, tuple[NightTax, ...]] = {}
    for stay_id, facts in load_facts(session, stay_ids, night).items():
        if not owes(facts.status) or night not in facts.nights:
            found[stay_id] = ()
            continue
        prices = {**facts.net, night: net[stay_id]} if net and stay_id in net else facts.net
        taxes = due_on(night, facts.terms, facts.nights, facts.persons, prices, facts.exempt)
        found[stay_id] = tuple(tax for tax in taxes if tax.minor)
    return found


def stay_city_tax(session: Session, stay_id: UUID, night: date) -> Sequence[NightTax]:
    """What one stay owes its city for one of its nights."""
    return city_taxes_on(session, [stay_id], night).get(stay_id, ())


ANSWERS = (Answering(TaxRules, tax_rules), Answering(CityTaxOf, city_tax_of))
