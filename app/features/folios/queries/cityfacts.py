"""What a city tax asks of stays: their nights, persons, prices, exemptions and rules; many at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features import rates
from app.features.folios import repository
from app.features.folios.models import CityTaxRule, TaxExemption
from app.features.folios.rules.chart import ROOM
from app.features.folios.rules.citytax import Exemption, Person, party
from app.features.folios.rules.cityterms import Basis, CityTaxTerms, Ground, read_terms
from app.features.folios.rules.taxes import TaxTerms, taxed, terms_for
from app.features.guests.models import Guest
from app.features.property.models import Article, Property
from app.features.reservations.models import Stay, StayNight
from app.infra.among import among
from app.infra.database import lasting
from app.kernel.dates import Slot, StayDates

T = TypeVar("T")

# Bounds the number of bind values of one statement on SQLite.
CHUNK = 500
_STAYS = lasting(
    select(
        Stay.id, Stay.property_id, Stay.status, Stay.arrival, Stay.departure, Stay.adults, Stay.children,
        Stay.child_ages, Guest.birth_date,
    )
    .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
    .where(among(Stay.id, "ids"))
)  # fmt: skip
_RULES = lasting(select(CityTaxRule).where(CityTaxRule.property_id == bindparam("property")))
_CURRENCY = lasting(select(Property.currency).where(Property.id == bindparam("property")))
_EXEMPT = lasting(select(TaxExemption).where(among(TaxExemption.stay_id, "ids")).order_by(TaxExemption.id))


@dataclass(frozen=True, slots=True)
class StayFacts:
    """A stay as its city taxes it; `net` are prices without taxes and meals, where a rule asks for them."""

    status: str
    currency: str
    nights: tuple[date, ...]
    persons: tuple[Person, ...]
    net: Mapping[date, int]
    exempt: tuple[Exemption, ...]
    terms: tuple[CityTaxTerms, ...]


@dataclass(frozen=True, slots=True)
class _House:
    """What all stays of a house share. `lodging` are the taxes inside a price, None where nobody asks."""

    currency: str
    terms: tuple[CityTaxTerms, ...]
    lodging: Sequence[TaxTerms]
    tax_code: str
    included: bool

    @property
    def asks_prices(self) -> bool:
        """Whether a rule is a percentage."""
        return any(row.basis is Basis.PERCENT for row in self.terms)

    def net(self, price: "_Price", inside: Sequence[rates.PackageTerms], adults: int, arrival: date) -> int:
        """The price of lodging in a night without its taxes: what a package holds beside it is not taxed."""
        shares = rates.allocated(price.minor, inside, adults=adults, first_night=price.night == arrival)
        room_minor = shares[0].minor
        if not self.included:
            return room_minor
        return taxed(room_minor, terms_for(self.lodging, self.tax_code, price.night)).net_minor


@dataclass(frozen=True, slots=True)
class _Price:
    """The price of a night as sold, and the rate by which it was sold."""

    night: date
    minor: int
    rate_code: str


def city_terms(session: Session, property_id: UUID) -> tuple[CityTaxTerms, ...]:
    """Every city tax rule of a property, of all times."""
    rows = session.scalars(_RULES, {"property": property_id})
    return tuple(
        read_terms(
            row.terms, code=row.code, name=row.name, account=row.account, valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in rows
    )  # fmt: skip


def load_facts(
    session: Session, stay_ids: Collection[UUID], night: date | None = None
) -> dict[UUID, StayFacts]:
    """The facts of stays; with `night` only that night's price is read."""
    facts: dict[UUID, StayFacts] = {}
    houses: dict[UUID, _House] = {}
    ids = list(stay_ids)
    for start in range(0, len(ids), CHUNK):
        facts |= _load(session, ids[start : start + CHUNK], night, houses)
    return facts


def _load(
    session: Session, ids: Sequence[UUID], night: date | None, houses: dict[UUID, _House]
) -> dict[UUID, StayFacts]:
    stays = session.execute(_STAYS, {"ids": ids}).all()
    for stay in stays:
        if stay.property_id not in houses:
            houses[stay.property_id] = _house(session, stay.property_id)
    asked = [stay.id for stay in stays if houses[stay.property_id].asks_prices]
    prices = _prices(session, asked, night)
    exempt = _exemptions(session, ids)
    codes = {price.rate_code for known in prices.values() for price in known if price.rate_code}
    inside = {id_: rates.packages_of(session, id_, codes) for id_ in houses}
    facts = {}
    for stay in stays:
        house, parts = houses[stay.property_id], inside[stay.property_id]
        facts[stay.id] = StayFacts(
            stay.status, house.currency, tuple(StayDates(stay.arrival, stay.departure).each_night()),
            party(stay.adults, stay.children, [_age(stay.birth_date, stay.arrival)], stay.child_ages),
            {
                p.night: house.net(p, parts.get(p.rate_code, ()), stay.adults, stay.arrival)
                for p in prices.get(stay.id, ())
            },
            tuple(exempt.get(stay.id, ())), house.terms,
        )  # fmt: skip
    return facts


def _house(session: Session, property_id: UUID) -> _House:
    currency = session.scalars(_CURRENCY, {"property": property_id}).one()
    terms = city_terms(session, property_id)
    house = _House(currency, terms, (), "", False)
    if not house.asks_prices:
        return house
    room = session.scalars(
        select(Article).where(Article.property_id == property_id, Article.code == ROOM)
    ).one_or_none()
    if room is None:
        return house
    return _House(
        currency, terms, repository.tax_terms(session, property_id), room.tax_code, room.tax_included
    )


def _prices(session: Session, ids: Sequence[UUID], night: date | None) -> dict[UUID, list[_Price]]:
    if not ids:
        return {}
    statement = select(StayNight.stay_id, StayNight.night, StayNight.price_minor, StayNight.rate_code).where(
        StayNight.stay_id.in_(ids), StayNight.slot == Slot.NIGHT
    )
    if night is not None:
        statement = statement.where(StayNight.night == night)
    return _grouped((id_, _Price(day, minor, code)) for id_, day, minor, code in session.execute(statement))


def _exemptions(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Exemption]]:
    rows = session.scalars(_EXEMPT, {"ids": ids})
    return _grouped((row.stay_id, Exemption(row.persons, Ground(row.ground), row.proof)) for row in rows)


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _age(born: date | None, day: date) -> int | None:
    """Whole years on a day; None where the birth date is not known, or cannot be."""
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
