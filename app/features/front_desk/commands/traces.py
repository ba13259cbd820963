"""Traces for departments, alerts that pop up, notes: what the desk writes around a booking."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import reservations
from app.features.front_desk.models.traces import StayAlert, StayNote, Trace
from app.features.front_desk.rules.traces import DEPARTMENTS, MOST_TEXT, Moment
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr


class TraceDone(AppError):
    """Somebody has done it already."""

    code = "trace_done"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddTrace(Command):
    """Ask a department to do something on a date, about a booking or one of its stays."""

    verb: ClassVar[str] = "front_desk.add_trace"

    trace_id: UUID
    reservation_id: UUID
    department: str
    due_on: date
    text: str
    stay_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeTrace(Command):
    """Give a trace another day, department or text; what is None stays."""

    verb: ClassVar[str] = "front_desk.change_trace"

    trace_id: UUID
    department: str | None = None
    due_on: date | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FinishTrace(Command):
    """It is done, by whoever says so."""

    verb: ClassVar[str] = "front_desk.finish_trace"

    trace_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class DropTrace(Command):
    """Nobody needs to do it any more."""

    verb: ClassVar[str] = "front_desk.drop_trace"

    trace_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class AddAlert(Command):
    """Let a sentence pop up at a moment ("opening", "check_in", "check_out"): for a booking or one stay."""

    verb: ClassVar[str] = "front_desk.add_alert"

    alert_id: UUID
    reservation_id: UUID
    moment: str
    text: str
    stay_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DropAlert(Command):
    """It need not pop up any more."""

    verb: ClassVar[str] = "front_desk.drop_alert"

    alert_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class AddNote(Command):
    """Write a note on a booking; it keeps its author and time."""

    verb: ClassVar[str] = "front_desk.add_note"

    note_id: UUID
    reservation_id: UUID
    text: str


def add_trace(command: AddTrace, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A department that exists, a day that is not over, something to do."""
    booking = reservations.load_reservation(uow, command.reservation_id)
    _ensure_own_stay(uow, command.stay_id, booking.id)
    trace = Trace(
        id=command.trace_id, property_id=booking.property_id, reservation_id=booking.id,
        stay_id=command.stay_id, department=_department(command.department),
        due_on=_day(uow, command.due_on), text=_text(command.text), made_by=uow.actor.name,
        made_at=clock.now(), done_by="", done_at=None,
    )  # fmt: skip
    uow.add(trace)
    return {"trace_id": str(trace.id)}


def change_trace(command: ChangeTrace, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """While it is to be done."""
    trace = _open_trace(uow, command.trace_id)
    if command.department is not None:
        trace.department = _department(command.department)
    if command.due_on is not None:
        trace.due_on = _day(uow, command.due_on)
    if command.text is not None:
        trace.text = _text(command.text)
    uow.flush()
    return {"trace_id": str(trace.id)}


def finish_trace(command: FinishTrace, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Once, with name and time."""
    trace = _open_trace(uow, command.trace_id)
    trace.done_by, trace.done_at = uow.actor.name, clock.now()
    uow.flush()
    return {"trace_id": str(trace.id), "text": trace.text}


def drop_trace(command: DropTrace, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """While it is to be done."""
    uow.delete(_open_trace(uow, command.trace_id))
    return {"trace_id": str(command.trace_id)}


def add_alert(command: AddAlert, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A moment that exists, and what it says."""
    booking = reservations.load_reservation(uow, command.reservation_id)
    _ensure_own_stay(uow, command.stay_id, booking.id)
    if command.moment not in set(Moment):
        raise InvalidInput(tr("Say when it shall pop up."), field="moment")
    alert = StayAlert(
        id=command.alert_id, property_id=booking.property_id, reservation_id=booking.id,
        stay_id=command.stay_id, moment=str(command.moment), text=_text(command.text),
        made_by=uow.actor.name, made_at=clock.now(),
    )  # fmt: skip
    uow.add(alert)
    return {"alert_id": str(alert.id)}


def drop_alert(command: DropAlert, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """The alert is gone."""
    alert = uow.find(StayAlert, command.alert_id)
    if alert is None:
        raise NotFound(tr("This alert does not exist any more."), field="alert_id")
    reservations.load_reservation(uow, alert.reservation_id)
    uow.delete(alert)
    return {"alert_id": str(command.alert_id)}


def add_note(command: AddNote, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The note with its author."""
    booking = reservations.load_reservation(uow, command.reservation_id)
    uow.add(
        StayNote(
            id=command.note_id, property_id=booking.property_id, reservation_id=booking.id,
            text=_text(command.text), by_name=uow.actor.name, at=clock.now(),
        )
    )  # fmt: skip
    return {"note_id": str(command.note_id)}


def _open_trace(uow: UnitOfWork, trace_id: UUID) -> Trace:
    trace = uow.find(Trace, trace_id)
    if trace is None:
        raise NotFound(tr("This to-do does not exist any more."), field="trace_id")
    reservations.load_reservation(uow, trace.reservation_id)
    if trace.done_at is not None:
        raise TraceDone(tr("{name} has done this already.", name=trace.done_by))
    return trace


def _ensure_own_stay(uow: UnitOfWork, stay_id: UUID | None, reservation_id: UUID) -> None:
    if stay_id is not None and reservations.load_stay(uow, stay_id).reservation.id != reservation_id:
        raise InvalidInput(tr("This stay belongs to another booking."), field="stay_id")


def _department(code: str) -> str:
    if code not in DEPARTMENTS:
        raise InvalidInput(tr("Choose who is to do it."), field="department")
    return code


def _day(uow: UnitOfWork, day: date) -> date:
    if uow.business_date is not None and day < uow.business_date:
        raise InvalidInput(tr("This day is over. Choose today or a later day."), field="due_on")
    return day


def _text(text: str) -> str:
    words = text.strip()
    if not words:
        raise InvalidInput(tr("Write what it is about."), field="text")
    if len(words) > MOST_TEXT:
        raise InvalidInput(tr("Write at most {most} letters.", most=MOST_TEXT), field="text")
    return words


HANDLERS = (
    Handling(AddTrace, add_trace),
    Handling(ChangeTrace, change_trace),
    Handling(FinishTrace, finish_trace),
    Handling(DropTrace, drop_trace),
    Handling(AddAlert, add_alert),
    Handling(DropAlert, drop_alert),
    Handling(AddNote, add_note),
)
