"""Reads the values of tax data: whole numbers, dates, days of the year; unknown keys are refused by name."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from app.kernel.errors import AppError
from app.kernel.text import tr

# Far above what a hotel ever writes, far below what a column cannot hold.
MOST = 1_000_000_000


class TermsRefused(AppError):
    """Tax data that cannot be right."""

    code = "terms_refused"


def only_known(data: object, known: Collection[str], what: str) -> None:
    """Refuse what is no mapping, and keys that nobody reads."""
    if not isinstance(data, Mapping):
        raise TermsRefused(tr("{what} is not made of named values.", what=what))
    for key in data:
        if key not in known:
            raise TermsRefused(tr("{what} has an unknown entry {key}.", what=what, key=key), field=str(key))


def whole_number(
    data: Mapping[str, Any], key: str, default: int | None = None, *, least: int = 0, most: int = MOST
) -> int | None:
    """A whole number within bounds, or the default where it is absent."""
    value = data.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise TermsRefused(
            tr("{key} is a whole number from {least} to {most}.", key=key, least=least, most=most), field=key
        )
    return value


def text_of(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """A text; it may be absent only where there is a default."""
    value = data.get(key, default)
    if not isinstance(value, str):
        raise TermsRefused(tr("{key} is a text.", key=key), field=key)
    return value


def list_of(data: Mapping[str, Any], key: str) -> list[Any]:
    """A list, empty where it is absent."""
    value = data.get(key, [])
    if not isinstance(value, list):
        raise TermsRefused(tr("{key} is a list.", key=key), field=key)
    return value


def flag(data: Mapping[str, Any], key: str, default: bool) -> bool:
    """Yes or no."""
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise TermsRefused(tr("{key} is true or false.", key=key), field=key)
    return value


def a_day(data: Mapping[str, Any], key: str) -> date | None:
    """A date such as 2026-01-31, or None where it is absent."""
    value = data.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise TermsRefused(tr("{key} is a date such as 2026-01-31.", key=key), field=key) from error


def day_of_year(data: Mapping[str, Any], key: str) -> tuple[int, int]:
    """Month and day of a text such as "04-01"."""
    try:
        # A leap year, so that the last of February may be named.
        found = date.fromisoformat(f"2024-{text_of(data, key)}")
    except ValueError as error:
        raise TermsRefused(tr("{key} is a day of the year such as 04-01.", key=key), field=key) from error
    return found.month, found.day
