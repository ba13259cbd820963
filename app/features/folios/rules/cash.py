"""Cash: the smallest sum that can be paid in coins, change, and what a counted drawer holds.

Where the smallest coins are gone, the sum to pay in cash is rounded by law or custom; the bill itself is
not. The difference is a posting of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.kernel.errors import AppError, InvalidInput
from app.kernel.text import tr

# The smallest sum in coins, in minor units, where the law of the currency's own country says so.
SMALLEST: Final[dict[str, int]] = {
    "AUD": 5, "CAD": 5, "CHF": 5, "CZK": 100, "DKK": 50, "HUF": 500, "NOK": 100, "NZD": 10, "SEK": 100,
}  # fmt: skip
# Countries of the euro that round cash to 5 cents: by law, or by a custom that a hotel may follow.
EURO_BY_LAW: Final = frozenset({"BE", "EE", "FI", "LT", "SK"})
EURO_BY_CUSTOM: Final = frozenset({"IE", "IT", "NL"})
EURO_STEP: Final = 5

# Coins and notes that are in use, in minor units, the largest first.
_CENTS: Final = (200, 100, 50, 20, 10, 5, 2, 1)
DENOMINATIONS: Final[dict[str, tuple[int, ...]]] = {
    "EUR": (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, *_CENTS),
    "GBP": (5_000, 2_000, 1_000, 500, *_CENTS),
    "USD": (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1),
    "CHF": (100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5),
    "SEK": (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100),
    "NOK": (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100),
    "DKK": (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50),
    "CZK": (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100),
    "PLN": (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, *_CENTS),
    "HUF": (
        2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500
    ),
    "RON": (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1),
    "JPY": (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1),
}  # fmt: skip
_ANY: Final = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, *_CENTS)


class TooLittleGiven(AppError):
    """The money that was handed over is less than what is to be paid."""

    code = "too_little_given"


@dataclass(frozen=True, slots=True)
class Settled:
    """A cash payment: what is handed back, and what rounding gave (+) or took (-)."""

    change_minor: int
    rounding_minor: int


def smallest(currency: str, country: str, *, euro_rounds: bool | None = None) -> int:
    """The step of cash sums. Euro: by the country's law, and by custom where `euro_rounds` is on."""
    if currency != "EUR":
        return SMALLEST.get(currency, 1)
    if euro_rounds is None:
        euro_rounds = country in EURO_BY_LAW
    return EURO_STEP if euro_rounds else 1


def rounded(minor: int, step: int) -> int:
    """The nearest sum that coins can pay; halfway goes away from zero. ValueError on a step below 1."""
    if step < 1:
        raise ValueError("a step of coins is at least 1")
    sign = -1 if minor < 0 else 1
    return sign * ((abs(minor) * 2 + step) // (2 * step)) * step


def settle(amount_minor: int, tendered_minor: int, step: int) -> Settled:
    """What happens when so much is handed over for an amount. Raises TooLittleGiven."""
    payable = rounded(amount_minor, step)
    if tendered_minor < payable:
        raise TooLittleGiven(
            tr("That is less than the amount. Take the rest too, or take a smaller amount."),
            field="tendered_minor",
        )
    return Settled(tendered_minor - payable, payable - amount_minor)


def denominations(currency: str) -> tuple[int, ...]:
    """The coins and notes that are counted in a currency, the largest first."""
    return DENOMINATIONS.get(currency, _ANY)


def counted(counts: Mapping[int, int]) -> int:
    """The sum of a count: how many of each coin and note. Raises InvalidInput below zero."""
    if any(many < 0 or worth <= 0 for worth, many in counts.items()):
        raise InvalidInput(tr("A count is not below zero."), field="counts")
    return sum(worth * many for worth, many in counts.items())


def in_coins(minor: int, currency: str) -> dict[int, int]:
    """A sum in as few coins and notes as possible; what the smallest coin cannot pay is left out."""
    found = {}
    for worth in denominations(currency):
        many, minor = divmod(minor, worth)
        if many:
            found[worth] = many
    return found
