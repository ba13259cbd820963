"""A city tax by own terms: typed, tried with an example stay, saved, changed."""

import pytest

from app.features.folios import TaxRules
from app.infra.languages import say
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.invoices.conftest import At, Clerk
from ui.features.invoices.city_entries import bands_text, parse_bands, parse_seasons, seasons_text
from ui.features.invoices.city_form import OwnCityForm
from ui.features.invoices.city_words import sentences
from ui.features.invoices.tax_forms import RulePanel
from ui.features.invoices.taxes_tab import TaxesTab
from ui.widgets.labels import label

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


def form_of(clerk: Clerk) -> OwnCityForm:
    """The form beside the lists."""
    form = clerk.form
    assert isinstance(form, OwnCityForm)
    return form


def told(form: OwnCityForm) -> str:
    """What the explainer says."""
    kind = type(label(""))
    return " | ".join(one.text() for one in form.findChildren(kind) if one.isVisible())


def test_own_terms_are_tried_and_saved(billed: Desk, at: At) -> None:
    """Ages, a season, a cap on nights and a ground; the example explains itself; the list shows it."""
    clerk = at("money_settings", tab="taxes")
    tab = clerk.money.tab
    assert isinstance(tab, TaxesTab)
    tab.own_city.click()
    form = form_of(clerk)
    clerk.type(form, name="Kurtaxe", code="KUR", amount="2.00", bands="0–12; 13–17: 50 %",
               seasons="1.11.–31.3.: 1.00", max_nights="2", ages="9, 15")  # fmt: skip
    form.exempt["medical"].setChecked(True)
    form.nights.setValue(3)
    clerk.qtbot.waitUntil(lambda: "Owes" in told(form) and "5.00" in told(form), timeout=5_000)
    assert "Children up to 12 years owe none." in told(form)
    assert "Only for the first 2 nights of a stay." in told(form)
    form.ground.choose("medical")
    form.try_it()
    clerk.qtbot.waitUntil(lambda: "3.00" in told(form), timeout=5_000)
    form.go.click()
    clerk.settle()
    (rule,) = billed.app.ask(TaxRules(property_id=billed.hotel.property_id)).city
    assert (rule.code, rule.name) == ("KUR", "Kurtaxe")
    assert rule.terms == {
        "basis": "person_night", "amount_minor": 200, "max_nights": 2,
        "bands": [{"first": 0, "last": 12, "share_bp": 0}, {"first": 13, "last": 17, "share_bp": 5_000}],
        "seasons": [{"first": "11-01", "last": "03-31", "amount_minor": 100}], "grounds": ["medical"],
    }  # fmt: skip
    assert say("de", rule.name) == "Kurtaxe"


def test_what_cannot_be_read_is_said_at_its_field(billed: Desk, at: At) -> None:
    """While it is typed in the explainer, on saving at the field; nothing is lost, nothing is saved."""
    clerk = at("money_settings", tab="taxes")
    tab = clerk.money.tab
    assert isinstance(tab, TaxesTab)
    tab.own_city.click()
    form = form_of(clerk)
    for field, text in (
        ("amount", "much"), ("bands", "children"), ("seasons", "summer"), ("max_nights", "few"),
        ("valid_from", "soon"),
    ):  # fmt: skip
        kept = form.fields[field].editor.property("text")
        clerk.type(form, name="Kurtaxe", code="KUR", **{field: text})
        form.go.click()
        assert form.fields[field].sentence
        clerk.type(form, **{field: kept})
    form.ages.setText("old")
    form.try_it()
    clerk.settle()
    assert "The example cannot be read." in told(form)
    clerk.type(form, bands="0–12; 10–17: 50 %")
    form.go.click()
    clerk.settle()
    assert "10 years" in form.fields["bands"].sentence
    assert billed.app.ask(TaxRules(property_id=billed.hotel.property_id)).city == ()


def test_a_ready_one_is_changed(billed: Desk, at: At) -> None:
    """What a city asks in percent is there to be changed, cap and all."""
    clerk = at("money_settings", tab="taxes")
    tab = clerk.money.tab
    assert isinstance(tab, TaxesTab)
    tab.own_city.click()
    form = form_of(clerk)
    form.basis.choose("percent")
    clerk.type(form, name="Lodging", code="PC", amount="7.5", cap_minor="5.00")
    form.go.click()
    clerk.settle()
    clerk.qtbot.waitUntil(lambda: bool(tab.city.rows_model.rows), timeout=5_000)
    tab.show_city(tab.city.rows_model.rows[0])
    panel = clerk.form
    assert isinstance(panel, RulePanel)
    panel.change.click()
    form = form_of(clerk)
    assert (form.amount.text(), form.cap.text(), form.code.isReadOnly()) == ("7.5 %", "5.00", True)
    clerk.type(form, amount="8 %")
    form.go.click()
    clerk.settle()
    (rule,) = billed.app.ask(TaxRules(property_id=billed.hotel.property_id)).city
    assert rule.terms == {"basis": "percent", "bp": 800, "cap_minor": 500}


@pytest.mark.usefixtures("billed")
def test_ages_and_seasons_as_they_are_typed() -> None:
    """Each way to write them, and back; None where they cannot be read."""
    bands = parse_bands("0-12, 13–17: 50 %; 65+: 0")
    assert bands == [
        {"first": 0, "last": 12, "share_bp": 0}, {"first": 13, "last": 17, "share_bp": 5_000},
        {"first": 65, "last": 120, "share_bp": 0},
    ]  # fmt: skip
    assert bands_text(bands) == "0–12: 0 %; 13–17: 50 %; 65+: 0 %"
    assert parse_bands("") == []
    assert [parse_bands(text) for text in ("a", "0–12: x", "0–12: 200 %")] == [None] * 3
    seasons = parse_seasons("1.4.–31.10.: 4.00; 1.11-31.3: 2", "EUR", percent=False)
    assert seasons == [
        {"first": "04-01", "last": "10-31", "amount_minor": 400},
        {"first": "11-01", "last": "03-31", "amount_minor": 200},
    ]
    assert seasons_text(seasons, "EUR") == "1.4.–31.10.: 4.00; 1.11.–31.3.: 2.00"
    assert parse_seasons("1.4.–31.10.: 5", "EUR", percent=True) == [
        {"first": "04-01", "last": "10-31", "bp": 500}
    ]
    assert parse_seasons("summer", "EUR", percent=False) is None


@pytest.mark.usefixtures("billed")
def test_a_season_is_told_in_days_of_the_year() -> None:
    """Not as it is stored; the last day of February is one, too."""
    summer = {"first": "04-01", "last": "10-31", "amount_minor": 400}
    spring = {"first": "02-29", "last": "03-01", "bp": 0}
    told = sentences({"basis": "person_night", "amount_minor": 200, "seasons": [summer, spring]}, "EUR", {})
    assert told[1] == "From 1 April to 31 October it is € 4.00."
    assert told[2].startswith("From 29 February to 1 March ")
