"""The boards of the waitlist and of traces, over all hotels: whom to offer a room, what is to be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.traces import Trace
from app.features.front_desk.models.waitlist import WaitlistEntry
from app.features.front_desk.queries.boards_facts import OpenHouse, open_houses
from app.features.front_desk.queries.traces import TracesDue, TraceView, traces_due
from app.features.front_desk.queries.waitlist import Waitlist, WaitlistRow, waitlist
from app.features.front_desk.rules.urgency import Step, Urgency
from app.features.front_desk.rules.waitlist import OPEN
from app.infra.bus import Answering
from app.kernel.commands import Query

ORDER = {urgency: place for place, urgency in enumerate(Urgency)}


@dataclass(frozen=True, slots=True)
class WishRow:
    """One who waits. Urgency: holds an offer (until when by the hotel's clock), fits now, waits on."""

    hotel: str
    property_id: UUID
    entry: WaitlistRow
    urgency: Urgency
    step: Step
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class WishesView:
    """Who waits; `day` is the earliest open hotel day."""

    rows: tuple[WishRow, ...]
    day: date
    hotels: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitBoard(Query[WishesView]):
    """The waitlist of every hotel, those who can be helped now first."""

    now: datetime


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A trace that is due. Urgency: overdue, today, tomorrow."""

    hotel: str
    trace: TraceView
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class TasksView:
    """What is to be done; `day` is the earliest open hotel day."""

    rows: tuple[TaskRow, ...]
    day: date
    hotels: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceBoard(Query[TasksView]):
    """What is to be done until tomorrow in every hotel, the oldest first."""

    now: datetime


def wait_board(query: WaitBoard, *, session: Session) -> WishesView:
    """In the order of each hotel's waitlist, by urgency."""
    houses = open_houses(session)
    rows = [
        _wish(house, entry)
        for house in houses.values()
        for entry in waitlist(Waitlist(property_id=house.id), session=session)
    ]
    rows.sort(key=lambda row: ORDER[row.urgency])
    return WishesView(tuple(rows), _day(houses, query.now), len(houses))


def _wish(house: OpenHouse, entry: WaitlistRow) -> WishRow:
    if entry.state == "offered":
        until = house.clock.local(entry.offer_until) if entry.offer_until is not None else None
        return WishRow(house.code, house.id, entry, Urgency.NOW, Step.BOOK, until)
    if entry.fit_room_id is not None:
        return WishRow(house.code, house.id, entry, Urgency.SOON, Step.OFFER)
    return WishRow(house.code, house.id, entry, Urgency.LATER, Step.SHOW)


def trace_board(query: TraceBoard, *, session: Session) -> TasksView:
    """By day, then department."""
    houses = open_houses(session)
    rows = []
    for house in houses.values():
        until = house.day + timedelta(days=1)
        for trace in traces_due(TracesDue(property_id=house.id, date=until), session=session):
            rows.append(TaskRow(house.code, trace, _due(house, trace)))
    rows.sort(key=lambda row: (ORDER[row.urgency], row.trace.due_on))
    return TasksView(tuple(rows), _day(houses, query.now), len(houses))


def _due(house: OpenHouse, trace: TraceView) -> Urgency:
    if trace.due_on < house.day:
        return Urgency.NOW
    return Urgency.SOON if trace.due_on == house.day else Urgency.LATER


def _day(houses: dict[UUID, OpenHouse], now: datetime) -> date:
    return min((one.day for one in houses.values()), default=now.date())


def wishes_open(session: Session) -> int:
    """How many wait."""
    statement = select(func.count()).select_from(WaitlistEntry)
    return session.scalars(statement.where(WaitlistEntry.state.in_(sorted(OPEN)))).one()


def traces_open(session: Session, houses: dict[UUID, OpenHouse]) -> int:
    """How much is due today or before."""
    own = [and_(Trace.property_id == one.id, Trace.due_on <= one.day) for one in houses.values()]
    statement = select(func.count()).select_from(Trace)
    return session.scalars(statement.where(Trace.done_at.is_(None), or_(*own) if own else false())).one()


ANSWERS = (Answering(WaitBoard, wait_board), Answering(TraceBoard, trace_board))
