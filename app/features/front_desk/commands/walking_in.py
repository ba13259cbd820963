"""Walk-in: somebody stands at the desk without a booking, and gets a room in one go."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import reservations
from app.features.front_desk.commands.arriving import CheckIn, check_in
from app.features.reservations import GuestRef, Reserve, RoomRequest, Status
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock, derived_id
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, Choice


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkIn(Command):
    """Book a room from today on and check the guest in.

    Where check-in asks for more (a room that is ready, who the guest is), the booking stands and the result
    says why he is not in yet; `check_in` off only books. `number` is given at the first execution.
    """

    verb: ClassVar[str] = "front_desk.walk_in"
    sort: ClassVar[Sort] = Sort.FACT

    reservation_id: UUID
    property_id: UUID
    guest: GuestRef
    room: RoomRequest
    booked_on: date
    number: str = ""
    segment: str = ""
    company_id: UUID | None = None
    agent_id: UUID | None = None
    guest_note: str = ""
    check_in: bool = True
    oversell: bool = False
    despite_limits: bool = False


def walk_in(command: WalkIn, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """One booking, then the check-in; its refusal leaves the booking."""
    try:
        result = reservations.reserve(_booking(command), uow=uow, clock=clock)
    except AppError as error:
        raise _about_the_walk_in(error, command, uow) from error
    made = uow.resolved
    resolved = command
    if isinstance(made, Reserve):
        resolved = replace(command, number=made.number, room=made.rooms[0])
    told: dict[str, object] = {"stay_id": str(command.room.stay_id), "checked_in": False, "why": ""}
    if command.check_in:
        arriving = CheckIn(id=derived_id(command.id, "check_in"), stay_id=command.room.stay_id)
        try:
            with uow.attempt():
                told |= check_in(arriving, uow=uow, clock=clock)
            told["checked_in"] = True
        except AppError as error:
            told["why"] = error.sentence
    uow.resolved = resolved
    return {**result, **told}


def _booking(command: WalkIn) -> Reserve:
    return Reserve(
        id=derived_id(command.id, "reserve"), reservation_id=command.reservation_id,
        property_id=command.property_id, guest=command.guest, rooms=(command.room,),
        booked_on=command.booked_on, number=command.number, source="walk_in", segment=command.segment,
        status=Status.CONFIRMED, company_id=command.company_id, agent_id=command.agent_id,
        guest_note=command.guest_note, oversell=command.oversell, despite_limits=command.despite_limits,
    )  # fmt: skip


def _about_the_walk_in(error: AppError, command: WalkIn, uow: UnitOfWork) -> AppError:
    """The booking's refusal, with what it offers as walk-ins."""
    ways = []
    for choice in error.choices:
        other = choice.command
        if isinstance(other, Reserve):
            again = replace(
                command, id=uow.new_id(), room=other.rooms[0], oversell=other.oversell,
                despite_limits=other.despite_limits,
            )  # fmt: skip
            ways.append(Choice(choice.label, again, choice.detail))
    return type(error)(error.sentence, choices=ways, field=error.field)


HANDLERS = (Handling(WalkIn, walk_in),)
