"""Folios: what guests, companies and groups owe and pay, as two-sided postings that are never edited.

A folio has windows, one per payer. A charge is posted net with its taxes beside it, in the house's open
business date, where the folio's routing sends it. A mistake is reversed by a posting that names it; what
is moved or split is reversed in one place and posted in the other, so that every ledger stays at zero.
`ledger.post` is the only writer of postings.

A payment lessens what a window owes; a refund names its payment and never exceeds it. Cash goes into the
open drawer of the workstation, whose content is the sum of its moves. A card is charged by a provider after
the commit: the payment is pending, a durable job calls, `RecordCardAnswer` books the answer once. No text of
a money command may look like a card number.
"""

from app.features.folios import ledger, models
from app.features.folios.commands import HANDLERS
from app.features.folios.commands.accounts import SetAccount, SetUpLedgers
from app.features.folios.commands.cards import (
    AskProvider,
    AuthoriseCard,
    CaptureCard,
    NotPending,
    RecordCardAnswer,
    VoidCard,
)
from app.features.folios.commands.cashier import (
    CloseCashier,
    CountCashier,
    Counted,
    DrawerOpen,
    DropCash,
    HandOverCashier,
    NotCounted,
    OpenCashier,
    Variance,
)
from app.features.folios.commands.charges import PostCharge, post_charge
from app.features.folios.commands.correcting import (
    AlreadyReversed,
    Rebate,
    ReversePosting,
    VoucherSold,
    reverse_posting,
)
from app.features.folios.commands.deposits import (
    ApplyDeposit,
    NoDeposit,
    ScheduleDeposits,
    TakeDeposit,
    apply_by_rule,
)
from app.features.folios.commands.drawer import DrawerTooLow, NotThisDrawer
from app.features.folios.commands.exemptions import ExemptFromTax, NoProof, WithdrawExemption
from app.features.folios.commands.giving_back import (
    GivenBack,
    charge_again,
    take_back_nights,
    unapply_deposit,
)
from app.features.folios.commands.house_costs import HouseCost, post_house_costs, reverse_house_costs
from app.features.folios.commands.loading import DayClosed, find_folio, find_window, folio_of_stay
from app.features.folios.commands.moving import MovePostings, SplitPosting
from app.features.folios.commands.nights import MOST_STAYS, PostNights
from app.features.folios.commands.opening import (
    AddWindow,
    ChangeWindow,
    CloseFolio,
    FolioOpenItems,
    OpenFolio,
    ReopenFolio,
    add_window,
    ensure_open,
    open_folio,
)
from app.features.folios.commands.payments import RefundPayment, TakePayment
from app.features.folios.commands.rebuilding import RebuildSums
from app.features.folios.commands.routing import (
    RemoveRouting,
    SetRouting,
    set_routing,
)
from app.features.folios.commands.taking import LEAVE_BALANCE, NoDrawer
from app.features.folios.commands.taxes import (
    EndTaxRule,
    SetCityTaxRule,
    SetTaxRule,
    TaxRuleExists,
    UseCityPreset,
)
from app.features.folios.commands.terms import (
    ForgetCard,
    RecordVirtualCard,
    SaveCard,
    SetCashRounding,
    SetCredit,
    SetExchangeRate,
    SetPaymentTerms,
)
from app.features.folios.commands.vouchers import (
    SellVoucher,
    VoucherRefused,
    VoucherTooLow,
    WithdrawVoucher,
)
from app.features.folios.events import LinesMoved
from app.features.folios.integrity import CHECKS
from app.features.folios.invariants import drawers_are_sound, folios_are_sound
from app.features.folios.jobs import card_calls, card_watch
from app.features.folios.ledger import Entry, FolioClosed
from app.features.folios.queries import ANSWERS
from app.features.folios.queries.cashier import (
    CashTerms,
    CashTermsView,
    DrawerReport,
    DrawerReportView,
    Drawers,
    DrawerView,
    HeldView,
    MoveView,
    OpenDrawer,
)
from app.features.folios.queries.credit import (
    CreditOf,
    CreditView,
    SavedCards,
    SavedCardView,
    VirtualCards,
    VirtualCardView,
)
from app.features.folios.queries.deposits import Deposits, DepositsView, DueView, deposits
from app.features.folios.queries.folios import FolioOf, FolioRow, Folios, FolioView, WindowView
from app.features.folios.queries.ledgers import (
    AccountView,
    BalanceRow,
    Chart,
    Routing,
    RoutingView,
    TrialBalance,
)
from app.features.folios.queries.lines import LineView, VatView
from app.features.folios.queries.nights import NightPostings, NightRow, NightsView, StaysToCharge
from app.features.folios.queries.payments import Payments, PaymentView, PendingPayments
from app.features.folios.queries.taxes import (
    CityTaxOf,
    CityTaxView,
    TaxRules,
    TaxRulesView,
    city_tax_of,
    city_taxes_on,
    city_totals,
    stay_city_tax,
)
from app.features.folios.queries.trying import TriedCityTax, TryCityTax
from app.features.folios.queries.vouchers import (
    PaymentTermsOf,
    PaymentTermsView,
    VoucherOf,
    Vouchers,
    VouchersView,
    VoucherView,
)
from app.features.folios.rules.cash import TooLittleGiven
from app.features.folios.rules.chart import OTHER_HOTELS, WALKED
from app.features.folios.rules.exchange import Rate, UnknownCurrency, to_ask, worth
from app.features.folios.rules.methods import Method, State
from app.features.folios.rules.pan import CardNumberGiven, ensure_no_card_number
from app.features.folios.rules.reading import TermsRefused
from app.features.folios.rules.refunds import CreditExceeded, DepositPart, NotChargeable, RefundTooHigh, money
from app.features.folios.rules.routing import Share
from app.features.folios.subscribers import SUBSCRIPTIONS

