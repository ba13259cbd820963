"""What is asked about rates: quotes, the grid, the plans and their terms, dates that cannot be sold."""

from app.features.rates.queries import quotes

ANSWERS = (*quotes.ANSWERS,)

__all__ = ["ANSWERS"]
