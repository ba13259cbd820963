"""Journals for accountants: a line per posting, and the DATEV booking batch (EXTF 700, category 21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.kernel.errors import InvalidInput
from app.kernel.money import exponent
from app.kernel.text import tr

Row = tuple[object, ...]

DATEV_COLUMNS: Final = (
    "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs", "Basis-Umsatz",
    "WKZ Basis-Umsatz", "Konto", "Gegenkonto (ohne BU-Schlüssel)", "BU-Schlüssel", "Belegdatum",
    "Belegfeld 1", "Belegfeld 2", "Skonto", "Buchungstext",
)  # fmt: skip
ACCOUNT_DIGITS: Final = 4
_TEXT, _FIELD = 60, 36


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A posting as accountants read it: debited, credited, never below zero."""

    posting_id: UUID
    entry_id: UUID
    business_date: date
    at: datetime
    kind: str
    debit: str
    credit: str
    minor: int
    currency: str
    text: str
    folio: str
    document: str
    tax_code: str
    tax_bp: int
    by_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a DATEV file says of itself: the advisor, the client, the days."""

    first: date
    last: date
    currency: str
    made_at: datetime
    advisor: int = 1001
    client: int = 1
    name: str = ""


def sides(account: str, counter: str, minor: int) -> tuple[str, str, int]:
    """Debit, credit and a positive amount of a posting."""
    return (account, counter, minor) if minor >= 0 else (counter, account, -minor)


def table(lines: Iterable[JournalLine]) -> list[Row]:
    """The journal as rows with a heading; amounts in whole units."""
    heading = (
        tr("Business date"), tr("Time"), tr("Entry"), tr("Kind"), tr("Debit"), tr("Credit"), tr("Amount"),
        tr("Currency"), tr("Text"), tr("Folio"), tr("Document"), tr("Tax"), tr("Tax %"), tr("By"),
        tr("Reason"),
    )  # fmt: skip
    return [heading, *(_row(line) for line in lines)]


def _row(line: JournalLine) -> Row:
    return (
        line.business_date.isoformat(), line.at.isoformat(), str(line.entry_id), line.kind, line.debit,
        line.credit, Decimal(line.minor).scaleb(-exponent(line.currency)), line.currency, line.text,
        line.folio, line.document, line.tax_code, Decimal(line.tax_bp) / 100, line.by_name, line.reason,
    )  # fmt: skip


def datev(batch: Batch, lines: Sequence[JournalLine]) -> str:
    """The file's text, for Windows-1252 with CRLF. Raises InvalidInput where DATEV could not read it."""
    if batch.first.year != batch.last.year:
        raise InvalidInput(tr("A DATEV file holds days of one year. Make one for each year."), field="last")
    for line in lines:
        for code in (line.debit, line.credit):
            if not code.isdecimal() or len(code) > ACCOUNT_DIGITS:
                raise InvalidInput(
                    tr("DATEV reads account codes of up to four digits; {code} is none.", code=code),
                    field="account",
                )
    rows = [_batch_header(batch), ";".join(DATEV_COLUMNS), *(_booking(line) for line in lines)]
    return "".join(f"{row}\r\n" for row in rows)


def _batch_header(batch: Batch) -> str:
    made = f"{batch.made_at:%Y%m%d%H%M%S}{batch.made_at.microsecond // 1000:03d}"
    fields: tuple[str, ...] = (
        _quoted("EXTF"), "700", "21", _quoted("Buchungsstapel"), "13", made, "", _quoted("RE"),
        _quoted("Keyrack"), _quoted(""), str(batch.advisor), str(batch.client), f"{batch.first.year}0101",
        str(ACCOUNT_DIGITS), f"{batch.first:%Y%m%d}", f"{batch.last:%Y%m%d}", _quoted(batch.name[:30]),
        _quoted(""), "1", "0", "0", _quoted(batch.currency), "", _quoted(""), "", "", _quoted(""), "", "",
        _quoted(""), _quoted(""),
    )  # fmt: skip
    return ";".join(fields)


def _booking(line: JournalLine) -> str:
    amount = f"{Decimal(line.minor).scaleb(-exponent(line.currency)):.2f}".replace(".", ",")
    voucher = line.document or line.folio
    return ";".join(
        (
            amount, _quoted("S"), _quoted(line.currency), "", "", _quoted(""), line.debit, line.credit,
            _quoted(""), f"{line.business_date:%d%m}", _quoted(_voucher(voucher)), _quoted(""), "",
            _quoted(line.text[:_TEXT]),
        )
    )  # fmt: skip


def _voucher(text: str) -> str:
    """What DATEV allows in a voucher's number."""
    return "".join(c for c in text if c.isascii() and (c.isalnum() or c in "$&%*+-/"))[:_FIELD]


def _quoted(text: str) -> str:
    """A text field: one line, in a character set that DATEV has."""
    plain = " ".join(text.split()).encode("cp1252", "replace").decode("cp1252")
    return '"' + plain.replace('"', '""') + '"'
