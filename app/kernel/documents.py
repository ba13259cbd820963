"""What a document for a guest says: parties, lines by night, taxes, payments; plain values.

Amounts are minor units of the document's currency. A credit note carries its amounts negative, as they move
what is owed. Texts of lines are as they were posted; every other word is chosen by `language` when the
document is drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby

# Tax categories of EN 16931 (UNCL 5305) that a hotel meets.
STANDARD, ZERO, EXEMPT, REVERSE, OUTSIDE = "S", "Z", "E", "AE", "O"


class DocumentKind(StrEnum):
    """The sorts of documents; each has its own series, but those that are only shown have none."""

    INVOICE = "invoice"
    SIMPLIFIED = "simplified"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    DEPOSIT_INVOICE = "deposit_invoice"
    PRO_FORMA = "pro_forma"
    STATEMENT = "statement"
    REMINDER = "reminder"
    COMMISSION = "commission"
    FOLIO = "folio"
    CONFIRMATION = "confirmation"


# Kinds that have a number and a seal, and those that are made of a folio's window.
SHOWN = frozenset({DocumentKind.FOLIO, DocumentKind.CONFIRMATION})
NUMBERED = tuple(kind for kind in DocumentKind if kind not in SHOWN)
OF_A_FOLIO = tuple(NUMBERED[: NUMBERED.index(DocumentKind.REMINDER)])

# Kinds that claim a tax, and so carry an electronic invoice.
TAX_DOCUMENTS = frozenset(
    {DocumentKind.INVOICE, DocumentKind.SIMPLIFIED, DocumentKind.CREDIT_NOTE, DocumentKind.DEPOSIT_INVOICE}
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells or who pays. `country` is an ISO code; `lines` stand between name and street."""

    name: str
    lines: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    vat_id: str = ""
    phone: str = ""
    email: str = ""
    order: str = ""

    @property
    def town(self) -> str:
        """Postcode and city in one line."""
        return " ".join(part for part in (self.postcode, self.city) if part)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a line falls under one tax; `bp` is the rate in hundredths of a percent."""

    net_minor: int
    tax_minor: int = 0
    bp: int = 0
    category: str = OUTSIDE
    text: str = ""

    @property
    def gross_minor(self) -> int:
        """What is paid for it."""
        return self.net_minor + self.tax_minor


@dataclass(frozen=True, slots=True)
class Line:
    """One service on one night (or on none), made of one part per tax; `quantity` in thousandths."""

    text: str
    parts: tuple[Part, ...]
    night: date | None = None
    quantity: int = 1000

    @property
    def gross_minor(self) -> int:
        """What is paid for it, tax included."""
        return sum(part.gross_minor for part in self.parts)


@dataclass(frozen=True, slots=True)
class TaxRow:
    """The sum of all parts under one tax; `text` where they all bear the same (city tax)."""

    bp: int
    category: str
    net_minor: int
    tax_minor: int
    text: str = ""

    @property
    def gross_minor(self) -> int:
        """Net and tax."""
        return self.net_minor + self.tax_minor


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that the document takes off, or a refund when it is negative."""

    method: str
    amount_minor: int
    on: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """Where to pay."""

    iban: str = ""
    bic: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class StayFacts:
    """Which stay the document is about."""

    booking: str = ""
    guest: str = ""
    room: str = ""
    arrival: date | None = None
    departure: date | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The document that a credit note takes back."""

    number: str
    issued_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """Everything that stands on a document."""

    kind: DocumentKind
    number: str
    issued_on: date
    currency: str
    seller: Party
    house: str
    place: str = ""
    buyer: Party = Party("")
    lines: tuple[Line, ...] = ()
    payments: tuple[Paid, ...] = ()
    stay: StayFacts = StayFacts()
    due_on: date | None = None
    bank: Bank = Bank()
    corrects: Corrected | None = None
    notes: tuple[str, ...] = ()
    certified: str = ""
    issued_by: str = ""
    language: str = "en"
    # Numbers of deposit invoices whose sums this one takes off.
    deducts: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    # A letter has a title of its own, and words before its lines.
    title: str = ""
    opening: tuple[str, ...] = ()

    @property
    def total_minor(self) -> int:
        """The sum of all lines, tax included."""
        return sum(line.gross_minor for line in self.lines)

    @property
    def paid_minor(self) -> int:
        """What has been paid of it."""
        return sum(paid.amount_minor for paid in self.payments)

    @property
    def due_minor(self) -> int:
        """What is still to pay; negative when there is something to give back."""
        return self.total_minor - self.paid_minor

    @property
    def taxes(self) -> tuple[TaxRow, ...]:
        """The sums by tax, the taxed ones by rate and what is outside of the tax at the end."""
        return tax_rows(self.lines)

    @property
    def is_taxed(self) -> bool:
        """Whether the document claims a tax."""
        return self.kind in TAX_DOCUMENTS

    @property
    def is_electronic(self) -> bool:
        """Whether it is an electronic invoice too: it claims a tax, and names both parties in full."""
        named = self.seller.vat_id and self.seller.country and self.buyer.name and self.buyer.country
        return self.is_taxed and bool(named and self.lines)


def tax_rows(lines: Iterable[Line]) -> tuple[TaxRow, ...]:
    """The sums of lines by category and rate."""

    def tax(part: Part) -> tuple[bool, int, str]:
        return part.category == OUTSIDE, part.bp, part.category

    parts = sorted((part for line in lines for part in line.parts), key=tax)
    rows = []
    for (_, bp, category), same in groupby(parts, key=tax):
        own = list(same)
        texts = {part.text for part in own}
        text = texts.pop() if len(texts) == 1 else ""
        net_minor, tax_minor = sum(p.net_minor for p in own), sum(p.tax_minor for p in own)
        rows.append(TaxRow(bp, category, net_minor, tax_minor, text))
    return tuple(rows)


def by_night(lines: Iterable[Line]) -> list[tuple[date | None, list[Line]]]:
    """Lines in the order of their nights, those of no night at the end."""
    ordered = sorted(lines, key=lambda line: (line.night is None, line.night or date.min))
    return [(night, list(same)) for night, same in groupby(ordered, key=lambda line: line.night)]
