"""The guest register: an entry at each check-in; the desk completes it, sends it, hears the answer, corrects.

What was told is kept beside the entry each time (rules/register_told), until the law's time for it is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.front_desk.commands.register_places import as_codes
from app.features.front_desk.models.register import (
    RegisterEntry,
    RegisterFacts,
    RegisterFiling,
    RegisterTerms,
)
from app.features.front_desk.queries.register_files import ready_cases
from app.features.front_desk.repository import register as repository
from app.features.front_desk.rules import register, register_told
from app.features.front_desk.rules.identity import LONGEST, ensure_possible
from app.features.front_desk.rules.register import CAN_BE_SENT, FIELDS, WITH_THEM, Case, State
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr

MOST_PLACES = 50
MOST_REFERENCE, MOST_CODE, MOST_ANSWER = 120, 20, 2_000


class RegisterClosed(AppError):
    """The entry was sent already, or is not at the authority."""

    code = "register_closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class CompleteRegister(Command):
    """Add facts to a person of an entry by the names of rules/register; an empty text takes one away."""

    verb: ClassVar[str] = "front_desk.complete_register"

    stay_id: UUID
    facts: Mapping[str, str]
    place: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkRegisterSent(Command):
    """These entries, or corrections, are with the authority now; `reference` is what it calls them."""

    verb: ClassVar[str] = "front_desk.mark_register_sent"

    stay_ids: tuple[UUID, ...]
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRegister(Command):
    """The authority took an entry ("processed"), refused it ("refused"), or it never arrived ("failed").

    `reference` is its own number of the entry, by which it can be withdrawn.
    """

    verb: ClassVar[str] = "front_desk.answer_register"

    stay_id: UUID
    answer: str
    words: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawRegister(Command):
    """What the authority has of an entry is not to count any more; the entry is to be sent again."""

    verb: ClassVar[str] = "front_desk.withdraw_register"

    stay_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRegisterTerms(Command):
    """Under which code the authority knows the house."""

    verb: ClassVar[str] = "front_desk.set_register_terms"

    property_id: UUID
    establishment: str


def open_entry(uow: UnitOfWork, stay_id: UUID, property_id: UUID, arrived_at: datetime, nights: int) -> None:
    """Who checks in stands in the register, in the same transaction."""
    country = property.open_property(uow, property_id).country.upper()
    uow.add(
        RegisterEntry(
            stay_id=stay_id, property_id=property_id, country=country, arrived_at=arrived_at,
            due_at=register.due_at(country, arrived_at, nights), state=str(State.OPEN), sent_at=None,
            sent_by="", reference="", answer="",
        )
    )  # fmt: skip


def withdraw_entry(uow: UnitOfWork, stay_id: UUID) -> None:
    """A check-in is taken back: its entry goes with it. What the desk added waits for the next check-in."""
    entry = uow.find(RegisterEntry, stay_id)
    if entry is not None:
        uow.delete(entry)


def ensure_not_told(uow: UnitOfWork, stay_id: UUID) -> None:
    """A check-in is not taken back while the authority has its entry. Raises RegisterClosed."""
    entry = uow.find(RegisterEntry, stay_id)
    if entry is not None and entry.state in WITH_THEM:
        raise RegisterClosed(
            tr("The guest register of this stay was sent, so the check-in stands. Withdraw the entry first.")
        )


def complete_register(command: CompleteRegister, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """What was refused is open again then; what was sent is to be corrected."""
    entry = _entry(uow, command.stay_id)
    if not 1 <= command.place <= MOST_PLACES:
        raise InvalidInput(tr("There is no such person."), field="place")
    for name, value in command.facts.items():
        if name not in FIELDS:
            raise InvalidInput(tr("{name} is nothing a register asks for.", name=name), field=name)
        if len(value) > LONGEST:
            raise InvalidInput(tr("At most {most} characters, please.", most=LONGEST), field=name)
    ensure_possible(command.facts, clock.now().date())
    row = repository.facts_added(uow.session, entry.stay_id, command.place)
    if row is None:
        row = RegisterFacts(
            stay_id=entry.stay_id, place=command.place, property_id=entry.property_id, facts={}
        )
    facts = {name: value.strip() for name, value in command.facts.items()}
    if entry.country == register.ITALY:
        facts = as_codes(uow.session, facts)
    merged = {**row.facts, **facts}
    row.facts = {name: value for name, value in merged.items() if value}
    if entry.state in CAN_BE_SENT:
        entry.state = str(State.OPEN)
    uow.add(row)
    return {"stay_id": str(entry.stay_id), "place": command.place}


def mark_register_sent(command: MarkRegisterSent, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """All of them complete, and not sent yet or different since; what is told is kept with each."""
    if len(command.reference) > MOST_REFERENCE:
        raise InvalidInput(tr("At most {most} characters, please.", most=MOST_REFERENCE), field="reference")
    entries = repository.entries_of(uow.session, command.stay_ids)
    if len(entries) < len(set(command.stay_ids)):
        raise NotFound(tr("This entry of the register does not exist any more."), field="stay_ids")
    filed = repository.filed(uow.session, command.stay_ids)
    ready = ready_cases(uow.session, entries)
    cases = {entry.stay_id: case for entry, case in zip(entries, ready, strict=True)}
    for entry in entries:
        last = filed.get(entry.stay_id)
        if entry.state in WITH_THEM and not register_told.is_changed(cases[entry.stay_id], last):
            raise RegisterClosed(tr("An entry of these was sent already."))
    for entry in entries:
        property.open_property(uow, entry.property_id)
        kind = register_told.CORRECTION if entry.stay_id in filed else register_told.ENTRY
        entry.state = str(register.after_sending(entry.country))
        entry.sent_at, entry.sent_by = clock.now(), uow.actor.name
        entry.reference, entry.answer = command.reference.strip(), ""
        _file(uow, entry, kind, cases[entry.stay_id], entry.sent_at)
    uow.flush()
    return {"sent": len(entries)}


def answer_register(command: AnswerRegister, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Only of what was sent."""
    entry = _entry(uow, command.stay_id)
    if command.answer not in (State.PROCESSED, State.REFUSED, State.FAILED):
        raise InvalidInput(tr("Taken, refused or not arrived: say which."), field="answer")
    for field, text, most in (
        ("words", command.words, MOST_ANSWER), ("reference", command.reference, MOST_REFERENCE),
    ):  # fmt: skip
        if len(text) > most:
            raise InvalidInput(tr("At most {most} characters, please.", most=most), field=field)
    if entry.state not in (State.SENT, State.TO_PROCESS):
        raise RegisterClosed(tr("This entry is not with the authority."))
    entry.state, entry.answer = command.answer, command.words.strip()
    entry.reference = command.reference.strip() or entry.reference
    uow.flush()
    return {"stay_id": str(entry.stay_id)}


