"""The settings of money: ledgers, taxes, city tax, issuer, numbers, accounts, cash, commissions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.finance import CommissionRates
from app.features.folios import CashTerms, Chart, SetUpLedgers, TaxRules
from app.features.invoices import IssuerOf, SeriesOf
from app.kernel.errors import NotFound
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.invoices.conftest import At
from ui.features import invoices
from ui.features.invoices.cash_tab import CashTab
from ui.features.invoices.chart_tab import ChartTab
from ui.features.invoices.issuer_tab import IssuerTab
from ui.features.invoices.series_tab import SeriesTab
from ui.features.invoices.settings_card import MoneySection
from ui.features.invoices.shares_tab import SharesTab
from ui.features.invoices.tax_forms import CityForm
from ui.features.invoices.taxes_tab import TaxesTab
from ui.shell.pages import ShellRegistry
from ui.shell.settings_page import SettingsPage
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


@pytest.fixture
def books(desk: Desk) -> Desk:
    """The hotel with its ledgers."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return desk


def test_ledgers_are_set_up_by_one_button(desk: Desk, at: At) -> None:
    """A house without ledgers is offered them; a country that is none is refused at its field."""
    clerk = at("money_settings")
    page = clerk.money
    assert page.stack.currentWidget() is page.set_up
    page.set_up.country.setText("P")
    page.set_up.go.click()
    assert page.set_up.field.sentence
    page.set_up.country.setText("PT")
    page.set_up.go.click()
    clerk.settle()
    assert desk.app.ask(Chart(property_id=desk.hotel.property_id))
    tab = page.tab
    assert isinstance(tab, TaxesTab)
    assert len(tab.taxes.rows_model.rows) >= 5
    assert not page.grab().isNull()


def test_a_tax_gets_a_new_rate(books: Desk, at: At) -> None:
    """The rate before ends; what cannot be read, and what is refused, is said at its field."""
    clerk = at("money_settings")
    tab = clerk.money.tab
    assert isinstance(tab, TaxesTab)
    tab.taxes.select(lambda line: line.rule.code == "LODGING" and line.state == "now")
    assert tab.taxes.current is not None
    tab.anew(tab.taxes.current.rule)
    clerk.type(clerk.form, bp="many", valid_from="1.1.2027")
    clerk.enter(clerk.form)
    assert clerk.form.fields["bp"].sentence
    clerk.type(clerk.form, bp="7,5", valid_from="1.1.2027")
    clerk.enter(clerk.form)
    known = books.app.ask(TaxRules(property_id=books.hotel.property_id)).rules
    rules = [rule for rule in known if rule.code == "LODGING"]
    assert [(r.bp, r.valid_until is None) for r in rules][:2] == [(750, True), (600, False)]
    assert tab.form is None


def test_a_tax_is_ended(books: Desk, at: At) -> None:
    """A day before the first is refused at the field."""
    clerk = at("money_settings")
    tab = clerk.money.tab
    assert isinstance(tab, TaxesTab)
    tab.taxes.select(lambda line: line.state == "now")
    assert tab.taxes.current is not None
    rule = tab.taxes.current.rule
    tab.end(rule)
    clerk.type(clerk.form, last_day="1.1.1999")
    clerk.enter(clerk.form)
    assert clerk.form.fields["last_day"].sentence
    clerk.type(clerk.form, last_day="31.12.2026")
    clerk.enter(clerk.form)
    known = books.app.ask(TaxRules(property_id=books.hotel.property_id)).rules
    assert [str(r.valid_until) for r in known if r.id == rule.id] == ["2026-12-31"]


@pytest.mark.usefixtures("books")
def test_a_city_tax_is_taken_over(at: At) -> None:
    """Ten cities are ready; the terms stand in sentences with the warning to check them."""
    clerk = at("money_settings")
    tab = clerk.money.tab
    assert isinstance(tab, TaxesTab)
    tab.add_city()
    form = tab.form
    assert isinstance(form, CityForm)
    assert form.city.count() == 10
    form.city.choose("LISBON")
    assert "check" in form.verify.text()
    clerk.enter(form)
    clerk.qtbot.waitUntil(lambda: bool(tab.city.rows_model.rows), timeout=5_000)
    line = tab.city.rows_model.rows[0]
    assert any("a person and night" in sentence for sentence in line.said)
    tab.show_city(line)
    assert clerk.form.accessibleName() == line.rule.name
    QTest.keyClick(clerk.form, Qt.Key.Key_Escape)
    assert tab.form is None


