"""Commands of rates: refusals, warnings, packages, the grid, events, undo; on each engine."""

from datetime import date
from typing import Any

import pytest

from app.features.property import ArticleSpec, SetArticle
from app.features.rates import (
    Action,
    AddRatePlan,
    AddSeason,
    Agreements,
    ChangeRatePlan,
    ChangeSeason,
    ImpossibleDates,
    Included,
    Kind,
    LimitSpan,
    PlanCodeTaken,
    PriceCell,
    PriceRun,
    PriceSpan,
    RateCycle,
    RateGrid,
    RatePlans,
    RemoveAgreement,
    RemoveSeason,
    SeasonPrice,
    SetAgreement,
    SetPackage,
    SetPrices,
    SetRestrictions,
    quote_for,
)
from app.features.rates.events import PricesChanged, RestrictionsChanged
from app.features.rates.queries.plans import night_shares
from app.infra.unit_of_work import UnitOfWork
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.events import Event
from tests.app.rates.house import Rates, found_companies


def limit(rates: Rates, name: str, value: int | None, first: int, last: int, plan: str = "BAR") -> Any:
    """Set a limit for all types."""
    span = LimitSpan(rates.desk.day(first), rates.desk.day(last), name, value, (rates.plans[plan],))
    return rates.desk.do(SetRestrictions, property_id=rates.desk.hotel.property_id, spans=(span,))


def test_a_cycle_is_refused_and_named(rates: Rates) -> None:
    """The chain stands in the sentence; nothing has changed; another parent is a way on."""
    rates.plan("BAR")
    rates.plan("NRF", "BAR", derive_bp=-1_000)
    rates.plan("WEB", "NRF", derive_bp=-500)
    refusal = rates.desk.refused(
        RateCycle, ChangeRatePlan, plan_id=rates.plans["BAR"], parent_id=rates.plans["WEB"]
    )
    assert "BAR → WEB → NRF → BAR" in refusal.sentence
    assert refusal.field == "parent_id"
    rates.desk.refused(RateCycle, ChangeRatePlan, plan_id=rates.plans["WEB"], parent_id=rates.plans["WEB"])
    rates.desk.do(ChangeRatePlan, plan_id=rates.plans["WEB"], parent_id=rates.plans["BAR"])
    rates.prices("BAR", 10_000)
    assert rates.quote("WEB").prices == (9_500, 9_500)


