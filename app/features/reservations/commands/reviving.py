"""Bring a cancelled booking or a no-show back: with its room when that is free still, else without one."""

from collections.abc import Sequence
from dataclasses import replace

from app.features import guests
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.commands.lifecycle import sum_up
from app.features.reservations.commands.loading import LoadedStay, WrongState, write_nights
from app.features.reservations.rules import Night, Status
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.text import tr

GONE = frozenset({Status.CANCELLED, Status.NO_SHOW})


def revive(uow: UnitOfWork, clock: Clock, loaded: LoadedStay) -> bool:
    """Make the stay confirmed again; whether it has the rooms that it had. Raises WrongState.

    Parts whose room somebody else has now go to the unassigned lane: a stay is never lost.
    """
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in GONE:
        raise WrongState(tr("The stay of {name} is not cancelled.", name=name))
    if stay.departure < loaded.business_date or stay.arrival < stay.departure == loaded.business_date:
        raise WrongState(
            tr("The stay of {name} was over on {day}.", name=name, day=f"{stay.departure:%d %b}")
        )
    return bring_back(uow, clock, loaded, loaded.nights, Status.CONFIRMED)


def bring_back(
    uow: UnitOfWork, clock: Clock, loaded: LoadedStay, nights: Sequence[Night], status: Status
) -> bool:
    """Give a stay nights and a state that it had; whether it has the rooms that it had."""
    stay = loaded.stay
    lost = {row.room_id for row in nights_.clashes(uow, nights, ignoring=[stay.id])}
    target = rules.renumbered(
        replace(night, room_id=None) if night.room_id in lost else night for night in nights
    )
    stay.status = str(status)
    uow.flush()
    write_nights(uow, clock, loaded, target, free=True)
    sum_up(uow, repository.reservation_of(uow.session, stay))
    return not lost and all(night.room_id is not None for night in target)
