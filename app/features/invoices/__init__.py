"""Invoices: numbered, sealed documents of what stands on folios."""

from app.features.invoices import models

__all__ = ["models"]
