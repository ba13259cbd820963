"""Folios: what guests, companies and groups owe and pay, as two-sided postings that are never edited."""

from app.features.folios import models

__all__ = ["models"]
