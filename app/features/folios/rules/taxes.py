"""Taxes on a charge: what is net, what is tax, what is owed in all. Pure, in whole minor units.

The law of this module: net plus parts is gross, for every amount, sign and set of rates, and the pieces of
a split charge have together the tax of the whole. Amounts are rounded half away from zero, so that a
reversal is the charge with the other sign.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from app.kernel.money import exponent, spread
from app.kernel.text import marked, tr

# One whole in basis points: hundredths of a percent.
WHOLE_BP = 10_000
# A tax above this is a slip of the keyboard.
MAX_BP = WHOLE_BP
# Categories of EN 16931 that a rule may bear: standard, zero, exempt, outside the scope, reverse charge.
CATEGORIES = ("S", "Z", "E", "O", "AE")


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """One tax of a tax code: `bp` hundredths of a percent of the net amount.

    `inclusive`: the price holds it already, else it comes on top. A code may have several taxes, ordered by
    `rank`; a `compound` one is also taken from those of a lower rank. It is valid on `valid_from`, on
    `valid_until` and between.
    """

    code: str
    name: str
    bp: int
    inclusive: bool = True
    compound: bool = False
    rank: int = 0
    account: str = "2200"
    category: str = "S"
    valid_from: date = date.min
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.bp <= MAX_BP:
            raise ValueError(f"a tax of {self.bp} basis points")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError("a tax ends before it begins")

    def is_valid(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class TaxPart:
    """What one tax takes of a charge."""

    code: str
    bp: int
    account: str
    minor: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Taxed:
    """A charge with its taxes: `net_minor` plus all parts is `gross_minor`."""

    net_minor: int
    gross_minor: int
    parts: tuple[TaxPart, ...] = ()

    @property
    def tax_minor(self) -> int:
        """All taxes together."""
        return self.gross_minor - self.net_minor

    def __neg__(self) -> "Taxed":
        parts = tuple(replace(part, minor=-part.minor) for part in self.parts)
        return Taxed(-self.net_minor, -self.gross_minor, parts)


def taxed(amount_minor: int, terms: Sequence[TaxTerms]) -> Taxed:
    """An amount with its taxes: those that the price holds are taken out of it, the others put on top.

    Raises ValueError when a tax inside the price is to be taken from one on top of it.
    """
    shares, whole = _shares(tuple(terms))
    inside = whole + sum(share for share, tax in zip(shares, terms, strict=True) if tax.inclusive)
    taken = [
        rounded(amount_minor * share, inside) if tax.inclusive else 0
        for share, tax in zip(shares, terms, strict=True)
    ]
    net = amount_minor - sum(taken)
    # Taxes on top are taken from the exact net amount, not from the rounded one.
    minors = [
        part if tax.inclusive else rounded(amount_minor * share, inside)
        for part, share, tax in zip(taken, shares, terms, strict=True)
    ]
    parts = tuple(
        TaxPart(tax.code, tax.bp, tax.account, minor, tax.name)
        for tax, minor in zip(terms, minors, strict=True)
    )
    return Taxed(net, net + sum(minors), parts)


@lru_cache(maxsize=256)
def _shares(terms: tuple[TaxTerms, ...]) -> tuple[tuple[int, ...], int]:
    """What each tax is of `whole` net units: integers, so that nothing is lost before the last rounding."""
    ranks = sorted({tax.rank for tax in terms})
    whole = WHOLE_BP ** max(len(ranks), 1)
    of: dict[int, int] = {}
    for rank in ranks:
        lower = [index for index in of if terms[index].rank < rank]
        for index, tax in enumerate(terms):
            if tax.rank != rank:
                continue
            if tax.compound and tax.inclusive and not all(terms[i].inclusive for i in lower):
                raise ValueError(f"{tax.code}: a tax inside the price stands on one that comes on top")
            base = whole + (sum(of[i] for i in lower) if tax.compound else 0)
            of[index] = base * tax.bp // WHOLE_BP
    return tuple(of[index] for index in range(len(terms))), whole


def rounded(numerator: int, denominator: int) -> int:
    """A quotient in whole units, half away from zero; the denominator is above zero."""
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -quotient if numerator < 0 else quotient


def split(whole: Taxed, amounts: Sequence[int]) -> list[Taxed]:
    """The pieces of a charge whose gross amounts are given; every tax of the pieces adds up to the whole's.

    Raises ValueError when the amounts do not add up to the charge or have other signs than it.
    """
    if sum(amounts) != whole.gross_minor:
        raise ValueError("the pieces are not the whole")
    if amounts and min(amounts) < 0 < max(amounts):
        raise ValueError("a piece has another sign than the whole")
    rows = [whole.net_minor, *(part.minor for part in whole.parts)]
    return [
        Taxed(
            shares[0],
            sum(shares),
            tuple(replace(part, minor=own) for part, own in zip(whole.parts, shares[1:], strict=True)),
        )
        for shares in (spread(rows, amounts) if amounts else [])
    ]


def in_force(terms: Iterable[TaxTerms], day: date) -> tuple[TaxTerms, ...]:
    """The taxes valid on a day, by rank; of one code and rank the one that began last."""
    latest: dict[tuple[str, int], TaxTerms] = {}
    for tax in terms:
        key = (tax.code, tax.rank)
        if tax.valid_from <= day and (key not in latest or latest[key].valid_from < tax.valid_from):
            latest[key] = tax
    valid = [tax for tax in latest.values() if tax.is_valid(day)]
    return tuple(sorted(valid, key=lambda tax: (tax.rank, tax.code)))


def terms_for(
    terms: Iterable[TaxTerms], code: str, day: date, *, included: bool = True
) -> tuple[TaxTerms, ...]:
    """The taxes of a code on a day; all of them on top where the price of an article holds none."""
    found = in_force((tax for tax in terms if tax.code == code), day)
    return found if included else on_top(found)


def on_top(terms: Iterable[TaxTerms]) -> tuple[TaxTerms, ...]:
    """The same taxes for a price that holds none of them."""
    return tuple(replace(tax, inclusive=False) for tax in terms)


def ensure_orderly(terms: Sequence[TaxTerms]) -> None:
    """Raise ValueError for taxes of one code that cannot be taken together."""
    _shares(tuple(terms))


def explained(charge: Taxed, terms: Sequence[TaxTerms], currency: str) -> tuple[str, ...]:
    """A sentence for each tax of a charge: its rate, its amount, and what it is taken from."""
    return tuple(
        tr(
            _SENTENCES[tax.inclusive, tax.compound],
            name=tax.name,
            percent=percent_text(tax.bp),
            amount=amount_text(part.minor, currency),
        )
        for part, tax in zip(charge.parts, terms, strict=True)
    )


_SENTENCES = {
    (True, False): marked("{name} of {percent} is {amount}; the price holds it."),
    (True, True): marked(
        "{name} of {percent} on the taxes before it as well is {amount}; the price holds it."
    ),
    (False, False): marked("{name} of {percent} is {amount} on top."),
    (False, True): marked("{name} of {percent} on the taxes before it as well is {amount} on top."),
}


def percent_text(bp: int) -> str:
    """Hundredths of a percent as a person writes them: 750 is "7.5 %"."""
    whole, rest = divmod(bp, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + " %" if rest else f"{whole} %"


def amount_text(minor: int, currency: str) -> str:
    """An amount with its currency, for a sentence."""
    places = exponent(currency)
    whole, rest = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d} {currency}" if places else f"{sign}{whole} {currency}"
