"""Commands of invoices: who issues and who is billed, how numbers are written, documents."""

from app.features.invoices.commands import issuing, mailing, parties

HANDLERS = (*parties.HANDLERS, *issuing.HANDLERS, *mailing.HANDLERS)
