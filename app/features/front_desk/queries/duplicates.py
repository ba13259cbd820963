"""Guests who may be one: found by what they have in common, told with the facts that agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from app.features import guests
from app.features.front_desk.models.arriving import IdentityCheck
from app.features.front_desk.models.guests import GuestApart
from app.features.front_desk.rules import likeness
from app.features.front_desk.rules.likeness import Fact, Known, Likeness, Verdict
from app.features.guests.models import Guest
from app.features.reservations.models import Stay
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST: Final = 200
# Between surname and given name in a guest's key of sorting.
SEPARATOR: Final = "\N{INFORMATION SEPARATOR ONE}"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of two who may be one: his own fields, and how often and when last he was (or will be) here."""

    guest_id: UUID
    name: str
    surname: str
    given: str
    email: str
    phone: str
    birth_date: date | None
    nationality: str
    language: str
    country: str
    vip: int
    tags: tuple[str, ...]
    blacklist_reason: str
    note: str
    street: str
    postcode: str
    city: str
    stays: int
    last_stay: date | None


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two guests, how sure it is that they are one (in percent), and what speaks for and against it."""

    one: Candidate
    other: Candidate
    percent: int
    facts: tuple[tuple[Fact, Verdict], ...]


@dataclass(frozen=True, slots=True)
class DuplicatesView:
    """The surest pairs first; `more` are not listed."""

    pairs: tuple[DuplicatePair, ...]
    more: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Duplicates(Query[DuplicatesView]):
    """Everybody who may be in the house twice."""

    limit: int = MOST


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedGuests(Query[DuplicatePair]):
    """Two guests side by side, alike or not. Raises NotFound."""

    one_id: UUID
    other_id: UUID


def duplicates(query: Duplicates, *, session: Session) -> DuplicatesView:
    """One reading of all guests, comparisons within small groups, the rest for those that are shown."""
    rows = _everybody(session)
    names = [likeness.name_key(row[1].replace(SEPARATOR, " ")) for row in rows]
    births = [row[4] or "" for row in rows]
    emails = [likeness.email_key(row[2]) for row in rows]
    phones = [likeness.phone_key(row[3]) for row in rows]
    apart = _apart(session)
    people: dict[str, Known] = {}
    found: dict[Pair, Likeness] = {}
    for group in likeness.groups(names, births, emails, phones):
        for place in group:
            if rows[place][0] not in people:
                keys = (names[place], emails[place], phones[place], births[place])
                people[rows[place][0]] = Known(*keys, rows[place][5])
        for pair in combinations(sorted(rows[place][0] for place in group), 2):
            if pair not in found and pair not in apart:
                found[pair] = likeness.likeness(people[pair[0]], people[pair[1]])
    shown = [pair for pair, like in found.items() if like.percent >= likeness.SHOWN]
    shown.sort(key=lambda pair: (-found[pair].percent, people[pair[0]].name, pair))
    known = {id_: people[id_] for pair in shown[: query.limit] for id_ in pair}
    told = tuple(_told(session, shown[: query.limit], known))
    return DuplicatesView(told, len(shown) - len(told))


def compared(query: ComparedGuests, *, session: Session) -> DuplicatePair:
    """By the same comparison."""
    rows = [guests.resolved(session, id_) for id_ in (query.one_id, query.other_id)]
    known = {str(row.id): _known(row) for row in rows if row is not None}
    if len(known) < len(rows):
        raise NotFound(tr("This guest does not exist any more."), field="guest_id")
    one, other = known
    return next(iter(_told(session, [(one, other)], known)))


def _everybody(session: Session) -> Sequence[Any]:
    """Ids and days as texts: there are many, and few are looked at."""
    columns = (
        cast(Guest.id, String), Guest.sort_key, Guest.email, Guest.phone, cast(Guest.birth_date, String),
        Guest.country,
    )  # fmt: skip
    return session.execute(select(*columns).where(Guest.merged_into.is_(None))).all()


def _known(row: Guest) -> Known:
    return Known(
        likeness.name_key(row.sort_key.replace(SEPARATOR, " ")), likeness.email_key(row.email),
        likeness.phone_key(row.phone), str(row.birth_date or ""), row.country,
    )  # fmt: skip


def _apart(session: Session) -> set[Pair]:
    rows = session.execute(select(cast(GuestApart.guest_id, String), cast(GuestApart.other_id, String)))
    pairs = ((one, other) if one < other else (other, one) for one, other in rows)
    return set(pairs)


def _told(session: Session, pairs: Iterable[Pair], known: Mapping[str, Known]) -> Iterator[DuplicatePair]:
    ids = {text: UUID(text) for text in known}
    seen = _documents(session, ids.values())
    people = _candidates(session, ids.values())
    told = []
    for one, other in pairs:
        first, second = people[ids[one]], people[ids[other]]
        if (first.stays, str(first.last_stay)) < (second.stays, str(second.last_stay)):
            first, second, one, other = second, first, other, one
        like = likeness.likeness(
            replace(known[one], documents=seen.get(ids[one], frozenset())),
            replace(known[other], documents=seen.get(ids[other], frozenset())),
        )
        told.append(DuplicatePair(first, second, like.percent, like.facts))
    told.sort(key=lambda pair: -pair.percent)
    return iter(told)


def _documents(session: Session, ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """The documents that were looked at, by kind and number."""
    found: dict[UUID, set[str]] = {}
    statement = select(IdentityCheck.guest_id, IdentityCheck.kind, IdentityCheck.facts)
    for guest_id, kind, facts in session.execute(statement.where(IdentityCheck.guest_id.in_(tuple(ids)))):
        number = str(facts.get("number", "")).replace(" ", "").upper()
        if guest_id is not None and number:
            found.setdefault(guest_id, set()).add(f"{kind} {facts.get('issued_by', '')} {number}")
    return {guest_id: frozenset(documents) for guest_id, documents in found.items()}


def _candidates(session: Session, ids: Iterable[UUID]) -> dict[UUID, Candidate]:
    wanted = tuple(ids)
    stays = _stays(session, wanted)
    return {
        row.id: _candidate(row, *stays.get(row.id, (0, None)))
        for row in session.scalars(select(Guest).where(Guest.id.in_(wanted)))
    }


def _stays(session: Session, ids: tuple[UUID, ...]) -> dict[UUID, tuple[int, date | None]]:
    statement = select(Stay.guest_id, func.count(), func.max(Stay.arrival)).where(Stay.guest_id.in_(ids))
    rows: Iterable[Any] = session.execute(statement.group_by(Stay.guest_id))
    return {guest_id: (int(count), last) for guest_id, count, last in rows}


def _candidate(row: Guest, stays: int, last: date | None) -> Candidate:
    return Candidate(
        row.id, guests.full_name(row.surname, row.given), row.surname, row.given, row.email, row.phone,
        row.birth_date, row.nationality, row.language, row.country, row.vip, tuple(row.tags),
        row.blacklist_reason, row.note, row.street, row.postcode, row.city, stays, last,
    )  # fmt: skip


ANSWERS = (Answering(Duplicates, duplicates), Answering(ComparedGuests, compared))
