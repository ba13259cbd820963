"""City taxes: what a stay owes its city for each night, and why, in sentences.

Laws of this module (data dictionary, "Rules worth a test"): who has no known birth date counts as the
declared party says; registering only some guests never lowers the tax; cancelled and tentative stays owe
none; the cap counts nights of the stay, whoever posts them and when; an exemption names its proof.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.features.folios.rules import telling
from app.features.folios.rules.cityterms import ADULT, Basis, CityTaxTerms, Ground
from app.features.folios.rules.taxes import WHOLE_BP, rounded

# Who has not come, or may not come, owes nothing.
OWING = frozenset({"confirmed", "checked_in", "checked_out"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the party. Without a known age: an adult, or with `child` a child as declared."""

    age: int | None = None
    child: bool = False


@dataclass(frozen=True, slots=True)
class Exemption:
    """So many persons owe none, on a ground that is proven. ValueError without a proof."""

    persons: int
    ground: Ground
    proof: str

    def __post_init__(self) -> None:
        if self.persons < 1 or not self.proof.strip():
            raise ValueError("an exemption names its persons and its proof")


@dataclass(frozen=True, slots=True)
class CityTaxLine:
    """One sentence of the explanation; `minor` is what it adds to the tax, 0 where it says why not.

    A line of money covers the nights `first` to `last` of one rule.
    """

    text: str
    minor: int = 0
    code: str = ""
    account: str = ""
    first: date | None = None
    last: date | None = None
    persons: int = 0
    nights: int = 0


@dataclass(frozen=True, slots=True)
class NightTax:
    """What one rule takes for one night."""

    night: date
    code: str
    name: str
    account: str
    minor: int
    persons: int = 0


@dataclass(frozen=True, slots=True)
class CityTax:
    """The tax of a stay: in all, by night, and explained."""

    total_minor: int
    lines: tuple[CityTaxLine, ...]
    nights: tuple[NightTax, ...] = ()

    def of(self, night: date) -> tuple[NightTax, ...]:
        """What is owed for one night."""
        return tuple(tax for tax in self.nights if tax.night == night)


def owes(status: str) -> bool:
    """Whether a stay in this state owes a tax at all."""
    return status in OWING


def party(
    adults: int, children: int, ages: Sequence[int | None] = (), declared_ages: Sequence[int] = ()
) -> tuple[Person, ...]:
    """The persons of a stay: as declared, made precise by the ages of registered guests (None: unknown).

    Until everybody is registered, the declared numbers of adults and children stand, and an age only makes a
    declared child precise; so a half-filled register never lowers the tax. `declared_ages` are those that the
    guest gave for the children when booking: they stand until everybody is registered.
    """
    minors = [age for age in ages if age is not None and age < ADULT]
    grown = [age for age in ages if age is not None and age >= ADULT]
    if len(ages) < adults + children:
        known = (list(declared_ages) or minors)[:children]
        return (
            *(Person() for _ in range(adults)),
            *(Person(age, child=True) for age in known),
            *(Person(child=True) for _ in range(children - len(known))),
        )
    undated = len(ages) - len(minors) - len(grown)
    as_children = min(max(undated - _adults_left(adults, children, minors, grown), 0),
                      max(children - len(minors), 0))  # fmt: skip
    return (
        *(Person(age) for age in grown),
        *(Person() for _ in range(undated - as_children)),
        *(Person(age, child=True) for age in minors),
        *(Person(child=True) for _ in range(as_children)),
    )


def _adults_left(adults: int, children: int, minors: Sequence[int], grown: Sequence[int]) -> int:
    """How many of the declared adults have no registered guest yet."""
    declared_too_old = max(len(minors) - children, 0)
    return max(adults - len(grown) - declared_too_old, 0)


def city_tax(
    terms: Sequence[CityTaxTerms],
    nights: Sequence[date],
    persons: Sequence[Person],
    prices: Mapping[date, int],
    exempt: Sequence[Exemption] = (),
    *,
    currency: str,
) -> CityTax:
    """The tax of a whole stay. `nights` are all its nights; `prices` the net prices where they matter.

    Rules of several codes add up; each night takes the row of a code that is valid on it.
    """
    owed = [tax for night in nights for tax in due_on(night, terms, nights, persons, prices, exempt)]
    lines: list[CityTaxLine] = []
    for code in sorted({row.code for row in terms}):
        rows = [row for row in terms if row.code == code]
        made = [tax for tax in owed if tax.code == code]
        lines += _explained(rows, made, nights, persons, prices, exempt, currency)
    if not lines:
        lines.append(CityTaxLine(telling.nothing(len(nights))))
    return CityTax(sum(tax.minor for tax in owed), tuple(lines), tuple(owed))


