"""`keyrack report` about money as a script sees it: JSON, CSV, DATEV, exit status."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.bootstrap import App, open_app
from app.features import folios
from app.infra.database import Location
from tests.support.accounts import company, owe
from tests.support.desk import open_desk


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[Path, App]]:
    """A house in which a company owes a lunch."""
    data = tmp_path / "house"
    data.mkdir()
    app = open_app(Location.in_directory(data), found="Test house")
    desk = open_desk(app)
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    owe(desk, company(desk), 12_345)
    yield data, app
    app.close()


def told(data: Path, capsys: pytest.CaptureFixture[str], name: str, *words: str) -> dict[str, Any]:
    """The answer of a report."""
    assert cli.main(["report", name, "--property", "mir", "--data", str(data), "--json", *words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_reports_of_money(house: tuple[Path, App], capsys: pytest.CaptureFixture[str]) -> None:
    """Ledgers at zero; the ageing is the receivables ledger; the journal is the trial balance."""
    data, _ = house
    balance = told(data, capsys, "trial-balance")
    assert balance["zero"] is True
    assert balance["ledgers"]["receivables"] == 12_345
    ageing = told(data, capsys, "ageing", "--as-of", "2027-01-01")
    assert (ageing["total"]["to_30_minor"], ageing["total"]["balance_minor"]) == (12_345, 12_345)
    assert ageing["rows"][0]["company"] == "Almeida & Filhos"
    assert told(data, capsys, "commissions")["rows"] == []
    lines = told(data, capsys, "journal")["rows"]
    receivable = sum(
        row["amount_minor"] * ((row["debit"] == "1220") - (row["credit"] == "1220")) for row in lines
    )
    assert receivable == 12_345


def test_files_and_tables(
    house: tuple[Path, App], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """CSV, DATEV and a table for people."""
    data, _ = house
    words = ["--property", "MIR", "--data", str(data)]
    assert cli.main(["report", "ageing", *words, "--csv"]) == 0
    heading, line = capsys.readouterr().out.split("\r\n")[:2]
    assert heading.startswith("account,company,not due")
    assert "123.45" in line
    assert cli.main(["report", "trial-balance", *words]) == 0
    assert "City ledger" in capsys.readouterr().out
    target = tmp_path / "EXTF.csv"
    assert cli.main(["report", "journal", *words, "--datev", str(target)]) == 0
    assert target.read_bytes().startswith(b'"EXTF";700;21;')


def test_wrong_words(house: tuple[Path, App], capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown hotel and days the wrong way round exit 1; occupancy without days is bad usage."""
    data, _ = house
    assert cli.main(["report", "ageing", "--data", str(data), "--property", "nowhere"]) == 1
    assert "There are: MIR" in capsys.readouterr().err
    days = ["--from", str(date(2027, 1, 2)), "--to", str(date(2027, 1, 1))]
    assert cli.main(["report", "journal", "--data", str(data), "--property", "MIR", *days]) == 1
    with pytest.raises(SystemExit) as caught:
        cli.main(["report", "occupancy", "--data", str(data), "--property", "MIR"])
    assert caught.value.code == 2
