"""Finance: what companies owe and how old it is, letters to the late, commissions, journals for accountants.

A company's account is its folio of the city ledger. What is open of a document follows from the postings of
that folio and from which payment was given to which debt, so the ageing is always the balance. Letters have
three levels that only rise. A stay's commission is posted once; a correction posts the difference.
"""

from app.features.finance import models
from app.features.finance.commands import HANDLERS
from app.features.finance.commands.allocating import Allocate, TakeBackAllocation
from app.features.finance.commands.commissions import PostCommissions, SetCommissionRate
from app.features.finance.commands.dunning import NoLetterDue, WriteLetters
from app.features.finance.commands.papers import IssueCommissionStatement, IssueStatement
from app.features.finance.commands.writing_off import WriteOff
from app.features.finance.integrity import CHECKS
from app.features.finance.providers.files import datev_text, save_commissions, save_csv, save_datev
from app.features.finance.queries import ANSWERS
from app.features.finance.queries.commissions import (
    CommissionLine,
    CommissionRates,
    Commissions,
    CommissionsView,
    EarnerView,
    RateView,
)
from app.features.finance.queries.journal import Journal, JournalView
from app.features.finance.queries.receivables import (
    AccountRow,
    AccountView,
    ItemView,
    LetterView,
    NextStep,
    ReceivableAccount,
    Receivables,
    ReceivablesView,
)
from app.features.finance.queries.statements import AccountStatement, StatementLine, StatementView
from app.features.finance.rules.ageing import Ageing
from app.features.finance.rules.settling import AllocationRefused, Part

__all__ = [
    "ANSWERS", "CHECKS", "HANDLERS", "AccountRow", "AccountStatement", "AccountView", "Ageing",
    "Allocate", "AllocationRefused", "CommissionLine", "CommissionRates", "Commissions",
    "CommissionsView", "EarnerView", "IssueCommissionStatement", "IssueStatement", "ItemView", "Journal",
    "JournalView", "LetterView", "NextStep", "NoLetterDue", "Part", "PostCommissions", "RateView",
    "ReceivableAccount", "Receivables", "ReceivablesView", "SetCommissionRate", "StatementLine",
    "StatementView", "TakeBackAllocation", "WriteLetters", "WriteOff", "datev_text", "models",
    "save_commissions", "save_csv", "save_datev",
]  # fmt: skip
