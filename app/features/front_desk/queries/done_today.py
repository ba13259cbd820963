"""What was done on this business day: who, when, what, and whether it can be taken back; from the journal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.features.front_desk.rules.titles import title_of
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Property, Room
from app.features.reservations.models import Reservation, RoomBlock, Stay, StayNight
from app.infra.bus import Answering
from app.infra.tables import JournalEntry
from app.kernel.commands import Command, Query
from app.kernel.text import tr

# A desk does not do more in a day that it would look through; older ones are in the booking's history.
MOST: Final = 400
MOST_NAMES: Final = 2
# How a screen is liked is nothing that was done with the house.
_ASIDE: Final = ("security.", "jobs.")
# Of many things that one command touched, a few say whom it was about.
MOST_LOOKED_AT: Final = 12


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One thing that was done. `target` is what an undo names, or a redo where it `is_undone`.

    `why_not` says why it cannot be taken back (done again) as things stand; "" when it may be tried.
    `never` where it stands for good.
    """

    command_id: UUID
    target: UUID
    verb: str
    title: str
    about: str
    at: datetime
    by_id: UUID
    by_name: str
    workstation: str
    is_undone: bool
    undone_by: str
    why_not: str
    never: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DoneToday(Query[tuple[DoneRow, ...]]):
    """What was done in a hotel since its business day began, the newest first."""

    property_id: UUID


def done_today(query: DoneToday, *, session: Session) -> tuple[DoneRow, ...]:
    """Undos are told with what they took back, not on lines of their own."""
    day = session.scalars(select(Property.business_date).where(Property.id == query.property_id)).one()
    entries = _entries(session)
    undos = {entry.undoes: entry for entry in entries if entry.undoes is not None}
    shown = [entry for entry in entries if _belongs(entry, query.property_id, day)]
    names = _names(session, shown)
    never = {kind.verb: kind.why_never_undone for kind in _kinds(Command)}
    later: dict[tuple[str, str], str] = {}
    found = []
    for entry in shown:
        last, steps = entry, 0
        while last.command_id in undos:
            last, steps = undos[last.command_id], steps + 1
        undone = steps % 2 == 1
        why = never[entry.verb]() if entry.verb in never else ""
        stands_for_good = bool(why)
        touched = _touched(entry)
        if not undone:
            why = why or next((later[row] for row in touched if row in later), "")
            said = tr("{what} came after it, by {name}.", what=title_of(entry.verb), name=entry.actor_name)
            later |= dict.fromkeys(touched, said)
        found.append(
            DoneRow(
                entry.command_id, last.command_id, entry.verb, title_of(entry.verb), _about(entry, names),
                entry.at, entry.actor_id, entry.actor_name, entry.workstation, undone,
                last.actor_name if undone else "", why, stands_for_good,
            )
        )  # fmt: skip
    return tuple(found)


def _entries(session: Session) -> Sequence[Row[Any]]:
    e = JournalEntry
    statement = select(
        e.command_id, e.verb, e.actor_id, e.actor_name, e.workstation, e.property_id, e.business_date, e.at,
        e.undoes, e.touched,
    )  # fmt: skip
    return session.execute(statement.order_by(e.revision.desc()).limit(MOST)).all()


def _belongs(entry: Row[Any], property_id: UUID, day: date) -> bool:
    """Whether it was done in this hotel, on this business day, and is no undo."""
    if entry.undoes is not None or entry.verb.startswith(_ASIDE):
        return False
    return bool(entry.property_id == property_id and entry.business_date == day)


def _kinds(kind: type[Command]) -> Iterator[type[Command]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


def _rows(entry: Row[Any]) -> Mapping[str, Sequence[str]]:
    rows: Mapping[str, Sequence[str]] = entry.touched["rows"]
    return rows


def _touched(entry: Row[Any]) -> list[tuple[str, str]]:
    return [(table, id_) for table, ids in _rows(entry).items() for id_ in ids if table != "search_term"]


def _ids(entry: Row[Any]) -> list[UUID]:
    """The owners of what it touched, a few of each table: stays, bookings, rooms, guests and others."""
    found = [id_ for table, ids in _rows(entry).items() for id_ in ids[:MOST_LOOKED_AT]]
    return [UUID(id_) for id_ in dict.fromkeys(found)]


def _about(entry: Row[Any], names: Sequence[Mapping[UUID, str]]) -> str:
    """ "Adaeze Okonkwo · 204", or the first of several."""
    ids = _ids(entry)
    told: list[str] = []
    for kind in names:
        told = told or [kind[id_] for id_ in ids if id_ in kind]
    told = list(dict.fromkeys(told))
    more = len(told) - MOST_NAMES
    shown = ", ".join(told[:MOST_NAMES])
    return tr("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def _names(session: Session, entries: Sequence[Row[Any]]) -> Sequence[Mapping[UUID, str]]:
    """What stays, then bookings, rooms, blocks and guests are called: the nearest one is told."""
    ids = {id_ for entry in entries for id_ in _ids(entry)}

    def people(key: Any, guest: Any) -> dict[UUID, str]:
        statement = select(key, Guest.surname, Guest.given).where(key.in_(ids))
        found = session.execute(statement.join(Guest, Guest.id == guest) if guest is not None else statement)
        return {id_: full_name(surname, given) for id_, surname, given in found}

    given = session.execute(
        select(StayNight.stay_id, Room.number)
        .join(Room, Room.id == StayNight.room_id)
        .where(StayNight.stay_id.in_(ids))
        .order_by(StayNight.stay_id, StayNight.night.desc())
    )
    numbers = {row.stay_id: row.number for row in given}
    stays = {
        id_: f"{name} · {numbers[id_]}" if id_ in numbers else name
        for id_, name in people(Stay.id, Stay.guest_id).items()
    }
    plain = session.execute(select(Room.id, Room.number).where(Room.id.in_(ids)))
    blocked = session.execute(
        select(RoomBlock.id, Room.number)
        .join(Room, Room.id == RoomBlock.room_id)
        .where(RoomBlock.id.in_(ids))
    )
    rooms, blocks = (
        {id_: tr("Room {room}", room=number) for id_, number in found} for found in (plain, blocked)
    )
    return stays, people(Reservation.id, Reservation.booker_id), rooms, blocks, people(Guest.id, None)


ANSWERS = (Answering(DoneToday, done_today),)
