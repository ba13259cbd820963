"""Cells as values: dates, whole numbers, money. Each raises `Unfit` with the reason, in a sentence."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from time import strptime

from app.kernel.money import exponent
from app.kernel.text import tr

MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
         "november", "december"), start=1,
    )
}  # fmt: skip
FIRST, LAST = date(1980, 1, 1), date(2100, 1, 1)
_AUTO = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d %B %Y", "%d %b %Y")
_SYMBOLS = str.maketrans("", "", "€$£  \u00a0\u202f'")


class Unfit(ValueError):
    """A cell cannot be the value that is needed; the message is a sentence."""


@lru_cache(maxsize=20_000)
def as_date(text: str, form: str) -> date:
    """A date by a form of strptime, "iso", or "auto" (only forms that leave no doubt)."""
    for pattern in {"iso": ("%Y-%m-%d",), "auto": _AUTO}.get(form, (form,)):
        found = _parsed(text, pattern)
        if found is not None:
            return _within(found)
    raise Unfit(tr("This is not a date that can be read."))


def _parsed(text: str, pattern: str) -> date | None:
    for candidate in (text, text.split(" ")[0].split("T")[0]):
        try:
            parts = strptime(candidate, pattern)
            return date(parts.tm_year, parts.tm_mon, parts.tm_mday)
        except ValueError:
            continue
    return None


@lru_cache(maxsize=20_000)
def date_of_parts(year: str, month: str, day: str, named: bool) -> date:
    """A date from three cells; the month is an English name or a number."""
    number = MONTHS.get(month.casefold()) if named else None
    try:
        return _within(date(whole(year), number or whole(month), whole(day)))
    except (ValueError, OverflowError) as error:
        if isinstance(error, Unfit) and not isinstance(error.__cause__, ValueError):
            raise
        raise Unfit(tr("There is no such day.")) from error


def _within(day: date) -> date:
    if not FIRST <= day < LAST:
        raise Unfit(tr("The year is not one of this hotel's."))
    return day


def days_before(day: date, days: int) -> date:
    """A date so many days earlier."""
    try:
        return _within(day - timedelta(days=days))
    except OverflowError as error:
        raise Unfit(tr("There is no such day.")) from error


@lru_cache(maxsize=20_000)
def whole(text: str) -> int:
    """A whole number; "2.0" is one."""
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value != value.to_integral_value() or abs(value) >= 10**9:
        raise Unfit(tr("This is not a whole number."))
    return int(value)


@lru_cache(maxsize=50_000)
def minor_units(text: str, currency: str, mark: str) -> tuple[int, bool]:
    """An amount in minor units, and whether it had to be rounded (half up)."""
    plain = _plain_amount(text.translate(_SYMBOLS), mark)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= 10**12:
        raise Unfit(tr("This is not an amount of money."))
    minor = value.scaleb(exponent(currency))
    rounded = minor.quantize(Decimal(1), ROUND_HALF_UP)
    return int(rounded), rounded != minor


def _plain_amount(text: str, mark: str) -> str:
    if mark == "auto":
        mark = "," if _ends_in_comma(text) else "."
    other = "." if mark == "," else ","
    if other in text and not re.fullmatch(rf"-?\d{{1,3}}(\{other}\d{{3}})+(\{mark}\d*)?", text):
        raise Unfit(tr("This is not an amount of money."))
    return text.replace(other, "").replace(mark, ".")


def _ends_in_comma(text: str) -> bool:
    """Whether the comma stands before the cents: "98,50" and "1.200,5", but not "1,200"."""
    head, comma, cents = text.rpartition(",")
    return bool(comma) and "," not in head and "." not in cents and len(cents) != 3
