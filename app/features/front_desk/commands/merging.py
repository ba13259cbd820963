"""Two guests who are one become one, and two again; two who are two are kept apart."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from app.features import guests
from app.features.front_desk.models.guests import GuestApart, GuestMerge
from app.features.guests import Person
from app.infra import references
from app.infra.bus import Handling
from app.infra.codec import cell
from app.infra.references import LedOver
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr

GUEST: Final = "guest"
# They tell what was: a document names its payer as it was issued, without a foreign key.
KEPT: Final = ("guest_merge",)
# What two guests may both have, so that the one who stays gets all of it.
UNITED: Final = ("tags", "note")
NAMES_AT_MOST: Final = 401


class CannotMerge(AppError):
    """These two are not to be merged."""

    code = "cannot_merge"


class NotMerged(AppError):
    """The merge was taken back already."""

    code = "not_merged"


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeGuests(Command):
    """Everything of `merged_id` is of `survivor_id` from now on, bookings, bills and cards included.

    The survivor keeps his own fields, but for those in `take`, which are the other's, and those in `both`
    (tags, note), of which he gets both.
    """

    verb: ClassVar[str] = "front_desk.merge_guests"

    merge_id: UUID
    survivor_id: UUID
    merged_id: UUID
    take: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class UnmergeGuests(Command):
    """Two guests again, each with what was his; what came since stays with the survivor."""

    verb: ClassVar[str] = "front_desk.unmerge_guests"

    merge_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class KeepApart(Command):
    """These two look alike and are two people."""

    verb: ClassVar[str] = "front_desk.keep_apart"

    guest_id: UUID
    other_id: UUID


def merge_guests(command: MergeGuests, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The survivor's fields, then every row that names the other, then the way to him."""
    survivor = guests.find_guest(uow, command.survivor_id)
    merged = guests.find_guest(uow, command.merged_id)
    if survivor is merged:
        raise CannotMerge(tr("These two are one guest already."))
    before, other = guests.person_of(survivor), guests.person_of(merged)
    person = guests.cleaned(_chosen(before, other, command), clock.now())
    guests.rewrite(uow, survivor, person)
    led = references.lead_over(uow, GUEST, merged.id, survivor.id, KEPT)
    guests.lead_to(uow, merged, survivor)
    changed = {
        name: [_cell(getattr(before, name)), _cell(getattr(person, name))]
        for name in guests.person_fields()
        if getattr(before, name) != getattr(person, name)
    }
    uow.add(
        GuestMerge(
            id=command.merge_id, survivor_id=survivor.id, merged_id=merged.id,
            merged_name=guests.full_name(merged.surname, merged.given)[:NAMES_AT_MOST], fields=changed,
            moved=led.moved, aside=led.aside, at=clock.now(), by_name=uow.actor.name,
        )
    )  # fmt: skip
    return {"guest_id": str(survivor.id), "merge_id": str(command.merge_id)}


def unmerge_guests(command: UnmergeGuests, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """What still is as the merge left it goes back; nothing that was changed by hand since is touched."""
    row = uow.find(GuestMerge, command.merge_id)
    if row is None:
        raise NotFound(tr("This merge does not exist (any more)."))
    if row.undone_at is not None:
        raise NotMerged(tr("{name} has taken this merge back already.", name=row.undone_by))
    survivor, merged = guests.own_row(uow, row.survivor_id), guests.own_row(uow, row.merged_id)
    now = guests.find_guest(uow, survivor.id)
    person = guests.person_of(survivor)
    kept = {
        name: _value(name, was)
        for name, (was, made) in row.fields.items()
        if _cell(getattr(person, name)) == made
    }
    guests.rewrite(uow, survivor, replace(person, **kept))
    guests.lead_to(uow, merged, None)
    guests.index_guest(uow, now.id)
    references.lead_back(uow, LedOver(row.moved, row.aside), now.id, merged.id)
    row.undone_at, row.undone_by = clock.now(), uow.actor.name
    uow.flush()
    return {"guest_id": str(survivor.id), "other_id": str(merged.id)}


def keep_apart(command: KeepApart, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Said once."""
    one, other = guests.find_guest(uow, command.guest_id), guests.find_guest(uow, command.other_id)
    if one is other:
        raise CannotMerge(tr("These two are one guest already."))
    first, second = sorted((one.id, other.id))
    if uow.find(GuestApart, first, second) is None:
        uow.add(GuestApart(guest_id=first, other_id=second, at=clock.now(), by_name=uow.actor.name))
    return {"guest_id": str(one.id), "other_id": str(other.id)}


def _chosen(own: Person, other: Person, command: MergeGuests) -> Person:
    fields = guests.person_fields()
    for name in (*command.take, *command.both):
        if name not in fields or (name in command.both and name not in UNITED):
            raise InvalidInput(tr("A guest has no such field."), field="take")
    person = replace(own, **{name: getattr(other, name) for name in command.take})
    if "tags" in command.both:
        person = replace(person, tags=tuple(dict.fromkeys((*own.tags, *other.tags))))
    if "note" in command.both:
        notes = dict.fromkeys(note for note in (own.note, other.note) if note)
        person = replace(person, note="\n".join(notes))
    return person


def _cell(value: object) -> Any:
    return list(value) if isinstance(value, tuple) else cell(value)


def _value(name: str, value: Any) -> Any:
    if name == "tags":
        return tuple(value)
    return date.fromisoformat(value) if name == "birth_date" and value else value


HANDLERS = (
    Handling(MergeGuests, merge_guests),
    Handling(UnmergeGuests, unmerge_guests),
    Handling(KeepApart, keep_apart),
)
