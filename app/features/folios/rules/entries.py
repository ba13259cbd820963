"""What is to be posted: entries as values, and how charges, their taxes and their parts become entries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from app.features.folios.rules.taxes import Taxed
from app.kernel.money import spread

CHARGE, TAX, REBATE = "charge", "tax", "rebate"
# The kinds that a bill sums as what was consumed; all others are what was paid or settled.
CONSUMED: Final = frozenset({CHARGE, TAX, REBATE, "rounding", "commission"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A posting to be written: `account` is debited, `counter` credited, by an amount that may be negative.

    With a folio, `account` is the folio's and the amount is what it adds to what is owed. Entries with the
    same `entry_id` belong together; without one, all of one call do.
    """

    account: str
    counter: str
    amount_minor: int
    kind: str
    text: str
    folio_id: UUID | None = None
    number: int = 1
    article_code: str = ""
    quantity: int = 1000
    night: date | None = None
    stay_id: UUID | None = None
    tax_code: str = ""
    tax_bp: int = 0
    payment_id: UUID | None = None
    session_id: UUID | None = None
    reverses_id: UUID | None = None
    rebates_id: UUID | None = None
    moved: bool = False
    reason: str = ""
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """Something consumed: the article, how much of it, and its taxed amount."""

    article_code: str
    account: str
    text: str
    quantity: int
    taxed: Taxed
    night: date | None = None
    stay_id: UUID | None = None
    # What is inside a price is first owed to the package ledger, and from there goes to its department.
    package: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A window of a folio and its account."""

    folio_id: UUID
    number: int
    account: str


def charge_entries(charge: Charge, parts: Sequence[tuple[Place, int, UUID]]) -> list[Entry]:
    """A charge as entries in each of its places; `parts` sum to the gross amount, each with its entry id.

    Net and taxes are split with it, so that neither a part nor a tax loses a cent.
    """
    taxed = charge.taxed
    rows = [taxed.net_minor, *(part.minor for part in taxed.parts)]
    shares = spread(rows, [minor for _, minor, _ in parts])
    quantities = spread([charge.quantity], _quantities(charge.quantity, [minor for _, minor, _ in parts]))
    found: list[Entry] = []
    for (place, _, entry_id), share, (quantity,) in zip(parts, shares, quantities, strict=True):
        base = Entry(
            account=place.account, counter=charge.package or charge.account, amount_minor=share[0],
            kind=CHARGE, text=charge.text, folio_id=place.folio_id, number=place.number,
            article_code=charge.article_code, quantity=quantity, night=charge.night,
            stay_id=charge.stay_id, entry_id=entry_id,
            tax_code=taxed.parts[0].code if taxed.parts else "",
            tax_bp=taxed.parts[0].bp if taxed.parts else 0,
        )  # fmt: skip
        found.append(base)
        if charge.package:
            found.append(replace(base, account=charge.package, counter=charge.account, folio_id=None))
        for tax, minor in zip(taxed.parts, share[1:], strict=True):
            found.append(
                replace(base, counter=tax.account, amount_minor=minor, kind=TAX, tax_code=tax.code,
                        tax_bp=tax.bp)
            )  # fmt: skip
    return [entry for entry in found if entry.amount_minor]


def _quantities(quantity: int, parts: Sequence[int]) -> list[int]:
    """A quantity in the proportion of the parts of an amount."""
    total = sum(parts)
    own = [quantity * part // total for part in parts]
    return [quantity - sum(own[1:]), *own[1:]]
