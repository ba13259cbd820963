"""Commands of invoices: who issues and who is billed, how numbers are written, documents."""

from app.features.invoices.commands import issuing, parties

HANDLERS = (*parties.HANDLERS, *issuing.HANDLERS)
