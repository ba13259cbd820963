"""The rows of a window: lines as they are read, equal nights as one row until it is opened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QLocale

from app.features.folios import LineView
from app.kernel.text import tr, trn
from ui.widgets.day_text import to_qdate
from ui.widgets.money_text import amount_text

PAID = frozenset({"payment", "refund", "deposit"})
DASH = "—"
METHOD_ICONS = {
    "cash": "money",
    "terminal": "credit-card",
    "stripe": "credit-card",
    "virtual_card": "credit-card",
    "bank_transfer": "bank",
    "city_ledger": "buildings",
    "voucher": "ticket",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One painted row. `ids` are the lines in it: several where equal nights stand together."""

    ids: tuple[UUID, ...]
    day: str
    article: str
    text: str
    quantity: str
    price: str
    vat: str
    by: str
    amount: str
    amount_minor: int
    kind: str
    icon: str = ""
    struck: bool = False
    tip: str = ""
    document: str = ""

    @property
    def paid(self) -> bool:
        """Whether it is money taken or given back."""
        return self.kind in PAID

    @property
    def can_be_reversed(self) -> bool:
        """A charge that still stands."""
        return not self.struck and not self.paid and self.icon != REVERSAL

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader."""
        state = tr("reversed") if self.struck else ""
        return ", ".join(part for part in (self.day, self.text, self.quantity, self.amount, state) if part)


REVERSAL = "arrow-u-up-left"


def rows_of(
    lines: Sequence[LineView],
    currency: str,
    methods: Mapping[UUID, str],
    opened: Collection[UUID] = (),
    billed: Mapping[UUID, str] | None = None,
) -> list[Row]:
    """The rows of a window's lines, in their order; `opened` names first lines of nights shown one by one.

    `billed` gives the number of the document that a line stands on.
    """
    numbers = billed or {}
    groups: list[list[LineView]] = []
    latest: dict[tuple[object, ...], list[LineView]] = {}
    for line in lines:
        key = (
            line.article_code,
            line.text,
            line.unit_minor,
            line.quantity,
            line.tax_bp,
            line.kind,
            line.by_name,
            numbers.get(line.posting_id, ""),
        )
        group = latest.get(key)
        if group is not None and _joins(group, line) and group[0].posting_id not in opened:
            group.append(line)
        else:
            groups.append([line])
            latest[key] = groups[-1]
    return [_row(group, currency, methods, numbers.get(group[0].posting_id, "")) for group in groups]


def _joins(group: Sequence[LineView], line: LineView) -> bool:
    last = group[-1]
    if line.night is None or last.night is None or line.night != last.night + timedelta(days=1):
        return False
    return line.kind == "charge" and not any((x.reversed_by or x.reverses) for x in (last, line))


def _row(group: Sequence[LineView], currency: str, methods: Mapping[UUID, str], document: str) -> Row:
    line, last = group[0], group[-1]
    total = sum(each.amount_minor for each in group)
    counted = line.kind in ("charge", "rebate")
    quantity = sum(each.quantity for each in group)
    icon = ""
    if line.kind in PAID:
        icon = METHOD_ICONS.get(methods.get(line.payment_id, "") if line.payment_id else "", "money")
    if line.reverses is not None:
        icon = REVERSAL
    return Row(
        ids=tuple(each.posting_id for each in group),
        day=span_text(line.night or line.business_date, last.night or last.business_date),
        article=tr("PAY") if line.kind in PAID else line.article_code,
        text=line.text,
        quantity=quantity_text(quantity) if counted else "",
        price=amount_text(line.unit_minor if total >= 0 else -abs(line.unit_minor), currency)
        if counted
        else "",
        vat=percent_text(line.tax_bp) if line.tax_bp else DASH,
        by=short_name(line.by_name),
        amount=amount_text(total, currency),
        amount_minor=total,
        kind=line.kind,
        icon=icon,
        struck=line.reversed_by is not None,
        tip=_tip(group, document),
        document=document,
    )


def _tip(group: Sequence[LineView], document: str) -> str:
    line = group[0]
    on = [tr("On {number}: it stays in this window until that is taken back.", number=document)]
    if len(group) > 1:
        nights = trn("{n} night. Enter shows each.", "{n} nights. Enter shows each.", len(group))
        return "\n".join([nights, *(on if document else ())])
    parts = [tr("{who}, {when}", who=line.by_name, when=f"{line.at:%d.%m. %H:%M}")]
    if line.reason:
        parts.append(line.reason)
    if document:
        parts += on
    return "\n".join(parts)


def quantity_text(thousandths: int) -> str:
    """ "2" or "1.5"."""
    whole, rest = divmod(abs(thousandths), 1000)
    text = QLocale().toString(whole)
    if rest:
        text += QLocale().decimalPoint() + f"{rest:03d}".rstrip("0")
    return f"−{text}" if thousandths < 0 else text


def percent_text(bp: int) -> str:
    """ "13 %" or "5.5 %" of hundredths of a percent."""
    whole, rest = divmod(bp, 100)
    text = str(whole)
    if rest:
        text += QLocale().decimalPoint() + f"{rest:02d}".rstrip("0")
    return f"{text} %"


def span_text(first: date, last: date) -> str:
    """ "17 Nov", "17–20" within a month of nights, "28 Nov–2 Dec"."""
    end = QLocale().toString(to_qdate(last), "d MMM")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}"
    return f"{first.day}.{first.month}.–{last.day}.{last.month}."


def short_name(name: str) -> str:
    """ "Marta S." of "Marta Sousa"; a single word stays."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name
