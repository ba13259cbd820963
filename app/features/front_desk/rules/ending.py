"""What ending a stay before it began costs, told line by line and in words, from the prices as sold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.kernel.text import tr, trn

MOST_REASON: Final = 200


class Ending(StrEnum):
    """How a stay ends before it began."""

    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A part of a fee: the night it is for (None: not of one night) and its amount in minor units."""

    night: date | None
    minor: int


def fee_lines(
    policy: Mapping[str, Any], nights: Sequence[tuple[date, int]], fee_minor: int
) -> tuple[FeeLine, ...]:
    """The nights that a fee takes, each at its own price as sold; their sum is the fee.

    A share of the price is of no single night, so it is one line.
    """
    if not fee_minor:
        return ()
    if policy.get("fee") == "share":
        return (FeeLine(None, fee_minor),)
    counts = {"first_night": 1, "nights": int(policy.get("nights") or 1)}
    taken = nights[: counts.get(str(policy.get("fee")), len(nights))]
    return tuple(FeeLine(night, minor) for night, minor in taken if minor)


def policy_words(policy: Mapping[str, Any]) -> tuple[str, str]:
    """A policy as people say it: until when it is free, and what is asked after that."""
    kind = str(policy.get("fee") or "none")
    if kind == "none":
        return tr("Free at any time"), ""
    hours, days = policy.get("free_until_hours"), policy.get("free_until_days")
    if hours is not None:
        free = trn("Free until {n} hour before arrival", "Free until {n} hours before arrival", int(hours))
    elif days is None:
        free = tr("Never free")
    elif int(days) == 0:
        free = tr("Free until the day of arrival is over")
    else:
        free = trn("Free until {n} day before arrival", "Free until {n} days before arrival", int(days))
    count = int(policy.get("nights") or 1)
    asked = {
        "first_night": tr("then the first night"),
        "nights": trn("then the first {n} night", "then the first {n} nights", count),
        "share": tr("then {share} of the price", share=_percent(int(policy.get("share_bp") or 10_000))),
        "all": tr("then the whole price"),
    }
    return free, asked.get(kind, "")


def _percent(bp: int) -> str:
    whole, rest = divmod(bp, 100)
    return f"{whole}%" if not rest else f"{whole}.{rest:02d}%"
