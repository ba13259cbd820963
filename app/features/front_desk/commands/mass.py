"""Many guests at once: those who can go in or out do so, each of the others stays with the reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from app.features import folios, guests, reservations
from app.features.front_desk.commands.arriving import CheckIn, check_in
from app.features.front_desk.commands.leaving import CheckOut, check_out
from app.features.front_desk.commands.refusals import StillOwes
from app.features.front_desk.queries import arriving as queries
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput
from app.kernel.text import tr

MOST: Final = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckInMany(Command):
    """Check in all of these who can; `keys` for each of them."""

    verb: ClassVar[str] = "front_desk.check_in_many"
    sort: ClassVar[Sort] = Sort.FACT

    stay_ids: tuple[UUID, ...]
    keys: int = 0
    key_kind: str = "card"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckOutMany(Command):
    """Check out all of these who owe nothing."""

    verb: ClassVar[str] = "front_desk.check_out_many"
    sort: ClassVar[Sort] = Sort.FACT

    stay_ids: tuple[UUID, ...]


def check_in_many(command: CheckInMany, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """One after the other, each alone."""

    def one(stay_id: UUID) -> None:
        part = CheckIn(id=uow.new_id(), stay_id=stay_id, keys=command.keys, key_kind=command.key_kind)
        check_in(part, uow=uow, clock=clock)

    return _each(uow, command.stay_ids, one)


def check_out_many(command: CheckOutMany, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """One after the other; who still owes something stays in the house."""

    def one(stay_id: UUID) -> None:
        owed = queries.owed_by_guest(uow.session, stay_id)
        if owed:
            loaded = reservations.load_stay(uow, stay_id)
            name = guests.name_of(uow, loaded.stay.guest_id)
            told = folios.money(abs(owed), loaded.reservation.currency)
            raise StillOwes(
                tr("{name} still owes {amount}.", name=name, amount=told)
                if owed > 0
                else tr("{name} gets {amount} back.", name=name, amount=told)
            )
        check_out(CheckOut(id=uow.new_id(), stay_id=stay_id), uow=uow, clock=clock)

    return _each(uow, command.stay_ids, one)


def _each(uow: UnitOfWork, stay_ids: Sequence[UUID], one: Callable[[UUID], None]) -> dict[str, object]:
    if not stay_ids or len(stay_ids) > MOST:
        raise InvalidInput(tr("Choose between 1 and {most}.", most=MOST), field="stay_ids")
    done: list[str] = []
    stayed: list[list[str]] = []
    for stay_id in dict.fromkeys(stay_ids):
        try:
            with uow.attempt():
                one(stay_id)
            done.append(str(stay_id))
        except AppError as error:
            stayed.append([str(stay_id), error.sentence])
    return {"done": done, "stayed": stayed}


HANDLERS = (Handling(CheckInMany, check_in_many), Handling(CheckOutMany, check_out_many))
