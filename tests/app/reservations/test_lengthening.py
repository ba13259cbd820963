"""Lengthening a stay that a plan sold: what the plan restricts is refused as for a new sale, with ways on."""

from dataclasses import replace
from typing import Any

import pytest

from app.features.rates import LimitSpan, SetRestrictions
from app.features.reservations import ChangeStayDates, MoveStay, RateRefused
from app.kernel.errors import NotPermitted
from tests.app.rates.house import Rates
from tests.support.desk import Desk


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """A plan at 100.00."""
    rates = Rates(desk, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    return rates


def limit(rates: Rates, name: str, value: int | None, first: int, last: int) -> None:
    """Restrict the plan, all types."""
    span = LimitSpan(rates.desk.day(first), rates.desk.day(last), name, value, (rates.plans["BAR"],))
    rates.desk.do(SetRestrictions, property_id=rates.desk.hotel.property_id, spans=(span,))


def longer(desk: Desk, first: int, last: int, old: tuple[int, int], **booked: Any) -> ChangeStayDates:
    """A stay of the plan with these days, and the command that gives it others."""
    booked.setdefault("rate_code", "BAR")
    stay_id = desk.book("101", old[0], old[1] - old[0], **booked)
    return ChangeStayDates(
        id=desk.app.new_id(), stay_id=stay_id, arrival=desk.day(first), departure=desk.day(last)
    )


def test_a_closed_night_is_refused(rates: Rates) -> None:
    """Until the night before, or all the same: both are offered, and both go."""
    desk = rates.desk
    command = longer(desk, 0, 5, (0, 2))
    limit(rates, "closed", 1, 3, 3)
    error = desk.refusal(RateRefused, command)
    assert error.sentence.startswith("BAR is not sold for the added nights. Closed on")
    assert [choice.label for choice in error.choices] == ["Extend to 24 Nov only", "Sell it all the same"]
    desk.app.execute(error.choices[0].command)
    assert desk.view(command.stay_id).departure == desk.day(3)
    desk.app.undo(error.choices[0].command.id)
    desk.app.execute(error.choices[1].command)
    assert desk.view(command.stay_id).departure == desk.day(5)


def test_who_may_not_override_is_not_offered_it(rates: Rates) -> None:
    """Nor taken at the word."""
    desk = rates.desk
    command = longer(desk, 0, 4, (0, 2))
    limit(rates, "closed", 1, 3, 3)
    clerk = desk.app.as_actor(replace(desk.app.actor, permissions=frozenset({"reservations.*"})))
    with pytest.raises(RateRefused) as caught:
        clerk.execute(command)
    assert [choice.label for choice in caught.value.choices] == ["Extend to 24 Nov only"]
    with pytest.raises(NotPermitted):
        clerk.execute(replace(command, despite_limits=True))


def test_the_whole_stay_counts(rates: Rates) -> None:
    """A longest stay is of all nights; a day that nobody may leave on is named; an arrival too."""
    desk = rates.desk
    limit(rates, "max_through", 3, 0, 9)
    command = longer(desk, 0, 4, (0, 3))
    assert "at most 3 nights" in desk.refusal(RateRefused, command).sentence
    limit(rates, "max_through", None, 0, 9)
    limit(rates, "no_departure", 1, 4, 4)
    assert "No departures on" in desk.refusal(RateRefused, command).sentence
    desk.app.execute(replace(command, id=desk.app.new_id(), departure=desk.day(5)))
    earlier = longer(desk, 9, 12, (10, 12))
    limit(rates, "no_arrival", 1, 9, 9)
    error = desk.refusal(RateRefused, earlier)
    assert [choice.label for choice in error.choices] == ["Sell it all the same"]


def test_what_stood_before_is_no_reason(rates: Rates) -> None:
    """A stay shorter than the plan's shortest may grow; a shorter one and prices by hand are never asked."""
    desk = rates.desk
    command = longer(desk, 0, 3, (0, 2))
    limit(rates, "min_through", 6, 0, 9)
    desk.app.execute(command)
    assert len(desk.nights(command.stay_id)) == 3
    limit(rates, "closed", 1, 0, 9)
    desk.app.execute(replace(command, id=desk.app.new_id(), departure=desk.day(1)))
    desk.app.execute(replace(command, id=desk.app.new_id(), departure=desk.day(2), prices=(9_000,)))
    assert [price for _, _, price in desk.nights(command.stay_id)][1:] == [9_000]
    unsold = longer(desk, 4, 7, (4, 6), rate_code="", prices=(1_000, 1_000))
    desk.app.execute(unsold)
    assert len(desk.nights(unsold.stay_id)) == 3


def test_another_day_is_asked_as_a_sale(rates: Rates) -> None:
    """Closed, no arrival, least and longest stay: with the nearest day that is sold, and all the same."""
    desk = rates.desk
    stay_id = desk.book("101", 0, 3, rate_code="BAR")
    move = MoveStay(id=desk.app.new_id(), stay_id=stay_id, room_id=desk.rooms["101"], arrival=desk.day(10))
    limit(rates, "no_arrival", 1, 10, 10)
    error = desk.refusal(RateRefused, move)
    assert error.sentence.startswith("BAR is not sold for these nights. No arrivals on")
    assert [choice.label for choice in error.choices] == ["Move it to 02 Dec", "Sell it all the same"]
    for name, value, day, said in (
        ("closed", 1, 12, "Closed on"), ("no_departure", 1, 13, "No departures on"),
        ("min_arrival", 4, 10, "At least 4 nights"), ("max_through", 2, 11, "at most 2 nights"),
    ):  # fmt: skip
        limit(rates, "no_arrival", None, 10, 10)
        limit(rates, name, value, day, day)
        assert said in desk.refusal(RateRefused, move).sentence
        limit(rates, name, None, day, day)
    limit(rates, "no_arrival", 1, 10, 10)
    for choice, day in zip(error.choices, (11, 10), strict=True):
        desk.app.execute(choice.command)
        assert desk.view(stay_id).arrival == desk.day(day)
        desk.app.undo(choice.command.id)
    clerk = desk.app.as_actor(replace(desk.app.actor, permissions=frozenset({"reservations.*"})))
    with pytest.raises(NotPermitted):
        clerk.execute(replace(move, id=desk.app.new_id(), despite_limits=True))
    desk.app.execute(replace(move, id=desk.app.new_id(), prices=(9_000, 9_000, 9_000)))
    assert desk.view(stay_id).arrival == desk.day(10)
