"""The guest register as screens see it: entries, what is missing, the time left; what was told when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.register import (
    RegisterEntry,
    RegisterFiling,
    RegisterPlace,
    RegisterTerms,
)
from app.features.front_desk.queries.register_cases import cases as cases_of
from app.features.front_desk.queries.register_files import guest_of
from app.features.front_desk.repository import register as repository
from app.features.front_desk.rules import register, register_lists
from app.features.front_desk.rules.register import TO_DO, WITH_THEM, Case, Facts, Shown
from app.features.front_desk.rules.register_places import COMMUNE
from app.features.front_desk.rules.register_state import lacks, shown
from app.features.front_desk.rules.register_told import Filed, changes
from app.features.property.models import Property
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_ROWS, MOST_OPEN = 300, 1_000
# For how long what was told is looked at again, whether it still is so.
LOOKED_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that is missing of a person."""

    place: int
    field: str
    word: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry. `late` once its time is over and it still waits; `persons` are all facts, the guest first;
    `changes` what is different from what was told."""

    stay_id: UUID
    property_id: UUID
    country: str
    guest: str
    number: str
    room: str
    party: int
    arrived: datetime
    arrived_at: datetime
    due_at: datetime
    state: Shown
    late: bool
    lacks: tuple[Lack, ...]
    persons: tuple[Facts, ...]
    sent_at: datetime | None
    sent_by: str
    reference: str
    answer: str
    changes: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The entries of a house; `establishment` is the authority's code for it, where its country has one.

    `knows_places` once the police's table of communes was read in.
    """

    property_id: UUID
    house: str
    country: str
    establishment: str
    knows_places: bool
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Register(Query[RegisterView]):
    """The register of a house at an instant (None: the first house): what is to do, or everything lately."""

    now: datetime
    property_id: UUID | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class RegisterCountView:
    """How many entries of all houses wait, and how many of them longer than the law allows."""

    waiting: int
    late: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterCount(Query[RegisterCountView]):
    """The count in the navigation."""

    now: datetime


@dataclass(frozen=True, slots=True)
class FilingView:
    """What was told once: `persons` without numbers of documents; none once the law's time is over."""

    kind: str
    at: datetime
    by_name: str
    reference: str
    persons: tuple[Facts, ...]
    digest: str
    kept_until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterFilings(Query[tuple[FilingView, ...]]):
    """What the authority was told of an entry, the newest first."""

    stay_id: UUID


def register_of(query: Register, *, session: Session) -> RegisterView:
    """By when they are due; those that are settled the newest first."""
    statement = select(Property).order_by(Property.code)
    if query.property_id is not None:
        statement = statement.where(Property.id == query.property_id)
    house = session.scalars(statement).first()
    if house is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    entries = _open(session, house.id)
    entries += _settled(session, house.id, None if query.everything else query.now - LOOKED_BACK)
    rows = [row for row in _rows(session, entries, query.now) if query.everything or row.state in TO_DO]
    terms = session.get(RegisterTerms, (session.info["tenant_id"], house.id))
    places = session.scalars(select(RegisterPlace.code).where(RegisterPlace.kind == COMMUNE).limit(1)).first()
    return RegisterView(
        house.id, house.name, house.country, terms.establishment if terms else "", places is not None,
        tuple(rows),
    )  # fmt: skip


def register_count(query: RegisterCount, *, session: Session) -> RegisterCountView:
    """Those of all houses."""
    entries = _open(session, None) + _settled(session, None, query.now - LOOKED_BACK)
    rows = [row for row in _rows(session, entries, query.now) if row.state in TO_DO]
    return RegisterCountView(len(rows), sum(row.late for row in rows))


def register_filings(query: RegisterFilings, *, session: Session) -> tuple[FilingView, ...]:
    """All of them."""
    rows = session.scalars(
        select(RegisterFiling)
        .where(RegisterFiling.stay_id == query.stay_id)
        .order_by(RegisterFiling.at.desc(), RegisterFiling.id.desc())
    )
    return tuple(
        FilingView(
            row.kind, row.at, row.by_name, row.reference, tuple((row.told or {}).get("persons", ())),
            row.digest, row.kept_until,
        )
        for row in rows
    )  # fmt: skip


def _open(session: Session, property_id: UUID | None) -> list[RegisterEntry]:
    """What was not told, by when it is due."""
    states = [str(state) for state in register.CAN_BE_SENT]
    statement = select(RegisterEntry).where(RegisterEntry.state.in_(states))
    if property_id is not None:
        statement = statement.where(RegisterEntry.property_id == property_id)
    newest = statement.order_by(RegisterEntry.due_at.desc(), RegisterEntry.stay_id).limit(MOST_OPEN)
    return sorted(session.scalars(newest), key=lambda row: (row.due_at, str(row.stay_id)))


def _settled(session: Session, property_id: UUID | None, since: datetime | None) -> list[RegisterEntry]:
    """What was told, the newest first; `since` an arrival, where only what may have changed is asked for."""
    states = [str(state) for state in register.WITH_THEM]
    statement = select(RegisterEntry).where(RegisterEntry.state.in_(states))
    if property_id is not None:
        statement = statement.where(RegisterEntry.property_id == property_id)
    if since is not None:
        statement = statement.where(RegisterEntry.arrived_at >= since)
    newest = statement.order_by(RegisterEntry.due_at.desc(), RegisterEntry.stay_id).limit(MOST_ROWS)
    return list(session.scalars(newest))


def _rows(session: Session, entries: Sequence[RegisterEntry], now: datetime) -> list[RegisterRow]:
    cases = cases_of(session, entries)
    filed = repository.filed(session, [entry.stay_id for entry in entries if entry.state in WITH_THEM])
    return [_row(entry, cases[entry.stay_id], filed.get(entry.stay_id), now) for entry in entries]


def _row(entry: RegisterEntry, case: Case, filed: Filed | None, now: datetime) -> RegisterRow:
    state = shown(entry.state, case, filed)
    found = lacks(case) if state in TO_DO else ()
    different = changes(case, filed) if state is Shown.TO_CORRECT and filed is not None else ()
    return RegisterRow(
        entry.stay_id, entry.property_id, entry.country, guest_of(case), case.number, case.room,
        len(case.persons), case.arrived, entry.arrived_at, entry.due_at, state,
        state in TO_DO and state is not Shown.TO_CORRECT and now > entry.due_at,
        _named(found), case.persons, entry.sent_at, entry.sent_by, entry.reference, entry.answer,
        _named(different),
    )  # fmt: skip


def _named(found: Sequence[tuple[int, str]]) -> tuple[Lack, ...]:
    return tuple(Lack(place, name, register_lists.register_word(name)) for place, name in found)


ANSWERS = (
    Answering(Register, register_of),
    Answering(RegisterCount, register_count),
    Answering(RegisterFilings, register_filings),
)
