"""What is done with rates: plans, their prices and seasons, restrictions, packages and agreements."""

from app.features.rates.commands.plans import HANDLERS as _PLANS
from app.features.rates.commands.plans import AddRatePlan, ChangeRatePlan, PlanCodeTaken, RateCycle
from app.features.rates.commands.prices import HANDLERS as _PRICES
from app.features.rates.commands.prices import SetPrices

HANDLERS = (*_PLANS, *_PRICES)

__all__ = ["HANDLERS", "AddRatePlan", "ChangeRatePlan", "PlanCodeTaken", "RateCycle", "SetPrices"]
