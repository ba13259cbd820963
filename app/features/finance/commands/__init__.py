"""What the desk does with receivables and commissions. Each module has its own."""

from app.features.finance.commands import allocating, commissions, dunning, writing_off

MODULES = (allocating, writing_off, dunning, commissions)
HANDLERS = tuple(handling for module in MODULES for handling in module.HANDLERS)
