"""Pure rules: what is possible, packages, shortening, another type, cancelling, chains."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.rates import (
    PackageTerms,
    allocated,
    cancellation_fee,
    difference_of_change,
    refund_of_shortening,
)
from app.features.rates.rules import possible
from app.features.rates.rules.chains import cycle, descendants, ordered
from app.features.rates.rules.packages import merged
from app.features.rates.rules.parts import LIMITS, NOTHING, Amounts, Limit
from app.features.rates.rules.party import ensure_bands
from app.features.rates.rules.policy import ensure_policy
from app.features.rates.rules.terms import PlanTerms, on_weekdays
from app.kernel.dates import StayDates
from app.kernel.errors import InvalidInput

FIRST = date(2026, 11, 21)
DAYS = 12
LIMIT = st.tuples(st.sampled_from(sorted(LIMITS)), st.integers(0, DAYS - 1), st.integers(0, 5))


def night(offset: int) -> date:
    """A night of the tests."""
    return FIRST + timedelta(days=offset)


def naive_impossible(limits: Amounts, longest: int) -> list[bool]:
    """Every stay there is, one after the other."""
    own = limits[:, 0].tolist()
    reached = [False] * DAYS
    for start, end in product(range(DAYS), range(DAYS)):
        nights = end - start
        if not 1 <= nights <= longest or own[Limit.NO_ARRIVAL][start] > 0 or own[Limit.NO_DEPARTURE][end] > 0:
            continue
        inside = range(start, end)
        if any(own[Limit.CLOSED][n] > 0 for n in inside):
            continue
        least = max(own[Limit.MIN_ARRIVAL][start], *(own[Limit.MIN_THROUGH][n] for n in inside))
        tops = [own[Limit.MAX_ARRIVAL][start], *(own[Limit.MAX_THROUGH][n] for n in inside)]
        if least <= nights <= min((top for top in tops if top >= 0), default=nights):
            for n in inside:
                reached[n] = True
    return [own[Limit.CLOSED][n] <= 0 and not reached[n] for n in range(DAYS)]


@given(st.lists(LIMIT, max_size=14))
@settings(max_examples=300, deadline=None)
def test_impossible_nights_are_those_that_no_stay_includes(chosen: list[tuple[str, int, int]]) -> None:
    """The arrays and the trying of every stay agree."""
    limits = np.full((len(Limit), 1, DAYS), NOTHING, np.int64)
    for name, day, value in chosen:
        limits[LIMITS[name], 0, day] = value
    found = possible.impossible(limits, DAYS)[0].tolist()
    assert found == naive_impossible(limits, DAYS)


def test_runs_of_nights() -> None:
    """Spans with both ends included."""
    marked = np.array([True, True, False, True])
    assert list(possible.runs(marked, FIRST)) == [(night(0), night(1)), (night(3), night(3))]


ITEM = st.builds(
    PackageTerms, st.uuids().map(str), st.just("Thing"),
    st.sampled_from(["fixed", "night", "person", "person_night"]), st.integers(0, 4), st.integers(0, 9_000),
)  # fmt: skip


@given(st.integers(0, 50_000), st.lists(ITEM, max_size=5), st.integers(1, 5), st.booleans())
def test_a_package_adds_up(price: int, items: list[PackageTerms], adults: int, first: bool) -> None:
    """No cent is lost or made, nothing is below zero, and what is due once is due on the first night."""
    shares = allocated(price, items, adults=adults, first_night=first)
    assert sum(share.minor for share in shares) == price
    assert all(share.minor >= 0 for share in shares)
    if not first:
        once = {item.article_code for item in items if item.basis in ("fixed", "person")}
        assert not once & {share.article_code for share in shares}


def test_a_package_is_divided() -> None:
    """Breakfast for each adult on each night, the bottle once."""
    items = (
        PackageTerms("BREAKFAST", "Breakfast", "person_night", 1, 1_200),
        PackageTerms("WINE", "Wine", "fixed", 1, 1_900),
    )
    assert allocated(12_000, items, adults=2, first_night=True) == (
        ("", 1, 7_700), ("BREAKFAST", 2, 2_400), ("WINE", 1, 1_900),
    )  # fmt: skip
    assert allocated(12_000, items, adults=2, first_night=False) == (("", 1, 9_600), ("BREAKFAST", 2, 2_400))
    assert allocated(2_000, items, adults=2, first_night=True) == (
        ("", 1, 0), ("BREAKFAST", 2, 1_116), ("WINE", 1, 884),
    )  # fmt: skip


def test_a_derived_package_takes_over_and_takes_out() -> None:
    """The parent's articles are inside too, unless the plan says something else of them."""
    breakfast = PackageTerms("BREAKFAST", "Breakfast", "person_night", 1, 1_200)
    wine = PackageTerms("WINE", "Wine", "fixed", 1, 1_900)
    none = PackageTerms("BREAKFAST", "Breakfast", "person_night", 0, 1_200)
    assert merged([[breakfast], [wine]]) == (breakfast, wine)
    assert merged([[breakfast], [wine, none]]) == (wine,)


def test_shortening_gives_back_the_price_booked() -> None:
    """Each night at its own price; from either end; a stay that becomes a day use keeps its day."""
    booked = {night(0): 9_000, night(1): 11_000, night(2): 20_000}
    assert refund_of_shortening(booked, StayDates(night(0), night(2))).nights == ((night(2), 20_000),)
    assert refund_of_shortening(booked, StayDates(night(1), night(3))).total_minor == 9_000
    assert refund_of_shortening(booked, StayDates(night(0), night(3))).total_minor == 0
    assert refund_of_shortening(booked, StayDates(night(0), night(9))).total_minor == 0
    assert refund_of_shortening(booked, StayDates(night(0), night(0))).total_minor == 31_000


