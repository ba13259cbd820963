"""Public holidays come from a library that is asked for one country alone."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.features.rack.rules.holidays import EPOCH, public_holidays

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
from app.features.rack.rules.holidays import public_holidays
public_holidays(["PT"], range(2025, 2027))
print(*(name for name in sys.modules if name.startswith("holidays.countries.")))
"""


def test_one_country_is_loaded_alone() -> None:
    """The library's own beginning would load 250 countries into each desk."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["holidays.countries.portugal"]


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("PT", date(2026, 4, 25), "Freedom Day"),
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("AX", date(2026, 12, 6), "Independence Day"),
        ("US", date(2026, 7, 3), "Independence Day (observed)"),
    ],
)
def test_names_of_days(country: str, day: date, name: str) -> None:
    """Also where one country's holidays are made of another's."""
    assert public_holidays([country], range(2026, 2027))[(day - EPOCH).days] == name


def test_an_unknown_country_has_none() -> None:
    """The first country's name wins where two know a day."""
    assert public_holidays(["XX"], range(2026, 2027)) == {}
    both = public_holidays(["PT", "XX", "US"], range(2026, 2027))
    assert both[(date(2026, 12, 25) - EPOCH).days] == "Christmas Day"
