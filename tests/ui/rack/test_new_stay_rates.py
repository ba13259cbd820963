"""The panel of a new stay sells by rate plans: what is offered, explained, forbidden, typed and booked."""

import pytest
from PySide6.QtCore import QPoint

from app.features.guests import AddCompany
from app.features.rates import LimitSpan, SetAgreement, SetRestrictions
from app.features.reservations import RateRefused, StayView
from tests.app.rates.house import Rates
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from tests.ui.rack.receptionist import Receptionist
from ui.features.rack.new_stay_panel import NewStayPanel
from ui.shell.quote_lines import QuoteLines


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """A plan at 120.00, another one below it that is closed tomorrow."""
    rates = Rates(desk, {})
    rates.plan("BAR", child_bands=((0, 12),))
    rates.plan("NRF", "BAR", derive_bp=-1_000)
    rates.prices("BAR", 12_000)
    rates.prices("BAR", 2_000, part="child1")
    span = LimitSpan(desk.day(1), desk.day(1), "closed", 1, (rates.plans["NRF"],))
    desk.do(SetRestrictions, property_id=desk.hotel.property_id, spans=(span,))
    return rates


def opened(hands: Receptionist) -> NewStayPanel:
    """The form for two nights from tomorrow in room 103."""
    start = hands.cell_point("103", 1)
    hands.drag(start, start + QPoint(round(2 * hands.day_px()), 0))
    hands.settle()
    form = hands.page.booking.form
    assert form is not None
    form.guest.input.setText("Okonkwo, Ada")
    return form


def names(form: NewStayPanel) -> list[tuple[str, bool]]:
    """The rows of the list, and whether they are sold."""
    return [(row.words[0], row.is_sold) for row in form.rate.list.rows]


def booked(hands: Receptionist) -> StayView:
    """The stay that is selected after booking."""
    hands.settle()
    stay = hands.page.selected.stay
    assert stay is not None
    return stay


@pytest.mark.usefixtures("rates")
def test_the_first_rate_that_is_sold_is_chosen_and_booked(at_window: AtWindow) -> None:
    """With its total at the foot; the other says why it is not sold; the stay has the plan's prices."""
    hands = at_window()
    form = opened(hands)
    assert names(form) == [("Bar", True), ("Nrf", False), ("Another price", True)]
    assert form.rate.list.rows[1].quote is not None
    assert "Closed on" in form.rate.list.rows[1].quote.refused[0]
    assert (form.total.text(), form.price.minor) == ("€ 240.00", 12_000)
    assert "Bar" in form.rate.list.accessibleName()
    form.book()
    stay = booked(hands)
    assert [(n.price_minor, n.rate_code) for n in stay.nights] == [(12_000, "BAR")] * 2


@pytest.mark.usefixtures("rates")
def test_the_price_explains_itself(at_window: AtWindow) -> None:
    """Line by line under the list, for the party as it is: a child pays its band."""
    hands = at_window()
    form = opened(hands)
    form.children_box.setValue(1)
    form.ages.setText("7")
    form.ages.textEdited.emit("7")
    hands.settle()
    assert form.total.text() == "€ 280.00"
    form.rate.how.click()
    hands.settle()
    (lines,) = form.rate.findChildren(QuoteLines)
    assert lines.isVisible()
    form.book()
    stay = booked(hands)
    assert (stay.child_ages, stay.total_minor) == ((7,), 28_000)


@pytest.mark.usefixtures("rates")
def test_a_typed_price_goes_before_the_rates(at_window: AtWindow) -> None:
    """Whatever was chosen; other dates keep it."""
    hands = at_window()
    form = opened(hands)
    form.price.setText("75")
    form.price.textEdited.emit("75")
    assert form.rate.quote is None
    form.adults.setValue(1)
    hands.settle()
    assert form.rate.quote is None
    assert form.total.text() == "€ 150.00"
    form.book()
    assert [(n.price_minor, n.rate_code) for n in booked(hands).nights] == [(7_500, "")] * 2


@pytest.mark.usefixtures("rates")
def test_booking_waits_for_the_price(at_window: AtWindow) -> None:
    """Enter right after a change books at the price of what is asked, not of what was shown before."""
    hands = at_window()
    form = opened(hands)
    form.children_box.setValue(1)
    assert form.rate.is_asking
    form.book()
    assert booked(hands).total_minor == 24_000


@pytest.mark.usefixtures("rates")
def test_a_rate_that_is_not_sold_offers_what_is(at_window: AtWindow) -> None:
    """It can be held, says why, and its booking is refused with the other rate and the way around."""
    hands = at_window()
    form = opened(hands)
    form.rate.list.chosen.emit(0)
    form.rate.list.hold(1)
    form.rate.list.chosen.emit(1)
    assert "Closed on" in form.rate.field.sentence
    seen: list[RateRefused] = []
    hands.page.desk.refused.connect(seen.append)
    form.book()
    hands.settle()
    assert [choice.label for choice in seen[0].choices] == ["Bar", "Sell it all the same"]
    popover = hands.page.desk.popover
    assert popover is not None
    popover.chosen.emit(seen[0].choices[1])
    popover.close()
    assert [(n.price_minor, n.rate_code) for n in booked(hands).nights] == [(10_800, "NRF")] * 2


def test_a_company_opens_its_rate(rates: Rates, desk: Desk, at_window: AtWindow) -> None:
    """Its agreement is quoted and booked."""
    rates.plan("CORP", "BAR", kind="corporate")
    company = desk.app.new_id()
    desk.do(AddCompany, company_id=company, kind="company", code="ACME", name="Acme")
    desk.do(
        SetAgreement, agreement_id=desk.app.new_id(), plan_id=rates.plans["CORP"], company_id=company,
        discount_bp=2_000, valid_from=desk.day(0),
    )  # fmt: skip
    hands = at_window()
    form = opened(hands)
    form.rate.company.choose(str(company))
    form.rate.company.activated.emit(1)
    hands.settle()
    row = [name for name, _ in names(form)].index("Corp")
    form.rate.list.hold(row)
    form.rate.list.chosen.emit(row)
    form.book()
    stay = booked(hands)
    assert (stay.company, stay.total_minor) == ("Acme", 19_200)


def test_without_plans_it_is_as_it_was(at_window: AtWindow) -> None:
    """No list, no codes: the published price in its field."""
    hands = at_window()
    form = opened(hands)
    assert not form.rate.field.isVisible()
    assert not form.rate.opening.isVisible()
    assert (form.total.text(), form.price.minor) == ("€ 180.00", 9_000)


@pytest.mark.usefixtures("rates")
@pytest.mark.parametrize("text", ["x", "3", "3, 4, 5"])
def test_ages_that_cannot_be_are_told(at_window: AtWindow, text: str) -> None:
    """At their field; nothing is booked."""
    hands = at_window()
    form = opened(hands)
    form.children_box.setValue(2)
    form.ages.setText(text)
    form.ages.textEdited.emit(text)
    hands.settle()
    form.book()
    assert form.ages_field.sentence
    assert hands.page.booking.form is form
