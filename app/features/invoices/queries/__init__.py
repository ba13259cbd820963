"""Queries of invoices: documents for screens, and what documents are made from."""

from app.features.invoices.queries import documents, mails, numbers

ANSWERS = (*documents.ANSWERS, *numbers.ANSWERS, *mails.ANSWERS)

__all__ = ["ANSWERS"]
