"""Exchange: sums between currencies with other decimal places, rounded once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.exchange import Rate, is_code, to_ask, unknown, worth

MICRO = 1_000_000


@pytest.mark.parametrize(
    ("minor", "currency", "own", "micro", "wanted"),
    [
        (10_000, "USD", "EUR", 912_345, 9_123), (10_000, "GBP", "EUR", 1_150_000, 11_500),
        (10_000, "JPY", "EUR", 6_100, 6_100), (9_123, "EUR", "JPY", 163_934_426, 14_956),
        (1_000, "KWD", "EUR", 3_000_000, 300), (1, "USD", "EUR", 500_000, 1), (-1, "USD", "EUR", 500_000, -1),
    ],
)  # fmt: skip
def test_worth(minor: int, currency: str, own: str, micro: int, wanted: int) -> None:
    """Two, no and three decimal places; half a cent goes away from zero."""
    assert worth(minor, currency, own, micro) == wanted


@given(
    st.integers(0, 10**8),
    st.sampled_from(["USD", "JPY", "KWD", "GBP"]),
    st.sampled_from(["EUR", "HUF", "ISK"]),
    st.integers(1_000, 400 * MICRO),
)
def test_what_is_asked_is_enough(minor: int, currency: str, own: str, micro: int) -> None:
    """The sum that a guest is asked for is worth the amount, and one unit less is not."""
    asked = to_ask(minor, currency, own, micro)
    assert worth(asked, currency, own, micro) >= minor
    assert asked == 0 or worth(asked - 1, currency, own, micro) < minor


def test_a_currency_that_is_unknown() -> None:
    """The sentence tells a currency without a rate from what is no currency."""
    assert "no exchange rate for USD" in unknown("USD").sentence
    assert "no currency code" in unknown("dollars").sentence
    assert is_code("USD")
    assert not is_code("usd")


def test_old_rates() -> None:
    """A rate of last month is called old."""
    rate = Rate("USD", 900_000, date(2026, 10, 1))
    assert rate.is_old(date(2026, 11, 21))
    assert not rate.is_old(date(2026, 10, 8))
