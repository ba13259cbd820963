"""Changing a stay that a rate plan sold: nights added at today's price, kept and given back as sold."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.features.rates import ChangeRatePlan, SetAgreement
from app.features.reservations import ChangeStayDates, MoveStay, Together
from app.kernel.errors import InvalidInput
from tests.app.rates.house import Rates, found_companies
from tests.support.desk import Desk

Sold = list[tuple[int, int, str]]


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """A plan at 100.00 in both types, and 30.00 more in the small one."""
    rates = Rates(desk, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    rates.prices("BAR", 13_000, room_type_ids=(desk.small_type,))
    return rates


def sold(desk: Desk, stay_id: UUID) -> Sold:
    """Day, price and plan of each night."""
    view = desk.view(stay_id)
    return [((n.night - desk.day(0)).days, n.price_minor, n.rate_code) for n in view.nights]


def resize(desk: Desk, stay_id: UUID, first: int, last: int, **more: object) -> dict[str, object]:
    """Pull the edges."""
    return desk.do(
        ChangeStayDates, stay_id=stay_id, arrival=desk.day(first), departure=desk.day(last), **more
    ).result  # fmt: skip


def test_added_nights_cost_what_the_plan_asks_today(rates: Rates) -> None:
    """At both ends; what was sold before stays as sold."""
    desk = rates.desk
    stay_id = desk.book("101", 2, 2, rate_code="BAR")
    rates.prices("BAR", 15_000, 0, 3)
    rates.prices("BAR", 17_500, 4, 9)
    resize(desk, stay_id, 1, 6)
    assert sold(desk, stay_id) == [
        (1, 15_000, "BAR"), (2, 10_000, "BAR"), (3, 10_000, "BAR"), (4, 17_500, "BAR"), (5, 17_500, "BAR"),
    ]  # fmt: skip


def test_prices_given_for_added_nights_stand(rates: Rates) -> None:
    """The desk may name them."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 1, rate_code="BAR")
    resize(desk, stay_id, 0, 3, prices=(4_000, 5_000))
    assert [price for _, price, _ in sold(desk, stay_id)] == [10_000, 4_000, 5_000]


def test_a_shorter_stay_gives_back_what_was_booked(rates: Rates) -> None:
    """The price as sold for each dropped night, whatever it costs today."""
    desk = rates.desk
    rates.prices("BAR", 22_000, 3, 3)
    stay_id = desk.book("101", 1, 4, rate_code="BAR")
    rates.prices("BAR", 50_000)
    result = resize(desk, stay_id, 2, 3)
    assert (result["given_back_minor"], result["nights_given_back"]) == (10_000 + 22_000 + 10_000, 3)
    assert sold(desk, stay_id) == [(2, 10_000, "BAR")]


def test_other_days_cost_what_is_new(rates: Rates) -> None:
    """Nights that were sold keep their price by date, so a stay moved by a day pays one new night."""
    desk = rates.desk
    rates.prices("BAR", 11_000, 2, 2)
    stay_id = desk.book("101", 1, 3, rate_code="BAR")
    rates.prices("BAR", 20_000)
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["101"], arrival=desk.day(2))
    assert sold(desk, stay_id) == [(2, 11_000, "BAR"), (3, 10_000, "BAR"), (4, 20_000, "BAR")]


def test_a_stay_without_a_plan_takes_its_prices_along(rates: Rates) -> None:
    """As it always was: prices by hand are for the stay."""
    desk = rates.desk
    stay_id = desk.book("101", 1, 2, prices=(5_000, 6_000))
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["101"], arrival=desk.day(2))
    assert sold(desk, stay_id) == [(2, 5_000, ""), (3, 6_000, "")]
    resize(desk, stay_id, 2, 5)
    assert sold(desk, stay_id)[-1] == (4, 6_000, "")


