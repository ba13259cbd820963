"""A room move on a later day: the stay is cut there, and what comes after it is in another room."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.reservations import rules
from app.features.reservations.commands.dating import CutStay, cut_stay
from app.features.reservations.commands.loading import DatesRefused, LoadedStay, ensure_live, load_stay
from app.features.reservations.commands.moving import MoveStay, move_stay
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock, derived_id
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveFrom(Command):
    """Let a stay change to another room (None: without one) on a day between its arrival and departure.

    Until the next cut, if it has one there already. `reprice` sells these nights in the new room's type;
    `prices` has one for each night of the stay: they stand.
    """

    verb: ClassVar[str] = "reservations.move_from"

    stay_id: UUID
    at: date
    room_id: UUID | None
    reprice: bool = False
    accept_conflict: bool = False
    prices: tuple[int, ...] = ()


def move_from(command: MoveFrom, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Cut at the day, move the part that begins there; both or neither."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    if not loaded.stay.arrival < command.at < loaded.stay.departure:
        raise DatesRefused(tr("A room is changed between the arrival and the departure."), field="at")
    if command.at < loaded.business_date:
        raise DatesRefused(tr("This day is over. Choose today or a later day."), field="at")
    try:
        with uow.attempt():
            cut = CutStay(id=derived_id(command.id, "cut"), stay_id=command.stay_id, at=command.at)
            cut_stay(cut, uow=uow, clock=clock)
            part = _part(load_stay(uow, command.stay_id), command.at)
            move = MoveStay(
                id=derived_id(command.id, "move"), stay_id=command.stay_id, room_id=command.room_id,
                segment=part, reprice=command.reprice, accept_conflict=command.accept_conflict,
                prices=command.prices,
            )  # fmt: skip
            result = move_stay(move, uow=uow, clock=clock)
    except AppError as error:
        raise _about_the_day(error, command, uow) from error
    made = uow.resolved
    uow.resolved = replace(command, prices=made.prices) if isinstance(made, MoveStay) else None
    return result | {"at": command.at.isoformat()}


def _part(loaded: LoadedStay, at: date) -> int:
    return next(run.segment for run in rules.runs(loaded.nights) if run.starts == at)


def _about_the_day(error: AppError, command: MoveFrom, uow: UnitOfWork) -> AppError:
    """The move's refusal, with the rooms that it offers from this day on; unlocking stays what it is."""
    ways = []
    for choice in error.choices:
        other = choice.command
        if isinstance(other, MoveStay):
            again = replace(command, id=uow.new_id(), room_id=other.room_id, reprice=other.reprice)
            ways.append(Choice(choice.label, again, choice.detail))
        else:
            ways.append(choice)
    return type(error)(error.sentence, choices=ways, field=error.field)


HANDLERS = (Handling(MoveFrom, move_from),)