INVARIANTS = (folios_are_sound, drawers_are_sound)

__all__ = [
    "ANSWERS",
    "CHECKS",
    "HANDLERS",
    "INVARIANTS",
    "LEAVE_BALANCE",
    "MOST_STAYS",
    "OTHER_HOTELS",
    "SUBSCRIPTIONS",
    "WALKED",
    "AccountView",
    "AddWindow",
    "AlreadyReversed",
    "ApplyDeposit",
    "AskProvider",
    "AuthoriseCard",
    "BalanceRow",
    "CaptureCard",
    "CardNumberGiven",
    "CashTerms",
    "CashTermsView",
    "ChangeWindow",
    "Chart",
    "CityTaxOf",
    "CityTaxView",
    "CloseCashier",
    "CloseFolio",
    "CountCashier",
    "Counted",
    "CreditExceeded",
    "CreditOf",
    "CreditView",
    "DayClosed",
    "DepositPart",
    "Deposits",
    "DepositsView",
    "DrawerOpen",
    "DrawerReport",
    "DrawerReportView",
    "DrawerTooLow",
    "DrawerView",
    "Drawers",
    "DropCash",
    "DueView",
    "EndTaxRule",
    "Entry",
    "ExemptFromTax",
    "FolioClosed",
    "FolioOf",
    "FolioOpenItems",
    "FolioRow",
    "FolioView",
    "Folios",
    "ForgetCard",
    "GivenBack",
    "HandOverCashier",
    "HeldView",
    "HouseCost",
    "LineView",
    "LinesMoved",
    "Method",
    "MovePostings",
    "MoveView",
    "NightPostings",
    "NightRow",
    "NightsView",
    "NoDeposit",
    "NoDrawer",
    "NoProof",
    "NotChargeable",
    "NotCounted",
    "NotPending",
    "NotThisDrawer",
    "OpenCashier",
    "OpenDrawer",
    "OpenFolio",
    "PaymentTermsOf",
    "PaymentTermsView",
    "PaymentView",
    "Payments",
    "PendingPayments",
    "PostCharge",
    "PostNights",
    "Rate",
    "Rebate",
    "RebuildSums",
    "RecordCardAnswer",
    "RecordVirtualCard",
    "RefundPayment",
    "RefundTooHigh",
    "RemoveRouting",
    "ReopenFolio",
    "ReversePosting",
    "Routing",
    "RoutingView",
    "SaveCard",
    "SavedCardView",
    "SavedCards",
    "ScheduleDeposits",
    "SellVoucher",
    "SetAccount",
    "SetCashRounding",
    "SetCityTaxRule",
    "SetCredit",
    "SetExchangeRate",
    "SetPaymentTerms",
    "SetRouting",
    "SetTaxRule",
    "SetUpLedgers",
    "Share",
    "SplitPosting",
    "State",
    "StaysToCharge",
    "TakeDeposit",
    "TakePayment",
    "TaxRuleExists",
    "TaxRules",
    "TaxRulesView",
    "TermsRefused",
    "TooLittleGiven",
    "TrialBalance",
    "TriedCityTax",
    "TryCityTax",
    "UnknownCurrency",
    "UseCityPreset",
    "Variance",
    "VatView",
    "VirtualCardView",
    "VirtualCards",
    "VoidCard",
    "VoucherOf",
    "VoucherRefused",
    "VoucherSold",
    "VoucherTooLow",
    "VoucherView",
    "Vouchers",
    "VouchersView",
    "WindowView",
    "WithdrawExemption",
    "WithdrawVoucher",
    "add_window",
    "apply_by_rule",
    "card_calls",
    "card_watch",
    "charge_again",
    "city_tax_of",
    "city_taxes_on",
    "city_totals",
    "deposits",
    "drawers_are_sound",
    "ensure_no_card_number",
    "ensure_open",
    "find_folio",
    "find_window",
    "folio_of_stay",
    "ledger",
    "models",
    "money",
    "open_folio",
    "post_charge",
    "post_house_costs",
    "reverse_house_costs",
    "reverse_posting",
    "set_routing",
    "stay_city_tax",
    "take_back_nights",
    "to_ask",
    "unapply_deposit",
    "worth",
]  # fmt: skip
