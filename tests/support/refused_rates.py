"""The refusals of rates that offer choices, as stories."""

from typing import Final

from app.features.rates import AddRatePlan, ChangeRatePlan, RateCycle
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


RATE_STORIES: Final = (derive_a_plan_from_itself,)