def test_another_type_keeps_the_price_or_pays_the_difference(rates: Rates) -> None:
    """The difference of two quotes for the same nights, so that a discount given at booking stays."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 2, rate_code="BAR", prices=(8_000, 9_000))
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["201"])
    assert [price for _, price, _ in sold(desk, stay_id)] == [8_000, 9_000]
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["202"], reprice=True)
    assert [price for _, price, _ in sold(desk, stay_id)] == [11_000, 12_000]
    assert desk.view(stay_id).room_type_id == desk.small_type
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["101"], reprice=True)
    assert [price for _, price, _ in sold(desk, stay_id)] == [8_000, 9_000]


def test_other_days_and_another_type_at_once(rates: Rates) -> None:
    """The new night in the new type; the kept one at its price with the difference."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 2, rate_code="BAR")
    rates.prices("BAR", 20_000, 2, 2, room_type_ids=(desk.hotel.room_type_id,))
    desk.do(
        MoveStay, stay_id=stay_id, room_id=desk.rooms["201"], arrival=desk.day(1), reprice=True
    )  # fmt: skip
    assert sold(desk, stay_id) == [(1, 13_000, "BAR"), (2, 13_000, "BAR")]


def test_a_plan_without_a_price_follows_the_neighbour(rates: Rates) -> None:
    """A change is not refused for it; a plan that is not sold any more still says what it costs."""
    desk = rates.desk
    stay_id = desk.book("101", 29, 2, rate_code="BAR")
    resize(desk, stay_id, 29, 33)
    assert sold(desk, stay_id)[-1] == (32, 10_000, "BAR")
    desk.do(ChangeRatePlan, plan_id=rates.plans["BAR"], active=False)
    rates.prices("BAR", 12_500, 28, 28)
    resize(desk, stay_id, 28, 33)
    assert sold(desk, stay_id)[0] == (28, 12_500, "BAR")


def test_an_agreement_and_the_ages_still_count(rates: Rates) -> None:
    """An added night is for the same people and the same company."""
    desk = rates.desk
    rates.plan("CORP", "BAR", kind="corporate", child_bands=((0, 3), (3, 12)))
    rates.prices("CORP", 1_000, part="child2")
    company = found_companies(desk, "Acme")["Acme"]
    desk.do(
        SetAgreement, agreement_id=desk.app.new_id(), plan_id=rates.plans["CORP"], company_id=company,
        discount_bp=1_000, valid_from=desk.day(0),
    )  # fmt: skip
    stay_id = desk.book(
        "101", 0, 1, rate_code="CORP", adults=2, children=1, child_ages=(8,), company_id=company
    )
    resize(desk, stay_id, 0, 2)
    assert [price for _, price, _ in sold(desk, stay_id)] == [9_900, 9_900]


def test_undo_and_redo_keep_prices(rates: Rates) -> None:
    """What an undo brings back is the price as it was, and a redo that of the first time."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 2, rate_code="BAR")
    before = sold(desk, stay_id)
    rates.prices("BAR", 14_000, 2, 9)
    command = ChangeStayDates(
        id=desk.app.new_id(), stay_id=stay_id, arrival=desk.day(0), departure=desk.day(4)
    )
    desk.app.execute(command)
    after = sold(desk, stay_id)
    assert after == [*before, (2, 14_000, "BAR"), (3, 14_000, "BAR")]
    rates.prices("BAR", 30_000)
    undo = desk.app.new_id()
    desk.app.undo(command.id, undo)
    assert sold(desk, stay_id) == before
    desk.app.undo(undo)
    assert sold(desk, stay_id) == after


def test_several_at_once(rates: Rates) -> None:
    """Each part is priced by its own plan."""
    desk = rates.desk
    first = desk.book("101", 0, 1, rate_code="BAR")
    second = desk.book("102", 0, 1, prices=(5_000,))
    rates.prices("BAR", 19_000)
    new_id, ends = desk.app.new_id, desk.day(0) + timedelta(days=2)
    parts = tuple(
        ChangeStayDates(id=new_id(), stay_id=stay_id, arrival=desk.day(0), departure=ends)
        for stay_id in (first, second)
    )
    desk.do(Together, commands=parts)
    assert [price for _, price, _ in sold(desk, first)] == [10_000, 19_000]
    assert [price for _, price, _ in sold(desk, second)] == [5_000, 5_000]


def test_prices_of_a_move_are_one_for_each_night(rates: Rates) -> None:
    """Given prices stand; another number of them, or one that cannot be, is refused."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 2, rate_code="BAR")
    room_id = desk.rooms["102"]
    desk.do(MoveStay, stay_id=stay_id, room_id=room_id, prices=(1_000, 2_000))
    assert [price for _, price, _ in sold(desk, stay_id)] == [1_000, 2_000]
    for prices in ((1_000,), (1_000, -1)):
        desk.refused(InvalidInput, MoveStay, stay_id=stay_id, room_id=room_id, prices=prices)
