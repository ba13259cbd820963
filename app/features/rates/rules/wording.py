"""Amounts, shares, days and ages in the words of a quote."""

from datetime import date

from app.kernel.money import exponent
from app.kernel.text import tr, trn


def money_text(minor: int, currency: str, *, signed: bool = False) -> str:
    """An amount in its currency's units: "1,250.00", with "signed" "+5.00" or "−5.00"."""
    places = exponent(currency)
    sign = "−" if minor < 0 else "+" if signed else ""
    whole, rest = divmod(abs(minor), 10**places)
    return f"{sign}{whole:,}.{rest:0{places}d}" if places else f"{sign}{whole:,}"


def share_text(bp: int) -> str:
    """Hundredths of a percent with their sign: "−10 %", "+2.5 %"."""
    whole, rest = divmod(abs(bp), 100)
    digits = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return f"{'−' if bp < 0 else '+'}{digits} %"


def day_text(day: date) -> str:
    """A day as people say it: "3 Dec 2026"."""
    return f"{day.day} {day:%b %Y}"


def band_text(count: int, low: int, high: int) -> str:
    """Children of an age band: "2 children (3–11)"."""
    ages = str(low) if high - low == 1 else f"{low}–{high - 1}"
    return tr("{children} ({ages})", children=trn("{n} child", "{n} children", count), ages=ages)