def due_on(
    night: date, terms: Sequence[CityTaxTerms], nights: Sequence[date], persons: Sequence[Person],
    prices: Mapping[date, int], exempt: Sequence[Exemption] = (),
) -> tuple[NightTax, ...]:  # fmt: skip
    """What each rule takes for one of the nights of a stay, by code: the same as in the tax of the whole."""
    index = nights.index(night)
    return tuple(
        _night_tax(row, night, index, len(nights), persons, prices, exempt)
        for code in sorted({row.code for row in terms})
        for row in _valid([row for row in terms if row.code == code], night)
    )


def none_owed(status: str) -> CityTax:
    """The tax of a stay that owes none because of its state."""
    return CityTax(0, (CityTaxLine(telling.not_owing(status)),))


def _valid(rows: Sequence[CityTaxTerms], night: date) -> list[CityTaxTerms]:
    """The row of a code in force on a night: of those begun, the latest; none when that one has ended."""
    begun = [row for row in rows if row.valid_from <= night]
    latest = max(begun, key=lambda row: row.valid_from, default=None)
    return [latest] if latest is not None and latest.is_valid(night) else []


def _night_tax(
    row: CityTaxTerms, night: date, index: int, count: int, persons: Sequence[Person],
    prices: Mapping[date, int], exempt: Sequence[Exemption],
) -> NightTax:  # fmt: skip
    """One night under one row; `index` counts the stay's nights from its arrival, which a cap caps."""
    free = row.is_beyond_cap(index) or row.is_too_long(count)
    shares = [] if free else payers(row, persons, exempt)
    minor = 0 if free else _due(row, night, shares, len(persons), prices.get(night, 0))
    return NightTax(night, row.code, row.name, row.account, minor, sum(share > 0 for share in shares))


def payers(row: CityTaxTerms, persons: Sequence[Person], exempt: Sequence[Exemption]) -> list[int]:
    """What share of the full tax each person owes, in basis points, the highest first.

    An exemption takes those away who would owe most.
    """
    shares = sorted((row.share_of(person.age, child=person.child) for person in persons), reverse=True)
    gone = sum(exemption.persons for exemption in exempt if row.accepts(exemption.ground))
    return shares[gone:]


def _due(row: CityTaxTerms, night: date, shares: Sequence[int], heads: int, price_minor: int) -> int:
    if row.basis is Basis.ROOM_NIGHT:
        return row.amount_on(night) if any(shares) else 0
    if row.basis is Basis.PERSON_NIGHT:
        each = row.amount_on(night)
        return sum(rounded(each * share, WHOLE_BP) for share in shares)
    if not heads:
        return 0
    # A part of the price belongs to each head of the party; who owes none takes their part along.
    minor = rounded(price_minor * row.bp_on(night) * sum(shares), WHOLE_BP * WHOLE_BP * heads)
    if row.cap_minor is None:
        return minor
    # The most that a person owes for a night.
    return min(minor, row.cap_minor * sum(share > 0 for share in shares))


def _explained(
    rows: Sequence[CityTaxTerms], made: Sequence[NightTax], nights: Sequence[date],
    persons: Sequence[Person], prices: Mapping[date, int], exempt: Sequence[Exemption], currency: str,
) -> list[CityTaxLine]:  # fmt: skip
    """A line of money for each run of equal nights, then a line for everything that owes none."""
    lines: list[CityTaxLine] = []
    for run in _runs(rows, made, prices):
        row, price = _valid(rows, run[0].night)[0], prices.get(run[0].night, 0)
        shares = payers(row, persons, exempt)
        lines.append(
            CityTaxLine(
                telling.run(row, run[0].night, run[-1].night, shares, price, run[0].minor, len(run),
                            currency),
                sum(tax.minor for tax in run), row.code, row.account, run[0].night, run[-1].night,
                run[0].persons, len(run),
            )
        )  # fmt: skip
    if made:
        row = _valid(rows, made[0].night)[0]
        people = [(p.age, p.child) for p in persons]
        grounds = [(e.persons, e.ground, e.proof) for e in exempt]
        lines += [
            CityTaxLine(text, code=row.code) for text in telling.why_not(row, people, grounds, len(nights))
        ]
    return lines


def _runs(
    rows: Sequence[CityTaxTerms], made: Sequence[NightTax], prices: Mapping[date, int]
) -> list[list[NightTax]]:
    """Nights after each other that owe the same for the same reason; those that owe nothing are left out."""
    runs: list[list[NightTax]] = []
    last: object = None
    for tax in made:
        row = _valid(rows, tax.night)[0]
        price = prices.get(tax.night, 0) if row.basis is Basis.PERCENT else 0
        reason = (row.valid_from, row.amount_on(tax.night), row.bp_on(tax.night), price, tax.minor)
        if tax.minor == 0:
            last = None
            continue
        if reason == last:
            runs[-1].append(tax)
        else:
            runs.append([tax])
        last = reason
    return runs
