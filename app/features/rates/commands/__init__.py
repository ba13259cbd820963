"""What is done with rates: plans, their prices and seasons, restrictions, packages and agreements."""

from app.features.rates.commands import plans, prices, restrictions, seasons, terms

HANDLERS = (
    *plans.HANDLERS, *prices.HANDLERS, *restrictions.HANDLERS, *seasons.HANDLERS, *terms.HANDLERS,
)  # fmt: skip

__all__ = ["HANDLERS"]
