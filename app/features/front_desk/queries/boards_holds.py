"""The board of courtesy holds: rooms kept for somebody, until when, and by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_facts import open_houses
from app.features.front_desk.rules.urgency import Urgency
from app.features.property.models import Room, RoomType
from app.features.reservations.models import RoomBlock
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A room that is held, [starts, ends). Urgency: ends today or tomorrow, holds now, holds later."""

    block_id: UUID
    property_id: UUID
    hotel: str
    room_id: UUID
    room: str
    room_type: str
    starts: date
    ends: date
    reason: str
    created_by: str
    urgency: Urgency
    days_left: int


@dataclass(frozen=True, slots=True)
class HoldsView:
    """The holds, those that expire first at the top; `day` is the earliest open hotel day."""

    rows: tuple[HoldRow, ...]
    day: date
    hotels: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Holds(Query[HoldsView]):
    """Courtesy holds that are not over."""

    now: datetime


def holds(query: Holds, *, session: Session) -> HoldsView:
    """By the day on which they end."""
    houses = open_houses(session)
    own = [and_(RoomBlock.property_id == one.id, RoomBlock.ends > one.day) for one in houses.values()]
    rows = session.execute(
        select(
            RoomBlock.id, RoomBlock.property_id, RoomBlock.room_id, Room.number, RoomType.name,
            RoomBlock.starts, RoomBlock.ends, RoomBlock.reason, RoomBlock.created_by,
        )
        .join(Room, (Room.tenant_id == RoomBlock.tenant_id) & (Room.id == RoomBlock.room_id))
        .join(RoomType, (RoomType.tenant_id == Room.tenant_id) & (RoomType.id == Room.room_type_id))
        .where(RoomBlock.kind == "courtesy_hold", or_(*own) if own else false())
        .order_by(RoomBlock.ends, Room.number, RoomBlock.id)
    )  # fmt: skip
    found = []
    for block_id, property_id, room_id, number, kind, starts, ends, reason, by in rows:
        house = houses[property_id]
        left = (ends - house.day).days
        urgency = Urgency.NOW if left <= 1 else Urgency.SOON if starts <= house.day else Urgency.LATER
        found.append(
            HoldRow(block_id, property_id, house.code, room_id, number, kind, starts, ends, reason, by,
                    urgency, left)
        )  # fmt: skip
    order = {urgency: place for place, urgency in enumerate(Urgency)}
    found.sort(key=lambda row: order[row.urgency])
    day = min((one.day for one in houses.values()), default=query.now.date())
    return HoldsView(tuple(found), day, len(houses))


ANSWERS = (Answering(Holds, holds),)
