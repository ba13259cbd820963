"""Tables of folios."""

from app.features.folios.models.accounts import Account, AccountDay, CashierSession, ExchangeRate
from app.features.folios.models.folios import Folio, FolioWindow, Posting, RoutingRule
from app.features.folios.models.payments import DepositDue, Payment
from app.features.folios.models.taxes import CityTaxRule, TaxExemption, TaxRule

__all__ = [
    "Account",
    "AccountDay",
    "CashierSession",
    "CityTaxRule",
    "DepositDue",
    "ExchangeRate",
    "Folio",
    "FolioWindow",
    "Payment",
    "Posting",
    "RoutingRule",
    "TaxExemption",
    "TaxRule",
]
