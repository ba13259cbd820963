"""Cash: steps of coins by country, change, denominations and counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.cash import (
    DENOMINATIONS,
    TooLittleGiven,
    counted,
    denominations,
    in_coins,
    rounded,
    settle,
    smallest,
)
from app.kernel.errors import InvalidInput


@pytest.mark.parametrize(
    ("currency", "country", "switch", "step"),
    [
        ("CHF", "CH", None, 5), ("SEK", "SE", None, 100), ("NOK", "NO", None, 100), ("DKK", "DK", None, 50),
        ("CZK", "CZ", None, 100), ("HUF", "HU", None, 500), ("EUR", "FI", None, 5), ("EUR", "BE", None, 5),
        ("EUR", "SK", None, 5), ("EUR", "NL", None, 1), ("EUR", "NL", True, 5), ("EUR", "IE", True, 5),
        ("EUR", "PT", None, 1), ("EUR", "BE", False, 1), ("GBP", "GB", None, 1), ("JPY", "JP", None, 1),
        ("PLN", "PL", None, 1),
    ],
)  # fmt: skip
def test_steps(currency: str, country: str, switch: bool | None, step: int) -> None:
    """By law, by custom where switched on, else to the cent."""
    assert smallest(currency, country, euro_rounds=switch) == step


@pytest.mark.parametrize(
    ("minor", "step", "wanted"),
    [
        (1001, 5, 1000), (1002, 5, 1000), (1003, 5, 1005), (1007, 5, 1005), (1008, 5, 1010), (149, 100, 100),
        (150, 100, 200), (-1003, 5, -1005), (2, 5, 0), (0, 5, 0), (1234, 1, 1234), (250, 500, 500),
    ],
)  # fmt: skip
def test_rounding(minor: int, step: int, wanted: int) -> None:
    """Swedish rounding: 1 and 2 down, 3 and 4 up; half a step goes up."""
    assert rounded(minor, step) == wanted


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from([1, 5, 50, 100, 500]))
def test_nothing_is_lost(amount: int, more: int, step: int) -> None:
    """What is handed over is amount, rounding and change; rounding is at most half a step."""
    tendered = rounded(amount, step) + more
    settled = settle(amount, tendered, step)
    assert tendered == amount + settled.rounding_minor + settled.change_minor
    assert abs(settled.rounding_minor) * 2 <= step
    assert settled.change_minor == more


def test_too_little() -> None:
    """Less than the amount is refused at the field; the rounded amount is enough."""
    with pytest.raises(TooLittleGiven) as caught:
        settle(1_203, 1_204, 5)
    assert caught.value.field == "tendered_minor"
    assert settle(1_202, 1_200, 5).rounding_minor == -2


def test_counts() -> None:
    """Coins and notes sum up; none is below zero."""
    assert counted({5_000: 2, 200: 3, 1: 4}) == 10_604
    assert counted({}) == 0
    for wrong in ({100: -1}, {0: 3}):
        with pytest.raises(InvalidInput):
            counted(wrong)


@given(st.integers(0, 10**7), st.sampled_from(sorted(DENOMINATIONS)))
def test_a_sum_in_coins(minor: int, currency: str) -> None:
    """In coins and notes it is the same sum, but for what is below the smallest coin."""
    smallest_coin = denominations(currency)[-1]
    assert minor - counted(in_coins(minor, currency)) == minor % smallest_coin
    assert list(denominations(currency)) == sorted(set(denominations(currency)), reverse=True)
