"""When a debt is asked for again, and how firmly: levels only rise, and no day has two letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.features.finance.rules.ageing import days_over
from app.features.finance.rules.settling import Item

# Days overdue from which a debt may reach each level, and the days between two letters.
AFTER: Final = (7, 21, 35)
BETWEEN: Final = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A debt in a letter: its level there and what was open of it."""

    debit_id: UUID
    level: int
    open_minor: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a day, about all that was overdue; its level is the highest of its debts."""

    day: date
    level: int
    asked: tuple[Asked, ...]

    @property
    def total_minor(self) -> int:
        """What it asks for."""
        return sum(one.open_minor for one in self.asked)


def levels(letters: Iterable[Letter]) -> dict[UUID, int]:
    """The level that each debt has reached."""
    found: dict[UUID, int] = {}
    for letter in letters:
        for one in letter.asked:
            found[one.debit_id] = max(one.level, found.get(one.debit_id, 0))
    return found


def next_letter(items: Sequence[Item], letters: Sequence[Letter], day: date) -> Letter | None:
    """The letter that is to be written on a day, or None.

    None on the day of a letter, before it (a clock set back) and in the week after it; None when no debt
    rises. What is on account counts against the oldest debts first, so that nobody is asked for what he paid.
    """
    last = max((letter.day for letter in letters), default=None)
    if last is not None and day < last + timedelta(days=BETWEEN):
        return None
    reached = levels(letters)
    asked: list[Asked] = []
    risen = False
    for item, open_minor in _unpaid(items):
        days = days_over(item.entry.due_on, day)
        if not days:
            continue
        level = reached.get(item.entry.id, 0)
        if level < len(AFTER) and days >= AFTER[level]:
            level, risen = level + 1, True
        if level:
            asked.append(Asked(item.entry.id, level, open_minor))
    return Letter(day, max(one.level for one in asked), tuple(asked)) if risen else None


def _unpaid(items: Sequence[Item]) -> list[tuple[Item, int]]:
    on_account = -sum(item.open_minor for item in items if item.open_minor < 0)
    found = []
    for item in sorted(items, key=lambda i: (i.entry.due_on, i.entry.day, str(i.entry.id))):
        covered = min(max(item.open_minor, 0), on_account)
        on_account -= covered
        if item.open_minor > covered:
            found.append((item, item.open_minor - covered))
    return found


def when_next(items: Sequence[Item], letters: Sequence[Letter]) -> date | None:
    """The first day on which a letter may be written, or None when there is nothing to ask for."""
    reached = levels(letters)
    days = [
        item.entry.due_on + timedelta(days=AFTER[reached.get(item.entry.id, 0)])
        for item, _ in _unpaid(items)
        if reached.get(item.entry.id, 0) < len(AFTER)
    ]
    if not days:
        return None
    last = max((letter.day for letter in letters), default=None)
    return min(days) if last is None else max(min(days), last + timedelta(days=BETWEEN))
