"""Count who asked and got no room."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.front_desk.models.turning_away import TurnAway
from app.features.front_desk.rules.walking import Refusal
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

MOST = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class CountTurnAway(Command):
    """Somebody asked for these nights and did not book."""

    verb: ClassVar[str] = "front_desk.count_turn_away"
    sort: ClassVar[Sort] = Sort.FACT

    turn_away_id: UUID
    property_id: UUID
    arrival: date
    nights: int = 1
    rooms: int = 1
    party: int = 1
    room_type_id: UUID | None = None
    reason: Refusal = Refusal.FULL
    note: str = ""


def count_turn_away(command: CountTurnAway, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write it down."""
    house = property.open_property(uow, command.property_id)
    for name in ("nights", "rooms", "party"):
        if not 0 < getattr(command, name) <= MOST:
            raise InvalidInput(tr("A number from 1 to {most}, please.", most=MOST), field=name)
    if len(command.note) > 200:
        raise InvalidInput(tr("At most {most} characters, please.", most=200), field="note")
    if command.room_type_id is not None:
        property.find_room_type(uow, command.room_type_id)
    uow.add(
        TurnAway(
            id=command.turn_away_id, property_id=house.id, arrival=command.arrival, nights=command.nights,
            rooms=command.rooms, party=command.party, room_type_id=command.room_type_id,
            reason=str(command.reason), note=command.note.strip(), asked_on=house.business_date,
            at=clock.now(), by_name=uow.actor.name,
        )
    )  # fmt: skip
    return {"turn_away_id": str(command.turn_away_id)}


HANDLERS = (Handling(CountTurnAway, count_turn_away),)
