"""Journals: every posting once, debits and credits of the trial balance; CSV and DATEV."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.features import finance, folios
from app.features.finance import JournalView
from app.features.finance.rules.journal import DATEV_COLUMNS, sides
from app.kernel.errors import InvalidInput
from tests.support.accounts import company, owe
from tests.support.desk import Desk

MADE = datetime(2026, 11, 21, 8, 30, 1, 25_000, tzinfo=UTC)


def journal(desk: Desk, last: int = 5) -> JournalView:
    """The journal of the first days."""
    return desk.app.ask(finance.Journal(property="MIR", first=desk.day(0), last=desk.day(last)))


def booked(desk: Desk) -> None:
    """Some postings of two days."""
    company_id = company(desk)
    owe(desk, company_id, 12_345)
    desk.close_day()
    owe(desk, company_id, 678)


def test_the_journal_is_the_trial_balance(money: Desk) -> None:
    """Summed by account, debits and credits are those of the ledgers; a day before has the day's lines."""
    booked(money)
    sums: Counter[str] = Counter()
    for line in journal(money).lines:
        assert line.minor > 0
        sums[line.debit] += line.minor
        sums[line.credit] -= line.minor
    balances = money.app.ask(folios.TrialBalance(property_id=money.hotel.property_id))
    assert {row.account: row.balance_minor for row in balances if row.balance_minor} == {
        code: minor for code, minor in sums.items() if minor
    }
    assert 0 < len(journal(money, 0).lines) < len(journal(money).lines)


def test_a_spreadsheet_gets_every_line(money: Desk, tmp_path: Path) -> None:
    """A heading and a row per posting, amounts in whole units."""
    booked(money)
    finance.save_csv(tmp_path / "journal.csv", journal(money))
    with (tmp_path / "journal.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(journal(money).lines)
    assert rows[0]["Amount"] == f"{journal(money).lines[0].minor / 100:.2f}"


def test_datev_reads_it(money: Desk, tmp_path: Path) -> None:
    """The header names format, client, year and days; each booking has amount, accounts, day and text."""
    booked(money)
    path = tmp_path / "EXTF_Buchungsstapel.csv"
    finance.save_datev(path, journal(money), MADE, advisor=29_098, client=55_003)
    raw = path.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(journal(money).lines) + 2
    rows = list(csv.reader(io.StringIO(raw.decode("cp1252")), delimiter=";"))
    header = rows[0]
    assert header[:6] == ["EXTF", "700", "21", "Buchungsstapel", "13", "20261121083001025"]
    assert header[10:16] == ["29098", "55003", "20260101", "4", "20261121", "20261126"]
    assert len(header) == 31
    assert tuple(rows[1]) == DATEV_COLUMNS
    for row, line in zip(rows[2:], journal(money).lines, strict=True):
        assert row[0] == f"{line.minor // 100},{line.minor % 100:02d}"
        assert (row[1], row[2], row[6], row[7]) == ("S", "EUR", line.debit, line.credit)
        assert row[9] == f"{line.business_date:%d%m}"


def test_datev_holds_one_year(money: Desk) -> None:
    """Days of two years are refused with what to do."""
    view = money.app.ask(finance.Journal(property="MIR", first=date(2026, 12, 1), last=date(2027, 1, 31)))
    with pytest.raises(InvalidInput, match="each year"):
        finance.datev_text(view, MADE)
    with pytest.raises(InvalidInput):
        money.app.ask(finance.Journal(property="MIR", first=date(2027, 1, 1), last=date(2026, 1, 1)))


def test_sides_have_no_sign() -> None:
    """A negative posting is the other way round."""
    assert sides("1210", "4000", 5) == ("1210", "4000", 5)
    assert sides("1210", "4000", -5) == ("4000", "1210", 5)
