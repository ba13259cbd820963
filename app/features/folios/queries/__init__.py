"""Folios and ledgers as screens see them. Each module has its own questions."""

from app.features.folios.queries import (
    cashier,
    credit,
    deposits,
    folios,
    ledgers,
    nights,
    payments,
    taxes,
    trying,
    vouchers,
)

MODULES = (folios, ledgers, nights, taxes, trying, payments, deposits, credit, cashier, vouchers)
ANSWERS = tuple(answering for module in MODULES for answering in module.ANSWERS)
