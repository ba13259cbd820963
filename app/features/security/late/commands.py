"""Set a PIN; count and forgive wrong tries."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features.security.late.models import UserPin
from app.features.security.models import AppUser
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import NotFound
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
    row = uow.find(UserPin, command.user_id)
    if row is None:
        uow.add(UserPin(user_id=user.id, pin_hash=command.pin_hash, wrong=0, changed_at=clock.now()))
    else:
        row.pin_hash, row.wrong, row.changed_at = command.pin_hash, 0, clock.now()
        uow.flush()
    return {}


def count_wrong_pin(command: CountWrongPin, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """One more."""
    row = _row(uow, command.user_id)
    row.wrong += 1
    uow.flush()
    return {"wrong": row.wrong}


def forgive_wrong_pins(command: ForgiveWrongPins, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """None."""
    _row(uow, command.user_id).wrong = 0
    uow.flush()
    return {}


def _row(uow: UnitOfWork, user_id: UUID) -> UserPin:
    row = uow.find(UserPin, user_id)
    if row is None:
        raise NotFound(tr("This user has no PIN."))
    return row


HANDLERS = (
    Handling(SetPin, set_pin),
    Handling(CountWrongPin, count_wrong_pin),
    Handling(ForgiveWrongPins, forgive_wrong_pins),
)
