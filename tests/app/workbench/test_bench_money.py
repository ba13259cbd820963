"""The bench of money measures what it says: small houses, every row told, the sums right."""

from app.infra.database import Location
from app.workbench.benches.money import balances, nights


def test_nights_are_posted_once_each(location: Location) -> None:
    """Room with VAT, breakfast with VAT and its allocation, city tax: six postings a room and night."""
    rows = nights.measure(location, "here", rooms=3)
    assert [row["postings"] for row in rows] == [18, 18, 18]


def test_balances_add_up(location: Location) -> None:
    """All moments are told, and nothing is left over."""
    rows = balances.measure(location, "here", count=731 * 6)
    assert [row["accounts"] for row in rows] == [6, 6, 6, 6]
