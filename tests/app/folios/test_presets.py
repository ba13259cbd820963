"""The ready taxes: complete, sourced, without gaps, and refused when an entry is misspelt."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from app.features.folios.rules import presets
from app.features.folios.rules.citytax import city_tax, party
from app.features.folios.rules.presets import CODES, CityPreset, VatPreset, read_city, read_vat
from app.features.folios.rules.reading import TermsRefused
from app.features.folios.rules.taxes import terms_for

COUNTRIES = tuple(filter(None, map(presets.vat_of, presets.vat_countries())))
WANTED = {"DE", "FR", "ES", "IT", "PT", "LT", "AT", "NL", "BE", "GB", "IE", "CZ"}
CITIES = {
    "Lisbon",
    "Berlin",
    "Paris",
    "Rome",
    "Barcelona",
    "Amsterdam",
    "Vienna",
    "Prague",
    "Vilnius",
    "Brussels",
}
TODAY = date(2026, 11, 21)


def test_what_is_there() -> None:
    """Twelve countries and ten cities, found by their codes in any case."""
    assert set(presets.vat_countries()) == WANTED
    assert {preset.city for preset in presets.cities()} == CITIES
    assert [preset.city for preset in presets.cities("PT")] == ["Lisbon"]
    assert presets.vat_of("pt") is presets.vat_of("PT")
    assert presets.vat_of("XX") is None
    assert presets.city_of("lisbon") is presets.city_of("LISBON")
    assert presets.city_of("ATLANTIS") is None


@pytest.mark.parametrize("preset", COUNTRIES, ids=lambda preset: preset.country)
def test_a_country_has_every_code_without_a_gap(preset: VatPreset) -> None:
    """From 2024 on each kind of goods has one rate on each day; the source and the warning are there."""
    assert preset.comment
    assert "check" in preset.verify
    for code in CODES:
        for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(0, 1_200, 7)):
            assert len(terms_for(preset.terms, code, day)) == 1, (code, day)
        rows = sorted((t for t in preset.terms if t.code == code), key=lambda t: t.valid_from)
        for one, other in pairwise(rows):
            assert one.valid_until == other.valid_from - timedelta(days=1)
        assert rows[-1].valid_until is None


@pytest.mark.parametrize(
    ("country", "code", "day", "bp"),
    [
        ("DE", "LODGING", TODAY, 700), ("DE", "FOOD", date(2025, 12, 31), 1900), ("DE", "FOOD", TODAY, 700),
        ("NL", "LODGING", date(2025, 12, 31), 900), ("NL", "LODGING", date(2026, 1, 1), 2100),
        ("LT", "LODGING", date(2025, 12, 31), 900), ("LT", "LODGING", TODAY, 1200),
        ("BE", "LODGING", date(2026, 2, 28), 600), ("BE", "LODGING", date(2026, 3, 1), 1200),
        ("PT", "LODGING", TODAY, 600), ("FR", "ALCOHOL", TODAY, 2000), ("GB", "LODGING", TODAY, 2000),
        ("IE", "FOOD", date(2026, 7, 1), 900), ("CZ", "DRINKS", date(2025, 6, 1), 2100),
        ("AT", "DRINKS", TODAY, 2000), ("IT", "LODGING", TODAY, 1000), ("ES", "STANDARD", TODAY, 2100),
    ],
)  # fmt: skip
def test_rates_by_the_night(country: str, code: str, day: date, bp: int) -> None:
    """The nights around each change of a law."""
    preset = presets.vat_of(country)
    assert preset is not None
    assert [tax.bp for tax in terms_for(preset.terms, code, day)] == [bp]


@pytest.mark.parametrize("preset", presets.cities(), ids=lambda preset: preset.city)
def test_a_city_taxes_a_night_of_today(preset: CityPreset) -> None:
    """Every class of hotel owes something today; source and warning are there; its VAT is known."""
    assert preset.comment
    assert "check" in preset.verify
    assert preset.country in WANTED
    for category in preset.categories or ("",):
        found = city_tax(
            preset.terms(category), [TODAY], party(2, 0), {TODAY: 10_000}, currency=preset.currency
        )
        assert found.total_minor > 0
    for row in preset.rows[:-1]:
        assert row.valid_until is not None


@pytest.mark.parametrize(
    ("code", "category", "first", "count", "adults", "children", "minor"),
    [
        ("LISBON", "", TODAY, 8, 2, 1, 7 * 2 * 400),
        ("LISBON", "", date(2024, 8, 31), 2, 1, 0, 200 + 400),
        ("BERLIN", "", TODAY, 2, 2, 0, 2 * 750),
        ("PARIS", "4 stars", TODAY, 1, 2, 2, 2 * 813),
        ("ROME", "3 stars", TODAY, 12, 1, 0, 10 * 600),
        ("BARCELONA", "4 stars", date(2026, 3, 31), 2, 1, 0, 570 + 740),
        ("AMSTERDAM", "", TODAY, 1, 2, 1, 1_250),
        ("VIENNA", "", date(2026, 6, 30), 2, 1, 0, 320 + 500),
        ("PRAGUE", "", TODAY, 3, 1, 0, 15_000),
        ("VILNIUS", "", TODAY, 3, 2, 1, 1_200),
        ("BRUSSELS", "hotel", TODAY, 2, 2, 0, 1_000),
    ],
)
def test_known_stays(
    code: str, category: str, first: date, count: int, adults: int, children: int, minor: int
) -> None:
    """A stay at 100.00 net in each city, computed by hand."""
    preset = presets.city_of(code)
    assert preset is not None
    days = [first + timedelta(days=n) for n in range(count)]
    found = city_tax(
        preset.terms(category), days, party(adults, children), dict.fromkeys(days, 10_000),
        currency=preset.currency,
    )  # fmt: skip
    assert found.total_minor == minor


def test_a_class_that_the_city_does_not_know() -> None:
    """The refusal names those that it knows."""
    rome = presets.city_of("ROME")
    assert rome is not None
    with pytest.raises(TermsRefused, match="5 stars, 4 stars"):
        rome.terms("6 stars")


VAT: dict[str, Any] = {
    "country": "XX", "name": "X", "tax": "VAT", "comment": "c", "verify": "check",
    "rates": [{"code": "FOOD", "bp": 700, "valid_from": "2026-01-01"}],
}  # fmt: skip
CITY: dict[str, Any] = {
    "city": "X", "country": "XX", "currency": "EUR", "code": "X", "name": "X", "comment": "c",
    "verify": "check", "rules": [{"valid_from": "2026-01-01", "terms": {"basis": "room_night"}}],
}  # fmt: skip


def test_entries_that_are_read() -> None:
    """Control: the entries that the next tests spoil are right."""
    assert read_vat(VAT).terms[0].bp == 700
    assert read_city(CITY).rows[0].valid_from == date(2026, 1, 1)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"rate": 1}, {"tax": 7}, {"rates": {}}, {"rates": [{"code": "FOOD"}]},
        {"rates": [{"code": "FOOD", "valid_from": "2026-01-01"}]},
        {"rates": [{"code": "SPA", "bp": 1, "valid_from": "2026-01-01"}]},
        {"rates": [{"code": "FOOD", "bp": 700, "valid_from": "1.1.2026"}]},
        {"rates": [{"code": "FOOD", "bp": 7.0, "valid_from": "2026-01-01"}]},
        {"rates": [{"code": "FOOD", "bp": 700, "category": "Q", "valid_from": "2026-01-01"}]},
        {"rates": [{"code": "FOOD", "bp": 700, "valid_from": "2026-02-01", "valid_until": "2026-01-01"}]},
        {"rates": [{"code": "FOOD", "bp": 700, "valid_form": "2026-01-01"}]},
    ],
)  # fmt: skip
def test_a_misspelt_country_is_refused(spoilt: dict[str, Any]) -> None:
    """An unknown entry or a value of another kind is a sentence, not a wrong bill."""
    with pytest.raises(TermsRefused):
        read_vat(VAT | spoilt)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"stars": 5}, {"rules": [{"terms": {"basis": "room_night"}}]},
        {"rules": [{"valid_from": "2026-01-01", "terms": {"basis": "room_night", "cap": 7}}]},
        {"rules": [{"valid_from": "2026-01-01", "ends": "2026-02-01", "terms": {"basis": "room_night"}}]},
        {"rules": [{"valid_from": "2026-01-01", "terms": {"basis": "room_night"}, "categories": [1]}]},
        {"rules": [{"valid_from": "2026-01-01", "terms": {"basis": "room_night"}, "categories": {"a": -1}}]},
    ],
)  # fmt: skip
def test_a_misspelt_city_is_refused(spoilt: dict[str, Any]) -> None:
    """The same for cities."""
    with pytest.raises(TermsRefused):
        read_city(CITY | spoilt)
