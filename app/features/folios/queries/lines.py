"""The lines of a window: a charge with its taxes is one line, what was moved away is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.features.folios.models import Posting
from app.features.folios.rules.entries import TAX
from app.features.folios.rules.taxes import rounded


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a bill. `amount_minor` holds the taxes of a charge, `unit_minor` is the price of one.

    `reversed_by` and `reverses` are ids of lines; `rebates` of the charge that a rebate takes from.
    """

    posting_id: UUID
    entry_id: UUID
    business_date: date
    night: date | None
    at: datetime
    text: str
    article_code: str
    quantity: int
    unit_minor: int
    amount_minor: int
    net_minor: int
    tax_minor: int
    tax_bp: int
    tax_code: str
    kind: str
    reversed_by: UUID | None
    reverses: UUID | None
    rebates: UUID | None
    payment_id: UUID | None
    reason: str
    by_name: str


@dataclass(frozen=True, slots=True)
class VatView:
    """What a tax of one rate takes of a window."""

    code: str
    bp: int
    net_minor: int
    minor: int


def lines_of(postings: Sequence[Posting]) -> tuple[LineView, ...]:
    """The lines of one window's postings, in their order."""
    hidden = {p.reverses_id for p in postings if p.moved} | {p.id for p in postings if p.moved}
    reversed_by = {p.reverses_id: p.id for p in postings if p.reverses_id}
    taxes: dict[UUID, int] = {}
    heads = {p.entry_id for p in postings if p.kind != TAX}
    for posting in postings:
        if posting.kind == TAX:
            taxes[posting.entry_id] = taxes.get(posting.entry_id, 0) + posting.amount_minor
    lines = []
    for p in postings:
        if p.id in hidden or (p.kind == TAX and p.entry_id in heads):
            continue
        tax = taxes.pop(p.entry_id, 0) if p.kind != TAX else 0
        gross = p.amount_minor + tax
        lines.append(
            LineView(
                p.id, p.entry_id, p.business_date, p.night, p.at, p.text, p.article_code, p.quantity,
                rounded(gross * 1000, p.quantity) if p.quantity else gross, gross, p.amount_minor, tax,
                p.tax_bp, p.tax_code, p.kind, reversed_by.get(p.id), p.reverses_id, p.rebates_id,
                p.payment_id, p.reason, p.by_name,
            )
        )  # fmt: skip
    return tuple(lines)


def vat_of(postings: Iterable[Posting]) -> tuple[VatView, ...]:
    """The taxes of a window by code and rate, with what they are taken from."""
    sums: dict[tuple[str, int], list[int]] = {}
    rows = list(postings)
    net: dict[UUID, int] = {}
    for p in rows:
        if p.kind != TAX:
            net[p.entry_id] = net.get(p.entry_id, 0) + p.amount_minor
    for p in rows:
        if p.kind == TAX:
            own = sums.setdefault((p.tax_code, p.tax_bp), [0, 0])
            own[0] += net.get(p.entry_id, 0)
            own[1] += p.amount_minor
    return tuple(VatView(code, bp, base, minor) for (code, bp), (base, minor) in sorted(sums.items()) if base)
