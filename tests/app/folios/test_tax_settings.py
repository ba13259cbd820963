"""The taxes of a house: set, ended, taken from presets; what a stay owes its city; exemptions with proof."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import (
    CityTaxOf,
    CityTaxView,
    EndTaxRule,
    ExemptFromTax,
    NoProof,
    SetCityTaxRule,
    SetTaxRule,
    TaxRuleExists,
    TaxRules,
    TaxRulesView,
    TermsRefused,
    UseCityPreset,
    WithdrawExemption,
)
from app.features.folios.rules.citytax import NightTax
from app.features.folios.rules.pan import CardNumberGiven
from app.features.front_desk import CheckIn, MarkNoShow
from app.features.property import ArticleSpec, House, SetArticle
from app.features.rates import AddRatePlan, Included, SetPackage
from app.features.reservations import CancelStay, ChangeStayDates
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk
from tests.support.houses import OPENED

HEADS = {
    "basis": "person_night", "amount_minor": 200, "max_nights": 3, "grounds": ["medical"],
    "bands": [{"first": 0, "last": 12, "share_bp": 0}],
}  # fmt: skip


@pytest.fixture
def money(desk: Desk) -> Desk:
    """The desk with ledgers of a hotel in Portugal."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return desk


def rules(desk: Desk) -> TaxRulesView:
    """The taxes of the house."""
    return desk.app.ask(TaxRules(property_id=desk.hotel.property_id, country="PT"))


def rates(desk: Desk, code: str) -> list[tuple[int, date, date | None]]:
    """Rate, first and last day of the rules of a code, the latest first."""
    return [(r.bp, r.valid_from, r.valid_until) for r in rules(desk).rules if r.code == code]


def spa(desk: Desk, **more: Any) -> dict[str, Any]:
    """The fields of a tax."""
    return {"rule_id": desk.app.new_id(), "property_id": desk.hotel.property_id, "code": "SPA", "name": "IVA",
            "bp": 600, "valid_from": OPENED} | more  # fmt: skip


def city(desk: Desk, **more: Any) -> dict[str, Any]:
    """The fields of a city tax."""
    return {"rule_id": desk.app.new_id(), "property_id": desk.hotel.property_id, "code": "CITY",
            "name": "City tax", "terms": HEADS, "valid_from": date(2020, 1, 1)} | more  # fmt: skip


def owed(desk: Desk, stay_id: UUID) -> CityTaxView:
    """The city tax of a stay."""
    return desk.app.ask(CityTaxOf(stay_id=stay_id))


def night_tax(
    desk: Desk, stay_id: UUID, night: date, net: dict[UUID, int] | None = None
) -> tuple[NightTax, ...]:
    """What the posting of a night would take for the city."""
    with desk.app.database.reader(desk.app.actor.tenant_id) as session:
        return folios.city_taxes_on(session, [stay_id], night, net)[stay_id]


def test_a_country_brings_its_taxes(money: Desk) -> None:
    """Each kind of goods has its rate; what is ready for the country's cities is named with its warning."""
    view = rules(money)
    assert {rule.code for rule in view.rules} >= {"LODGING", "FOOD", "STANDARD", "NONE"}
    assert [preset.city for preset in view.presets] == ["Lisbon"]
    assert "check" in view.presets[0].verify
    assert ("medical", "medical treatment") in view.grounds


def test_a_new_rate_ends_the_old_one(money: Desk) -> None:
    """From a day on: the rule before ends the day before; undo gives it its open end again."""
    first, second = spa(money), spa(money, bp=1300, valid_from=OPENED + timedelta(days=40))
    money.do(SetTaxRule, **first)
    done = money.app.new_id()
    money.app.execute(SetTaxRule(id=done, **second))
    assert rates(money, "SPA") == [
        (1300, OPENED + timedelta(days=40), None),
        (600, OPENED, OPENED + timedelta(days=39)),
    ]
    money.app.undo(done)
    assert rates(money, "SPA") == [(600, OPENED, None)]


def test_a_rate_is_changed_and_ended(money: Desk) -> None:
    """The same id again changes it; its last day may be said."""
    first = spa(money)
    money.do(SetTaxRule, **first)
    money.do(SetTaxRule, **first | {"bp": 700})
    money.do(EndTaxRule, rule_id=first["rule_id"], last_day=OPENED)
    assert rates(money, "SPA") == [(700, OPENED, OPENED)]
    before = OPENED - timedelta(days=1)
    assert (
        money.refused(InvalidInput, EndTaxRule, rule_id=first["rule_id"], last_day=before).field == "last_day"
    )
    money.refused(NotFound, EndTaxRule, rule_id=money.app.new_id(), last_day=OPENED)


