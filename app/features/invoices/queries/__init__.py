"""Queries of invoices: documents for screens, and what documents are made from."""

from app.features.invoices.queries import documents, numbers

ANSWERS = (*documents.ANSWERS, *numbers.ANSWERS)

__all__ = ["ANSWERS"]
