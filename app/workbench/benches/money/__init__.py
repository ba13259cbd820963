"""The bench `money`: quotes and the grid of rates, night charges, balances of two years, invoices."""

from typing import Any

from app.workbench.benches.money import balances, invoice, nights, quotes

MODULES = (quotes, nights, balances, invoice)


def run(server: str = "") -> list[dict[str, Any]]:
    """Measure on files beside the user's own data, and on the Postgres database that `server` names."""
    return [row for module in MODULES for row in module.run(server)]