def test_a_chain_may_be_long(rates: Rates) -> None:
    """Forty plans, each one cent below its parent."""
    rates.plan("P0")
    for number in range(1, 40):
        rates.plan(f"P{number}", f"P{number - 1}", derive_minor=-1)
    rates.prices("P0", 10_000)
    assert rates.quote("P39", nights=1).total_minor == 10_000 - 39
    assert len(rates.quote("P39", nights=1).nights[0].lines) == 40


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"code": " "}, "code"), ({"per": "bed"}, "per"), ({"derive_bp": -10_001}, "derive_bp"),
        ({"round_minor": 0}, "round_minor"), ({"kind": Kind.EARLY_BIRD}, "min_advance"),
        ({"kind": Kind.LAST_MINUTE}, "max_advance"), ({"kind": Kind.LONG_STAY}, "min_stay"),
        ({"kind": Kind.PROMOTION}, "promo_code"), ({"min_stay": 5, "max_stay": 3}, "max_stay"),
        ({"min_advance": 5, "max_advance": 3}, "max_advance"), ({"policy": {"fee": "lots"}}, "policy"),
        ({"valid_from": date(2027, 1, 2), "valid_until": date(2027, 1, 1)}, "valid_until"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(rates: Rates, terms: dict[str, Any], field: str) -> None:
    """Each with its field."""
    given = {"code": "X", "name": "X"} | terms
    refusal = rates.desk.refused(
        InvalidInput, AddRatePlan, plan_id=rates.desk.app.new_id(),
        property_id=rates.desk.hotel.property_id, **given,
    )  # fmt: skip
    assert refusal.field == field


def test_codes_are_unique_and_fields_can_be_emptied(rates: Rates) -> None:
    """A plan keeps what is not named; `clear` empties."""
    rates.plan("BAR")
    rates.plan("LAST", "BAR", kind=Kind.LAST_MINUTE, max_advance=0)
    rates.desk.refused(
        PlanCodeTaken, AddRatePlan, plan_id=rates.desk.app.new_id(),
        property_id=rates.desk.hotel.property_id, code="BAR", name="Again",
    )  # fmt: skip
    rates.desk.refused(PlanCodeTaken, ChangeRatePlan, plan_id=rates.plans["LAST"], code="BAR")
    rates.desk.refused(InvalidInput, ChangeRatePlan, plan_id=rates.plans["LAST"], clear=("name",))
    rates.desk.do(
        ChangeRatePlan, plan_id=rates.plans["LAST"], kind=Kind.SENIOR, clear=("max_advance", "parent_id"),
        active=False,
    )  # fmt: skip
    bar, last = rates.desk.app.ask(RatePlans(property_id=rates.desk.hotel.property_id))
    assert (bar.code, last.code, last.parent_id, last.max_advance, last.kind) == (
        "BAR", "LAST", None, None, "senior",
    )  # fmt: skip
    assert rates.quote("LAST").refused[0] == "Last is not sold any more."


def test_meals_and_rules_are_told(rates: Rates) -> None:
    """A kind brings its meals; a derived plan tells its rule and its chain."""
    rates.plan("BAR", name="Flexible", child_bands=((0, 3),))
    rates.plan("BB", "BAR", kind=Kind.BED_BREAKFAST, per="person", derive_minor=1_500)
    rates.plan("WEB", "BB", derive_bp=-750, derive_minor=-200)
    plans = {p.code: p for p in rates.desk.app.ask(RatePlans(property_id=rates.desk.hotel.property_id))}
    assert plans["BB"].meal == "BB"
    assert plans["BB"].rule == "Flexible +15.00 per person"
    assert plans["WEB"].rule == "Bb −7.5 % −2.00"
    assert plans["WEB"].chain == ("BAR", "BB", "WEB")
    assert (plans["WEB"].child_bands, plans["BAR"].child_bands) == ((), ((0, 3),))


def test_a_plan_is_added_per_person_to_one_that_is_priced_per_person(rates: Rates) -> None:
    """Else nobody could say for whom the amount is."""
    rates.plan("HB", per="person")
    refusal = rates.desk.refused(
        InvalidInput, AddRatePlan, plan_id=rates.desk.app.new_id(),
        property_id=rates.desk.hotel.property_id, code="X", name="X", parent_id=rates.plans["HB"],
        derive_minor=100,
    )  # fmt: skip
    assert refusal.field == "per"
    rates.plan("BAR")
    rates.plan("NRF", "BAR")
    rates.plan("WEB", "NRF", derive_minor=-100)
    other = rates.desk.refused(InvalidInput, ChangeRatePlan, plan_id=rates.plans["BAR"], per="person")
    assert other.sentence == "Bar is priced per person; what Web adds to it is per person too."
    rates.desk.refused(InvalidInput, ChangeRatePlan, plan_id=rates.plans["NRF"], parent_id=rates.plans["HB"])
    rates.desk.do(ChangeRatePlan, plan_id=rates.plans["WEB"], per="person")
    rates.desk.do(ChangeRatePlan, plan_id=rates.plans["BAR"], per="person")


def test_a_restriction_that_leaves_no_stay_is_warned_of(rates: Rates) -> None:
    """With its dates: at least five nights through, of at most three on arrival."""
    rates.plan("BAR", name="Flexible")
    assert limit(rates, "max_arrival", 3, 0, 20).result["warning"] == ""
    outcome = limit(rates, "min_through", 5, 8, 9)
    assert outcome.result["warning"] == (
        "Flexible, Standard: no stay is possible from 29 Nov 2026 to 30 Nov 2026. "
        "Flexible, Small: no stay is possible from 29 Nov 2026 to 30 Nov 2026."
    )
    found = rates.desk.app.ask(
        ImpossibleDates(
            property_id=rates.desk.hotel.property_id, first=rates.desk.day(9), last=rates.desk.day(40)
        )
    )
    assert {(n.room_type, n.first, n.last) for n in found} == {
        ("Standard", rates.desk.day(9), rates.desk.day(9)), ("Small", rates.desk.day(9), rates.desk.day(9)),
    }  # fmt: skip
    grid = rates.desk.app.ask(
        RateGrid(property_id=rates.desk.hotel.property_id, first=rates.desk.day(7), last=rates.desk.day(11))
    )
    assert grid.problem.tolist() == [[[False, True, True, False]] * 2]
    assert limit(rates, "min_through", None, 0, 20).result["warning"] == ""


def test_closed_nights_are_meant_to_be_closed(rates: Rates) -> None:
    """No warning of them; but of a night between them that nobody can arrive on."""
    rates.plan("BAR", name="Flexible")
    assert limit(rates, "closed", 1, 5, 9).result["warning"] == ""
    limit(rates, "closed", 0, 7, 7)
    told = limit(rates, "no_arrival", 1, 7, 7).result["warning"]
    assert "no stay is possible on 28 Nov 2026." in str(told)


@pytest.mark.parametrize(
    ("name", "value"),
    [("closed", 2), ("min_through", -1), ("max_through", 0), ("min_stay", 2), ("max_arrival", 999)],
)
def test_a_limit_that_cannot_be_is_refused(rates: Rates, name: str, value: int) -> None:
    """With a sentence."""
    rates.plan("BAR")
    span = LimitSpan(rates.desk.day(0), rates.desk.day(1), name, value)
    rates.desk.refused(InvalidInput, SetRestrictions, property_id=rates.desk.hotel.property_id, spans=(span,))


def test_the_grid_tells_where_amounts_come_from(rates: Rates) -> None:
    """Own, season, parent, none; over the end of a month and of a year; rows that are empty again go."""
    rates.plan("BAR", name="Flexible")
    rates.plan("NRF", "BAR", derive_bp=-1_000)
    start = (date(2026, 12, 30) - rates.desk.day(0)).days
    season = rates.desk.app.new_id()
    rates.desk.do(
        AddSeason, season_id=season, plan_id=rates.plans["BAR"], name="Turn", starts=rates.desk.day(start),
        ends=rates.desk.day(start + 2), prices=(SeasonPrice(rates.types["STD"], base=10_000),),
    )  # fmt: skip
    rates.prices("BAR", 20_000, start + 1, start + 1)

    def grid() -> Any:
        view = rates.desk.app.ask(
            RateGrid(
                property_id=rates.desk.hotel.property_id, first=date(2026, 12, 30), last=date(2027, 1, 3),
                room_type_ids=(rates.types["STD"],),
            )
        )  # fmt: skip
        return view.minor[:, 0].tolist(), view.origin[:, 0].tolist()

    assert grid() == (
        [[10_000, 20_000, 10_000, -1], [9_000, 18_000, 9_000, -1]],
        [[2, 1, 2, 0], [3, 3, 3, 0]],
    )
    rates.prices("BAR", 0, 0, 90, action="clear")
    assert rates.desk.rows()["rate_price"] == []
    rates.desk.do(ChangeSeason, season_id=season, ends=rates.desk.day(start), name="Eve")
    assert grid()[0][0] == [10_000, -1, -1, -1]
    rates.desk.do(RemoveSeason, season_id=season)
    assert grid()[1] == [[0] * 4, [0] * 4]


def test_prices_that_cannot_be_are_refused(rates: Rates) -> None:
    """Below zero, of a plan that is gone, of too many years, without a night or weekday."""
    plan_id = rates.plan("BAR")
    rates.prices("BAR", 5_000)
    own = {"property_id": rates.desk.hotel.property_id}
    day, kind = rates.desk.day(0), rates.types["STD"]
    bad: tuple[dict[str, Any], ...] = (
        {"cells": (PriceCell(plan_id, kind, day, -1),)},
        {"cells": (PriceCell(plan_id, kind, day, 1, "bed"),)},
        {"runs": (PriceRun(plan_id, kind, day, (1, -2)),)}, {},
        {"spans": (PriceSpan(day, rates.desk.day(-1)),)}, {"spans": (PriceSpan(day, day, weekdays=0),)},
        {"spans": (PriceSpan(day, rates.desk.day(5_000)),)},
        {"spans": (PriceSpan(day, day, action=Action.ADD, value=-5_001),)},
        {"spans": (PriceSpan(day, day, action=Action.COPY),)},
    )  # fmt: skip
    for fields in bad:
        rates.desk.refused(InvalidInput, SetPrices, **own, **fields)
    lost = PriceCell(rates.desk.app.new_id(), kind, day, 1)
    rates.desk.refused(NotFound, SetPrices, **own, cells=(lost,))


def test_packages_divide_a_night(rates: Rates) -> None:
    """A derived plan has its parent's articles; the shares add up to the price as sold."""
    for code, basis, price in (("BREAKFAST", "person_night", 1_200), ("WINE", "fixed", 1_900)):
        spec = ArticleSpec(code, code.title(), "4100", price, basis=basis)
        rates.desk.do(SetArticle, property_id=rates.desk.hotel.property_id, article=spec)
    rates.plan("BB")
    rates.plan("ROMANCE", "BB", derive_bp=1_000)
    rates.desk.do(SetPackage, plan_id=rates.plans["BB"], items=(Included("BREAKFAST"),))
    rates.desk.do(SetPackage, plan_id=rates.plans["ROMANCE"], items=(Included("WINE", 2, 1_500),))
    own: dict[str, Any] = {"property_id": rates.desk.hotel.property_id, "price_minor": 13_001, "adults": 2}
    with rates.desk.app.database.reader(rates.desk.app.actor.tenant_id) as session:
        uow: Any = type("Reading", (), {"session": session})
        first = night_shares(uow, plan_code="ROMANCE", first_night=True, **own)
        later = night_shares(uow, plan_code="ROMANCE", first_night=False, **own)
        assert night_shares(uow, plan_code="UNKNOWN", first_night=True, **own) == (("", 1, 13_001),)
    assert set(first) == {("", 1, 7_601), ("BREAKFAST", 2, 2_400), ("WINE", 2, 3_000)}
    assert set(later) == {("", 1, 10_601), ("BREAKFAST", 2, 2_400)}
    rates.desk.refused(NotFound, SetPackage, plan_id=rates.plans["BB"], items=(Included("SPA"),))
    twice = (Included("WINE"), Included("WINE"))
    rates.desk.refused(InvalidInput, SetPackage, plan_id=rates.plans["BB"], items=twice)
    rates.desk.do(SetPackage, plan_id=rates.plans["BB"], items=())
    assert len(rates.desk.rows()["package_item"]) == 1


def test_agreements_do_not_meet(rates: Rates) -> None:
    """One discount for each night; taken away, the plan is not offered any more."""
    companies = found_companies(rates.desk, "Acme")
    plan_id = rates.plan("CORP", kind=Kind.CORPORATE)
    rates.prices("CORP", 10_000)
    own = {"plan_id": plan_id, "company_id": companies["Acme"], "discount_bp": 1_000}
    first = rates.desk.app.new_id()
    rates.desk.do(SetAgreement, agreement_id=first, valid_from=rates.desk.day(0), **own)
    rates.desk.refused(
        InvalidInput, SetAgreement, agreement_id=rates.desk.app.new_id(), valid_from=rates.desk.day(9), **own
    )
    rates.desk.do(
        SetAgreement, agreement_id=first, valid_from=rates.desk.day(1), **own | {"discount_bp": 500}
    )
    (view,) = rates.desk.app.ask(Agreements(property_id=rates.desk.hotel.property_id))
    assert (view.company, view.plan_code, view.discount_bp) == ("Acme", "CORP", 500)
    assert [q.prices for q in rates.quotes(0, 2, company_id=companies["Acme"])] == [(10_000, 9_500)] * 2
    rates.desk.do(RemoveAgreement, agreement_id=first)
    assert rates.quotes(0, 2, company_id=companies["Acme"]) == ()


def test_events_name_all_that_may_differ(rates: Rates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans derived from the one that changed are named too; the nights are those that changed."""
    rates.plan("BAR")
    rates.plan("NRF", "BAR")
    told: list[Event] = []
    original = UnitOfWork.announce

    def announce(uow: UnitOfWork, event: Event) -> None:
        told.append(event)
        original(uow, event)

    monkeypatch.setattr(UnitOfWork, "announce", announce)
    rates.prices("BAR", 10_000, 3, 40, weekdays=1)
    limit(rates, "closed", 1, 4, 4)
    rates.prices("BAR", 10_000, 3, 40, weekdays=1)
    prices, limits = told
    assert isinstance(prices, PricesChanged)
    assert isinstance(limits, RestrictionsChanged)
    assert set(prices.plan_ids) == set(limits.plan_ids) == set(rates.plans.values())
    assert (prices.first, prices.end) == (rates.desk.day(9), rates.desk.day(38))
    assert (limits.first, limits.end) == (rates.desk.day(4), rates.desk.day(5))


def test_a_handler_asks_for_a_quote(rates: Rates) -> None:
    """Inside a transaction, by code; an unknown code is refused."""
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    wish: dict[str, Any] = {
        "property_id": rates.desk.hotel.property_id, "room_type_id": rates.types["STD"],
        "arrival": rates.desk.day(1), "departure": rates.desk.day(4), "adults": 2,
    }  # fmt: skip
    with rates.desk.app.database.reader(rates.desk.app.actor.tenant_id) as session:
        uow: Any = type("Reading", (), {"session": session, "flush": staticmethod(session.flush)})
        assert quote_for(uow, plan_code="BAR", **wish).prices == (10_000,) * 3
        with pytest.raises(NotFound):
            quote_for(uow, plan_code="RACK", **wish)


@pytest.mark.parametrize(
    "wish",
    [
        {"adults": 0},
        {"child_ages": (18,)},
        {"child_ages": (-1,)},
        {"first": 3, "nights": -1},
        {"nights": 1_001},
    ],
)
def test_a_question_that_cannot_be_is_refused(rates: Rates, wish: dict[str, Any]) -> None:
    """With a sentence."""
    rates.plan("BAR")
    with pytest.raises(InvalidInput, match=r"\.$"):
        rates.quotes(**wish)
