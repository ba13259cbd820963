"""Cancellation policies: what cancelling costs, by the instant at which it happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.features.rates.rules.wording import share_text
from app.kernel.errors import InvalidInput
from app.kernel.text import tr, trn

MOST_FREE_DAYS: Final = 1_000
MOST_FREE_HOURS: Final = 24 * 60


class FeeKind(StrEnum):
    """What is asked when a stay is cancelled too late."""

    NONE = "none"
    FIRST_NIGHT = "first_night"
    NIGHTS = "nights"
    SHARE = "share"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Fee:
    """What cancelling costs now, why, and the instant until which it is free (None: never)."""

    minor: int
    text: str
    free_until: datetime | None


def free_until(policy: Mapping[str, Any], arrival: date, check_in: time, zone: ZoneInfo) -> datetime | None:
    """The instant from which on a fee is asked, in the property's zone; None when it always is.

    `free_until_days`: to the local midnight that ends the day so many days before the arrival (0: the day of
    arrival itself). `free_until_hours`: so many hours before the check-in time.
    """
    if policy.get("free_until_hours") is not None:
        begins = datetime.combine(arrival, check_in, zone)
        # Counted in UTC: hours that pass, also where the clock is changed.
        return (
            begins.astimezone(ZoneInfo("UTC")) - timedelta(hours=int(policy["free_until_hours"]))
        ).astimezone(zone)
    days = policy.get("free_until_days")
    if days is None:
        return None
    return datetime.combine(arrival - timedelta(days=int(days) - 1), time(0), zone)


def cancellation_fee(
    policy: Mapping[str, Any],
    nights: Sequence[int],
    arrival: date,
    cancelled_at: datetime,
    *,
    check_in: time,
    zone: str,
) -> Fee:
    """The fee for cancelling a stay with these nightly prices. A policy that says nothing asks nothing."""
    here = ZoneInfo(zone)
    until = free_until(policy, arrival, check_in, here)
    kind = FeeKind(policy.get("fee", FeeKind.NONE))
    if kind is FeeKind.NONE or (until is not None and cancelled_at < until):
        return Fee(0, tr("Cancelling is free."), until)
    match kind:
        case FeeKind.FIRST_NIGHT:
            return Fee(nights[0] if nights else 0, tr("The first night."), until)
        case FeeKind.NIGHTS:
            count = int(policy.get("nights", 1))
            return Fee(
                sum(nights[:count]), trn("The first {n} night.", "The first {n} nights.", count), until
            )
        case FeeKind.SHARE:
            bp = int(policy.get("share_bp", 10_000))
            text = tr("{share} of the price.", share=share_text(bp).lstrip("+"))
            return Fee((sum(nights) * bp + 5_000) // 10_000, text, until)
        case FeeKind.ALL:
            return Fee(sum(nights), tr("The whole price."), until)


def ensure_policy(policy: Mapping[str, Any]) -> None:
    """Refuse a policy that cannot be read. Raises InvalidInput."""
    known = {"name": str, "free_until_days": int, "free_until_hours": int, "fee": str, "nights": int,
             "share_bp": int}  # fmt: skip
    for name, value in policy.items():
        if name not in known or (value is not None and not isinstance(value, known[name])):
            raise InvalidInput(
                tr("A cancellation policy has no “{name}” like this.", name=name), field="policy"
            )
    limits = {
        "free_until_days": MOST_FREE_DAYS, "free_until_hours": MOST_FREE_HOURS, "nights": MOST_FREE_DAYS,
        "share_bp": 10_000,
    }  # fmt: skip
    for name, most in limits.items():
        value = policy.get(name)
        if value is not None and not 0 <= value <= most:
            raise InvalidInput(
                tr("Give a number from {least} to {most}.", least=0, most=most), field="policy"
            )
    if policy.get("fee", "none") not in set(FeeKind):
        raise InvalidInput(tr("Choose what cancelling costs."), field="policy")
