"""Ready taxes: VAT of countries and taxes of cities, from the data under `resources/taxes`.

They are a beginning, not advice: each entry names its source and says that the hotel has to check it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.features.folios.rules.cityterms import CityTaxTerms, read_terms
from app.features.folios.rules.reading import (
    TermsRefused,
    a_day,
    list_of,
    only_known,
    text_of,
    whole_number,
)
from app.features.folios.rules.taxes import CATEGORIES, MAX_BP, TaxTerms
from app.kernel.text import tr

_TAXES = Path(__file__).resolve().parents[4] / "resources" / "taxes"
# The codes that every country has: what articles of each kind are taxed with. NONE is outside the scope.
CODES = ("LODGING", "BREAKFAST", "FOOD", "DRINKS", "ALCOHOL", "STANDARD", "NONE")


@dataclass(frozen=True, slots=True)
class VatPreset:
    """The value added tax of a country."""

    country: str
    name: str
    tax: str
    terms: tuple[TaxTerms, ...]
    comment: str
    verify: str


@dataclass(frozen=True, slots=True)
class CityPreset:
    """The tax of a city. `categories`: the classes of hotels for which the amount differs, if it does."""

    city: str
    country: str
    currency: str
    code: str
    name: str
    rows: tuple[CityTaxTerms, ...]
    amounts: tuple[Mapping[str, int], ...]
    comment: str
    verify: str

    @property
    def categories(self) -> tuple[str, ...]:
        """The classes of hotels to choose from; empty where all owe the same."""
        return tuple(dict.fromkeys(name for amounts in self.amounts for name in amounts))

    def terms(self, category: str = "") -> tuple[CityTaxTerms, ...]:
        """The rows for a hotel of a class. Raises TermsRefused for a class that the city does not know."""
        return tuple(
            replace(row, amount_minor=self._amount(amounts, category)) if amounts else row
            for row, amounts in zip(self.rows, self.amounts, strict=True)
        )

    def _amount(self, amounts: Mapping[str, int], category: str) -> int:
        if category not in amounts:
            raise TermsRefused(
                tr(
                    "{city} knows these classes of hotels: {names}.", city=self.city, names=", ".join(amounts)
                ),
                field="category",
            )
        return amounts[category]


def vat_countries() -> tuple[str, ...]:
    """The countries whose VAT is ready, by code."""
    return tuple(_vat())


def vat_of(country: str) -> VatPreset | None:
    """The VAT of a country (ISO 3166, two letters), or None where there is no preset."""
    return _vat().get(country.upper())


def cities(country: str = "") -> tuple[CityPreset, ...]:
    """The cities whose tax is ready, of one country or of all."""
    return tuple(preset for preset in _cities().values() if country in ("", preset.country))


def city_of(code: str) -> CityPreset | None:
    """The tax of a city by its code, or None where there is no preset."""
    return _cities().get(code.upper())


@cache
def _vat() -> dict[str, VatPreset]:
    presets = [read_vat(entry) for entry in _entries("vat.json", "countries")]
    return {preset.country: preset for preset in presets}


@cache
def _cities() -> dict[str, CityPreset]:
    presets = [read_city(entry) for entry in _entries("cities.json", "cities")]
    return {preset.code: preset for preset in presets}


def _entries(file: str, key: str) -> list[Any]:
    data = json.loads((_TAXES / file).read_text(encoding="utf-8"))
    only_known(data, {key}, file)
    return list_of(data, key)


def read_vat(data: Mapping[str, Any]) -> VatPreset:
    """A country's VAT from data. Raises TermsRefused for what cannot be."""
    only_known(data, {"country", "name", "tax", "comment", "verify", "rates"}, tr("a country"))
    tax, country = text_of(data, "tax"), text_of(data, "country")
    terms = tuple(_rate(rate, tax) for rate in list_of(data, "rates"))
    return VatPreset(
        country, text_of(data, "name"), tax, terms, text_of(data, "comment"), text_of(data, "verify")
    )


def _rate(data: Mapping[str, Any], name: str) -> TaxTerms:
    only_known(data, {"code", "bp", "category", "valid_from", "valid_until"}, tr("a rate"))
    code, category = text_of(data, "code"), text_of(data, "category", "S")
    if code not in CODES:
        raise TermsRefused(tr("{code} is no known tax code.", code=code), field="code")
    if category not in CATEGORIES:
        raise TermsRefused(tr("{category} is no category of a tax.", category=category), field="category")
    bp = whole_number(data, "bp", most=MAX_BP)
    first, last = _dates(data)
    if bp is None:
        raise TermsRefused(tr("A rate needs its percentage."), field="bp")
    return TaxTerms(code, name, bp, category=category, valid_from=first, valid_until=last)


def read_city(data: Mapping[str, Any]) -> CityPreset:
    """A city's tax from data. Raises TermsRefused for what cannot be."""
    only_known(
        data,
        {"city", "country", "currency", "code", "name", "comment", "verify", "rules"},
        tr("a city"),
    )
    code, name = text_of(data, "code"), text_of(data, "name")
    rows, amounts = [], []
    for rule in list_of(data, "rules"):
        only_known(rule, {"valid_from", "valid_until", "categories", "terms"}, tr("a rule"))
        first, last = _dates(rule)
        rows.append(
            read_terms(rule.get("terms", {}), code=code, name=name, valid_from=first, valid_until=last)
        )
        amounts.append(_categories(rule.get("categories", {})))
    return CityPreset(
        text_of(data, "city"), text_of(data, "country"), text_of(data, "currency"), code, name,
        tuple(rows), tuple(amounts), text_of(data, "comment"), text_of(data, "verify"),
    )  # fmt: skip


def _categories(data: object) -> dict[str, int]:
    if not isinstance(data, Mapping):
        raise TermsRefused(tr("The classes of hotels have an amount each."), field="categories")
    return {str(name): whole_number(data, name) or 0 for name in data}


def _dates(data: Mapping[str, Any]) -> tuple[date, date | None]:
    first, last = a_day(data, "valid_from"), a_day(data, "valid_until")
    if first is None:
        raise TermsRefused(tr("A rule needs the day from which it is valid."), field="valid_from")
    if last is not None and last < first:
        raise TermsRefused(tr("A rule ends before it begins."), field="valid_until")
    return first, last