def withdraw_register(command: WithdrawRegister, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Only what the authority has. The entry is open again, for the check-in stands."""
    entry = _entry(uow, command.stay_id)
    if entry.state not in WITH_THEM:
        raise RegisterClosed(tr("This entry is not with the authority."))
    _file(uow, entry, register_told.WITHDRAWAL, None, clock.now())
    entry.state, entry.answer = str(State.OPEN), ""
    entry.sent_at, entry.sent_by, entry.reference = None, "", ""
    uow.flush()
    return {"stay_id": str(entry.stay_id)}


def forget_told(uow: UnitOfWork, property_id: UUID, day: date) -> int:
    """What was told so long ago that it may not be kept is emptied, with what the desk had added for it."""
    over = repository.filings_over(uow.session, property_id, day)
    for filing in over:
        uow.keep(filing)
        filing.digest, filing.told = "", {}
    uow.delete(*repository.facts_of(uow.session, {filing.stay_id for filing in over}))
    uow.flush()
    return len(over)


def set_register_terms(command: SetRegisterTerms, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """The code of the house, or none."""
    house = property.open_property(uow, command.property_id)
    code = command.establishment.strip()
    if len(code) > MOST_CODE:
        raise InvalidInput(tr("At most {most} characters, please.", most=MOST_CODE), field="establishment")
    row = uow.find(RegisterTerms, house.id)
    if row is None:
        row = RegisterTerms(property_id=house.id, establishment="")
    row.establishment = code
    uow.add(row)
    return {"property_id": str(house.id)}


def _file(uow: UnitOfWork, entry: RegisterEntry, kind: str, case: Case | None, at: datetime) -> None:
    uow.add(
        RegisterFiling(
            id=uow.new_id(), property_id=entry.property_id, stay_id=entry.stay_id, kind=kind, at=at,
            by_name=uow.actor.name, reference=entry.reference,
            digest=register_told.digest(case) if case else "", told=register_told.told(case) if case else {},
            kept_until=register_told.kept_until(entry.country, entry.arrived_at.date()),
        )
    )  # fmt: skip


def _entry(uow: UnitOfWork, stay_id: UUID) -> RegisterEntry:
    entry = uow.find(RegisterEntry, stay_id)
    if entry is None:
        raise NotFound(tr("This entry of the register does not exist any more."), field="stay_id")
    property.open_property(uow, entry.property_id)
    return entry


HANDLERS = (
    Handling(CompleteRegister, complete_register),
    Handling(MarkRegisterSent, mark_register_sent),
    Handling(AnswerRegister, answer_register),
    Handling(WithdrawRegister, withdraw_register),
    Handling(SetRegisterTerms, set_register_terms),
)
