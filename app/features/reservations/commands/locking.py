"""Do not move: lock a stay to its room, and unlock it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features.reservations import repository
from app.features.reservations.commands.loading import ensure_live, load_stay
from app.features.reservations.models import StayLock
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command


@dataclass(frozen=True, kw_only=True, slots=True)
class LockStay(Command):
    """Say that a stay must not be moved, and why."""

    verb: ClassVar[str] = "reservations.lock_stay"

    stay_id: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnlockStay(Command):
    """Allow moves again; a stay without a lock stays as it is."""

    verb: ClassVar[str] = "reservations.unlock_stay"

    stay_id: UUID


def lock_stay(command: LockStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write the lock, or its new reason."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    lock = repository.lock_of(uow.session, command.stay_id)
    if lock is None:
        uow.add(
            StayLock(stay_id=command.stay_id, by_name=uow.actor.name, reason=command.reason, at=clock.now())
        )
    else:
        lock.by_name, lock.reason, lock.at = uow.actor.name, command.reason, clock.now()
        uow.flush()
    return {"stay_id": str(command.stay_id)}


def unlock_stay(command: UnlockStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Delete the lock."""
    load_stay(uow, command.stay_id)
    lock = repository.lock_of(uow.session, command.stay_id)
    if lock is not None:
        uow.delete(lock)
    return {"stay_id": str(command.stay_id)}
