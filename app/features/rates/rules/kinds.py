"""The kinds of rate plans, and what each of them must say about itself."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.kernel.text import marked


class Kind(StrEnum):
    """Why a plan exists."""

    BEST_AVAILABLE = "best_available"
    CORPORATE = "corporate"
    GOVERNMENT = "government"
    SENIOR = "senior"
    BED_BREAKFAST = "bed_breakfast"
    HALF_BOARD = "half_board"
    FULL_BOARD = "full_board"
    ALL_INCLUSIVE = "all_inclusive"
    EARLY_BIRD = "early_bird"
    LAST_MINUTE = "last_minute"
    LONG_STAY = "long_stay"
    NON_REFUNDABLE = "non_refundable"
    PACKAGE = "package"
    PROMOTION = "promotion"


MEALS: Final[Mapping[str, str]] = {
    Kind.BED_BREAKFAST: "BB",
    Kind.HALF_BOARD: "HB",
    Kind.FULL_BOARD: "FB",
    Kind.ALL_INCLUSIVE: "AI",
}
# The field that a kind of plan cannot do without, and the sentence when it is missing.
NEEDED: Final[Mapping[str, tuple[str, str]]] = {
    Kind.EARLY_BIRD: ("min_advance", marked("Say how many days ahead an early bird books at least.")),
    Kind.LAST_MINUTE: ("max_advance", marked("Say how many days ahead a last-minute guest books at most.")),
    Kind.LONG_STAY: ("min_stay", marked("Say how many nights a long stay has at least.")),
    Kind.PROMOTION: ("promo_code", marked("Give the promotion its code.")),
}


def meal_of(kind: str) -> str:
    """The meals that a kind of plan includes; "" where the plan has to say it."""
    return MEALS.get(kind, "")
