"""What is open on a receivable account: its entries, less what took them back, less what paid them.

An account's entries are what was posted to its folio. Nothing is stored of what is open: it follows from the
entries and from which payment was given to which debt, so that open debts less open payments are always the
balance, on every day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.kernel.errors import AppError
from app.kernel.text import tr


class AllocationRefused(AppError):
    """More would be paid of a debt than is open, or by a payment than is left of it."""

    code = "allocation_refused"


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """What one entry did to an account: above zero it is owed, below zero it was paid or taken off.

    `against` is the entry that it takes back or reduces, `window` the folio's window it stands in.
    """

    id: UUID
    day: date
    minor: int
    due_on: date
    text: str = ""
    kind: str = ""
    number: str = ""
    against: UUID | None = None
    window: int = 1


@dataclass(frozen=True, slots=True)
class Given:
    """A part of a payment that was given to a debt; taken back by a negative one."""

    credit_id: UUID
    debit_id: UUID
    minor: int
    day: date


@dataclass(frozen=True, slots=True)
class Part:
    """A debt and how much of it is to be paid."""

    debit_id: UUID
    minor: int


@dataclass(frozen=True, slots=True)
class Item:
    """An entry and what is still open of it, with the entry's sign."""

    entry: AccountEntry
    open_minor: int


def settled(entries: Sequence[AccountEntry], given: Iterable[Given], as_of: date) -> tuple[Item, ...]:
    """Every entry up to a day with what was open of it then; the open amounts sum to the balance."""
    known = [entry for entry in entries if entry.day <= as_of and entry.minor]
    left = {entry.id: entry.minor for entry in known}
    for entry in known:
        if entry.against in left:
            _meet(left, entry.id, entry.against)
    pairs: dict[tuple[UUID, UUID], int] = {}
    for one in given:
        if one.day <= as_of:
            pair = (one.credit_id, one.debit_id)
            pairs[pair] = pairs.get(pair, 0) + one.minor
    for (credit_id, debit_id), minor in pairs.items():
        if credit_id in left and debit_id in left and left[credit_id] < 0 < left[debit_id]:
            _meet(left, credit_id, debit_id, minor)
    return tuple(Item(entry, left[entry.id]) for entry in known)


def _meet(left: dict[UUID, int], first: UUID, second: UUID, most: int | None = None) -> None:
    """Take two amounts of opposite sign off each other, as far as both reach."""
    if left[first] * left[second] >= 0:
        return
    minor = min(abs(left[first]), abs(left[second]))
    if most is not None:
        minor = min(minor, max(most, 0))
    for id_ in (first, second):
        left[id_] -= minor if left[id_] > 0 else -minor


def oldest_first(items: Iterable[Item], minor: int) -> tuple[Part, ...]:
    """A payment over the open debts, the one that is due first before others; the rest stays on account."""
    parts = []
    for item in sorted(items, key=lambda i: (i.entry.due_on, i.entry.day, str(i.entry.id))):
        part = min(item.open_minor, minor)
        if part > 0:
            parts.append(Part(item.entry.id, part))
            minor -= part
    return tuple(parts)


def ensure_fits(items: Iterable[Item], available_minor: int, parts: Sequence[Part]) -> None:
    """Refuse parts that are not open, or are more than there is. Raises AllocationRefused."""
    open_minor = {item.entry.id: item.open_minor for item in items}
    for part in parts:
        if part.minor <= 0 or part.minor > open_minor.get(part.debit_id, 0):
            raise AllocationRefused(
                tr("Of this document less is open than is to be paid. Give it a smaller part."), field="parts"
            )
        open_minor[part.debit_id] -= part.minor
    if sum(part.minor for part in parts) > available_minor:
        raise AllocationRefused(tr("The parts are more than what is left of the payment."), field="parts")
