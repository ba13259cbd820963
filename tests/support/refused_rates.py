"""The refusals of rates that offer choices, as stories."""

from typing import Final

from app.features.rates import (
    AddRatePlan,
    ChangeRatePlan,
    LimitSpan,
    PriceSpan,
    RateCycle,
    SetPrices,
    SetRestrictions,
)
from app.features.reservations import RateRefused
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


RATE_STORIES: Final = (derive_a_plan_from_itself, book_a_closed_rate)
