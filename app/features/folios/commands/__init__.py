"""What the desk does with money: ledgers, folios, charges, payments, the cashier. Each module has its own.

No text of a command on money is taken that looks like a card number: that is asked before each handler.
"""

from functools import partial

from app.features.folios.commands import (
    accounts,
    cards,
    cashier,
    charges,
    correcting,
    deposits,
    exemptions,
    moving,
    nights,
    opening,
    payments,
    rebuilding,
    routing,
    taxes,
    terms,
    vouchers,
)
from app.features.folios.rules.pan import ensure_no_card_number
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command


def _without_card_numbers(
    command: Command, *, handling: Handling, uow: UnitOfWork, clock: Clock
) -> dict[str, object]:
    ensure_no_card_number(command)
    return handling.handler(command, uow=uow, clock=clock)


MODULES = (
    accounts, opening, charges, correcting, moving, routing, nights, taxes, exemptions, payments, cards,
    deposits, cashier, terms, vouchers, rebuilding,
)  # fmt: skip
HANDLERS = tuple(
    Handling(handling.command, partial(_without_card_numbers, handling=handling))
    for module in MODULES
    for handling in module.HANDLERS
)
