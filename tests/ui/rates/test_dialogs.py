"""Quotes that explain themselves; plans, seasons, packages and agreements in their window."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtGui import QGuiApplication

from app.features.folios import SetUpLedgers
from app.features.guests import AddCompany
from app.features.rates import Agreements, PlanView, RatePlans, SetAgreement
from app.kernel.dates import StayDates
from tests.support.desk import Desk
from tests.support.houses import OPENED
from tests.ui.rates.conftest import AtRates, Pricer
from ui.features.rates.setup_dialog import SetupDialog


def plan(desk: Desk, code: str) -> PlanView:
    """A plan by its code."""
    plans = desk.app.ask(RatePlans(property_id=desk.hotel.property_id))
    return next(view for view in plans if view.code == code)


def open_setup(pricer: Pricer, part: str, name: str = "") -> SetupDialog:
    """The window of plans on a tab, with a plan held."""
    dialog = pricer.page.open_plans()
    assert dialog is not None
    pricer.settle()
    dialog.open_part(part)
    if name:
        dialog.plans.table.select(lambda view: view.name == name)
    pricer.settle()
    return dialog


def test_a_quote_explains_itself(desk: Desk, at_rates: AtRates) -> None:
    """All rates side by side; the held one line by line; what is not sold says why."""
    del desk
    pricer = at_rates()
    dialog = pricer.page.ask_quote()
    assert dialog is not None
    dialog.stay.show_dates(StayDates(OPENED + timedelta(days=2), OPENED + timedelta(days=5)))
    dialog.adults.setValue(3)
    pricer.settle()
    quote = dialog.matrix.quote
    assert quote is not None
    assert (quote.room_type_name, quote.plan_name) == ("Standard", "Flexible")
    dialog.copy_text()
    text = QGuiApplication.clipboard().text()
    assert "Flexible, All year: € 100.00" in text
    assert text.endswith(f"Total: {'€ '}{quote.total_minor // 100}.00")
    assert sum(line.minor for line in quote.nights[0].lines) == quote.nights[0].minor
    dialog.matrix.hold(0, 2)
    held = dialog.matrix.quote
    assert held is not None
    assert held.plan_name == "Breakfast"
    assert "Breakfast" in dialog.matrix.accessibleName()
    dialog.matrix.hold(1, 0)
    assert dialog.matrix.quote is not None
    assert dialog.matrix.quote.refused == ("Small has room for 2 guests.",)
    assert not dialog.grab().isNull()
    dialog.children_ages.setText("four")
    dialog.ask()
    assert "ages in years" in dialog.ages_field.sentence


def test_a_company_sees_its_agreement(desk: Desk, at_rates: AtRates) -> None:
    """The agreement's discount is a line of the quote."""
    company = desk.app.new_id()
    desk.do(AddCompany, company_id=company, kind="company", code="ACME", name="Acme")
    desk.do(
        SetAgreement, agreement_id=desk.app.new_id(), plan_id=plan(desk, "FLEX").id, company_id=company,
        discount_bp=1_000, valid_from=OPENED,
    )  # fmt: skip
    pricer = at_rates()
    dialog = pricer.page.ask_quote()
    assert dialog is not None
    pricer.settle()
    dialog.company.choose(str(company))
    dialog.ask()
    pricer.settle()
    quote = dialog.matrix.quote
    assert quote is not None
    assert any(line.rule == "agreement" and line.minor < 0 for line in quote.nights[0].lines)


def test_a_plan_is_made_with_a_live_example(desk: Desk, at_rates: AtRates) -> None:
    """What the example says is what the house then does."""
    pricer = at_rates()
    dialog = open_setup(pricer, "plans")
    tab, form = dialog.plans, dialog.plans.form
    tab.show_plan(None)
    form.name.setText("Early bird")
    form.code.setText("EARLY")
    form.parent_plan.choose(str(plan(desk, "FLEX").id))
    form.share.setText("−12.5")
    form.rounding.choose(100)
    form.parent_plan.activated.emit(form.parent_plan.currentIndex())
    pricer.qtbot.waitUntil(lambda: "so this is" in form.example.text(), timeout=10_000)
    assert form.example.text() == "Standard, Sat 21 Nov: Flexible is € 100.00, so this is € 88.00"
    tab.do_save()
    pricer.settle()
    assert pricer.kept("Standard", "Early bird", 0) == 8_800
    assert [p.name for p in pricer.data.plans].count("Early bird") == 1


def test_a_cycle_is_refused_at_its_field(desk: Desk, at_rates: AtRates) -> None:
    """A plan cannot follow one that follows it: the chain is named, and nothing is lost."""
    pricer = at_rates()
    dialog = open_setup(pricer, "plans", "Flexible")
    form = dialog.plans.form
    assert form.name.text() == "Flexible"
    form.parent_plan.choose(str(plan(desk, "BB").id))
    dialog.plans.do_save()
    pricer.settle()
    said = form.fields["parent_id"].sentence
    assert "FLEX → BB → NRF → FLEX" in said
    assert form.parent_plan.choice == str(plan(desk, "BB").id)
    assert plan(desk, "FLEX").parent_id is None


