"""What is asked about rates: quotes, the grid, the plans and their terms, dates that cannot be sold."""

from app.features.rates.queries import grid, impossible, plans, quotes

ANSWERS = (*quotes.ANSWERS, *grid.ANSWERS, *impossible.ANSWERS, *plans.ANSWERS)

__all__ = ["ANSWERS"]
