"""The guest register as screens see it: entries with state, what is missing, countdown; the file to send."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.register import RegisterEntry, RegisterTerms
from app.features.front_desk.queries.register_cases import cases as cases_of
from app.features.front_desk.repository import register as repository
from app.features.front_desk.rules import register, register_italy, register_lists, register_spain
from app.features.front_desk.rules.register import TO_DO, Case, Facts, Shown, State
from app.features.front_desk.rules.register_state import lacks, shown
from app.features.guests import full_name
from app.features.property.models import Property
from app.infra import sheets
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr

MOST_ROWS = 300


class NotReady(AppError):
    """An entry lacks something, or the house its code."""

    code = "register_not_ready"


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that is missing of a person."""

    place: int
    field: str
    word: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry. `late` once its time is over and it still waits; `persons` are all facts, the guest first."""

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


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The entries of a house; `establishment` is the authority's code for it, where its country has one."""

    property_id: UUID
    house: str
    country: str
    establishment: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterFileView:
    """A file for the authority: how it is called, what is in it, whose entries they are."""

    name: str
    content: bytes
    stay_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Register(Query[RegisterView]):
    """The register of a house at an instant (None: the first house): what is to do, or everything lately."""

    now: datetime
    property_id: UUID | None = None
    everything: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterFile(Query[RegisterFileView]):
    """The file of some entries in the way of the house's country. Raises NotReady."""

    stay_ids: tuple[UUID, ...]


def register_of(query: Register, *, session: Session) -> RegisterView:
    """By when they are due; those that are settled the newest first."""
    statement = select(Property).order_by(Property.code)
    if query.property_id is not None:
        statement = statement.where(Property.id == query.property_id)
    house = session.scalars(statement).first()
    if house is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    entries = list(_entries(session, house.id, settled=False))
    if query.everything:
        entries += _entries(session, house.id, settled=True)
    cases = cases_of(session, entries)
    rows = [_row(entry, cases[entry.stay_id], query.now) for entry in entries]
    kept = tuple(row for row in rows if query.everything or row.state in TO_DO)
    terms = session.get(RegisterTerms, (session.info["tenant_id"], house.id))
    return RegisterView(house.id, house.name, house.country, terms.establishment if terms else "", kept)


def register_file(query: RegisterFile, *, session: Session) -> RegisterFileView:
    """Every entry is complete, and all are of one house."""
    entries = repository.entries_of(session, query.stay_ids)
    cases = ready_cases(session, entries)
    if len({(entry.property_id, entry.country) for entry in entries}) > 1:
        raise NotReady(tr("These entries are of different houses."))
    country, ids = entries[0].country, tuple(entry.stay_id for entry in entries)
    last = max(case.arrived for case in cases)
    if country == register.ITALY:
        return RegisterFileView(f"alloggiati-{last:%Y-%m-%d}.txt", register_italy.file(cases), ids)
    if country == register.SPAIN:
        return RegisterFileView(f"ses-viajeros-{last:%Y-%m-%d}.xml", register_spain.travellers(cases), ids)
    stream = io.StringIO(newline="")
    sheets.write_csv(stream, register_lists.table(cases, country))
    return RegisterFileView(f"guests-{last:%Y-%m-%d}.csv", stream.getvalue().encode("utf-8-sig"), ids)


def ready_cases(session: Session, entries: Sequence[RegisterEntry]) -> list[Case]:
    """The cases of entries that can be sent. Raises NotReady, naming the first that cannot."""
    if not entries:
        raise NotReady(tr("There is nothing to send."))
    cases = cases_of(session, entries)
    for entry in entries:
        case = cases[entry.stay_id]
        found = lacks(case)
        if found:
            place, field = found[0]
            raise NotReady(
                tr("{name} cannot be sent yet: {field} of person {place} is missing.", name=_guest(case),
                   field=register_lists.register_word(field), place=place), field=field,
            )  # fmt: skip
        if case.country == register.SPAIN and not case.establishment:
            raise NotReady(
                tr("Give the code of the establishment that SES.Hospedajes gave the house."),
                field="establishment",
            )
    return [cases[entry.stay_id] for entry in entries]


def _entries(session: Session, property_id: UUID, *, settled: bool) -> Sequence[RegisterEntry]:
    done = (str(State.SENT), str(State.TO_PROCESS), str(State.PROCESSED))
    statement = select(RegisterEntry).where(RegisterEntry.property_id == property_id)
    if settled:
        statement = statement.where(RegisterEntry.state.in_(done)).order_by(
            RegisterEntry.due_at.desc(), RegisterEntry.stay_id
        )
    else:
        statement = statement.where(RegisterEntry.state.in_([str(s) for s in register.CAN_BE_SENT])).order_by(
            RegisterEntry.due_at.desc(), RegisterEntry.stay_id
        )
    rows = session.scalars(statement.limit(MOST_ROWS)).all()
    return rows if settled else sorted(rows, key=lambda row: (row.due_at, str(row.stay_id)))


def _row(entry: RegisterEntry, case: Case, now: datetime) -> RegisterRow:
    state = shown(entry.state, case)
    found = lacks(case) if state in TO_DO else ()
    return RegisterRow(
        entry.stay_id, entry.property_id, entry.country, _guest(case), case.number, case.room,
        len(case.persons), case.arrived, entry.arrived_at, entry.due_at, state,
        state in TO_DO and now > entry.due_at,
        tuple(Lack(place, name, register_lists.register_word(name)) for place, name in found),
        case.persons, entry.sent_at, entry.sent_by, entry.reference, entry.answer,
    )  # fmt: skip


def _guest(case: Case) -> str:
    return full_name(case.persons[0].get("surname", ""), case.persons[0].get("given", ""))


ANSWERS = (Answering(Register, register_of), Answering(RegisterFile, register_file))
