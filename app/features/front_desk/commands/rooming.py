"""Give an arriving guest another room at the desk: the same price with a reason, or the price of the room."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.features import property, reservations
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

LONGEST_REASON = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveRoom(Command):
    """Another room for the stay. Of another type: `reprice` it, or say by `reason` why the price stays."""

    verb: ClassVar[str] = "front_desk.give_room"

    stay_id: UUID
    room_id: UUID
    reprice: bool = False
    reason: str = ""
    prices: tuple[int, ...] = ()


def give_room(command: GiveRoom, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """An upgrade has a reason; then the stay is moved as anywhere."""
    loaded = reservations.load_stay(uow, command.stay_id)
    room = property.find_room(uow, command.room_id)
    if len(command.reason) > LONGEST_REASON:
        raise InvalidInput(tr("At most {most} characters, please.", most=LONGEST_REASON), field="reason")
    other = room.room_type_id != loaded.stay.room_type_id
    if other and not command.reprice and not command.reason.strip():
        raise InvalidInput(
            tr("Say why {room} is given at the price of another type.", room=room.number), field="reason"
        )
    move = reservations.MoveStay(
        id=command.id, stay_id=command.stay_id, room_id=command.room_id, reprice=command.reprice and other,
        prices=command.prices,
    )  # fmt: skip
    result = reservations.move_stay(move, uow=uow, clock=clock)
    made = uow.resolved
    uow.resolved = replace(command, prices=made.prices) if isinstance(made, reservations.MoveStay) else None
    return result | {"room": room.number}


HANDLERS = (Handling(GiveRoom, give_room),)
