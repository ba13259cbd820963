"""What is typed into a cell: a price, or a change such as "+10", "−3" or "+5%"; what it makes of prices."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.kernel.money import exponent
from app.kernel.text import tr
from ui.features.rates.sheet.data import NO_PRICE
from ui.widgets.money_text import parse_amount, symbol

MOST_PERCENT: Final = 1000
_PERCENT = re.compile(r"([+-])\s*(\d{1,4})(?:[.,](\d{1,2}))?\s*%")
# A number as people and spreadsheets write it: groups of three with one mark, then a decimal part.
_NUMBER = re.compile(
    r"\d{1,3}([.,' ])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?|[.,]\d{1,3}"
)
_SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " "})


class EntryKind(StrEnum):
    """How an entry changes a price."""

    SET = "set"
    ADD = "add"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Entry:
    """SET and ADD are in minor units, PERCENT in hundredths of a percent."""

    kind: EntryKind
    value: int


def parse_entry(text: str, currency: str) -> Entry | None:
    """The entry that was typed, or None when it is none."""
    typed = text.translate(_SIGNS).strip()
    share = _PERCENT.fullmatch(typed)
    if share:
        sign, whole, rest = share.groups()
        bp = int(whole) * 100 + int((rest or "0").ljust(2, "0"))
        wanted = bp if sign == "+" else -bp
        return Entry(EntryKind.PERCENT, wanted) if -10_000 < wanted <= MOST_PERCENT * 100 else None
    is_change = typed[:1] in ("+", "-")
    number = typed[1:] if is_change or typed[:1] == "=" else typed
    number = number.replace(symbol(currency), "").replace(currency, "").strip()
    minor = parse_amount(number, currency) if _NUMBER.fullmatch(number) else None
    if minor is None:
        return None
    if not is_change:
        return Entry(EntryKind.SET, minor)
    return Entry(EntryKind.ADD, minor if typed[0] == "+" else -minor)


def why_not(text: str) -> str:
    """The sentence for what is no entry."""
    shown = text.strip()
    if len(shown) > 24:
        shown = f"{shown[:23]}…"
    return tr("“{text}” is no price. Type 120, or a change like +10, −3 or +5%.", text=shown)


def applied(entry: Entry, minor: NDArray[Any], currency: str) -> NDArray[Any]:
    """The prices after an entry. Where there is no price, only SET makes one; none falls below zero.

    A percentage of whole prices gives whole prices: 151 + 10 % is 166, not 166.10.
    """
    prices = minor.astype(np.int64)
    if entry.kind is EntryKind.SET:
        return np.full_like(prices, entry.value)
    there = prices != NO_PRICE
    if entry.kind is EntryKind.ADD:
        changed = prices + entry.value
    else:
        unit = 10 ** exponent(currency)
        step = unit if bool((prices[there] % unit == 0).all()) else 1
        scaled = prices * (10_000 + entry.value)
        divisor = 10_000 * step
        changed = (scaled + divisor // 2) // divisor * step
    return np.where(there, np.maximum(changed, 0), NO_PRICE)
