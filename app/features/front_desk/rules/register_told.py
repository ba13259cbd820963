"""What an authority was told of an entry, as it is kept; whether that still is so. Pure.

Kept is what the law lets a house keep: the facts it asks for, without the numbers of documents. Where only a
receipt may be kept no person is. The digest of everything says that something is different, numbers too.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.features.front_desk.rules import register
from app.features.front_desk.rules.identity import NUMBER
from app.features.front_desk.rules.register import ITALY, SUPPORT, Case

ENTRY, CORRECTION, WITHDRAWAL = "entry", "correction", "withdrawal"
SECRET: Final = frozenset({NUMBER, SUPPORT})
# For how many months after arrival: Spain RD 933/2021 art. 5, Germany BMG § 30 (4), Italy (receipts) DM
# 7 January 2013 art. 3; a year where nothing longer is asked for.
KEPT_MONTHS: Final[Mapping[str, int]] = {"ES": 36, "IT": 60}
USUAL_MONTHS: Final = 12
MONTHS_OF_YEAR: Final = 12
LAST_SURE_DAY: Final = 28


@dataclass(frozen=True, slots=True)
class Filed:
    """What was told last."""

    kind: str
    digest: str
    told: Any


def told(case: Case) -> dict[str, object]:
    """The facts that are kept of an entry."""
    persons = [] if case.country == ITALY else [
        {name: text for name, text in person.items() if name not in SECRET} for person in _persons(case)
    ]  # fmt: skip
    return {"number": case.number, "count": len(case.persons), "persons": persons}


def digest(case: Case) -> str:
    """Of all that is told. When a guest leaves is not: a longer stay corrects nothing that was told."""
    everything = [case.establishment, f"{case.arrived:%Y-%m-%dT%H:%M}", _persons(case)]
    text = json.dumps(everything, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_changed(case: Case, filed: Filed | None) -> bool:
    """Whether the facts are others than those that were told."""
    return filed is not None and bool(filed.digest) and filed.digest != digest(case)


def changes(case: Case, filed: Filed) -> tuple[tuple[int, str], ...]:
    """What is different, as (place, field); a number of the first person's where nothing else is known."""
    before = [dict(person) for person in filed.told.get("persons", ())] if filed.told else []
    now = _persons(case)
    found = []
    for place in range(1, max(len(before), len(now) if before else 0) + 1):
        old = before[place - 1] if place <= len(before) else {}
        new = now[place - 1] if place <= len(now) else {}
        found += [
            (place, name) for name in register.FIELDS
            if name not in SECRET and old.get(name, "") != new.get(name, "")
        ]  # fmt: skip
    return tuple(found) or (((1, NUMBER),) if before else ())


def kept_until(country: str, arrived: date) -> date:
    """The last day on which what was told may be kept."""
    months = arrived.month - 1 + KEPT_MONTHS.get(country, USUAL_MONTHS)
    year, month = arrived.year + months // MONTHS_OF_YEAR, months % MONTHS_OF_YEAR + 1
    return date(year, month, min(arrived.day, LAST_SURE_DAY))


def _persons(case: Case) -> list[dict[str, str]]:
    """Of each person the facts that the register asks for."""
    return [
        {name: facts[name] for name in register.needed(case, place) if facts.get(name)}
        for place, facts in enumerate(case.persons, 1)
    ]
