"""Tables of folios."""

from app.features.folios.models.accounts import Account, AccountDay, CashierSession, ExchangeRate
from app.features.folios.models.cards import CompanyCredit, PayLink, SavedCard, VirtualCard
from app.features.folios.models.cash import CashMove, CashRounding
from app.features.folios.models.folios import Folio, FolioWindow, Posting, RoutingRule
from app.features.folios.models.payments import DepositDue, Payment, PaymentTerms, Voucher
from app.features.folios.models.taxes import CityTaxRule, TaxExemption, TaxRule

__all__ = [
    "Account",
    "AccountDay",
    "CashMove",
    "CashRounding",
    "CashierSession",
    "CityTaxRule",
    "CompanyCredit",
    "DepositDue",
    "ExchangeRate",
    "Folio",
    "FolioWindow",
    "PayLink",
    "Payment",
    "PaymentTerms",
    "Posting",
    "RoutingRule",
    "SavedCard",
    "TaxExemption",
    "TaxRule",
    "VirtualCard",
    "Voucher",
]
