"""Exchange: what foreign money is worth in the house's own, by a rate in millionths.

A rate says what one whole unit of the foreign currency is worth in whole units of the own. Sums are worked
out in integers and rounded once, half a unit away from zero.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.kernel.errors import AppError
from app.kernel.money import exponent
from app.kernel.text import tr

MICRO: Final = 1_000_000
# A rate older than this is still used, and the screen says how old it is.
OLD_DAYS: Final = 7
_CODE = re.compile(r"[A-Z]{3}")


class UnknownCurrency(AppError):
    """The house has no rate for the currency."""

    code = "unknown_currency"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a currency is worth from a day on."""

    currency: str
    micro: int
    from_day: date

    def is_old(self, today: date) -> bool:
        """Whether the rate has not been looked at for a while."""
        return (today - self.from_day).days > OLD_DAYS


def is_code(currency: str) -> bool:
    """Whether a text has the shape of a currency code (ISO 4217)."""
    return bool(_CODE.fullmatch(currency))


def worth(minor: int, currency: str, own: str, micro: int) -> int:
    """What a foreign sum is worth in the own currency, both in minor units."""
    up, down = _scale(currency, own)
    return _nearest(minor * micro * up, MICRO * down)


def to_ask(own_minor: int, currency: str, own: str, micro: int) -> int:
    """The smallest foreign sum that is worth at least so much, for a guest who pays in that currency."""
    up, down = _scale(currency, own)
    if own_minor <= 0:
        return 0
    # Half a unit less is rounded up to the amount.
    return -(-(2 * own_minor - 1) * MICRO * down // (2 * micro * up))


def unknown(currency: str) -> UnknownCurrency:
    """The refusal of a currency without a rate."""
    if not is_code(currency):
        return UnknownCurrency(
            tr("{currency} is no currency code. It has three letters, such as USD.", currency=currency),
            field="tendered_currency",
        )
    return UnknownCurrency(
        tr(
            "There is no exchange rate for {currency} yet. Enter one first, or take another currency.",
            currency=currency,
        ),
        field="tendered_currency",
    )


def _scale(currency: str, own: str) -> tuple[int, int]:
    """Factors between the decimal places of two currencies."""
    places = exponent(own) - exponent(currency)
    return (10**places, 1) if places >= 0 else (1, 10**-places)


def _nearest(numerator: int, denominator: int) -> int:
    sign = -1 if numerator < 0 else 1
    return int(sign * ((2 * abs(numerator) + denominator) // (2 * denominator)))
