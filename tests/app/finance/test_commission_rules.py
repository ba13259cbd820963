"""Commissions: shares, rates by day, and a corrected stay that is never paid twice."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.finance.rules.commission import (
    Earner,
    Rate,
    commission,
    earner_of,
    ensure_rate,
    rate_on,
    still_to_post,
)
from app.kernel.errors import InvalidInput

AGENT = UUID(int=7)


@given(st.lists(st.integers(-500_000, 500_000), min_size=1, max_size=12), st.integers(0, 10_000))
def test_a_corrected_stay_is_paid_what_it_is_worth(bases: list[int], bp: int) -> None:
    """However often its revenue was corrected and the month posted: what was posted is what is due now."""
    posted = 0
    for basis in bases:
        posted += still_to_post(basis, bp, posted)
        assert still_to_post(basis, bp, posted) == 0
    assert posted == commission(bases[-1], bp)


@pytest.mark.parametrize(("basis", "bp", "minor"), [
    (10_000, 1_500, 1_500), (333, 1_500, 50), (330, 1_500, 50), (-330, 1_500, -50), (10_000, 0, 0),
    (0, 99, 0),
])  # fmt: skip
def test_half_a_cent_goes_up(basis: int, bp: int, minor: int) -> None:
    """Away from zero, both ways."""
    assert commission(basis, bp) == minor


def test_the_rate_of_the_day() -> None:
    """The last one agreed before; another's rate is not ours."""
    rates = [
        Rate(AGENT, "", 1_000, date(2026, 1, 1)), Rate(AGENT, "", 1_200, date(2026, 7, 1)),
        Rate(None, "BDC", 1_500, date(2026, 1, 1)),
    ]  # fmt: skip
    on = [rate_on(rates, Earner(AGENT, ""), date(2026, month, 1)) for month in (6, 7, 12)]
    assert on == [1_000, 1_200, 1_200]
    assert rate_on(rates, Earner(AGENT, ""), date(2025, 12, 31)) == 0
    assert rate_on(rates, Earner(None, "BDC"), date(2026, 3, 1)) == 1_500


def test_one_earner_for_a_stay() -> None:
    """The agent goes before the channel."""
    assert earner_of(AGENT, "BDC") == Earner(AGENT, "")
    assert earner_of(None, "BDC") == Earner(None, "BDC")


def test_a_share_is_a_share() -> None:
    """Above a hundred percent and below none are refused."""
    for bp in (-1, 10_001):
        with pytest.raises(InvalidInput):
            ensure_rate(bp)
