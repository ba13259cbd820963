"""Set a PIN for oneself, give one to somebody else; count and forgive wrong tries."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features.security.late.models import UserPin
from app.features.security.models import AppUser, Role
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.actor import ALL
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import InvalidInput, NotFound, NotPermitted
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPin(Command):
    """A user has this PIN from now on. Who may set whose is decided where the secret is asked for."""

    verb: ClassVar[str] = "security.set_pin"
    sort: ClassVar[Sort] = Sort.FACT

    user_id: UUID
    pin_hash: str

    @classmethod
    def why_never_undone(cls) -> str:
        """An old PIN may be known to others."""
        return tr("A PIN that was set stays; set another one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class ResetPin(Command):
    """Somebody who may gives another user a PIN to come in with; the old one is over, nobody ever sees it."""

    verb: ClassVar[str] = "security.reset_pin"
    sort: ClassVar[Sort] = Sort.FACT

    user_id: UUID
    pin_hash: str

    @classmethod
    def why_never_undone(cls) -> str:
        """An old PIN may be known to others."""
        return tr("A PIN that was set stays; set another one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class CountWrongPin(Command):
    """Somebody gave a wrong PIN for a user."""

    verb: ClassVar[str] = "security.count_wrong_pin"
    sort: ClassVar[Sort] = Sort.FACT

    user_id: UUID

    @classmethod
    def why_never_undone(cls) -> str:
        """Else one could try for ever."""
        return tr("A wrong try stays counted.")


@dataclass(frozen=True, kw_only=True, slots=True)
class ForgiveWrongPins(Command):
    """The user has proved who he is: count from nothing."""

    verb: ClassVar[str] = "security.forgive_wrong_pins"
    sort: ClassVar[Sort] = Sort.FACT

    user_id: UUID

    @classmethod
    def why_never_undone(cls) -> str:
        """It says that somebody signed in."""
        return tr("Signing in is not taken back.")


def set_pin(command: SetPin, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write or replace it."""
    user = uow.find(AppUser, command.user_id)
    if user is None or not user.active:
        raise NotFound(tr("This user does not exist (any more)."))
    _write(uow, clock, user.id, command.pin_hash, None)
    return {}


def reset_pin(command: ResetPin, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Not the own one, and not that of somebody who may do everything when one may not."""
    user = uow.find(AppUser, command.user_id)
    if user is None or not user.active:
        raise NotFound(tr("This user does not exist (any more)."))
    if user.id == uow.actor.user_id:
        raise InvalidInput(tr("Your own PIN you set with the old one."), field="who")
    role = uow.find(Role, user.role_id)
    if role is not None and ALL in role.permissions and not uow.actor.may(ALL):
        raise NotPermitted(tr("Only an owner gives {name} a PIN.", name=user.name))
    _write(uow, clock, user.id, command.pin_hash, uow.actor.name)
    return {}


def count_wrong_pin(command: CountWrongPin, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """One more, and when."""
    row = _row(uow, command.user_id)
    row.wrong, row.wrong_at = row.wrong + 1, clock.now()
    uow.flush()
    return {"wrong": row.wrong}


def forgive_wrong_pins(command: ForgiveWrongPins, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """None."""
    row = _row(uow, command.user_id)
    row.wrong, row.wrong_at = 0, None
    uow.flush()
    return {}


def _write(uow: UnitOfWork, clock: Clock, user_id: UUID, pin_hash: str, given_by: str | None) -> None:
    row = uow.find(UserPin, user_id)
    if row is None:
        row = UserPin(user_id=user_id, pin_hash="", wrong=0, changed_at=clock.now())
    row.pin_hash, row.wrong, row.wrong_at = pin_hash, 0, None
    row.changed_at, row.given_by = clock.now(), given_by
    uow.add(row)


def _row(uow: UnitOfWork, user_id: UUID) -> UserPin:
    row = uow.find(UserPin, user_id)
    if row is None:
        raise NotFound(tr("This user has no PIN."))
    return row


HANDLERS = (
    Handling(SetPin, set_pin),
    Handling(ResetPin, reset_pin),
    Handling(CountWrongPin, count_wrong_pin),
    Handling(ForgiveWrongPins, forgive_wrong_pins),
)
