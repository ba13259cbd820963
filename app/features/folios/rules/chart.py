"""The chart of accounts that a hotel begins with, after the uniform system (USALI), and its articles."""

from dataclasses import dataclass
from typing import Final

from app.kernel.text import marked, printed

CASH: Final = "1010"
GUEST_LEDGER: Final = "1210"
NON_RESIDENT: Final = "1215"
RECEIVABLES: Final = "1220"
TRANSFERS: Final = "1290"
CITY_TAX: Final = "2250"
DEPOSITS: Final = "2310"
VOUCHERS: Final = "2320"
PACKAGES: Final = "2390"
OTHER_HOTELS: Final = "2270"
WALKED: Final = "6150"

ROOM: Final = "ROOM"
CITY: Final = "CITY"

# What a folio's postings are written to, by the kind of the folio.
FOLIO_ACCOUNTS: Final = {
    "guest": GUEST_LEDGER,
    "company": GUEST_LEDGER,
    "master": GUEST_LEDGER,
    "passer_by": NON_RESIDENT,
    "deposit": DEPOSITS,
    "city_ledger": RECEIVABLES,
}


@dataclass(frozen=True, slots=True)
class AccountSpec:
    """An account of the chart."""

    code: str
    name: str
    kind: str
    ledger: str = "general"
    section: str = ""


@dataclass(frozen=True, slots=True)
class DefaultArticle:
    """An article that a hotel begins with; `tax` is one of the codes that presets know."""

    code: str
    name: str
    account: str
    tax: str
    basis: str = "fixed"


ACCOUNTS: Final = (
    AccountSpec(CASH, marked("Cash in drawers"), "asset"),
    AccountSpec("1011", marked("House safe"), "asset"),
    AccountSpec("1020", marked("Bank"), "asset"),
    AccountSpec("1030", marked("Card clearing"), "asset"),
    AccountSpec(GUEST_LEDGER, marked("Guest ledger"), "asset", "guest"),
    AccountSpec(NON_RESIDENT, marked("Passers-by"), "asset", "non_resident"),
    AccountSpec(RECEIVABLES, marked("City ledger"), "asset", "receivables"),
    AccountSpec(TRANSFERS, marked("Transfers between folios"), "asset"),
    AccountSpec("2200", marked("VAT payable"), "liability"),
    AccountSpec(CITY_TAX, marked("City tax payable"), "liability"),
    AccountSpec("2260", marked("Commissions payable"), "liability"),
    AccountSpec(OTHER_HOTELS, marked("Owed to other hotels"), "liability"),
    AccountSpec(DEPOSITS, marked("Advance deposits"), "liability", "deposit"),
    AccountSpec(VOUCHERS, marked("Vouchers sold"), "liability"),
    AccountSpec(PACKAGES, marked("Package ledger"), "liability", "package"),
    AccountSpec("4000", marked("Rooms"), "revenue", section="Rooms"),
    AccountSpec("4100", marked("Food and beverage"), "revenue", section="Food and beverage"),
    AccountSpec("4110", marked("Minibar"), "revenue", section="Food and beverage"),
    AccountSpec("4300", marked("Parking"), "revenue", section="Other operated departments"),
    AccountSpec("4900", marked("Other income"), "revenue", section="Miscellaneous income"),
    AccountSpec("6100", marked("Commissions"), "expense", section="Rooms"),
    AccountSpec(WALKED, marked("Guests walked"), "expense", section="Rooms"),
    AccountSpec("6200", marked("Bad debts"), "expense", section="Administrative and general"),
    AccountSpec("6910", marked("Rounding"), "expense", section="Administrative and general"),
    AccountSpec("6920", marked("Exchange differences"), "expense", section="Administrative and general"),
    AccountSpec("6930", marked("Cash over and short"), "expense", section="Administrative and general"),
)

ARTICLES: Final = (
    DefaultArticle(ROOM, printed("Room"), "4000", "LODGING", "night"),
    DefaultArticle("BREAKFAST", printed("Breakfast"), "4100", "BREAKFAST", "person_night"),
    DefaultArticle("RESTAURANT", printed("Restaurant"), "4100", "FOOD"),
    DefaultArticle("BAR", printed("Bar"), "4100", "ALCOHOL"),
    DefaultArticle("MINIBAR", printed("Minibar"), "4110", "DRINKS"),
    DefaultArticle("PARKING", printed("Parking"), "4300", "STANDARD", "night"),
    DefaultArticle("LAUNDRY", printed("Laundry"), "4900", "STANDARD"),
    DefaultArticle("OTHER", printed("Other"), "4900", "STANDARD"),
    DefaultArticle(CITY, printed("City tax"), CITY_TAX, "", "person_night"),
)

KINDS: Final = frozenset({"asset", "liability", "revenue", "expense"})
LEDGERS: Final = frozenset({"general", "guest", "deposit", "receivables", "package", "non_resident"})
