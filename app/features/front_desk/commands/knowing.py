"""What the desk comes to know of guests: what they like, and who belongs together."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import guests
from app.features.front_desk.models.guests import GuestPreference, GuestRelation
from app.features.front_desk.repository import knowing as repository
from app.features.front_desk.rules import likings
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPreferences(Command):
    """What a guest likes: pairs of kind and words; empty words take a kind away, other kinds stay."""

    verb: ClassVar[str] = "front_desk.set_preferences"

    guest_id: UUID
    likes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RelateGuests(Command):
    """`other_id` is `kind` to the guest; said anew where they are related already."""

    verb: ClassVar[str] = "front_desk.relate_guests"

    relation_id: UUID
    guest_id: UUID
    other_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnrelateGuests(Command):
    """These two are nothing to each other (any more)."""

    verb: ClassVar[str] = "front_desk.unrelate_guests"

    guest_id: UUID
    other_id: UUID


def set_preferences(command: SetPreferences, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """One row for each kind."""
    guest = guests.find_guest(uow, command.guest_id)
    for kind, text in command.likes:
        words = likings.liking(kind, text)
        row = uow.find(GuestPreference, guest.id, kind)
        if row is None and words:
            uow.add(GuestPreference(guest_id=guest.id, kind=kind, text=words))
        elif row is not None and not words:
            uow.delete(row)
        elif row is not None:
            row.text = words
            uow.flush()
    return {"guest_id": str(guest.id)}


def relate_guests(command: RelateGuests, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """One row for two guests, from whichever side it was said first."""
    kind = likings.relation(command.kind)
    guest, other = guests.find_guest(uow, command.guest_id), guests.find_guest(uow, command.other_id)
    if guest is other:
        raise InvalidInput(tr("Choose another guest: this is the same one."), field="other_id")
    row = repository.relation(uow.session, guest.id, other.id)
    if row is None:
        uow.add(GuestRelation(id=command.relation_id, guest_id=guest.id, other_id=other.id, kind=kind))
    else:
        row.kind = kind if row.guest_id == guest.id else likings.other_way(kind)
        uow.flush()
    return {"guest_id": str(guest.id), "other_id": str(other.id)}


def unrelate_guests(command: UnrelateGuests, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """The row goes, if it is there."""
    guest, other = guests.find_guest(uow, command.guest_id), guests.find_guest(uow, command.other_id)
    row = repository.relation(uow.session, guest.id, other.id)
    if row is not None:
        uow.delete(row)
    return {"guest_id": str(guest.id)}


HANDLERS = (
    Handling(SetPreferences, set_preferences),
    Handling(RelateGuests, relate_guests),
    Handling(UnrelateGuests, unrelate_guests),
)
