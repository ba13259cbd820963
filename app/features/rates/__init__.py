"""Rates: what a stay costs, by which plan, and why.

A quote explains itself line by line. Prices are set by night in a grid, by season, or derived from a
parent plan; restrictions say what may not be sold."""

from app.features.rates import models

__all__ = ["models"]