def test_two_taxes_of_one_code(money: Desk) -> None:
    """A second rank stands on the first; one inside the price on one on top is refused."""
    money.do(SetTaxRule, **spa(money, inclusive=False))
    second = spa(money, bp=500, rank=1, compound=True, inclusive=False)
    money.do(SetTaxRule, **second)
    assert [(r.rank, r.bp) for r in rules(money).rules if r.code == "SPA"] == [(0, 600), (1, 500)]
    refusal = money.refused(InvalidInput, SetTaxRule, **second | {"inclusive": True})
    assert refusal.field == "inclusive"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": ""}, "code"), ({"code": "A B"}, "code"), ({"code": "X" * 21}, "code"),
        ({"name": " "}, "name"),
        ({"bp": -1}, "bp"), ({"bp": 10_001}, "bp"), ({"bp": 0}, "category"), ({"category": "Z"}, "category"),
        ({"category": "VAT"}, "category"), ({"account": "9999"}, "account"),
        ({"valid_until": OPENED - timedelta(days=1)}, "valid_until"),
    ],
)  # fmt: skip
def test_taxes_that_cannot_be(money: Desk, more: dict[str, Any], field: str) -> None:
    """A sentence at the field, and nothing is written."""
    assert money.refused(InvalidInput, SetTaxRule, **spa(money, **more)).field == field


def test_one_rule_of_a_code_begins_on_a_day(money: Desk) -> None:
    """A second one is refused, for VAT and for the city's tax."""
    money.do(SetTaxRule, **spa(money))
    assert money.refused(TaxRuleExists, SetTaxRule, **spa(money)).field == "valid_from"
    money.do(SetCityTaxRule, **city(money))
    money.refused(TaxRuleExists, SetCityTaxRule, **city(money))


def test_a_city_tax_is_set_by_its_terms(money: Desk) -> None:
    """What is stored is shown again; unknown entries are refused by name; the next one ends it."""
    money.do(SetCityTaxRule, **city(money))
    assert rules(money).city[0].terms == HEADS
    for terms, field in (({"basis": "person_night", "cap": 7}, "cap"), ({}, "basis")):
        assert money.refused(TermsRefused, SetCityTaxRule, **city(money, terms=terms)).field == field
    money.do(SetCityTaxRule, **city(money, valid_from=OPENED))
    assert [rule.valid_until for rule in rules(money).city] == [None, OPENED - timedelta(days=1)]
    money.refused(InvalidInput, SetCityTaxRule, **city(money, code="OTHER", account="1"))
    money.do(EndTaxRule, rule_id=rules(money).city[0].id, last_day=OPENED)
    assert rules(money).city[0].valid_until == OPENED


def test_a_preset_is_taken_over(money: Desk) -> None:
    """All its rows at once, once; another currency, an unknown city and a missing class are refused."""
    house = {"property_id": money.hotel.property_id}
    outcome = money.do(UseCityPreset, preset="LISBON", **house)
    assert outcome.result["rules"] == 2
    assert money.do(UseCityPreset, preset="lisbon", **house).result["rules"] == 0
    assert [rule.terms["amount_minor"] for rule in rules(money).city] == [400, 200]
    assert [rule.valid_until for rule in rules(money).city] == [None, date(2024, 8, 31)]
    assert money.refused(InvalidInput, UseCityPreset, preset="PRAGUE", **house).field == "preset"
    money.refused(NotFound, UseCityPreset, preset="ATLANTIS", **house)
    rome = money.refused(TermsRefused, UseCityPreset, preset="ROME", **house)
    assert [choice.label for choice in rome.choices] == [f"{n} star{'s' * (n > 1)}" for n in (5, 4, 3, 2, 1)]
    money.do(UseCityPreset, preset="ROME", category="3 stars", **house)


