"""Money: splits lose no cent; whole units follow the currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import Money, allocate, spread, whole_units


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 1_000), min_size=1, max_size=20).filter(any))
def test_a_split_loses_no_cent(minor: int, weights: list[int]) -> None:
    """The parts sum to the amount, and none is further than a cent from its share."""
    parts = allocate(minor, weights)
    assert sum(parts) == minor
    total = sum(weights)
    assert all(
        abs(part * total - minor * weight) < total for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_cannot_split(weights: list[int]) -> None:
    """Nothing to split by is an error, not a loss."""
    with pytest.raises(ValueError, match="weights"):
        allocate(100, weights)


@pytest.mark.parametrize(
    ("minor", "currency", "units"),
    [
        (13_249, "EUR", 132),
        (13_250, "EUR", 133),
        (13_250, "JPY", 13_250),
        (13_500, "KWD", 14),
        (-150, "EUR", -1),
    ],
)
def test_whole_units_follow_the_currency(minor: int, currency: str, units: int) -> None:
    """A yen has no hundredth, a dinar has a thousand parts."""
    assert whole_units(minor, currency) == units


def test_currencies_do_not_mix() -> None:
    """Euro and yen do not add up; what is no currency is refused."""
    assert Money(100, "EUR") + Money(-30, "EUR") == Money(70, "EUR")
    with pytest.raises(ValueError, match="EUR"):
        _ = Money(1, "EUR") + Money(1, "JPY")
    with pytest.raises(ValueError, match="currency"):
        Money(1, "eur")


@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
    st.lists(st.integers(0, 99), min_size=1).filter(any),
)
def test_a_spread_adds_up_both_ways(rows: list[int], weights: list[int]) -> None:
    """Every part is the sum of its shares, every row the sum of what was taken of it; none is below zero."""
    for sign in (1, -1):
        signed = [sign * row for row in rows]
        parts = allocate(sum(signed), weights)
        shares = spread(signed, parts)
        assert [sum(share) for share in shares] == parts
        assert [sum(column) for column in zip(*shares, strict=True)] == signed
        assert all(sign * minor >= 0 for share in shares for minor in share)


def test_parts_of_another_sum_are_an_error() -> None:
    """A cent too many is no rounding."""
    with pytest.raises(ValueError, match="sum"):
        spread([10, 5], [16])
