"""Several changes as one: all or nothing, one entry in the journal, one step to undo."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Final
from uuid import UUID

from app.features import guests, property
from app.features.reservations.commands.blocks import (
    BlockRoom,
    ChangeBlock,
    ReleaseBlock,
    block_room,
    change_block,
    release_block,
)
from app.features.reservations.commands.booking import reserve
from app.features.reservations.commands.dating import (
    ChangeStayDates,
    CutStay,
    JoinStay,
    change_stay_dates,
    cut_stay,
    join_stay,
)
from app.features.reservations.commands.lifecycle import (
    CancelStay,
    ConfirmReservation,
    cancel_stay,
    confirm_reservation,
)
from app.features.reservations.commands.locking import LockStay, UnlockStay, lock_stay, unlock_stay
from app.features.reservations.commands.moving import MoveStay, move_stay
from app.features.reservations.commands.requests import Reserve
from app.features.reservations.commands.swapping import SwapStays, swap_stays
from app.features.reservations.models import Reservation, RoomBlock, Stay
from app.infra import codec
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput, NotPermitted
from app.kernel.text import tr, trn

MOST = 300
OFFERS = 2
TOLD = 3
Result = dict[str, object]
Doing = Callable[[Command], Result]

HANDLED: Final[dict[type[Command], Callable[..., Result]]] = {
    MoveStay: move_stay,
    ChangeStayDates: change_stay_dates,
    LockStay: lock_stay,
    UnlockStay: unlock_stay,
    CancelStay: cancel_stay,
    ConfirmReservation: confirm_reservation,
    BlockRoom: block_room,
    ChangeBlock: change_block,
    ReleaseBlock: release_block,
    CutStay: cut_stay,
    JoinStay: join_stay,
    SwapStays: swap_stays,
    Reserve: reserve,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Together(Command):
    """Carry out all of these, or none. Which stands in another's way is done after it."""

    verb: ClassVar[str] = "reservations.together"

    commands: tuple[Command, ...]

    def summary(self) -> dict[str, Any]:
        """What the journal keeps: each part with its verb, because the fields alone do not tell it."""
        return {"id": str(self.id), "commands": [{"verb": c.verb, **codec.plain(c)} for c in self.commands]}


@dataclass(frozen=True, slots=True)
class Refused:
    """A part that cannot be done: which, about whom, and why not."""

    command_id: UUID
    who: str
    sentence: str


class NotTogether(AppError):
    """Some of the parts cannot be done, so none is; `refused` tells of each."""

    code = "not_together"

    def __init__(self, refused: Sequence[Refused], count: int, choices: Sequence[Choice]) -> None:
        told = [tr("{who}: {why}", who=r.who, why=r.sentence) if r.who else r.sentence for r in refused]
        sentence = " ".join(told[:TOLD])
        if len(refused) > 1:
            sentence = tr("{n} of {count} cannot be done.", n=len(refused), count=count) + " " + sentence
        super().__init__(sentence, choices=choices)
        self.refused = tuple(refused)


def together(command: Together, *, uow: UnitOfWork, clock: Clock) -> Result:
    """Do the parts; those that are refused again when others have made way, until nothing more goes."""
    _ensure_known(uow, command)
    do = partial(_do, uow, clock)
    results: dict[UUID, Result] = {}
    waiting, errors = list(command.commands), list[AppError]()
    done: list[Command] = []
    resolved: dict[UUID, Command] = {}
    while waiting:
        refused, errors = [], []
        for part in waiting:
            try:
                with uow.attempt():
                    results[part.id] = do(part)
                done.append(part)
                resolved[part.id] = uow.resolved or part
            except AppError as error:
                refused.append(part)
                errors.append(error)
        if len(refused) == len(waiting):
            told = sorted(zip(refused, errors, strict=True), key=lambda pair: command.commands.index(pair[0]))
            raise _refusal(uow, command, done, told, do)
        waiting = refused[::-1]  # one behind the other: from the other end they go at once
    uow.resolved = replace(command, commands=tuple(resolved[part.id] for part in command.commands))
    return {"results": [results[part.id] for part in command.commands]}


