"""The handover of a shift: what is left to do, told from facts; and what was handed over before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features import folios
from app.features.folios.models import CashierSession
from app.features.front_desk.models.shift import Incident, ShiftHandover
from app.features.front_desk.models.traces import StayNote
from app.features.front_desk.queries.boards_arrivals import Arrivals, arrivals
from app.features.front_desk.queries.boards_departures import Departures, departures
from app.features.front_desk.queries.boards_facts import OpenHouse, local_time, open_houses
from app.features.front_desk.queries.boards_in_house import InHouse, in_house
from app.features.front_desk.queries.boards_rows import BoardStay
from app.features.front_desk.queries.queueing import RoomQueue, room_queue
from app.features.front_desk.queries.traces import TracesDue, traces_due
from app.features.front_desk.rules.urgency import Urgency
from app.features.guests.models import Guest
from app.features.property.models import Room
from app.features.reservations.models import Conflict, Stay
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST = 60


class Topic(StrEnum):
    """What a handover tells of, in its order."""

    ARRIVALS = "arrivals"
    DEPARTURES = "departures"
    OWING = "owing"
    QUEUE = "queue"
    TRACES = "traces"
    INCIDENTS = "incidents"
    CONFLICTS = "conflicts"
    NOTES = "notes"
    DRAWERS = "drawers"


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """Who or what, where, and what of it."""

    what: str
    room: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ShiftTopic:
    """One topic: how many there are in all, and at most `MOST` of them."""

    topic: Topic
    count: int
    lines: tuple[ShiftLine, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Something that happened and is not settled; `at` is the house's own time."""

    id: UUID
    place: str
    text: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class ShiftView:
    """What the desk hands over now. `since` is the last handover; `incidents` are those of their topic."""

    property_id: UUID
    hotel: str
    day: date
    since: datetime | None
    topics: tuple[ShiftTopic, ...]
    incidents: tuple[IncidentView, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A signed handover; `taken_at` is None until somebody took it."""

    id: UUID
    day: date
    note: str
    given_by: UUID
    given_name: str
    given_at: datetime
    taken_name: str
    taken_at: datetime | None
    topics: tuple[ShiftTopic, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftNow(Query[ShiftView]):
    """What a hotel's desk hands over now."""

    property_id: UUID
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Handovers(Query[tuple[HandoverView, ...]]):
    """What was handed over in a hotel, the newest first."""

    property_id: UUID


def shift_now(query: ShiftNow, *, session: Session) -> ShiftView:
    """Every topic, the urgent first."""
    house = open_houses(session).get(query.property_id)
    if house is None:
        raise NotFound(tr("This hotel does not exist (any more)."))
    since = session.scalars(
        select(ShiftHandover.given_at)
        .where(ShiftHandover.property_id == house.id)
        .order_by(ShiftHandover.given_at.desc())
        .limit(1)
    ).first()
    now = query.now
    inside = _here(in_house(InHouse(now=now), session=session).rows, house)
    incidents = _incidents(session, house)
    topics = (
        _topic(Topic.ARRIVALS, map(_coming, _here(arrivals(Arrivals(now=now), session=session).rows, house))),
        _topic(
            Topic.DEPARTURES, map(_going, _here(departures(Departures(now=now), session=session).rows, house))
        ),
        _topic(Topic.OWING, (_owing(row) for row in inside if row.owed_minor > 0)),
        _topic(Topic.QUEUE, _queue(session, house)),
        _topic(Topic.TRACES, _traces(session, house)),
        _topic(Topic.INCIDENTS, map(_happened, incidents)),
        _topic(Topic.CONFLICTS, _conflicts(session, house)),
        _topic(Topic.NOTES, _notes(session, house, since)),
        _topic(Topic.DRAWERS, _drawers(session, house)),
    )
    return ShiftView(house.id, house.name, house.day, since, topics, incidents)


def handovers(query: Handovers, *, session: Session) -> tuple[HandoverView, ...]:
    """As they were signed."""
    rows = session.scalars(
        select(ShiftHandover)
        .where(ShiftHandover.property_id == query.property_id)
        .order_by(ShiftHandover.given_at.desc())
        .limit(MOST)
    )
    return tuple(
        HandoverView(
            row.id, row.business_date, row.note, row.given_by, row.given_name, row.given_at, row.taken_name,
            row.taken_at, topics_of(row.facts),
        )
        for row in rows
    )  # fmt: skip


def facts_of(topics: Iterable[ShiftTopic]) -> list[object]:
    """Topics as they are kept."""
    return [
        [str(each.topic), each.count, [[line.what, line.room, line.detail] for line in each.lines]]
        for each in topics
    ]


def topics_of(facts: list[tuple[str, int, list[tuple[str, str, str]]]]) -> tuple[ShiftTopic, ...]:
    """What was kept, as topics."""
    return tuple(
        ShiftTopic(Topic(topic), count, tuple(ShiftLine(*line) for line in lines))
        for topic, count, lines in facts
    )


def _topic(topic: Topic, found: Iterable[ShiftLine]) -> ShiftTopic:
    lines = tuple(found)
    return ShiftTopic(topic, len(lines), lines[:MOST])


def _here(rows: Iterable[BoardStay], house: OpenHouse) -> list[BoardStay]:
    return [row for row in rows if row.property_id == house.id and row.urgency is not Urgency.DONE]


def _name(row: BoardStay) -> str:
    return f"{row.given} {row.surname}".strip()


def _coming(row: BoardStay) -> ShiftLine:
    at = f"{row.at:%H:%M}" if row.at else tr("no time told")
    return ShiftLine(_name(row), row.room or tr("no room"), f"{at} · {row.room_type}")


def _going(row: BoardStay) -> ShiftLine:
    owed = folios.money(row.owed_minor, row.currency) if row.owed_minor else tr("settled")
    return ShiftLine(_name(row), row.room, owed)


def _owing(row: BoardStay) -> ShiftLine:
    return ShiftLine(_name(row), row.room, folios.money(row.owed_minor, row.currency))


def _queue(session: Session, house: OpenHouse) -> Iterable[ShiftLine]:
    for row in room_queue(RoomQueue(property_id=house.id), session=session):
        since = local_time(house, row.since)
        yield ShiftLine(row.guest, row.room, tr("since {time}", time=f"{since:%H:%M}" if since else ""))


def _traces(session: Session, house: OpenHouse) -> Iterable[ShiftLine]:
    for trace in traces_due(TracesDue(property_id=house.id, date=house.day), session=session):
        yield ShiftLine(trace.text, trace.room, trace.guest)


def _incidents(session: Session, house: OpenHouse) -> tuple[IncidentView, ...]:
    rows = session.scalars(
        select(Incident)
        .where(Incident.property_id == house.id, Incident.settled_at.is_(None))
        .order_by(Incident.at, Incident.id)
        .limit(MOST)
    )
    return tuple(
        IncidentView(row.id, row.place, row.text, house.clock.local(row.at), row.by_name) for row in rows
    )


def _happened(incident: IncidentView) -> ShiftLine:
    return ShiftLine(incident.text, incident.place, f"{incident.by_name} {incident.at:%H:%M}")


def _conflicts(session: Session, house: OpenHouse) -> Iterable[ShiftLine]:
    rows = session.execute(
        select(Guest.surname, Guest.given, Room.number, Conflict.night)
        .join(Stay, (Stay.tenant_id == Conflict.tenant_id) & (Stay.id == Conflict.stay_id))
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .join(Room, (Room.tenant_id == Conflict.tenant_id) & (Room.id == Conflict.room_id))
        .where(Conflict.property_id == house.id, Conflict.closed_at.is_(None))
        .order_by(Conflict.night, Room.number)
    )
    for surname, given, number, night in rows:
        yield ShiftLine(f"{given} {surname}".strip(), number, f"{night.day} {night:%b}")


def _notes(session: Session, house: OpenHouse, since: datetime | None) -> Iterable[ShiftLine]:
    """What was written down since the last handover."""
    statement = select(StayNote).where(StayNote.property_id == house.id).order_by(StayNote.at)
    statement = statement.where(StayNote.at > since) if since is not None else statement
    for note in session.scalars(statement.limit(MOST)):
        yield ShiftLine(note.text, "", note.by_name)


def _drawers(session: Session, house: OpenHouse) -> Iterable[ShiftLine]:
    """Drawers that are open; what is in them is counted blind, so it is not told."""
    rows = session.scalars(
        select(CashierSession)
        .where(CashierSession.property_id == house.id, CashierSession.closed_at.is_(None))
        .order_by(CashierSession.opened_at)
    )
    for row in rows:
        since = local_time(house, row.opened_at)
        opened = tr("open since {time}", time=f"{since:%H:%M}" if since else "")
        yield ShiftLine(row.by_name, row.workstation, opened)


ANSWERS = (Answering(ShiftNow, shift_now), Answering(Handovers, handovers))