def test_who_writes_the_bills(books: Desk, at: At) -> None:
    """A number that cannot be one is said at its field, with ways on; then all is saved."""
    clerk = at("money_settings", tab="issuer")
    tab = clerk.money.tab
    assert isinstance(tab, IssuerTab)
    form = tab.form_of_issuer
    assert form is not None
    clerk.type(form, name="Miradouro Lda", country="PT", vat_id="PT123", iban="PT50")
    clerk.enter(form)
    assert form.fields["iban"].sentence
    clerk.type(form, iban="")
    clerk.enter(form)
    assert form.fields["vat_id"].sentence
    assert form.notice is not None
    assert form.edits["name"].text() == "Miradouro Lda"
    clerk.type(form, vat_id="")
    form.days.setValue(21)
    clerk.enter(form)
    known = books.app.ask(IssuerOf(property_id=books.hotel.property_id))
    assert known is not None
    assert (known.name, known.due_days) == ("Miradouro Lda", 21)


def test_numbers_are_written_otherwise(books: Desk, at: At) -> None:
    """The next number shows how."""
    clerk = at("money_settings", tab="series")
    tab = clerk.money.tab
    assert isinstance(tab, SeriesTab)
    before = tab.table.rows_model.rows[0]
    assert before.next.startswith("FT 2026-")
    assert before.next.endswith("/000001")
    tab.change(before)
    clerk.type(clerk.form, prefix="")
    clerk.enter(clerk.form)
    assert clerk.form.fields["prefix"].sentence
    clerk.type(clerk.form, prefix="RE")
    clerk.enter(clerk.form)
    assert books.app.ask(SeriesOf(property_id=books.hotel.property_id))["invoice"].prefix == "RE"
    clerk.qtbot.waitUntil(lambda: tab.table.rows_model.rows[0].next.startswith("RE 2026-"), timeout=5_000)


def test_an_account_is_added(books: Desk, at: At) -> None:
    """It stands in the chart; without a name it is refused."""
    clerk = at("money_settings", tab="chart")
    tab = clerk.money.tab
    assert isinstance(tab, ChartTab)
    tab.add.click()
    clerk.enter(clerk.form)
    assert clerk.form.fields["code"].sentence
    clerk.type(clerk.form, code="4420", name="Bicycles")
    clerk.enter(clerk.form)
    codes = [a.code for a in books.app.ask(Chart(property_id=books.hotel.property_id))]
    assert "4420" in codes
    tab.search.setText("bicyc")
    clerk.qtbot.waitUntil(lambda: len(tab.table.rows_model.rows) == 1, timeout=5_000)


def test_rates_and_rounding(books: Desk, at: At) -> None:
    """A rate is typed as it is said; cash is rounded to five cents."""
    clerk = at("money_settings", tab="cash")
    tab = clerk.money.tab
    assert isinstance(tab, CashTab)
    tab.add.click()
    clerk.type(clerk.form, currency="usd", micro="0,9215")
    clerk.enter(clerk.form)
    tab.change_rounding()
    editor = clerk.form.fields["step_minor"].editor
    assert isinstance(editor, ChoiceBox)
    editor.choose(5)
    clerk.enter(clerk.form)
    terms = books.app.ask(CashTerms(property_id=books.hotel.property_id))
    assert ([(r.currency, r.micro) for r in terms.rates], terms.step_minor) == ([("USD", 921_500)], 5)


def test_a_commission_is_agreed(books: Desk, at: At) -> None:
    """For a channel by its code."""
    clerk = at("money_settings", tab="shares")
    tab = clerk.money.tab
    assert isinstance(tab, SharesTab)
    tab.add.click()
    clerk.type(clerk.form, bp="15")
    clerk.enter(clerk.form)
    assert clerk.form.fields["channel_code"].sentence
    clerk.type(clerk.form, channel_code="BDC")
    clerk.enter(clerk.form)
    rates = books.app.ask(CommissionRates(property_id=books.hotel.property_id))
    assert [(r.channel_code, r.bp) for r in rates] == [("BDC", 1_500)]


def test_the_way_from_the_settings(at: At) -> None:
    """A card of the settings opens the page."""
    clerk = at("documents")
    registry = ShellRegistry()
    invoices.register(registry)
    settings = SettingsPage(clerk.window.services, registry.settings)
    clerk.qtbot.addWidget(settings)
    settings.findChildren(MoneySection)[0].open.click()
    clerk.settle()
    assert clerk.money.isVisible()


@pytest.mark.usefixtures("books")
def test_a_refusal_of_the_question_is_said(at: At) -> None:
    """A strip says why nothing shows, with the way to try again."""
    clerk = at("money_settings")
    clerk.money.refused(NotFound("The hotel does not answer."))
    assert clerk.money.trouble.strip is not None
    assert clerk.money.trouble.strip.button is not None
    clerk.money.trouble.strip.button.click()
    clerk.settle()
    assert clerk.money.trouble.strip is None
