"""What finance tells: receivables by age, an account, its statement, commissions, the journal."""

from app.features.finance.queries import commissions, journal, receivables, statements

MODULES = (receivables, statements, commissions, journal)
ANSWERS = tuple(answering for module in MODULES for answering in module.ANSWERS)
