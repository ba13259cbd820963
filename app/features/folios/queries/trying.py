"""A city tax tried with an example, before it is saved: what a stay would owe, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.features.folios.rules.citytax import CityTaxLine, Exemption, city_tax, party
from app.features.folios.rules.cityterms import Ground, read_terms
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

MOST_NIGHTS = 400


@dataclass(frozen=True, slots=True)
class TriedCityTax:
    """What the example owes, with its explanation; the sentences end where nothing more is to say."""

    total_minor: int
    lines: tuple[CityTaxLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TryCityTax(Query[TriedCityTax]):
    """What a stay from `arrival` for so many nights would owe under terms that are not saved yet.

    `price_minor` is the net price of a night; `exempt_ground` exempts one person, with a proof.
    """

    name: str
    currency: str
    arrival: date
    nights: int
    adults: int
    terms: Mapping[str, Any] = field(hash=False)
    ages: tuple[int, ...] = ()
    price_minor: int = 0
    exempt_ground: str = ""


def try_city_tax(query: TryCityTax, *, session: Session) -> TriedCityTax:  # noqa: ARG001
    """By the same rules as a real stay. Raises TermsRefused, InvalidInput."""
    if not 1 <= query.nights <= MOST_NIGHTS:
        raise InvalidInput(tr("Try a stay of 1 to {most} nights.", most=MOST_NIGHTS), field="nights")
    terms = read_terms(query.terms, code="TRY", name=query.name.strip() or tr("City tax"))
    days = [query.arrival + timedelta(days=n) for n in range(query.nights)]
    persons = party(query.adults, len(query.ages), declared_ages=query.ages)
    exempt = [Exemption(1, Ground(query.exempt_ground), tr("seen"))] if query.exempt_ground else []
    found = city_tax(
        [terms], days, persons, dict.fromkeys(days, query.price_minor), exempt, currency=query.currency
    )
    return TriedCityTax(found.total_minor, found.lines)


ANSWERS = (Answering(TryCityTax, try_city_tax),)
