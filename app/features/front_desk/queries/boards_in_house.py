"""The board of guests in the house: everybody who is checked in, those who leave first at the top."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_facts import (
    INSIDE,
    LOOK_BACK,
    OpenHouse,
    chunks,
    open_houses,
    stays_where,
)
from app.features.front_desk.queries.boards_rows import BoardStay, Facts, StayBoardView, guest_needs
from app.features.front_desk.rules.urgency import Need, Step, Urgency
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, kw_only=True, slots=True)
class InHouse(Query[StayBoardView]):
    """Everybody in the house. Urgency: leaves today or should have, leaves tomorrow, stays on."""

    now: datetime


def inside(session: Session, houses: dict[UUID, OpenHouse]) -> list[UUID]:
    """The stays that are in the house: those with a night around now, and those that should have left.

    So it needs no look at every stay there ever was.
    """
    found: set[UUID] = set()
    for house in houses.values():
        near = session.scalars(
            select(StayNight.stay_id)
            .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
            .where(
                StayNight.property_id == house.id,
                StayNight.night.between(house.day - timedelta(days=1), house.day), Stay.status == INSIDE,
            )
        )  # fmt: skip
        over = session.scalars(
            select(Stay.id).where(
                Stay.property_id == house.id, Stay.departure.between(house.day - LOOK_BACK, house.day),
                Stay.status == INSIDE,
            )
        )  # fmt: skip
        found |= {*near, *over}
    return sorted(found)


def in_house(query: InHouse, *, session: Session) -> StayBoardView:
    """By departure, then room."""
    houses = open_houses(session)
    ids = inside(session, houses)
    stays: list[Any] = []
    for some in chunks(ids):
        stays += stays_where(session, Stay.id.in_(some))
    facts = Facts(session, query.now, stays, houses)
    rows = sorted((_row(facts, row) for row in stays), key=_order)
    day = min((one.day for one in houses.values()), default=query.now.date())
    return StayBoardView(tuple(rows), day, len(houses))


def _row(facts: Facts, row: Any) -> BoardStay:
    house, room = facts.house(row), facts.room(row)
    left = (row.departure - house.day).days
    at = row.departure_time or house.check_out
    minutes = house.clock.minutes_until(row.departure, at, facts.now)
    late = left < 0 or (left == 0 and minutes < 0)
    urgency = Urgency.NOW if late else Urgency.SOON if left == 0 else Urgency.LATER
    owed = facts.owed(row, house.day if left > 0 else None)
    needs = guest_needs(row)
    if row.id in facts.conflicts:
        needs.add(Need.CONFLICT)
    if owed > 0:
        needs.add(Need.BALANCE)
    later = [
        n for n in facts.nights[row.id] if n.night > house.day and n.room_id != (room.id if room else None)
    ]
    target = facts.rooms.get(later[0].room_id) if later and later[0].room_id is not None else None
    return facts.row(
        row, needs=needs, urgency=urgency, step=Step.FOLIO, owed=owed, at=at if left <= 0 else None,
        minutes=minutes, room=room, moves_to=target.number if target else "",
        moves_on=later[0].night if later else None,
    )  # fmt: skip


def _order(row: BoardStay) -> tuple[object, ...]:
    number = row.room
    return (row.departure, len(number), number, row.surname, str(row.stay_id))


ANSWERS = (Answering(InHouse, in_house),)
