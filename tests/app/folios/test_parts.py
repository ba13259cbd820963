"""Cutting a charge in two and taking a rebate from it: net, taxes and allocations, to the cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.parts import Line, part_of, shares_of, taken_of
from app.kernel.errors import InvalidInput


def entry(net: int, tax: int, *, package: bool) -> list[Line]:
    """A charge with a tax, and with its allocation when it is inside a price."""
    lines = [("1210", "2390" if package else "4100", net, True), ("1210", "2200", tax, True)]
    return [*lines, ("2390", "4100", net, False)] if package else lines


@given(st.integers(1, 10**9), st.integers(0, 10**8), st.integers(1, 9_999), st.booleans())
def test_two_parts_are_the_whole(net: int, tax: int, share: int, package: bool) -> None:
    """Row by row, and an allocation is cut like the charge that it allocates."""
    lines, gross = entry(net, tax, package=package), net + tax
    part = max(gross * share // 10_000, 1)
    kept, sent = shares_of(lines, part, gross)
    assert [a + b for a, b in zip(kept, sent, strict=True)] == [line[2] for line in lines]
    assert sum(sent[:2]) == part
    assert not package or sent[2] == sent[0]


@given(st.integers(1, 10**9), st.integers(0, 10**8), st.booleans())
def test_a_rebate_takes_from_net_and_tax(net: int, tax: int, package: bool) -> None:
    """It adds up to its amount and never takes more than there is."""
    lines = entry(net, tax, package=package)
    amount = (net + tax + 1) // 2
    taken = taken_of(lines, amount)
    assert sum(taken[:2]) == amount
    assert all(0 <= minor <= line[2] for minor, line in zip(taken, lines, strict=True))


@pytest.mark.parametrize(
    ("amount", "bp", "nights"), [(None, None, None), (5, 5, None), (0, None, None), (1_000, None, None)]
)
def test_what_is_no_part(amount: int | None, bp: int | None, nights: int | None) -> None:
    """Nothing, everything, or named in two ways."""
    with pytest.raises(InvalidInput):
        part_of(1_000, 1_000, amount, bp, nights)


def test_some_of_the_nights() -> None:
    """Two of three nights of parking."""
    assert part_of(3_000, 3_000, None, None, 2) == 2_000