def test_the_city_tax_of_a_stay(money: Desk) -> None:
    """The cap counts nights of the stay, also night by night, and after the stay was made longer."""
    money.do(SetCityTaxRule, **city(money))
    stay_id = money.book("101", 0, 5, adults=2, children=1)
    view = owed(money, stay_id)
    assert (view.total_minor, view.currency) == (3 * 2 * 200, "EUR")
    assert [line.minor for line in view.lines if line.minor] == [1_200]
    posted = [sum(t.minor for t in night_tax(money, stay_id, money.day(n))) for n in range(5)]
    assert posted == [400, 400, 400, 0, 0]
    money.do(ChangeStayDates, stay_id=stay_id, arrival=money.day(0), departure=money.day(8))
    assert owed(money, stay_id).total_minor == 1_200
    assert night_tax(money, stay_id, money.day(9)) == ()
    (tax,) = night_tax(money, stay_id, money.day(0))
    assert (tax.code, tax.account, tax.persons) == ("CITY", "2250", 2)
    with money.app.database.reader(money.app.actor.tenant_id) as session:
        assert list(folios.stay_city_tax(session, stay_id, money.day(0))) == [tax]


def test_states_that_owe_none(money: Desk) -> None:
    """Tentative, cancelled and not come owe none and say why; who is here owes."""
    money.do(SetCityTaxRule, **city(money))
    draft = money.book("101", 0, 2, status="tentative")
    cancelled, absent, here = (money.book(room, 0, 2) for room in ("102", "103", "104"))
    money.do(CancelStay, stay_id=cancelled)
    money.do(MarkNoShow, stay_id=absent)
    money.do(CheckIn, stay_id=here)
    for stay_id in (draft, cancelled, absent):
        view = owed(money, stay_id)
        assert view.total_minor == 0
        assert "owe" in view.lines[0].text
        assert night_tax(money, stay_id, money.day(0)) == ()
    assert owed(money, here).total_minor == 400
    money.refused(
        NoProof, ExemptFromTax, exemption_id=money.app.new_id(), stay_id=cancelled, persons=1,
        ground="medical", proof="letter",
    )  # fmt: skip


def test_a_percentage_of_the_net_price(money: Desk) -> None:
    """The price as sold holds 6 % VAT; what the posting knows better is taken instead."""
    money.do(SetCityTaxRule, **city(money, terms={"basis": "percent", "bp": 1_000}))
    stay_id = money.book("101", 0, 2, prices=(10_600, 21_200))
    assert [tax.minor for tax in owed(money, stay_id).nights] == [1_000, 2_000]
    assert night_tax(money, stay_id, money.day(1))[0].minor == 2_000
    assert night_tax(money, stay_id, money.day(1), {stay_id: 5_000})[0].minor == 500


def test_a_day_use_owes_none(money: Desk) -> None:
    """There is no night."""
    money.do(SetCityTaxRule, **city(money))
    view = owed(money, money.book("101", 0, 0))
    assert view.total_minor == 0
    assert view.lines[0].text == "Without a night there is no city tax."
    with pytest.raises(NotFound):
        owed(money, money.app.new_id())


def test_an_exemption_with_its_proof(money: Desk) -> None:
    """It frees its persons and is told; taken back they owe again; undo works as for every intent."""
    money.do(SetCityTaxRule, **city(money))
    stay_id = money.book("101", 0, 2, adults=2)
    fields = {"exemption_id": money.app.new_id(), "stay_id": stay_id, "persons": 1, "ground": "medical",
              "proof": "letter of the clinic"}  # fmt: skip
    money.do(ExemptFromTax, **fields)
    view = owed(money, stay_id)
    assert view.total_minor == 400
    assert [(e.persons, e.ground, e.ground_text, e.proof) for e in view.exemptions] == [
        (1, "medical", "medical treatment", "letter of the clinic")
    ]
    assert "proven by: letter of the clinic" in view.lines[-1].text
    assert night_tax(money, stay_id, money.day(0))[0].minor == 200
    money.refused(NoProof, ExemptFromTax, **fields)
    money.do(WithdrawExemption, exemption_id=fields["exemption_id"])
    assert owed(money, stay_id).total_minor == 800
    money.refused(NotFound, WithdrawExemption, exemption_id=fields["exemption_id"])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"proof": " "}, "proof"), ({"proof": "x" * 201}, "proof"), ({"persons": 0}, "persons"),
        ({"persons": 3}, "persons"), ({"ground": "business"}, "ground"), ({"ground": "whim"}, "ground"),
    ],
)  # fmt: skip
def test_exemptions_that_cannot_be(money: Desk, more: dict[str, Any], field: str) -> None:
    """No proof, nobody, more than there are, a ground that the city does not know."""
    money.do(SetCityTaxRule, **city(money))
    fields = {"exemption_id": money.app.new_id(), "stay_id": money.book("101", 0, 2, adults=2), "persons": 1,
              "ground": "medical", "proof": "letter"}  # fmt: skip
    assert money.refused(NoProof, ExemptFromTax, **fields | more).field == field


