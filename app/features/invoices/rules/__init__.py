"""Rules of invoices: numbers and days of a series, VAT numbers, what of a window stands on a document."""
