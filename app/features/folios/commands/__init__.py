"""What the desk does with money owed: ledgers, folios, charges, corrections. Each module has its own."""

from app.features.folios.commands import (
    accounts,
    charges,
    correcting,
    exemptions,
    moving,
    opening,
    routing,
    taxes,
)

MODULES = (accounts, opening, charges, correcting, moving, routing, taxes, exemptions)
HANDLERS = tuple(handling for module in MODULES for handling in module.HANDLERS)
