"""What is to be done, what pops up, what was noted, who shares: around a booking and for a whole hotel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.traces import StayAlert, StayGuest, StayNote, Trace
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Room
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class TraceView:
    """A to-do with whom it is about; `stay_id` is the stay it names, else the booking's first one."""

    id: UUID
    reservation_id: UUID
    stay_id: UUID | None
    number: str
    guest: str
    room: str
    department: str
    due_on: date
    text: str
    made_by: str
    made_at: datetime
    done_by: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertView:
    """A sentence that pops up."""

    id: UUID
    reservation_id: UUID
    stay_id: UUID | None
    moment: str
    text: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note with its author and time."""

    id: UUID
    text: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SharerView:
    """Somebody who shares a stay, from a day to another, with the window of his bill."""

    stay_id: UUID
    guest_id: UUID
    name: str
    arrival: date
    departure: date
    bill_window: int


@dataclass(frozen=True, slots=True)
class AroundBooking:
    """Traces, alerts, notes (newest first) and sharers of a booking."""

    traces: tuple[TraceView, ...]
    alerts: tuple[AlertView, ...]
    notes: tuple[NoteView, ...]
    sharers: tuple[SharerView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TracesDue(Query[tuple[TraceView, ...]]):
    """What is to be done in a hotel until a day, the oldest first; `department` "" means all of them."""

    property_id: UUID
    date: date
    department: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertsOf(Query[tuple[AlertView, ...]]):
    """What pops up for a stay at a moment: its own alerts and those of its whole booking."""

    stay_id: UUID
    moment: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Around(Query[AroundBooking]):
    """What stands around a booking."""

    reservation_id: UUID


def traces_due(query: TracesDue, *, session: Session) -> tuple[TraceView, ...]:
    """By day and department."""
    statement = _traces().where(
        Trace.property_id == query.property_id, Trace.due_on <= query.date, Trace.done_at.is_(None)
    )
    if query.department:
        statement = statement.where(Trace.department == query.department)
    rows = session.execute(
        statement.order_by(Trace.due_on, Trace.department, Trace.id).limit(MOST_ROWS)
    ).all()
    return _views(session, rows)


def alerts_of(query: AlertsOf, *, session: Session) -> tuple[AlertView, ...]:
    """In the order in which they were written."""
    rows = session.scalars(_POPPING, {"stay": query.stay_id, "moment": query.moment})
    return tuple(map(_alert, rows))


def around(query: Around, *, session: Session) -> AroundBooking:
    """Traces by day (the open ones first), alerts, notes, sharers."""
    own = query.reservation_id
    traces = session.execute(_TRACES, {"booking": own}).all()
    alerts = session.scalars(_ALERTS, {"booking": own})
    notes = session.scalars(_NOTES, {"booking": own})
    return AroundBooking(
        _views(session, traces),
        tuple(map(_alert, alerts)),
        tuple(NoteView(row.id, row.text, row.by_name, row.at) for row in notes),
        _sharers(session, own),
    )


def _sharers(session: Session, reservation_id: UUID) -> tuple[SharerView, ...]:
    return tuple(
        SharerView(
            row.stay_id, row.guest_id, full_name(surname, given), row.arrival, row.departure, row.bill_window
        )
        for row, surname, given in session.execute(_SHARERS, {"booking": reservation_id})
    )


def _traces() -> Select[Trace, str, str, str]:
    return (
        select(Trace, Reservation.number, Guest.surname, Guest.given)
        .join(Reservation, Reservation.id == Trace.reservation_id)
        .outerjoin(Stay, Stay.id == Trace.stay_id)
        .join(Guest, Guest.id == func.coalesce(Stay.guest_id, Reservation.booker_id))
    )


# Asked with every check-in and every booking that is looked at: compiled once.
_BOOKING: Any = bindparam("booking")
_TRACES = lasting(
    _traces()
    .where(Trace.reservation_id == _BOOKING)
    .order_by(Trace.done_at.is_not(None), Trace.due_on, Trace.id)
)
_ALERTS = lasting(
    select(StayAlert).where(StayAlert.reservation_id == _BOOKING).order_by(StayAlert.made_at, StayAlert.id)
)
_NOTES = lasting(
    select(StayNote)
    .where(StayNote.reservation_id == _BOOKING)
    .order_by(StayNote.at.desc(), StayNote.id.desc())
)
_SHARERS = lasting(
    select(StayGuest, Guest.surname, Guest.given)
    .join(Stay, Stay.id == StayGuest.stay_id)
    .join(Guest, Guest.id == StayGuest.guest_id)
    .where(Stay.reservation_id == _BOOKING)
    .order_by(StayGuest.arrival, Guest.sort_key)
)
_POPPING = lasting(
    select(StayAlert)
    .join(Stay, Stay.reservation_id == StayAlert.reservation_id)
    .where(
        Stay.id == bindparam("stay"),
        StayAlert.moment == bindparam("moment"),
        or_(StayAlert.stay_id.is_(None), StayAlert.stay_id == bindparam("stay")),
    )
    .order_by(StayAlert.made_at, StayAlert.id)
)
_PLACES = lasting(
    select(Stay.reservation_id, Stay.id, StayNight.night, Room.number)
    .join(StayNight, StayNight.stay_id == Stay.id)
    .outerjoin(Room, Room.id == StayNight.room_id)
    .where(Stay.reservation_id.in_(bindparam("bookings", expanding=True)))
    .order_by(Stay.arrival, Stay.id, StayNight.night)
)


def _views(session: Session, rows: Iterable[Any]) -> tuple[TraceView, ...]:
    own = list(rows)
    places = _rooms(session, [row[0] for row in own])
    found = []
    for trace, number, surname, given in own:
        stay_id, room = places.get(trace.id, (trace.stay_id, ""))
        found.append(
            TraceView(
                trace.id, trace.reservation_id, stay_id, number, full_name(surname, given), room,
                trace.department, trace.due_on, trace.text, trace.made_by, trace.made_at, trace.done_by,
                trace.done_at,
            )
        )  # fmt: skip
    return tuple(found)


def _rooms(session: Session, traces: list[Trace]) -> dict[UUID, tuple[UUID, str]]:
    """The stay of each trace, and the room that it has on the trace's day, or has last."""
    if not traces:
        return {}
    bookings = sorted({trace.reservation_id for trace in traces})
    rows = session.execute(_PLACES, {"bookings": bookings}).all()
    places: dict[UUID, tuple[UUID, str]] = {}
    for trace in traces:
        own = [row for row in rows if row[0] == trace.reservation_id and trace.stay_id in (None, row[1])]
        if own:
            night = next((row for row in own if row[2] >= trace.due_on), own[-1])
            places[trace.id] = (trace.stay_id or own[0][1], night[3] or "")
    return places


def _alert(row: StayAlert) -> AlertView:
    return AlertView(row.id, row.reservation_id, row.stay_id, row.moment, row.text, row.made_by, row.made_at)


ANSWERS = (
    Answering(TracesDue, traces_due),
    Answering(AlertsOf, alerts_of),
    Answering(Around, around),
)
