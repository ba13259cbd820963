"""Money as integer minor units with a currency, and splits that lose no cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

# ISO 4217 exponents that are not two.
_EXPONENTS = {
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0,
    "PYG": 0, "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip


def exponent(currency: str) -> int:
    """Number of decimal places of a currency (ISO 4217); two unless listed."""
    return _EXPONENTS.get(currency, 2)


def whole_units(minor: int, currency: str) -> int:
    """An amount in whole units of its currency, half a unit rounded up: for places without room for cents."""
    unit: int = 10 ** exponent(currency)
    return (minor + unit // 2) // unit


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of one currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isascii() or not self.currency.isupper():
            raise ValueError(f"not a currency code: {self.currency!r}")

    def __add__(self, other: Self) -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Self) -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def _same(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """Split by weights (not all zero, none negative) with the largest remainder; sums to self."""
        return [Money(part, self.currency) for part in allocate(self.minor, weights)]


def allocate(minor: int, weights: Sequence[int]) -> list[int]:
    """Split an integer amount by weights; the parts sum to the amount. ValueError on bad weights."""
    total = sum(weights)
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be non-negative and not all zero")
    sign = -1 if minor < 0 else 1
    amount = abs(minor)
    parts = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for index in order[: amount - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def spread(rows: Sequence[int], parts: Sequence[int]) -> list[list[int]]:
    """Each part of a sum as amounts per row: rows and parts are of one sign and have the same sum.

    The result adds up both ways: down to the rows, across to the parts. ValueError when the sums differ.
    """
    if sum(rows) != sum(parts):
        raise ValueError("the parts are not the sum of the rows")
    left = list(rows)
    taken = []
    for part in parts[:-1]:
        share = allocate(part, [abs(row) for row in left]) if part else [0] * len(left)
        taken.append(share)
        left = [row - own for row, own in zip(left, share, strict=True)]
    return [*taken, left]
