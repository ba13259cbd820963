"""Queries of invoices: documents for screens, and what documents are made from."""

from app.features.invoices.queries.documents import ANSWERS

__all__ = ["ANSWERS"]
