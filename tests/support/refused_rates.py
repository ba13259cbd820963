"""The refusals of rates that offer choices, as stories."""

from typing import Final
from uuid import UUID

from app.features.rates import (
    AddRatePlan,
    ChangeRatePlan,
    LimitSpan,
    PriceSpan,
    RateCycle,
    SetPrices,
    SetRestrictions,
)
from app.features.reservations import ChangeStayDates, MoveStay, RateRefused
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk


def derive_a_plan_from_itself(desk: Desk) -> tuple[type[AppError], Command]:
    """Over another plan, which can be freed."""
    first, second, third = (desk.app.new_id() for _ in range(3))
    for plan_id, code, parent_id in ((first, "BAR", None), (second, "NRF", first), (third, "WEB", second)):
        desk.do(
            AddRatePlan, plan_id=plan_id, property_id=desk.hotel.property_id, code=code, name=code,
            parent_id=parent_id,
        )  # fmt: skip
    return RateCycle, ChangeRatePlan(id=desk.app.new_id(), plan_id=first, parent_id=third)


def book_a_closed_rate(desk: Desk) -> tuple[type[AppError], Command]:
    """The plan is closed on the first night; another one is sold."""
    plans = {code: desk.app.new_id() for code in ("BAR", "NRF")}
    for code, plan_id in plans.items():
        desk.do(
            AddRatePlan, plan_id=plan_id, property_id=desk.hotel.property_id, code=code, name=code.title()
        )
    desk.do(
        SetPrices, property_id=desk.hotel.property_id,
        spans=(PriceSpan(desk.day(0), desk.day(9), tuple(plans.values()), value=12_000),),
    )  # fmt: skip
    desk.do(
        SetRestrictions, property_id=desk.hotel.property_id,
        spans=(LimitSpan(desk.day(0), desk.day(0), "closed", 1, (plans["NRF"],)),),
    )  # fmt: skip
    return RateRefused, desk.reserve(desk.request("101", 0, 2, rate_code="NRF"))


def _sold_before_a_closed_night(desk: Desk) -> UUID:
    """A stay of two nights that a plan sold; its fourth night is closed, the third is sold."""
    plan_id = desk.app.new_id()
    desk.do(AddRatePlan, plan_id=plan_id, property_id=desk.hotel.property_id, code="BAR", name="Bar")
    desk.do(
        SetPrices, property_id=desk.hotel.property_id,
        spans=(PriceSpan(desk.day(0), desk.day(9), (plan_id,), value=12_000),),
    )  # fmt: skip
    stay_id = desk.book("101", 0, 2, rate_code="BAR")
    desk.do(
        SetRestrictions, property_id=desk.hotel.property_id,
        spans=(LimitSpan(desk.day(3), desk.day(3), "closed", 1, (plan_id,)),),
    )  # fmt: skip
    return stay_id


def stay_on_into_a_closed_night(desk: Desk) -> tuple[type[AppError], Command]:
    """Until the fifth day, over the night that is closed."""
    stay_id = _sold_before_a_closed_night(desk)
    longer = ChangeStayDates(
        id=desk.app.new_id(), stay_id=stay_id, arrival=desk.day(0), departure=desk.day(5)
    )
    return RateRefused, longer


def move_to_a_closed_night(desk: Desk) -> tuple[type[AppError], Command]:
    """The whole stay, to the day that is closed; the day after is sold."""
    stay_id = _sold_before_a_closed_night(desk)
    return RateRefused, MoveStay(
        id=desk.app.new_id(), stay_id=stay_id, room_id=desk.rooms["101"], arrival=desk.day(3)
    )


RATE_STORIES: Final = (
    derive_a_plan_from_itself,
    book_a_closed_rate,
    stay_on_into_a_closed_night,
    move_to_a_closed_night,
)
