"""What may be given back or taken: refunds, virtual cards, credit, parts of deposits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.refunds import (
    CreditExceeded,
    DepositPart,
    NotChargeable,
    RefundTooHigh,
    due_parts,
    ensure_chargeable,
    ensure_credit,
    ensure_positive,
    ensure_refundable,
    money,
)
from app.kernel.errors import InvalidInput

BOOKED, ARRIVAL = date(2026, 11, 1), date(2026, 12, 1)


def test_a_refund_never_exceeds_its_payment() -> None:
    """What is left may be given back, a cent more not."""
    ensure_refundable(1_000, 5_000, 4_000, "EUR")
    with pytest.raises(RefundTooHigh) as caught:
        ensure_refundable(1_001, 5_000, 4_000, "EUR")
    assert "10.00 EUR is left" in caught.value.sentence
    with pytest.raises(RefundTooHigh, match="already"):
        ensure_refundable(1, 5_000, 5_000, "EUR")
    for nothing in (0, -5):
        with pytest.raises(InvalidInput):
            ensure_positive(nothing)


def chargeable(asked: int, today: date) -> None:
    """A card with 300.00 left, from the day of arrival for a month."""
    ensure_chargeable(
        asked, left_minor=30_000, today=today, valid_from=ARRIVAL,
        valid_until=ARRIVAL + timedelta(days=30), currency="EUR",
    )  # fmt: skip


def test_a_virtual_card() -> None:
    """From its date on, until its end, at most its balance; the sentence says which."""
    chargeable(30_000, ARRIVAL)
    with pytest.raises(NotChargeable, match="from 01 Dec 2026 on"):
        chargeable(100, ARRIVAL - timedelta(days=1))
    with pytest.raises(NotChargeable, match="until 31 Dec 2026"):
        chargeable(100, ARRIVAL + timedelta(days=31))
    with pytest.raises(NotChargeable, match=r"Only 300\.00 EUR"):
        chargeable(30_001, ARRIVAL)


def test_credit_of_a_company() -> None:
    """Up to the limit, not a cent more."""
    ensure_credit(5_000, 95_000, 100_000, "Acme", "EUR")
    with pytest.raises(CreditExceeded, match=r"Acme may owe 1000\.00 EUR and owes 950\.01 EUR"):
        ensure_credit(5_000, 95_001, 100_000, "Acme", "EUR")


def test_parts_of_a_deposit() -> None:
    """30 % at once, 50.00 two weeks later, the half ten days before arrival; never before the booking."""
    parts = (
        DepositPart(bp=3_000),
        DepositPart(minor=5_000, after_booking=14),
        DepositPart(bp=5_000, before_arrival=10),
        DepositPart(bp=500, before_arrival=400),
    )
    assert due_parts(33_333, parts, BOOKED, ARRIVAL) == [
        (BOOKED, 10_000 + 1_667),
        (BOOKED + timedelta(days=14), 5_000),
        (ARRIVAL - timedelta(days=10), 16_666),
    ]
    assert due_parts(0, (), BOOKED, ARRIVAL) == []


@given(
    st.integers(0, 10**8),
    st.lists(
        st.builds(DepositPart, bp=st.integers(0, 2_500), before_arrival=st.none() | st.integers(0, 60)),
        max_size=4,
    ),
)
def test_parts_lose_no_cent(total: int, parts: list[DepositPart]) -> None:
    """The parts of a whole are the whole; no day is before the booking or after arrival."""
    due = due_parts(total, [*parts, DepositPart(bp=10_000 - sum(p.bp for p in parts))], BOOKED, ARRIVAL)
    assert sum(minor for _, minor in due) == total
    assert all(BOOKED <= day <= ARRIVAL for day, _ in due)


@pytest.mark.parametrize(
    "parts",
    [(DepositPart(bp=10_001),), (DepositPart(bp=9_000), DepositPart(minor=2_000)), (DepositPart(bp=-1),)],
)
def test_more_than_the_price(parts: tuple[DepositPart, ...]) -> None:
    """A deposit above the price is refused."""
    with pytest.raises(InvalidInput):
        due_parts(10_000, parts, BOOKED, ARRIVAL)


def test_amounts_in_sentences() -> None:
    """Decimal places follow the currency."""
    assert [money(-1_205, "EUR"), money(1_205, "JPY"), money(5, "KWD")] == [
        "-12.05 EUR",
        "1205 JPY",
        "0.005 KWD",
    ]
