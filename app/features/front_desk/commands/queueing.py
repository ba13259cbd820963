"""The queue: a guest is here and waits for a room; who waits first is cleaned for first."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import guests, property, reservations
from app.features.front_desk.commands.arriving import CheckIn
from app.features.front_desk.models.queueing import RoomWait
from app.features.front_desk.queries.queueing import room_of_stay
from app.features.front_desk.rules.waitlist import MOST_PRIORITY
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr


class RoomIsReady(AppError):
    """Nobody has to wait for a room that is ready."""

    code = "room_is_ready"


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinQueue(Command):
    """A guest who arrives today waits for the room; `room_id` is the one that is wished, else the assigned.

    `reach` says where to find or call the guest. The same stay again changes its place.
    """

    verb: ClassVar[str] = "front_desk.join_queue"

    stay_id: UUID
    room_id: UUID | None = None
    priority: int = 0
    reach: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveQueue(Command):
    """The guest does not wait any more."""

    verb: ClassVar[str] = "front_desk.leave_queue"

    stay_id: UUID


def join_queue(command: JoinQueue, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today, and the room is not ready: then the guest waits, from now on."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED or stay.arrival > loaded.business_date:
        raise reservations.WrongState(tr("{name} does not arrive today.", name=name))
    if not 0 <= command.priority <= MOST_PRIORITY:
        raise InvalidInput(tr("From 0 to {most}.", most=MOST_PRIORITY), field="priority")
    if len(command.reach) > 120:
        raise InvalidInput(tr("At most {most} characters, please.", most=120), field="reach")
    assigned = room_of_stay(loaded.nights, loaded.business_date)
    room_id = command.room_id or assigned
    if room_id is not None:
        room = property.find_room(uow, room_id)
        if property.is_ready(room.housekeeping) and room_id == assigned:
            now = CheckIn(id=uow.new_id(), stay_id=stay.id)
            raise RoomIsReady(
                tr("Room {room} is ready, {name} need not wait.", room=room.number, name=name),
                choices=[Choice(tr("Check {name} in", name=name), now)],
            )
    row = uow.find(RoomWait, stay.id)
    if row is None:
        row = RoomWait(stay_id=stay.id, property_id=stay.property_id, since=clock.now(), ready_at=None)
    row.room_id, row.priority, row.reach = command.room_id, command.priority, command.reach.strip()
    row.by_name = uow.actor.name
    uow.add(row)
    return {"stay_id": str(stay.id), "guest": name}


def leave_queue(command: LeaveQueue, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Taken off the list; who does not wait stays as he is."""
    loaded = reservations.load_stay(uow, command.stay_id)
    row = uow.find(RoomWait, command.stay_id)
    if row is not None:
        uow.delete(row)
    return {"stay_id": str(command.stay_id), "guest": guests.name_of(uow, loaded.stay.guest_id)}


HANDLERS = (Handling(JoinQueue, join_queue), Handling(LeaveQueue, leave_queue))
