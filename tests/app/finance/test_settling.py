"""What is open: ageing is the balance, allocation loses no cent, whatever was posted and given."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.finance.rules.ageing import Ageing, aged, column
from app.features.finance.rules.settling import (
    AccountEntry,
    AllocationRefused,
    Given,
    Item,
    Part,
    ensure_fits,
    oldest_first,
    settled,
)

DAY = date(2026, 11, 21)


def id_of(n: int) -> UUID:
    """A made-up id."""
    return UUID(int=n + 1)


def entry(n: int, minor: int, day: int = 0, due: int = 30, against: int | None = None) -> AccountEntry:
    """An entry so many days after the first, due so many days later."""
    at = DAY + timedelta(days=day)
    return AccountEntry(
        id_of(n), at, minor, at + timedelta(days=due), against=None if against is None else id_of(against)
    )


def gave(credit: int, debit: int, minor: int, day: int = 0) -> Given:
    """A part of a payment, given on a day."""
    return Given(id_of(credit), id_of(debit), minor, DAY + timedelta(days=day))


ENTRIES = st.lists(
    st.tuples(
        st.integers(-50_000, 50_000), st.integers(0, 150), st.integers(0, 60), st.integers(0, 11) | st.none()
    ),
    max_size=12,
)  # fmt: skip
GIVEN = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(-60_000, 60_000), st.integers(0, 150)),
    max_size=20,
)  # fmt: skip


@given(ENTRIES, GIVEN, st.integers(0, 200))
@settings(max_examples=600, deadline=None)
def test_ageing_is_the_balance(
    rows: list[tuple[int, int, int, int | None]], parts: list[tuple[int, int, int, int]], as_of: int
) -> None:
    """The columns add up to the sum of the entries of the days, and no entry is open for more than it is."""
    entries = [entry(n, minor, day, due, against) for n, (minor, day, due, against) in enumerate(rows)]
    day = DAY + timedelta(days=as_of)
    items = settled(entries, [gave(*part) for part in parts], day)
    assert aged(items, day).balance == sum(e.minor for e in entries if e.day <= day)
    for item in items:
        assert abs(item.open_minor) <= abs(item.entry.minor)
        assert item.open_minor * item.entry.minor >= 0


@given(ENTRIES, st.integers(1, 200_000))
@settings(max_examples=300, deadline=None)
def test_allocation_loses_no_cent(rows: list[tuple[int, int, int, int | None]], minor: int) -> None:
    """What is given and what stays on account is the payment; given, no debt is overpaid."""
    debts = [entry(n, abs(amount), day, due) for n, (amount, day, due, _) in enumerate(rows) if amount]
    payment = entry(90, -minor, 150)
    day = DAY + timedelta(days=200)
    items = settled([*debts, payment], (), day)
    parts = oldest_first((item for item in items if item.open_minor > 0), minor)
    ensure_fits(items, minor, parts)
    after = settled([*debts, payment], [Given(payment.id, p.debit_id, p.minor, day) for p in parts], day)
    left = {item.entry.id: item.open_minor for item in after}
    assert -left[payment.id] + sum(part.minor for part in parts) == minor
    assert sum(left.values()) == sum(debt.minor for debt in debts) - minor
    assert left[payment.id] == 0 or all(open_minor <= 0 for open_minor in left.values())


def test_columns() -> None:
    """On its day a debt is not due yet; then by thirty days."""
    at = [column(DAY, DAY + timedelta(days=days)) for days in (-3, 0, 1, 30, 31, 60, 61, 90, 91)]
    assert at == ["not_due", "not_due", "to_30", "to_30", "to_60", "to_60", "to_90", "to_90", "older"]


def test_a_part_payment_is_open_as_it_was_on_each_day() -> None:
    """Before the payment all of it, between payment and allocation some is on account, then the rest."""
    entries = [entry(0, 10_000, due=0), entry(1, -4_000, day=40)]
    parts = [gave(1, 0, 4_000, day=41)]

    def on(day: int) -> Ageing:
        at = DAY + timedelta(days=day)
        return aged(settled(entries, parts, at), at)

    assert on(39) == Ageing(to_60=10_000)
    assert on(40) == Ageing(to_60=10_000, on_account=-4_000)
    assert on(41) == Ageing(to_60=6_000)


def test_a_reversed_debt_is_not_open() -> None:
    """The payment that was given to it is on account again."""
    entries = [entry(0, 5_000), entry(1, -5_000, day=1), entry(2, -5_000, day=2, against=0)]
    items = settled(entries, [gave(1, 0, 5_000, day=1)], DAY + timedelta(days=2))
    assert [item.open_minor for item in items] == [0, -5_000, 0]


def test_a_payment_that_was_given_back_pays_nothing() -> None:
    """Its document is open again."""
    entries = [entry(0, 5_000), entry(1, -5_000, day=1), entry(2, 5_000, day=3, against=1)]
    items = settled(entries, [gave(1, 0, 5_000, day=1)], DAY + timedelta(days=3))
    assert [item.open_minor for item in items] == [5_000, 0, 0]


def test_parts_that_do_not_fit_are_refused() -> None:
    """More than is open, more than there is, of nothing, of what is not there."""
    items = [Item(entry(0, 5_000), 3_000)]
    for available, parts in [
        (9_000, [Part(id_of(0), 3_001)]),
        (2_000, [Part(id_of(0), 2_500)]),
        (9_000, [Part(id_of(0), 2_000), Part(id_of(0), 1_001)]),
        (9_000, [Part(id_of(0), 0)]),
        (9_000, [Part(id_of(5), 1)]),
    ]:
        with pytest.raises(AllocationRefused):
            ensure_fits(items, available, parts)
