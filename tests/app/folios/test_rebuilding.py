"""Sums that are not those of their postings are found, and made again by `keyrack check --rebuild`."""

import argparse
import json

import pytest

from app.cli import check
from app.features import folios
from tests.support.bills import balances, charge, faults, opened, plant, window
from tests.support.desk import Desk

FAULTS = (
    "UPDATE folio_window SET balance_minor = balance_minor + 7",
    "UPDATE account_day SET debit_minor = debit_minor + 3 WHERE account = '1210'",
    "DELETE FROM account_day WHERE account = '4900'",
    "INSERT INTO account_day (tenant_id, property_id, business_date, account, debit_minor, credit_minor) "
    "SELECT tenant_id, property_id, business_date, '6200', 5, 0 FROM account_day WHERE account = '1210'",
)


@pytest.mark.parametrize("statement", FAULTS)
def test_a_planted_fault_is_mended(money: Desk, statement: str) -> None:
    """The check names it, rebuilding makes it as it was, and a second time there is nothing to do."""
    bill = opened(money)
    charge(money, bill, 1_000)
    before = balances(money)
    plant(money, statement)
    assert faults(money)
    house = {"property_id": money.hotel.property_id}
    result = money.do(folios.RebuildSums, **house).result
    assert sum(int(str(part)) for part in result.values()) == 1
    assert faults(money) == []
    assert (window(money, bill).balance_minor, balances(money)) == (1_000, before)
    assert money.do(folios.RebuildSums, **house).result == {"windows": 0, "days": 0}


def test_by_the_command_line(money: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` exits 1; with --rebuild it mends and exits 0."""
    bill = opened(money)
    charge(money, bill, 1_000)
    plant(money, FAULTS[0])
    plant(money, FAULTS[1])
    location = money.app.database.location
    place = (
        ["--data", str(location.path.parent)]
        if location.path is not None
        else ["--database", location.url.render_as_string(hide_password=False)]
    )
    assert run(*place) == 1
    assert "folios.windows: Window 1 of folio" in capsys.readouterr().out
    assert run(*place, "--rebuild", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["rebuilt"]) == (True, 2)
    assert faults(money) == []


def run(*words: str) -> int:
    """The verb, as `keyrack check` runs it."""
    parser = argparse.ArgumentParser()
    check.add_arguments(parser)
    return check.run(parser.parse_args(words))
