"""Ages and seasons of a city tax as they are typed: "0–12: 0 %, 13–17: 50 %" and "1.4.–31.10.: 4.00"."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ui.features.invoices.fields import parse_percent, percent_text
from ui.widgets.money_text import amount_text, parse_amount

OLDEST, WHOLE_BP = 120, 10_000
_BAND = re.compile(r"(\d{1,3})\s*(?:(\+)|[-–]\s*(\d{1,3}))?\s*(?::\s*(.+))?")
_DAY = r"(\d{1,2})\.\s*(\d{1,2})\.?"
_SEASON = re.compile(rf"{_DAY}\s*[-–]\s*{_DAY}\s*:\s*(.+)")


def parse_bands(text: str) -> list[dict[str, int]] | None:
    """Ages with their share; "0–12" alone owes nothing, "65+" has no end. None when it cannot be read."""
    found = []
    for part in _parts(text):
        match = _BAND.fullmatch(part)
        share = parse_percent(match[4]) if match and match[4] else 0
        if match is None or share is None or share > WHOLE_BP:
            return None
        first = int(match[1])
        last = OLDEST if match[2] else int(match[3]) if match[3] else first
        found.append({"first": first, "last": last, "share_bp": share})
    return found


def bands_text(bands: Sequence[Mapping[str, Any]]) -> str:
    """Ages as they are typed."""
    return "; ".join(
        f"{_ages(band.get('first', 0), band.get('last', OLDEST))}: {percent_text(band.get('share_bp', 0))}"
        for band in bands
    )


def parse_seasons(text: str, currency: str, *, percent: bool) -> list[dict[str, Any]] | None:
    """Days of the year with the amount or percentage there. None when it cannot be read."""
    found: list[dict[str, Any]] = []
    for part in _parts(text):
        match = _SEASON.fullmatch(part)
        if match is None:
            return None
        owed = parse_percent(match[5]) if percent else parse_amount(match[5], currency)
        if owed is None:
            return None
        first, last = f"{int(match[2]):02d}-{int(match[1]):02d}", f"{int(match[4]):02d}-{int(match[3]):02d}"
        found.append({"first": first, "last": last, "bp" if percent else "amount_minor": owed})
    return found


def seasons_text(seasons: Sequence[Mapping[str, Any]], currency: str) -> str:
    """Seasons as they are typed."""
    return "; ".join(
        f"{_day(season['first'])}–{_day(season['last'])}: {_owed(season, currency)}" for season in seasons
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]|,(?=\s*\d+\s*(?:[-–+:]|$))", text) if part.strip()]


def _ages(first: int, last: int) -> str:
    if last >= OLDEST:
        return f"{first}+"
    return f"{first}" if first == last else f"{first}–{last}"


def _day(month_day: str) -> str:
    month, _, day = month_day.partition("-")
    return f"{int(day)}.{int(month)}."


def _owed(season: Mapping[str, Any], currency: str) -> str:
    if season.get("amount_minor") is not None:
        return amount_text(season["amount_minor"], currency)
    return percent_text(season.get("bp", 0))
