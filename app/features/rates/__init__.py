"""Rates: what a stay costs, by which plan, and why.

A quote explains itself line by line. Prices are set by night in a grid, by season, or derived from a
parent plan; restrictions say what may not be sold."""

from app.features.rates import models
from app.features.rates.commands import (
    HANDLERS,
    AddRatePlan,
    ChangeRatePlan,
    PlanCodeTaken,
    RateCycle,
    SetPrices,
)
from app.features.rates.queries import ANSWERS
from app.features.rates.queries.quotes import Quotes, QuoteView, quote_for
from app.features.rates.rules.edits import Action, PriceCell, PriceRun, PriceSpan
from app.features.rates.rules.kinds import Kind
from app.features.rates.rules.pricing import NightQuote, QuoteLine

__all__ = [
    "ANSWERS", "HANDLERS", "Action", "AddRatePlan", "ChangeRatePlan", "Kind", "NightQuote", "PlanCodeTaken",
    "PriceCell", "PriceRun", "PriceSpan", "QuoteLine", "QuoteView", "Quotes", "RateCycle", "SetPrices",
    "models", "quote_for",
]  # fmt: skip
