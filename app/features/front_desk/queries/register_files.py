"""The files of the guest register: what goes to the authority for some entries, in their country's ways."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.models.register import RegisterEntry
from app.features.front_desk.queries.register_cases import cases as cases_of
from app.features.front_desk.repository import register as repository
from app.features.front_desk.rules import (
    register,
    register_italy,
    register_lists,
    register_papers,
    register_spain,
    register_spain_form,
)
from app.features.front_desk.rules.register import Case
from app.features.front_desk.rules.register_state import lacks
from app.features.guests import full_name
from app.features.property.models import Property
from app.infra import sheets
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import AppError
from app.kernel.text import tr

# The ways in which a country's file can be had, the usual one first.
FORMS = {register.ITALY: ("txt",), register.SPAIN: ("xml",), register.GERMANY: ("pdf", "csv")}
USUAL_FORMS = ("csv", "pdf")
CODE = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class NotReady(AppError):
    """An entry lacks something, or the house its code."""

    code = "register_not_ready"


@dataclass(frozen=True, slots=True)
class RegisterFileView:
    """A file for the authority: how it is called, what is in it, whose entries they are, in which other forms
    it can be had, the one it has first. `left` entries did not find place in it."""

    name: str
    content: bytes
    stay_ids: tuple[UUID, ...]
    forms: tuple[str, ...] = ()
    left: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterFile(Query[RegisterFileView]):
    """The file of some entries in their country's way; `form` "" is its usual one. Raises NotReady."""

    stay_ids: tuple[UUID, ...]
    form: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterWithdrawal(Query[RegisterFileView]):
    """Spain's message that takes entries back. Raises NotReady where it has no such message, or no code."""

    stay_ids: tuple[UUID, ...]


def register_file(query: RegisterFile, *, session: Session) -> RegisterFileView:
    """Every entry is complete, all are of one house, and the file breaks no rule of who takes it."""
    entries = repository.entries_of(session, query.stay_ids)
    cases = ready_cases(session, entries)
    if len({(entry.property_id, entry.country) for entry in entries}) > 1:
        raise NotReady(tr("These entries are of different houses."))
    country = entries[0].country
    forms = FORMS.get(country, USUAL_FORMS)
    form = query.form or forms[0]
    if form not in forms:
        raise NotReady(tr("A register of this country is no {form} file.", form=form), field="form")
    count = _fitting(country, cases)
    cases, ids = cases[:count], tuple(entry.stay_id for entry in entries[:count])
    name, content = _content(session, entries[:count], cases, form)
    rest = tuple(each for each in forms if each != form)
    return RegisterFileView(name, content, ids, (form, *rest), len(entries) - count)


def withdrawal(query: RegisterWithdrawal, *, session: Session) -> RegisterFileView:
    """Each entry has the code that the authority gave it."""
    entries = repository.entries_of(session, query.stay_ids)
    if not entries:
        raise NotReady(tr("There is nothing to withdraw."))
    if any(entry.country != register.SPAIN for entry in entries):
        raise NotReady(tr("This country has no message for it. Tell the authority yourself."))
    if any(not CODE.fullmatch(entry.reference) for entry in entries):
        raise NotReady(
            tr("Keep the authority's answer first: its code of the communication takes the entry back."),
            field="reference",
        )
    content = register_spain.withdrawals([entry.reference for entry in entries])
    _ensure_form(content, register_spain_form.WITHDRAWAL)
    name = f"ses-anulacion-{entries[0].reference[:8]}.xml"
    return RegisterFileView(name, content, tuple(entry.stay_id for entry in entries), ("xml",))


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
                tr("{name} cannot be sent yet: {field} of person {place} is missing.", name=guest_of(case),
                   field=register_lists.register_word(field), place=place), field=field,
            )  # fmt: skip
        if case.country == register.SPAIN and not case.establishment:
            raise NotReady(
                tr("Give the code of the establishment that SES.Hospedajes gave the house."),
                field="establishment",
            )
    return [cases[entry.stay_id] for entry in entries]


def guest_of(case: Case) -> str:
    """The name of the guest of an entry."""
    return full_name(case.persons[0].get("surname", ""), case.persons[0].get("given", ""))


def _fitting(country: str, cases: Sequence[Case]) -> int:
    """How many entries find place in one file of the country."""
    if country == register.SPAIN:
        return min(len(cases), register_spain_form.MOST_MESSAGES)
    if country != register.ITALY:
        return len(cases)
    lines = 0
    for count, case in enumerate(cases):
        lines += len(case.persons)
        if lines > register_italy.MOST_LINES and count:
            return count
    return len(cases)


def _content(
    session: Session, entries: Sequence[RegisterEntry], cases: Sequence[Case], form: str
) -> tuple[str, bytes]:
    country, last = entries[0].country, max(case.arrived for case in cases)
    if country == register.ITALY:
        return f"alloggiati-{last:%Y-%m-%d}.txt", register_italy.file(cases)
    if country == register.SPAIN:
        content = register_spain.travellers(cases)
        _ensure_form(content, register_spain_form.TRAVELLERS)
        return f"ses-viajeros-{last:%Y-%m-%d}.xml", content
    if form == "pdf":
        return f"{_called(country)}-{last:%Y-%m-%d}.pdf", _pdf(session, entries, cases)
    stream = io.StringIO(newline="")
    sheets.write_csv(stream, register_lists.table(cases, country))
    return f"guests-{last:%Y-%m-%d}.csv", stream.getvalue().encode("utf-8-sig")


def _called(country: str) -> str:
    return "meldescheine" if country == register.GERMANY else "guests"


def _pdf(session: Session, entries: Sequence[RegisterEntry], cases: Sequence[Case]) -> bytes:
    from app.infra.documents import register as papers  # noqa: PLC0415 - heavy, not at the start

    house = session.scalars(select(Property).where(Property.id == entries[0].property_id)).one()
    country = entries[0].country
    if country != register.GERMANY:
        stays = [papers.ListedStay(head, persons) for head, persons in register_papers.listed(cases, country)]
        return papers.list_pdf(house.name, house.city, tr("Guest register"), stays)
    ids = [entry.stay_id for entry in entries]
    signed = {row.stay_id: row for row in repository.signatures(session, ids)}
    contents = []
    for form in register_papers.forms(cases):
        row = signed.get(ids[list(cases).index(form.case)]) if form.place == 1 else None
        strokes = row.strokes if row is not None else ""
        contents.append(
            papers.FormContent(
                form.case.number, form.case.room, form.arrival, form.case.leaves.date(), form.facts,
                form.along, strokes, row.at.date() if row is not None and strokes else None,
            )
        )  # fmt: skip
    return papers.forms_pdf(house.name, house.city, contents)


def _ensure_form(content: bytes, form: register_spain_form.Part) -> None:
    found = register_spain_form.faults(content, form)
    if found:
        raise NotReady(tr("SES.Hospedajes would refuse this: {what}", what=found[0]))


ANSWERS = (Answering(RegisterFile, register_file), Answering(RegisterWithdrawal, withdrawal))