def test_a_city_without_exemptions(money: Desk) -> None:
    """It says so; and a proof is no place for a card number."""
    money.do(SetCityTaxRule, **city(money, terms={"basis": "room_night", "amount_minor": 500}))
    fields = {"exemption_id": money.app.new_id(), "stay_id": money.book("101", 0, 2), "persons": 1,
              "ground": "medical", "proof": "letter"}  # fmt: skip
    assert "no exemption" in money.refused(NoProof, ExemptFromTax, **fields).sentence
    money.refused(CardNumberGiven, ExemptFromTax, **fields | {"proof": "4111 1111 1111 1111"})


def test_a_percentage_leaves_meals_out(money: Desk) -> None:
    """What a package holds beside the room is no price of lodging."""
    money.do(SetCityTaxRule, **city(money, terms={"basis": "percent", "bp": 1_000}))
    house = {"property_id": money.hotel.property_id}
    plan_id = money.app.new_id()
    money.do(AddRatePlan, plan_id=plan_id, code="BB", name="Bed and breakfast", **house)
    included = Included("BREAKFAST", amount_minor=1_000)
    money.do(SetPackage, plan_id=plan_id, items=(included,), item_ids=(money.app.new_id(),))
    stay_id = money.book("101", 0, 1, adults=2, prices=(12_600,), rate_code="BB")
    assert owed(money, stay_id).total_minor == 1_000
    assert night_tax(money, stay_id, money.day(0))[0].minor == 1_000


def test_nights_posted_one_by_one_are_the_tax_of_the_stay(money: Desk) -> None:
    """The cap holds over the days on which the nights are posted; a night posted again adds nothing."""
    money.do(SetCityTaxRule, **city(money))
    stay_id = money.check_in("101", 5, adults=2)
    for _ in range(5):
        opened = money.app.ask(House()).properties[0].business_date
        for _ in range(2):
            money.do(
                folios.PostNights, property_id=money.hotel.property_id, business_date=opened,
                stay_ids=(stay_id,),
            )  # fmt: skip
        money.close_day()
    view = money.app.ask(folios.FolioOf(stay_id=stay_id))
    assert view is not None
    taxes = [line for line in view.windows[0].lines if line.article_code == "CITY"]
    assert [line.amount_minor for line in taxes] == [400, 400, 400]
    assert sum(line.amount_minor for line in taxes) == owed(money, stay_id).total_minor


def test_vat_on_a_city_tax(money: Desk) -> None:
    """Where the law taxes the tax: the article of the city tax bears the code, on top of the amount."""
    money.do(SetCityTaxRule, **city(money))
    levy = ArticleSpec("CITY", "City tax", "2250", tax_code="STANDARD", tax_included=False)
    money.do(SetArticle, property_id=money.hotel.property_id, article=levy)
    stay_id = money.check_in("101", 1, adults=2)
    money.do(
        folios.PostNights,
        property_id=money.hotel.property_id,
        business_date=money.day(0),
        stay_ids=(stay_id,),
    )
    view = money.app.ask(folios.FolioOf(stay_id=stay_id))
    assert view is not None
    (line,) = [line for line in view.windows[0].lines if line.article_code == "CITY"]
    assert (line.net_minor, line.tax_minor, line.amount_minor) == (400, 92, 492)


def test_ages_told_when_booking_count_for_the_city(money: Desk) -> None:
    """In what the stay owes and in what a night takes: a child of 15 pays, one of 9 does not."""
    money.do(SetCityTaxRule, **city(money))
    for room, age, persons in (("101", 9, 2), ("102", 15, 3)):
        stay_id = money.book(room, 0, 1, adults=2, children=1, child_ages=(age,))
        assert owed(money, stay_id).total_minor == persons * 200
        assert sum(tax.minor for tax in night_tax(money, stay_id, OPENED)) == persons * 200
