"""How stays stand before and after a plan: their rooms, days, price and what has to be cleaned."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.front_desk.queries import fitting_rows
from app.features.property.models import Room, RoomType
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class PlanStay:
    """A stay as a plan finds or leaves it. `minutes` is what cleaning after each of its parts takes."""

    stay_id: UUID
    surname: str
    given: str
    mark: str
    currency: str
    total_minor: int
    minutes: int
    parts: tuple[tuple[str, UUID | None, date, date], ...]

    @property
    def name(self) -> str:
        """The guest as the desk says it."""
        return f"{self.given} {self.surname}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLook(Query[tuple[PlanStay, ...]]):
    """Some stays as they stand, in the order asked; those that do not exist are left out."""

    stay_ids: tuple[UUID, ...]


def plan_look(query: PlanLook, *, session: Session) -> tuple[PlanStay, ...]:
    """Their bars with room numbers and the minutes of the rooms' types."""
    standings = fitting_rows.standings(session, query.stay_ids)
    rooms = {room for s in standings.values() for room, _, _ in s.parts if room is not None}
    known = {
        row.id: (row.number, row.housekeeping_minutes)
        for row in session.execute(
            select(Room.id, Room.number, RoomType.housekeeping_minutes)
            .join(RoomType, RoomType.id == Room.room_type_id)
            .where(Room.id.in_(sorted(rooms)))
        )
    }
    return tuple(_view(standings[id_], known) for id_ in query.stay_ids if id_ in standings)


def _view(standing: fitting_rows.Standing, rooms: dict[UUID, tuple[str, int]]) -> PlanStay:
    parts = tuple(
        (rooms[room][0] if room is not None else "", room, starts, ends)
        for room, starts, ends in standing.parts
    )
    minutes = sum(rooms[room][1] for room, _, _ in standing.parts if room is not None)
    return PlanStay(
        standing.stay_id, standing.surname, standing.given, standing.mark, standing.currency,
        standing.total_minor, minutes, parts,
    )  # fmt: skip


ANSWERS = (Answering(PlanLook, plan_look),)