def _ensure_known(uow: UnitOfWork, command: Together) -> None:
    """Refuse what a user may not do alone, and what is no part of anything."""
    if not command.commands or len(command.commands) > MOST:
        raise InvalidInput(tr("Choose between 1 and {most}.", most=MOST), field="commands")
    for part in command.commands:
        if type(part) not in HANDLED:
            raise ValueError(f"{part.verb} is done alone")
        if not uow.actor.may(part.verb):
            raise NotPermitted(tr("Your role does not allow this."))


def _do(uow: UnitOfWork, clock: Clock, part: Command) -> Result:
    uow.resolved = None
    return HANDLED[type(part)](part, uow=uow, clock=clock)


def _refusal(
    uow: UnitOfWork,
    command: Together,
    done: list[Command],
    refused: list[tuple[Command, AppError]],
    do: Doing,
) -> NotTogether:
    """All that is refused; with the ways of a single one, else to do the others alone."""
    choices = list(_ways(uow, done, refused[0], do)) if len(refused) == 1 else []
    told = [Refused(part.id, _who(uow, part), error.sentence) for part, error in refused]
    if done:
        others = Together(id=uow.new_id(), commands=_again(uow, done))
        label = trn("Only the other one", "Only the other {n}", len(done))
        left = ", ".join(dict.fromkeys(one.who for one in told[:3])) + (" …" if len(told) > 3 else "")
        choices.append(Choice(label, others, tr("Not changed: {names}", names=left)))
    return NotTogether(told, len(command.commands), choices)


def _ways(
    uow: UnitOfWork, done: list[Command], refused: tuple[Command, AppError], do: Doing
) -> Iterator[Choice]:
    """What the refused part was offered, together with the others: instead of it, or as a step before it."""
    part, error = refused
    who, found = _who(uow, part), 0
    for choice in error.choices:
        steps = [choice.command] if type(choice.command) is type(part) else [choice.command, part]
        if found < OFFERS and _goes(uow, steps, do):
            found += 1
            all_ = Together(id=uow.new_id(), commands=_again(uow, [*done, *steps]))
            yield Choice(
                tr("{who}: {way}", who=who, way=choice.label) if who else choice.label, all_, choice.detail
            )


class _Enough(Exception):
    """No fault: a trial went well, and nothing of it shall stay."""


def _goes(uow: UnitOfWork, steps: Sequence[Command], do: Doing) -> bool:
    """Whether steps would succeed now; nothing of them stays."""
    if any(type(step) not in HANDLED for step in steps):
        return False
    try:
        with uow.attempt():
            for step in steps:
                do(step)
            raise _Enough
    except _Enough:
        return True
    except AppError:
        return False


def _again(uow: UnitOfWork, parts: Sequence[Command]) -> tuple[Command, ...]:
    """The same parts as new commands."""
    return tuple(replace(part, id=uow.new_id()) for part in parts)


def _who(uow: UnitOfWork, part: Command) -> str:
    """The guest, the blocked room or the booking that a part is about."""
    match part:
        case (
            MoveStay() | ChangeStayDates() | LockStay() | UnlockStay() | CancelStay() | CutStay() | JoinStay()
        ):
            stay = uow.find(Stay, part.stay_id)
            return guests.name_of(uow, stay.guest_id) if stay is not None else ""
        case BlockRoom():
            return tr("Room {room}", room=property.find_room(uow, part.room_id).number)
        case Reserve():
            return part.guest.surname
        case ChangeBlock() | ReleaseBlock():
            block = uow.find(RoomBlock, part.block_id)
            number = property.find_room(uow, block.room_id).number if block is not None else ""
            return tr("Room {room}", room=number) if number else ""
        case ConfirmReservation():
            booking = uow.find(Reservation, part.reservation_id)
            return booking.number if booking is not None else ""
    return ""
