"""What of a folio's window stands on a document: postings become lines with their taxes, and payments.

A charge and its taxes are one line, on its night or else on its business date. What was posted and reversed
before it was ever billed is no line: the two are on the document, and nobody reads them. A reversal of what
an earlier document shows is a line below zero. Charges of one article on one night under different taxes (a
breakfast's food and drinks) are one line with its parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from app.kernel.documents import OUTSIDE, STANDARD, Line, Paid, Part
from app.kernel.money import allocate
from app.kernel.text import printed

TAX: Final = "tax"
# The kinds of postings that are consumed; the others settle, cents that coins cannot pay among them.
CONSUMED: Final = frozenset({"charge", TAX, "rebate", "commission"})
# The article of city taxes; what is said of it in the sums by tax.
CITY: Final = "CITY"
CITY_TAX: Final = printed("City tax")


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting as a document needs it. `settled_by` is the way of the payment it belongs to."""

    id: UUID
    entry_id: UUID
    kind: str
    business_date: date
    amount_minor: int
    text: str
    article_code: str = ""
    quantity: int = 1000
    night: date | None = None
    tax_code: str = ""
    tax_bp: int = 0
    reverses_id: UUID | None = None
    settled_by: str = ""
    reference: str = ""
    payment_id: UUID | None = None


def without_reversed(postings: Iterable[Posted]) -> list[Posted]:
    """Postings without the pairs that take each other back."""
    alive: dict[UUID, Posted] = {}
    for row in postings:
        if row.reverses_id in alive:
            del alive[row.reverses_id]
        else:
            alive[row.id] = row
    return list(alive.values())


def lines_of(postings: Iterable[Posted], categories: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines of what was consumed; `categories` are the tax categories by tax code."""
    entries: dict[UUID, list[Posted]] = {}
    for row in without_reversed(postings):
        if row.kind in CONSUMED:
            entries.setdefault(row.entry_id, []).append(row)
    lines: list[Line] = []
    places: dict[tuple[date, str, str], int] = {}
    for rows in entries.values():
        head = next((row for row in rows if row.kind != TAX), rows[0])
        night = head.night or head.business_date
        line = Line(head.text, tuple(_parts(rows, categories)), night, abs(head.quantity))
        key = (night, head.article_code, head.text)
        place = places.get(key) if head.article_code else None
        if place is not None and not _rates(lines[place]) & _rates(line):
            lines[place] = replace(lines[place], parts=lines[place].parts + line.parts)
        else:
            places[key] = len(lines)
            lines.append(line)
    return tuple(lines)


def _rates(line: Line) -> set[int]:
    return {part.bp for part in line.parts}


def _parts(rows: Sequence[Posted], categories: Mapping[str, str]) -> list[Part]:
    """A charge's net with its first tax; every further tax has no net of its own."""
    heads, taxes = [r for r in rows if r.kind != TAX], [r for r in rows if r.kind == TAX]
    net = sum(row.amount_minor for row in heads)
    if not taxes:
        code = heads[0].tax_code if heads else ""
        if not code:
            return [Part(net, 0, 0, OUTSIDE, CITY_TAX if rows[0].article_code == CITY else "")]
        return [Part(net, 0, heads[0].tax_bp, categories.get(code, STANDARD))]
    parts = []
    for index, tax in enumerate(taxes):
        category = categories.get(tax.tax_code, STANDARD)
        parts.append(Part(net if index == 0 else 0, tax.amount_minor, tax.tax_bp, category))
    return parts


def payments_of(postings: Iterable[Posted]) -> tuple[Paid, ...]:
    """What was paid, given back or moved away, in its order; a cut of cents in cash is a payment too."""
    return tuple(
        Paid(row.settled_by or row.kind, -row.amount_minor, row.business_date, row.reference)
        for row in without_reversed(postings)
        if row.kind not in CONSUMED
    )


def negated(lines: Iterable[Line], prefix: str = "") -> tuple[Line, ...]:
    """Lines with every amount on the other side; `prefix` before their texts."""
    return tuple(
        replace(
            line,
            text=f"{prefix}{line.text}",
            parts=tuple(replace(p, net_minor=-p.net_minor, tax_minor=-p.tax_minor) for p in line.parts),
        )
        for line in lines
    )


def deposit_line(text: str, minor: int, bp: int, category: str) -> Line:
    """A deposit that holds the tax of what it is for; no cent is lost between the two."""
    net, tax = allocate(minor, (10_000, bp))
    return Line(text, (Part(net, tax, bp, category),))
