"""Every change of a booking: who, when, where, what was before and after; from the journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.rules.history import Changed, RowChange, changes_of
from app.features.front_desk.rules.titles import title_of, undone_title
from app.features.guests import full_name
from app.features.guests.models import Company, Guest
from app.features.property.models import Room, RoomType
from app.features.rates import money_text
from app.features.reservations.models import Reservation, Stay
from app.infra.bus import Answering
from app.infra.tables import JournalEntry
from app.kernel.commands import Query
from app.kernel.dates import ONE_DAY
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST: Final = 300
# Their owner is the stay or the booking; what is held and drawn follows from the nights.
_TOLD: Final = frozenset(
    {"reservation", "stay", "stay_night", "stay_lock", "trace", "stay_alert", "stay_note", "stay_guest"}
)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One command: when, by whom at which desk, what it did, line by line. `can_undo`: not yet taken back."""

    command_id: UUID
    revision: int
    verb: str
    title: str
    at: datetime
    by_name: str
    workstation: str
    changes: tuple[Changed, ...]
    is_undo: bool
    was_undone: bool

    @property
    def can_undo(self) -> bool:
        """Whether it may be tried to take back."""
        return not self.was_undone


@dataclass(frozen=True, kw_only=True, slots=True)
class BookingHistory(Query[tuple[HistoryEntry, ...]]):
    """All changes of a booking and its stays, the newest first. Raises NotFound."""

    reservation_id: UUID


def booking_history(query: BookingHistory, *, session: Session) -> tuple[HistoryEntry, ...]:
    """Entries of the journal since the booking that touched it or one of its stays."""
    booking = session.scalars(select(Reservation).where(Reservation.id == query.reservation_id)).one_or_none()
    if booking is None:
        raise NotFound(tr("This booking does not exist any more."), field="reservation_id")
    stays = session.scalars(select(Stay.id).where(Stay.reservation_id == booking.id)).all()
    ids = (booking.id, *stays)
    touched = cast(JournalEntry.touched, String)
    entries = session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.revision >= _since(session, booking),
            or_(*(touched.contains(str(id_)) for id_ in ids)),
        )
        .order_by(JournalEntry.revision.desc())
        .limit(MOST)
    ).all()
    undone = _undone(session, entries)
    told = {entry.revision: _rows(entry, ids) for entry in entries}
    names = _names(session, told.values())

    def name(_column: str, id_: str) -> str:
        return names.get(id_, "")

    def money(minor: int) -> str:
        return f"{booking.currency} {money_text(minor, booking.currency)}"

    return tuple(
        HistoryEntry(
            entry.command_id, entry.revision, entry.verb, _title(session, entry), entry.at, entry.actor_name,
            entry.workstation, changes_of(told[entry.revision], name, money), entry.undoes is not None,
            entry.command_id in undone,
        )
        for entry in entries
    )  # fmt: skip


def _since(session: Session, booking: Reservation) -> int:
    """The first revision that can be about a booking: by halves, because revisions grow with time."""
    begins = datetime.combine(booking.booked_on - ONE_DAY, time(), UTC)
    low, high = 1, session.scalar(select(func.max(JournalEntry.revision))) or 1
    while low < high:
        middle = (low + high) // 2
        at = session.scalar(
            select(JournalEntry.at)
            .where(JournalEntry.revision >= middle)
            .order_by(JournalEntry.revision)
            .limit(1)
        )
        if at is not None and at < begins:
            low = middle + 1
        else:
            high = middle
    return low


def _undone(session: Session, entries: Sequence[JournalEntry]) -> set[UUID]:
    ids = [entry.command_id for entry in entries]
    statement = select(JournalEntry.undoes).where(JournalEntry.undoes.in_(ids))
    return {id_ for id_ in session.scalars(statement) if id_ is not None}


def _title(session: Session, entry: JournalEntry) -> str:
    if entry.undoes is None:
        return title_of(entry.verb)
    verb = session.scalar(select(JournalEntry.verb).where(JournalEntry.command_id == entry.undoes))
    return undone_title(verb or entry.verb)


def _rows(entry: JournalEntry, ids: Iterable[UUID]) -> list[RowChange]:
    """The row changes of an entry that are about the booking."""
    differences: Any = entry.differences
    listed = differences.get("differences", []) if isinstance(differences, dict) else differences
    own = {str(id_) for id_ in ids}
    return [
        RowChange(d["t"], d["k"], d["b"], d["a"]) for d in listed if d["t"] in _TOLD and str(d["o"]) in own
    ]


def _names(session: Session, told: Iterable[Iterable[RowChange]]) -> dict[str, str]:
    """What the ids in the rows are called now."""
    wanted: dict[str, set[UUID]] = {}
    for rows in told:
        for row in rows:
            for values in (row.key, row.before or {}, row.after or {}):
                for column, value in values.items():
                    if column.endswith("_id") and value:
                        wanted.setdefault(column, set()).add(UUID(str(value)))
    found: dict[str, str] = {}
    rooms = select(Room.id, Room.number).where(Room.id.in_(wanted.get("room_id", ())))
    types = select(RoomType.id, RoomType.name).where(RoomType.id.in_(wanted.get("room_type_id", ())))
    firms = wanted.get("company_id", set()) | wanted.get("agent_id", set())
    companies = select(Company.id, Company.name).where(Company.id.in_(firms))
    for statement in (rooms, types, companies):
        found |= {str(id_): text for id_, text in session.execute(statement)}
    people = session.execute(
        select(Guest.id, Guest.surname, Guest.given).where(Guest.id.in_(wanted.get("guest_id", ())))
    )
    return found | {str(id_): full_name(surname, given) for id_, surname, given in people}


ANSWERS = (Answering(BookingHistory, booking_history),)