def test_another_type_keeps_the_discount() -> None:
    """Booked at 80 where 100 was quoted; the suite is quoted at 150: 130."""
    assert difference_of_change([8_000, 9_000], [10_000, 10_000], [15_000, 14_000]).prices == (13_000, 13_000)
    assert difference_of_change([8_000, 9_000], [10_000, 10_000], [15_000, 14_000]).total_minor == 9_000
    cheaper = difference_of_change([1_000, 9_000], [10_000, 10_000], [5_000, 8_000])
    assert (cheaper.prices, cheaper.total_minor) == ((0, 7_000), -3_000)
    with pytest.raises(ValueError, match="zip"):
        difference_of_change([1], [1, 2], [1, 2])


FEES = (
    ({"free_until_days": 2, "fee": "first_night"}, 9_000), ({"free_until_days": 2, "fee": "all"}, 40_000),
    ({"free_until_days": 2, "fee": "nights", "nights": 2}, 20_000),
    ({"free_until_days": 2, "fee": "nights", "nights": 9}, 40_000),
    ({"free_until_days": 2, "fee": "share", "share_bp": 3_333}, 13_332),
    ({"free_until_days": 2}, 0), ({"fee": "all"}, 40_000),
)  # fmt: skip


@pytest.mark.parametrize(("policy", "minor"), FEES)
def test_a_fee_is_that_of_the_nights_booked(policy: dict[str, object], minor: int) -> None:
    """The nights' own prices, not an average."""
    late = datetime(2026, 11, 20, 12, tzinfo=UTC)
    fee = cancellation_fee(
        policy, (9_000, 11_000, 20_000), FIRST, late, check_in=time(15), zone="Europe/Lisbon"
    )
    assert fee.minor == minor
    assert fee.text.endswith(".")


def test_fees_turn_at_the_local_midnight() -> None:
    """Free to the end of the 19th in Auckland, which is eleven in the morning in UTC."""
    policy = {"free_until_days": 2, "fee": "all"}
    turn = datetime(2026, 11, 19, 11, tzinfo=UTC)

    def fee(instant: datetime) -> int:
        return cancellation_fee(
            policy, (100,), FIRST, instant, check_in=time(15), zone="Pacific/Auckland"
        ).minor

    assert (fee(turn - timedelta(seconds=1)), fee(turn)) == (0, 100)


def test_hours_before_check_in_pass_over_a_change_of_the_clock() -> None:
    """24 hours before 15:00 on the day after the clocks went back is 16:00, an hour later on the wall."""
    policy = {"free_until_hours": 24, "fee": "all"}
    fee = cancellation_fee(
        policy, (100,), date(2026, 10, 25), datetime(2026, 10, 24, 14, tzinfo=UTC), check_in=time(15),
        zone="Europe/Lisbon",
    )  # fmt: skip
    assert fee.free_until is not None
    assert fee.free_until.astimezone(UTC) == datetime(2026, 10, 24, 15, tzinfo=UTC)
    assert fee.minor == 0


@pytest.mark.parametrize(
    "policy",
    [{"fee": "half"}, {"free_until_days": -1}, {"share_bp": 10_001}, {"nights": "two"}, {"penalty": 3}],
)
def test_a_policy_that_cannot_be_read_is_refused(policy: dict[str, object]) -> None:
    """With a sentence."""
    with pytest.raises(InvalidInput, match=r"\.$"):
        ensure_policy(policy)


def test_chains() -> None:
    """A cycle of any length is found and named; parents come first; descendants are all found."""
    ids = [uuid4() for _ in range(60)]
    parents: dict[UUID, UUID | None] = {
        plan: ids[number - 1] if number else None for number, plan in enumerate(ids)
    }
    assert cycle(ids[0], ids[59], parents) == [ids[0], *reversed(ids)]
    assert cycle(ids[7], ids[7], parents) == [ids[7], ids[7]]
    assert cycle(ids[59], ids[0], parents) == []
    plans = [PlanTerms(plan, "C", "C", parent_id=parents[plan]) for plan in reversed(ids)]
    assert [plan.id for plan in ordered(plans)] == ids
    assert descendants([ids[50]], parents) == frozenset(ids[50:])
    with pytest.raises(ValueError, match="derived from itself"):
        ordered(
            [PlanTerms(ids[0], "A", "A", parent_id=ids[1]), PlanTerms(ids[1], "B", "B", parent_id=ids[0])]
        )


@pytest.mark.parametrize(
    "bands", [((3, 3),), ((5, 2),), ((0, 5), (4, 9)), ((0, 19),), tuple((n, n + 1) for n in range(5))]
)
def test_age_bands_that_cannot_be_are_refused(bands: tuple[tuple[int, int], ...]) -> None:
    """With a sentence."""
    with pytest.raises(InvalidInput, match=r"\.$"):
        ensure_bands(bands, 4)


@given(st.integers(-20, 20), st.integers(-20, 30), st.integers(1, 127))
def test_weekdays_of_a_span(low: int, high: int, weekdays: int) -> None:
    """The places are those of the span's nights that fall on the weekdays."""
    found = on_weekdays(FIRST, DAYS, night(low), night(high), weekdays).tolist()
    assert found == [n for n in range(DAYS) if low <= n <= high and weekdays >> night(n).weekday() & 1]
