"""The prices of a hotel's first rate plan as the rates view draws them: by type and day.

It loads the rates; the rates view imports it when it is first opened.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.features.rates import RateGrid, RateGridView
from ui.features.rack.rack_data import number_of
from ui.features.rack.rates_scene import PlanRow


def question(property_id: UUID, first: date, last: date) -> RateGrid:
    """The rates of a hotel's days."""
    return RateGrid(property_id=property_id, first=first, last=last)


def rows_of(view: RateGridView) -> dict[UUID, PlanRow]:
    """By type its prices by the first plan that is not derived; nothing where there is no plan."""
    own = next((number for number, plan in enumerate(view.plans) if plan.parent < 0), None)
    if own is None:
        return {}
    prices: Sequence[Sequence[int]] = view.minor[own].tolist()
    return {
        kind.id: PlanRow(view.plans[own].name, number_of(view.first), tuple(prices[number]))
        for number, kind in enumerate(view.types)
    }
