"""The table of cases: a house of rates, questions, and the lines or refusals that each must give."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.features.rates import AddSeason, LimitSpan, SeasonPrice, SetAgreement, SetRestrictions
from tests.app.rates.house import Rates, found_companies

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
DAYS = ("sold_from", "sold_until", "valid_from", "valid_until")


@pytest.fixture
def furnished(rates: Rates) -> tuple[Rates, dict[str, UUID]]:
    """The house of the table, and its companies."""
    companies = found_companies(rates.desk, "Acme", "Brix")
    for plan in TABLE["plans"]:
        terms: dict[str, Any] = {k: rates.desk.day(v) if k in DAYS else v for k, v in plan.items()}
        rates.plan(terms.pop("code"), terms.pop("parent", ""), **_banded(terms))
    for season in TABLE["seasons"]:
        _add_season(rates, season)
    for span in TABLE["spans"]:
        own = dict(span)
        rates.prices(own.pop("plan"), own.pop("value"), own.pop("first"), own.pop("last"),
                     room_type_ids=(rates.types[own.pop("type")],), **own)  # fmt: skip
    _restrict(rates)
    for agreement in TABLE["agreements"]:
        until = agreement.get("valid_until")
        rates.desk.do(
            SetAgreement, agreement_id=rates.desk.app.new_id(), plan_id=rates.plans[agreement["plan"]],
            company_id=companies[agreement["company"]], discount_bp=agreement["discount_bp"],
            valid_from=rates.desk.day(agreement["valid_from"]),
            valid_until=None if until is None else rates.desk.day(until),
        )  # fmt: skip
    return rates, companies


def _banded(terms: dict[str, Any]) -> dict[str, Any]:
    return terms | {"child_bands": tuple((low, high) for low, high in terms.get("child_bands", ()))}


def _add_season(rates: Rates, season: dict[str, Any]) -> None:
    prices = tuple(
        SeasonPrice(rates.types[code], children=tuple(parts.pop("children", ())), **parts)
        for code, parts in ((code, dict(parts)) for code, parts in season["prices"].items())
    )
    rates.desk.do(
        AddSeason, season_id=rates.desk.app.new_id(), plan_id=rates.plans[season["plan"]],
        name=season["name"], starts=rates.desk.day(season["starts"]), ends=rates.desk.day(season["ends"]),
        prices=prices, weekdays=season.get("weekdays", 127), rank=season.get("rank", 0),
    )  # fmt: skip


def _restrict(rates: Rates) -> None:
    spans = tuple(
        LimitSpan(
            rates.desk.day(own["first"]), rates.desk.day(own["last"]), own["limit"], own["value"],
            (rates.plans[own["plan"]],), (rates.types[own["type"]],),
        )
        for own in TABLE["limits"]
    )  # fmt: skip
    rates.desk.do(SetRestrictions, property_id=rates.desk.hotel.property_id, spans=spans)


def test_every_case_of_the_table(furnished: tuple[Rates, dict[str, UUID]]) -> None:
    """Lines, totals and refusals are those of the table, and the lines add up."""
    rates, companies = furnished
    wrong = []
    for case in TABLE["cases"]:
        code, kind, first, nights = case["ask"]
        booked_on = case.get("booked_on")
        quote = rates.quote(
            code, first, nights, kind, adults=case.get("adults", 2),
            child_ages=tuple(case.get("children", ())), promo_code=case.get("promo_code", ""),
            company_id=companies.get(case.get("company", "")),
            booked_on=None if booked_on is None else rates.desk.day(booked_on),
        )  # fmt: skip
        lines = [[line.text, line.minor] for line in quote.nights[0].lines] if quote.nights else []
        found = {"lines": lines, "totals": list(quote.prices), "refused": list(quote.refused)}
        expected = {"refused": [], **{k: v for k, v in case.items() if k in found}}
        if {key: found[key] for key in expected} != expected:
            wrong.append((case["about"], found))
        for night in quote.nights:
            assert sum(line.minor for line in night.lines) == night.minor
    assert wrong == []
