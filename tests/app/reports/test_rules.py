"""Sums of the occupancy report."""

from datetime import date

import pytest

from app.features.reports.rules import Day, Group, half_up, period_of, summed, whole

DAYS = [
    Day(date(2026, 1, 30), 10, 4, 40_001, 3, 1),
    Day(date(2026, 1, 31), 10, 3, 29_999, 1, 0),
    Day(date(2026, 2, 1), 9, 0, 0),
    Day(date(2027, 1, 1), 0, 0, 0),
]


@pytest.mark.parametrize(
    ("amount", "parts", "result"),
    [(10, 4, 3), (9, 4, 2), (-10, 4, -3), (-9, 4, -2), (1, 3, 0), (2, 3, 1), (0, 5, 0), (7, 0, None)],
)
def test_halves_go_away_from_zero(amount: int, parts: int, result: int | None) -> None:
    """Amounts are divided to whole minor units."""
    assert half_up(amount, parts) == result


def test_periods() -> None:
    """Days, months and years are called as ISO 8601 does."""
    assert [period_of(date(2026, 2, 1), group) for group in Group] == ["2026-02-01", "2026-02", "2026"]


def test_sums() -> None:
    """Each period sums its days; what cannot be divided is unknown, not zero."""
    january, february, later = summed(DAYS, Group.MONTH)
    assert (january.period, january.rooms_available, january.room_nights) == ("2026-01", 20, 7)
    assert (january.room_revenue_minor, january.adr_minor, january.revpar_minor) == (70_000, 10_000, 3_500)
    assert (january.occupancy, january.cancelled_share) == (0.35, 0.25)
    assert (february.adr_minor, february.revpar_minor, february.cancelled_share) == (None, 0, None)
    assert (later.occupancy, later.revpar_minor) == (0.0, None)
    assert whole(DAYS, "all").room_nights == sum(p.room_nights for p in summed(DAYS, Group.YEAR)) == 7
