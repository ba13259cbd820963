"""Queries of invoices: documents for screens, and what documents are made from."""

from app.features.invoices.queries import documents, folio_paper, mails, numbers

ANSWERS = (*documents.ANSWERS, *numbers.ANSWERS, *folio_paper.ANSWERS, *mails.ANSWERS)

__all__ = ["ANSWERS"]
