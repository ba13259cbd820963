"""The words of rate plans: kinds, meals, fees, and texts that are typed for shares and age bands."""

import re
from collections.abc import Sequence
from typing import Final

from app.features.rates import Kind
from app.kernel.money import exponent
from app.kernel.text import marked, tr

KINDS: Final[dict[str, str]] = {
    Kind.BEST_AVAILABLE: marked("Best available"),
    Kind.CORPORATE: marked("Corporate"),
    Kind.GOVERNMENT: marked("Government"),
    Kind.SENIOR: marked("Senior"),
    Kind.BED_BREAKFAST: marked("Bed and breakfast"),
    Kind.HALF_BOARD: marked("Half board"),
    Kind.FULL_BOARD: marked("Full board"),
    Kind.ALL_INCLUSIVE: marked("All inclusive"),
    Kind.EARLY_BIRD: marked("Early bird"),
    Kind.LAST_MINUTE: marked("Last minute"),
    Kind.LONG_STAY: marked("Long stay"),
    Kind.NON_REFUNDABLE: marked("Non-refundable"),
    Kind.PACKAGE: marked("Package"),
    Kind.PROMOTION: marked("Promotion"),
}
MEALS: Final = (
    ("", marked("No meals")), ("BB", marked("Breakfast")), ("HB", marked("Half board")),
    ("FB", marked("Full board")), ("AI", marked("All inclusive")),
)  # fmt: skip
FEES: Final = (
    ("none", marked("Always free")), ("first_night", marked("The first night")),
    ("nights", marked("Several nights")), ("share", marked("A share of the price")),
    ("all", marked("The whole price")),
)  # fmt: skip
_SHARE = re.compile(r"([+-]?)\s*(\d{1,4})(?:[.,](\d{1,2}))?\s*%?")
_BAND = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")


def parse_share(text: str) -> int | None:
    """Hundredths of a percent of "−10", "+ 7.5 %"; 0 of an empty text; None of anything else."""
    typed = text.replace("−", "-").strip()
    if not typed:
        return 0
    found = _SHARE.fullmatch(typed)
    if found is None:
        return None
    sign, whole, rest = found.groups()
    bp = int(whole) * 100 + int((rest or "0").ljust(2, "0"))
    return -bp if sign == "-" else bp


def share_text(bp: int) -> str:
    """ "−10" or "7.5", as it is typed."""
    whole, rest = divmod(abs(bp), 100)
    text = f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)
    return f"−{text}" if bp < 0 else text


def parse_bands(text: str) -> tuple[tuple[int, int], ...] | None:
    """ "0–3, 4–12" as ages from and below; a band holds its second age too. None when it is none."""
    bands = []
    for part in (word.strip() for word in text.replace(";", ",").split(",") if word.strip()):
        found = _BAND.fullmatch(part)
        if found is None:
            return None
        bands.append((int(found.group(1)), int(found.group(2)) + 1))
    return tuple(bands)


def bands_text(bands: Sequence[Sequence[int]]) -> str:
    """ "0–3, 4–12"."""
    return ", ".join(f"{low}–{high - 1}" for low, high in bands)


def kind_word(kind: str) -> str:
    """A kind in the user's language."""
    return tr(KINDS[kind]) if kind in KINDS else kind


def roundings(currency: str) -> tuple[tuple[int, str], ...]:
    """To what prices may be rounded, in minor units, and how that is called."""
    unit = 10 ** exponent(currency)
    words = (tr("Not rounded"), tr("To whole amounts"), tr("To fives"), tr("To tens"))
    return tuple(zip((1, unit, 5 * unit, 10 * unit), words, strict=True))