def test_a_plan_is_changed(desk: Desk, at_rates: AtRates) -> None:
    """Limits, policy, bands; what is wrong is said where it is; empty takes away."""
    pricer = at_rates()
    dialog = open_setup(pricer, "plans", "Fixed")
    form = dialog.plans.form
    form.bands.setText("children")
    form.share.setText("ten")
    dialog.plans.do_save()
    assert form.fields["bands"].sentence
    assert form.fields["share"].sentence
    form.bands.setText("0–3, 4–12")
    form.share.setText("−20")
    form.fee.choose("nights")
    form.fee_nights.setValue(2)
    form.free_days.setValue(3)
    form.max_advance.setValue(10)
    form.sold_from.setText("1.12.2026")
    dialog.plans.do_save()
    pricer.settle()
    view = plan(desk, "NRF")
    assert (view.derive_bp, view.child_bands, view.max_advance) == (-2_000, ((0, 4), (4, 13)), 10)
    assert view.policy == {"fee": "nights", "nights": 2, "free_until_days": 3}
    assert view.sold_from is not None
    form.sold_from.setText("")
    form.max_advance.setValue(-1)
    dialog.plans.do_save()
    pricer.settle()
    assert (plan(desk, "NRF").sold_from, plan(desk, "NRF").max_advance) == (None, None)
    assert pricer.price("Standard", "Fixed", 3) == 8_000


def test_seasons(desk: Desk, at_rates: AtRates) -> None:
    """A season is added, changed and removed; its prices count at once."""
    pricer = at_rates()
    tab = open_setup(pricer, "seasons").seasons
    tab.show_season(None)
    tab.name.setText("Fair")
    tab.starts.show_day(OPENED + timedelta(days=10))
    tab.ends.show_day(OPENED + timedelta(days=12))
    tab.rank.setValue(5)
    for (kind, part), edit in tab.prices.items():
        if kind == desk.hotel.room_type_id and part == "base":
            edit.setText("two hundred")
            tab.do_save()
            assert "is no price" in tab.said.text()
            edit.setText("200")
    tab.do_save()
    pricer.settle()
    assert [pricer.price("Standard", "Flexible", n) for n in (9, 10, 12, 13)] == [
        10_000, 20_000, 20_000, 10_000,
    ]  # fmt: skip
    tab.table.select(lambda season: season.name == "Fair")
    pricer.settle()
    tab.weekdays.show_days(1)
    tab.do_save()
    pricer.settle()
    assert pricer.price("Standard", "Flexible", 10) == 10_000
    tab.table.select(lambda season: season.name == "Fair")
    tab.do_remove()
    pricer.settle()
    assert [season.name for season in plan(desk, "FLEX").seasons] == ["All year"]


def test_agreements(desk: Desk, at_rates: AtRates) -> None:
    """Added, refused where two would meet, removed."""
    company = desk.app.new_id()
    desk.do(AddCompany, company_id=company, kind="company", code="ACME", name="Acme")
    pricer = at_rates()
    tab = open_setup(pricer, "agreements").agreements

    def rows() -> list[tuple[UUID, int]]:
        query = Agreements(property_id=desk.hotel.property_id)
        return [(row.company_id, row.discount_bp) for row in desk.app.ask(query)]

    tab.discount.setText("much")
    tab.do_save()
    assert tab.fields["discount_bp"].sentence
    tab.discount.setText("12.5")
    tab.do_save()
    pricer.settle()
    assert rows() == [(company, 1_250)]
    tab.show_agreement(None)
    tab.discount.setText("5")
    tab.do_save()
    pricer.settle()
    assert "Change that one" in tab.fields["valid_from"].sentence
    tab.show_agreement(tab.table.rows_model.rows[0])
    tab.do_remove()
    pricer.settle()
    assert rows() == []


def test_packages_without_articles(desk: Desk, at_rates: AtRates) -> None:
    """It says where articles come from."""
    del desk
    pricer = at_rates()
    tab = open_setup(pricer, "packages").packages
    assert tab.nothing.isVisible()
    assert not tab.save.isEnabled()


def test_a_package(desk: Desk, at_rates: AtRates) -> None:
    """Breakfast goes into a plan with an amount of its own, and shows again."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    pricer = at_rates()
    tab = open_setup(pricer, "packages").packages
    tab.plan_box.choose(str(plan(desk, "BB").id))
    tab.plan_box.activated.emit(tab.plan_box.currentIndex())
    box, number, amount = tab.lines["BREAKFAST"]
    box.setChecked(True)
    number.setValue(2)
    amount.setText("dear")
    tab.do_save()
    assert "is no price" in tab.said.text()
    amount.setText("11.50")
    tab.do_save()
    pricer.settle()
    inside = plan(desk, "BB").own_package
    assert [(item.article_code, item.quantity, item.unit_minor) for item in inside] == [
        ("BREAKFAST", 2, 1_150)
    ]
    assert tab.lines["BREAKFAST"][0].isChecked()
    assert tab.lines["BREAKFAST"][2].text() == "11.50"
