"""What the desk does with receivables and commissions. Each module has its own."""

from app.features.finance.commands import allocating, commissions, dunning, papers, writing_off

MODULES = (allocating, writing_off, dunning, commissions, papers)
HANDLERS = tuple(handling for module in MODULES for handling in module.HANDLERS)
