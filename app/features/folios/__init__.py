"""Folios: what guests, companies and groups owe and pay, as two-sided postings that are never edited.

A folio has windows, one per payer. A charge is posted net with its taxes beside it, in the house's open
business date, where the folio's routing sends it. A mistake is reversed by a posting that names it; what
is moved or split is reversed in one place and posted in the other, so that every ledger stays at zero.
`ledger.post` is the only writer of postings.
"""

from app.features.folios import ledger, models
from app.features.folios.commands import HANDLERS
from app.features.folios.commands.accounts import SetAccount, SetUpLedgers
from app.features.folios.commands.charges import PostCharge
from app.features.folios.commands.correcting import AlreadyReversed, Rebate, ReversePosting
from app.features.folios.commands.exemptions import ExemptFromTax, NoProof, WithdrawExemption
from app.features.folios.commands.loading import DayClosed, find_folio, find_window, folio_of_stay
from app.features.folios.commands.moving import MovePostings, SplitPosting
from app.features.folios.commands.opening import (
    AddWindow,
    ChangeWindow,
    CloseFolio,
    FolioOpenItems,
    OpenFolio,
    ReopenFolio,
    ensure_open,
)
from app.features.folios.commands.routing import RemoveRouting, SetRouting
from app.features.folios.commands.taxes import (
    EndTaxRule,
    SetCityTaxRule,
    SetTaxRule,
    TaxRuleExists,
    UseCityPreset,
)
from app.features.folios.invariants import folios_are_sound
from app.features.folios.ledger import Entry, FolioClosed
from app.features.folios.queries import ANSWERS
from app.features.folios.queries.folios import FolioOf, FolioRow, Folios, FolioView, WindowView
from app.features.folios.queries.lines import LineView, VatView
from app.features.folios.queries.taxes import (
    CityTaxOf,
    CityTaxView,
    TaxRules,
    TaxRulesView,
    city_taxes_on,
    stay_city_tax,
)
from app.features.folios.rules.reading import TermsRefused

INVARIANTS = (folios_are_sound,)

__all__ = [
    "ANSWERS", "HANDLERS", "INVARIANTS", "AddWindow", "AlreadyReversed", "ChangeWindow", "CityTaxOf",
    "CityTaxView", "CloseFolio", "DayClosed", "EndTaxRule", "Entry", "ExemptFromTax", "FolioClosed",
    "FolioOf", "FolioOpenItems", "FolioRow", "FolioView", "Folios", "LineView", "MovePostings",
    "NoProof", "OpenFolio", "PostCharge", "Rebate", "RemoveRouting", "ReopenFolio", "ReversePosting",
    "SetAccount", "SetCityTaxRule", "SetRouting", "SetTaxRule", "SetUpLedgers", "SplitPosting",
    "TaxRuleExists", "TaxRules", "TaxRulesView", "TermsRefused", "UseCityPreset", "VatView",
    "WindowView", "WithdrawExemption", "city_taxes_on", "ensure_open", "find_folio", "find_window",
    "folio_of_stay", "ledger", "models", "stay_city_tax",
]  # fmt: skip
