"""The one place that writes postings, the sums of windows and of days.

It posts in the house and on the business date that the unit of work is in (`open_property`). A posting has
two sides, so the ledgers are at zero after each one. Time in the ledger never runs back: when a computer's
clock is behind the last posting, the new one gets that posting's time, so that a balance as of a moment
stays what it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from app.features.folios import repository
from app.features.folios.models import FolioWindow, Posting
from app.features.folios.rules.entries import Entry
from app.features.property import open_property
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr

__all__ = ["Entry", "FolioClosed", "Posted", "post"]

MOST_TEXT = 200
_FIELDS = tuple(field.name for field in fields(Entry))


class FolioClosed(AppError):
    """The folio is closed: nothing is posted to it."""

    code = "folio_closed"


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry that was written, and the ids of its posting."""

    id: UUID
    entry_id: UUID
    entry: Entry


def post(uow: UnitOfWork, clock: Clock, entries: Iterable[Entry]) -> list[Posted]:
    """Write entries; those of amount zero are nothing. Raises FolioClosed, NotFound, InvalidInput."""
    wanted = [entry for entry in entries if entry.amount_minor]
    if not wanted:
        return []
    assert uow.property_id is not None
    assert uow.business_date is not None
    property_id, day = uow.property_id, uow.business_date
    _ensure_accounts(uow, property_id, wanted)
    at = _instant(uow, clock, property_id)
    together = uow.new_id()
    windows = _windows(uow, property_id, wanted)
    currency = open_property(uow, property_id).currency
    house: dict[str, object] = {
        "property_id": property_id, "business_date": day, "at": at, "by_name": uow.actor.name,
        "currency": currency,
    }  # fmt: skip
    posted = [Posted(uow.new_id(), entry.entry_id or together, entry) for entry in wanted]
    for entry in wanted:
        if entry.folio_id is not None:
            windows[entry.folio_id, entry.number].balance_minor += _effect(entry)
    uow.insert_recorded(Posting, [house | _row(one) for one in posted])
    repository.move_day(uow.session, property_id, day, _moved(wanted))
    return posted


def _effect(entry: Entry) -> int:
    """What an entry adds to what its window owes."""
    return entry.amount_minor


def _row(one: Posted) -> dict[str, object]:
    """A posting's columns, as in its table; the entry has most of them by their names."""
    row: dict[str, object] = {name: getattr(one.entry, name) for name in _FIELDS}
    row["id"], row["entry_id"] = one.id, one.entry_id
    row["text"], row["reason"] = one.entry.text[:MOST_TEXT], one.entry.reason[:MOST_TEXT]
    return row


def _ensure_accounts(uow: UnitOfWork, property_id: UUID, entries: Sequence[Entry]) -> None:
    used = {code for entry in entries for code in (entry.account, entry.counter)}
    unknown = used - repository.accounts(uow.session, property_id)
    if unknown:
        raise NotFound(
            tr("There is no account {code} in the chart. Add it in the settings.", code=min(unknown)),
            field="account",
        )


def _windows(
    uow: UnitOfWork, property_id: UUID, entries: Sequence[Entry]
) -> dict[tuple[UUID, int], FolioWindow]:
    """The window of each entry that has one, in an open folio."""
    wanted = {entry.folio_id for entry in entries if entry.folio_id is not None}
    folios = {folio.id: folio for folio in repository.folios(uow.session, wanted)}
    known = {(window.folio_id, window.number): window for window in repository.windows(uow.session, wanted)}
    for entry in entries:
        if entry.folio_id is None:
            continue
        folio = folios.get(entry.folio_id)
        if folio is None or (entry.folio_id, entry.number) not in known:
            raise NotFound(tr("This window of the folio does not exist."), field="number")
        if folio.status != "open":
            raise FolioClosed(tr("Folio {number} is closed.", number=folio.number))
        assert folio.property_id == property_id, "a posting in another house"
        assert folio.account == entry.account, "a posting past the folio's account"
    return known


def _instant(uow: UnitOfWork, clock: Clock, property_id: UUID) -> datetime:
    now, last = clock.now(), repository.latest_instant(uow.session, property_id)
    return now if last is None or now > last else last


def _moved(entries: Iterable[Entry]) -> list[tuple[str, int, int]]:
    """Debit and credit of each account; a negative amount is on the other side."""
    sums: dict[str, list[int]] = {}
    for entry in entries:
        minor = entry.amount_minor
        debit, credit = (entry.account, entry.counter) if minor > 0 else (entry.counter, entry.account)
        sums.setdefault(debit, [0, 0])[0] += abs(minor)
        sums.setdefault(credit, [0, 0])[1] += abs(minor)
    return [(account, debit, credit) for account, (debit, credit) in sorted(sums.items())]
