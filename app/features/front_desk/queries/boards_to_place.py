"""The boards of stays without a room, and of guests whose room changes from one night to the next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_facts import (
    EXPECTED,
    INSIDE,
    NightFact,
    OpenHouse,
    RoomFact,
    chunks,
    open_houses,
    stays_where,
)
from app.features.front_desk.queries.boards_rows import (
    BoardStay,
    Facts,
    StayBoardView,
    guest_needs,
    urgent_first,
)
from app.features.front_desk.rules.urgency import NOT_READY, Need, Step, Urgency
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query

# How far ahead a desk places its guests, and looks at moves.
PLACE_AHEAD = timedelta(days=14)
MOVE_AHEAD = timedelta(days=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToPlace(Query[StayBoardView]):
    """Stays with a night without a room within two weeks. Urgency: tonight, tomorrow, later."""

    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomMoves(Query[StayBoardView]):
    """Guests whose room changes today or within three days, with whoever is still in the new one."""

    now: datetime


def without_room(session: Session, houses: dict[UUID, OpenHouse]) -> dict[UUID, date]:
    """The first night without a room, of stays that have one soon."""
    found: dict[UUID, date] = {}
    for house in houses.values():
        rows = session.execute(
            select(StayNight.stay_id, StayNight.night)
            .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
            .where(
                StayNight.property_id == house.id,
                StayNight.night.between(house.day, house.day + PLACE_AHEAD), StayNight.room_id.is_(None),
                Stay.status.in_((*EXPECTED, INSIDE)),
            )
            .order_by(StayNight.night)
        )  # fmt: skip
        for stay_id, night in rows:
            found.setdefault(stay_id, night)
    return found


def to_place(query: ToPlace, *, session: Session) -> StayBoardView:
    """Those of tonight first."""
    houses = open_houses(session)
    first = without_room(session, houses)
    facts = _facts(session, query.now, first, houses)
    rows = [_unplaced(facts, row, first[row.id]) for row in facts.stays]
    return _view(houses, query.now, rows)


def _unplaced(facts: Facts, row: Any, night: date) -> BoardStay:
    house = facts.house(row)
    ahead = (night - house.day).days
    urgency = Urgency.NOW if ahead <= 0 else Urgency.SOON if ahead == 1 else Urgency.LATER
    needs = guest_needs(row) | {Need.NO_ROOM}
    if row.status == "tentative":
        needs.add(Need.TENTATIVE)
    return facts.row(
        row, needs=needs, urgency=urgency, step=Step.ASSIGN, owed=facts.owed(row), at=row.arrival_time,
        minutes=ahead, room=None, moves_on=night,
    )  # fmt: skip


def changes(session: Session, houses: dict[UUID, OpenHouse]) -> dict[UUID, date]:
    """The next day on which a guest's room changes, of guests in the house."""
    found: dict[UUID, date] = {}
    for house in houses.values():
        rows = session.execute(
            select(StayNight.stay_id, StayNight.night, StayNight.room_id)
            .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
            .where(
                StayNight.property_id == house.id,
                StayNight.night.between(house.day - timedelta(days=1), house.day + MOVE_AHEAD),
                Stay.status == INSIDE,
            )
            .order_by(StayNight.stay_id, StayNight.night)
        )  # fmt: skip
        before: tuple[UUID | None, UUID | None] = (None, None)
        for stay_id, night, room_id in rows:
            if before[0] == stay_id and None not in (before[1], room_id) and before[1] != room_id:
                found.setdefault(stay_id, night)
            before = (stay_id, room_id)
    return found


def room_moves(query: RoomMoves, *, session: Session) -> StayBoardView:
    """Those of today first."""
    houses = open_houses(session)
    days = changes(session, houses)
    facts = _facts(session, query.now, days, houses)
    rows = [_moving(facts, row, days[row.id]) for row in facts.stays]
    return _view(houses, query.now, rows)


def _moving(facts: Facts, row: Any, day: date) -> BoardStay:
    house, nights = facts.house(row), facts.nights[row.id]
    here, there = _room_at(facts, nights, day - timedelta(days=1)), _room_at(facts, nights, day)
    ahead = (day - house.day).days
    blocker = facts.occupant(there, row.id)
    needs = guest_needs(row)
    if row.id in facts.conflicts:
        needs.add(Need.CONFLICT)
    if blocker is not None:
        needs.add(Need.OCCUPIED)
    if there is not None and there.state in NOT_READY:
        needs.add(NOT_READY[there.state])
    urgency = Urgency.NOW if ahead <= 0 else Urgency.SOON if ahead == 1 else Urgency.LATER
    clean = ahead <= 0 and blocker is None and there is not None and there.state in NOT_READY
    return facts.row(
        row, needs=needs, urgency=urgency, step=Step.CLEAN if clean else Step.SHOW, owed=0, at=None,
        minutes=ahead, room=here, other=blocker, moves_to=there.number if there else "", moves_on=day,
        moves_to_id=there.id if there else None, moves_to_state=there.state if there else "",
    )  # fmt: skip


def _room_at(facts: Facts, nights: list[NightFact], day: date) -> RoomFact | None:
    found = next((n.room_id for n in nights if n.night == day), None)
    return facts.rooms.get(found) if found is not None else None


def _facts(session: Session, now: datetime, ids: dict[UUID, date], houses: dict[UUID, OpenHouse]) -> Facts:
    stays: list[Any] = []
    for some in chunks(ids):
        stays += stays_where(session, Stay.id.in_(some))
    return Facts(session, now, stays, houses)


def _view(houses: dict[UUID, OpenHouse], now: datetime, rows: list[BoardStay]) -> StayBoardView:
    day = min((one.day for one in houses.values()), default=now.date())
    return StayBoardView(tuple(sorted(rows, key=urgent_first)), day, len(houses))


ANSWERS = (Answering(ToPlace, to_place), Answering(RoomMoves, room_moves))
