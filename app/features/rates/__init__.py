"""Rates: what a stay costs, by which plan, and why.

A quote explains itself line by line. Prices are set by night in a grid, by season, or derived from a
parent plan; restrictions say what may not be sold. A higher capability asks `quote_for` inside its
transaction, and `night_shares` for what of a night's price is the room's."""

from app.features.rates.commands import HANDLERS
from app.features.rates.commands.plans import AddRatePlan, ChangeRatePlan, PlanCodeTaken, RateCycle
from app.features.rates.commands.prices import SetPrices
from app.features.rates.commands.restrictions import LimitSpan, SetRestrictions
from app.features.rates.commands.seasons import AddSeason, ChangeSeason, RemoveSeason, SeasonPrice
from app.features.rates.commands.terms import Included, RemoveAgreement, SetAgreement, SetPackage
from app.features.rates.integrity import CHECKS
from app.features.rates.invariants import INVARIANTS
from app.features.rates.queries import ANSWERS
from app.features.rates.queries.grid import GridPlan, GridType, RateGrid, RateGridView
from app.features.rates.queries.impossible import ImpossibleDates, ImpossibleNights
from app.features.rates.queries.plans import (
    Agreements,
    AgreementView,
    PlanView,
    RatePlans,
    SeasonView,
    night_shares,
    packages_of,
    policy_of,
)
from app.features.rates.queries.quotes import Quotes, QuoteView, quote_for, quotes
from app.features.rates.rules.changes import Difference, Refund, difference_of_change, refund_of_shortening
from app.features.rates.rules.edits import Action, PriceCell, PriceRun, PriceSpan
from app.features.rates.rules.kinds import Kind
from app.features.rates.rules.packages import PackageTerms, Share, allocated
from app.features.rates.rules.parts import Limit, Part
from app.features.rates.rules.party import MOST_AGE
from app.features.rates.rules.policy import Fee, cancellation_fee
from app.features.rates.rules.pricing import NightQuote, QuoteLine
from app.features.rates.rules.wording import money_text

__all__ = [
    "ANSWERS", "CHECKS", "HANDLERS", "INVARIANTS", "MOST_AGE", "Action", "AddRatePlan", "AddSeason",
    "AgreementView", "Agreements",
    "ChangeRatePlan", "ChangeSeason", "Difference", "Fee", "GridPlan", "GridType", "ImpossibleDates",
    "ImpossibleNights", "Included", "Kind", "Limit", "LimitSpan", "NightQuote", "PackageTerms", "Part",
    "PlanCodeTaken", "PlanView", "PriceCell", "PriceRun", "PriceSpan", "QuoteLine", "QuoteView", "Quotes",
    "RateCycle", "RateGrid", "RateGridView", "RatePlans", "Refund", "RemoveAgreement", "RemoveSeason",
    "SeasonPrice", "SeasonView", "SetAgreement", "SetPackage", "SetPrices", "SetRestrictions", "Share",
    "allocated", "cancellation_fee", "difference_of_change", "money_text", "night_shares", "packages_of",
    "policy_of", "quote_for", "quotes",
    "refund_of_shortening",
]  # fmt: skip
