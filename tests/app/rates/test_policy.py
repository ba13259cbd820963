"""The fee of a cancellation against a plain reckoning of it, for any policy, zone, arrival and instant."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.rates import cancellation_fee

# Zones with a change at midnight, by half an hour, across the date line, and none.
ZONES: Final = (
    "Europe/Lisbon", "Pacific/Auckland", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia",
    "Asia/Kathmandu", "Africa/Cairo", "UTC",
)  # fmt: skip
CHECK_IN: Final = time(15)

policies = st.fixed_dictionaries(
    {"fee": st.sampled_from(["none", "first_night", "nights", "share", "all"])},
    optional={
        "free_until_days": st.integers(0, 60), "nights": st.integers(0, 5),
        "share_bp": st.integers(0, 10_000),
    },
)  # fmt: skip
nights = st.lists(st.integers(0, 50_000), min_size=1, max_size=8)
arrivals = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def asked(policy: dict[str, Any], prices: list[int]) -> int:
    """What is asked when it is not free any more."""
    match policy["fee"]:
        case "first_night":
            return prices[0]
        case "nights":
            return sum(prices[: int(policy.get("nights", 1))])
        case "share":
            return (sum(prices) * int(policy.get("share_bp", 10_000)) * 2 + 10_000) // 20_000
        case "all":
            return sum(prices)
    return 0


@settings(max_examples=250, deadline=None)
@given(policies, nights, arrivals, st.sampled_from(ZONES), st.integers(-5 * 86_400, 5 * 86_400))
def test_the_fee_turns_at_the_local_midnight(
    policy: dict[str, Any], prices: list[int], arrival: date, zone: str, seconds: int
) -> None:
    """By the calendar on the wall: free while so many midnights lie between the day and the arrival."""
    here = ZoneInfo(zone)
    days = policy.get("free_until_days")
    turn = datetime.combine(arrival - timedelta(days=days or 0), time(12), here).astimezone(UTC)
    at = turn + timedelta(seconds=seconds)
    fee = cancellation_fee(policy, prices, arrival, at, check_in=CHECK_IN, zone=zone)
    is_free = days is not None and (arrival - at.astimezone(here).date()).days >= days
    assert fee.minor == (0 if is_free else asked(policy, prices))
    assert 0 <= fee.minor <= sum(prices)
    assert fee.text.endswith(".")


@settings(max_examples=150, deadline=None)
@given(nights, arrivals, st.sampled_from(ZONES), st.integers(0, 200), st.integers(-90, 90))
def test_hours_are_hours_that_pass(
    prices: list[int], arrival: date, zone: str, hours: int, minutes: int
) -> None:
    """Free until so many hours before check-in, also where the clock is changed between."""
    begins = datetime.combine(arrival, CHECK_IN, ZoneInfo(zone)).astimezone(UTC)
    at = begins - timedelta(hours=hours, minutes=-minutes)
    policy = {"free_until_hours": hours, "fee": "all"}
    fee = cancellation_fee(policy, prices, arrival, at, check_in=CHECK_IN, zone=zone)
    assert fee.minor == (0 if minutes < 0 else sum(prices))
