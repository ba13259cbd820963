"""Open a group, keep rooms for it and let them go, book its rooming list, give it rooms near together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from app.features import guests, property
from app.features.reservations import nights as nights_
from app.features.reservations import repository
from app.features.reservations.commands.booking import reserve
from app.features.reservations.commands.fitting import TypeFull, free_of_type
from app.features.reservations.commands.lifecycle import CreateGroup, create_group
from app.features.reservations.commands.moving import MoveStay, move_stay
from app.features.reservations.commands.requests import GuestRef, Reserve, RoomRequest
from app.features.reservations.groups import repository as own
from app.features.reservations.groups import rules
from app.features.reservations.groups.models import Allotment, GroupBlock
from app.features.reservations.models import BookingGroup
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.dates import StayDates, held_slots
from app.kernel.errors import AppError, Choice, InvalidInput, NotFound
from app.kernel.text import tr


class NotSoManyRooms(AppError):
    """More rooms are to be kept than are free."""

    code = "not_so_many_rooms"


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenGroup(Command):
    """Open a group with its dates and cut-off; the same id again changes what is said of it."""

    verb: ClassVar[str] = "reservations.open_group"

    group_id: UUID
    property_id: UUID
    code: str
    name: str
    arrival: date
    departure: date
    cut_off: date | None = None
    rate_code: str = ""
    company_id: UUID | None = None
    contact: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAllotment(Command):
    """Keep so many rooms of types in nights: (room type, night, rooms); 0 keeps none.

    `oversell` keeps more than are free.
    """

    verb: ClassVar[str] = "reservations.set_allotment"

    group_id: UUID
    cells: tuple[tuple[UUID, date, int], ...]
    oversell: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseAllotment(Command):
    """Let go of what the group has not taken: anybody can book it now. `again` keeps it once more."""

    verb: ClassVar[str] = "reservations.release_allotment"

    group_id: UUID
    again: bool = False


@dataclass(frozen=True, slots=True)
class RoomingGuest:
    """A room of a rooming list, `row` as counted in the file."""

    reservation_id: UUID
    stay_id: UUID
    guest_id: UUID
    surname: str
    room_type_id: UUID
    arrival: date
    departure: date
    given: str = ""
    adults: int = 1
    children: int = 0
    note: str = ""
    row: int = 0
    number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BookRoomingList(Command):
    """A booking for each room of the list, all or none."""

    verb: ClassVar[str] = "reservations.book_rooming_list"

    group_id: UUID
    rooms: tuple[RoomingGuest, ...]
    oversell: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignRooms(Command):
    """Give rooms to the stays of a group that have none, as near together as they are free."""

    verb: ClassVar[str] = "reservations.assign_group_rooms"

    group_id: UUID


def find_group(uow: UnitOfWork, group_id: UUID) -> tuple[BookingGroup, GroupBlock]:
    """A group with its dates. Raises NotFound."""
    group, block = uow.find(BookingGroup, group_id), uow.find(GroupBlock, group_id)
    if group is None or block is None:
        raise NotFound(tr("This group does not exist any more."), field="group_id")
    property.open_property(uow, group.property_id)
    return group, block


def open_group(command: OpenGroup, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Dates that can be, a free code: then the group is there."""
    house = property.open_property(uow, command.property_id)
    nights = (command.departure - command.arrival).days
    if nights < 1:
        raise InvalidInput(tr("The departure lies before the arrival."), field="departure")
    if nights > rules.MOST_NIGHTS:
        raise InvalidInput(
            tr("A group stays at most {most} nights.", most=rules.MOST_NIGHTS), field="departure"
        )
    if command.departure <= house.business_date:
        raise InvalidInput(tr("This day is over. Choose today or a later day."), field="departure")
    if command.cut_off is not None and command.cut_off > command.arrival:
        raise InvalidInput(tr("The cut-off date lies before the arrival."), field="cut_off")
    if len(command.code.strip()) > 40 or not command.code.strip():
        raise InvalidInput(tr("Give the group a code of at most 40 characters."), field="code")
    if max(len(command.contact), len(command.note) // 2) > 200:
        raise InvalidInput(tr("At most {most} characters, please.", most=200), field="contact")
    if command.company_id is not None:
        guests.find_company(uow, command.company_id)
    group = uow.find(BookingGroup, command.group_id)
    if group is None:
        make = CreateGroup(
            id=uow.new_id(), group_id=command.group_id, property_id=house.id, code=command.code.strip(),
            name=command.name.strip(),
        )  # fmt: skip
        create_group(make, uow=uow, clock=clock)
    elif not command.name.strip():
        raise InvalidInput(tr("Give the group a name."), field="name")
    else:
        group.name = command.name.strip()
    block = uow.find(GroupBlock, command.group_id)
    if block is None:
        block = GroupBlock(group_id=command.group_id, property_id=house.id, released_at=None)
    block.arrival, block.departure, block.cut_off = command.arrival, command.departure, command.cut_off
    block.rate_code, block.company_id = command.rate_code, command.company_id
    block.contact, block.note = command.contact.strip(), command.note.strip()
    uow.add(block)
    return {"group_id": str(command.group_id)}


def set_allotment(command: SetAllotment, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Nights of the group, no more rooms than are free: then they are kept."""
    group, block = find_group(uow, command.group_id)
    known = {(row.room_type_id, row.night): row for row in own.allotments(uow.session, group.id)}
    for kind, night, rooms in command.cells:
        if not block.arrival <= night < block.departure:
            raise InvalidInput(
                tr("The group is here from {first} to {last}.", first=_day(block.arrival),
                   last=_day(block.departure)),
                field="cells",
            )  # fmt: skip
        if not 0 <= rooms <= rules.MOST_ROOMS:
            raise InvalidInput(tr("A number of rooms, please."), field="cells")
        if property.find_room_type(uow, kind).property_id != group.property_id:
            raise InvalidInput(tr("This room type belongs to another hotel."), field="cells")
    if not command.oversell and block.released_at is None:
        _ensure_free(command, uow, group, known)
    uow.delete(*(known[kind, night] for kind, night, rooms in command.cells
                 if not rooms and (kind, night) in known))  # fmt: skip
    for kind, night, rooms in command.cells:
        row = known.get((kind, night))
        if rooms and row is not None:
            row.rooms = rooms
        elif rooms:
            uow.add(Allotment(group_id=group.id, room_type_id=kind, night=night,
                              property_id=group.property_id, rooms=rooms))  # fmt: skip
    uow.flush()
    return {"group_id": str(group.id), "cells": len(command.cells)}


def _ensure_free(
    command: SetAllotment, uow: UnitOfWork, group: BookingGroup, known: dict[tuple[UUID, date], Allotment]
) -> None:
    """Refuse to keep more than are free; offers what is free, and to keep it all the same."""
    grown = [
        cell for cell in command.cells
        if cell[2] > (known[cell[0], cell[1]].rooms if (cell[0], cell[1]) in known else 0)
    ]  # fmt: skip
    if not grown:
        return
    first, last = min(c[1] for c in grown), max(c[1] for c in grown)
    picked = repository.picked_up(uow.session, [group.id], first, last)
    most: dict[tuple[UUID, date], int] = {}
    for kind, night, rooms in grown:
        dates = StayDates(night, night + timedelta(days=1))
        free = free_of_type(uow, group.property_id, kind, dates, group.id)
        can = max(free, 0) + picked.get((group.id, kind, night), 0)
        if rooms > can:
            most[kind, night] = can
    if not most:
        return
    (kind, night), can = next(iter(most.items()))
    name = property.find_room_type(uow, kind).name
    fitting = tuple((k, n, min(rooms, most.get((k, n), rooms))) for k, n, rooms in command.cells)
    before = {key: row.rooms for key, row in known.items()}
    choices = []
    if any(rooms != before.get((k, n), 0) for k, n, rooms in fitting):
        less = replace(command, id=uow.new_id(), cells=fitting)
        choices.append(Choice(tr("Keep what is free"), less, tr("In these nights so many as there are.")))
    more = replace(command, id=uow.new_id(), oversell=True)
    choices.append(Choice(tr("Keep them all the same"), more, tr("The type is oversold then.")))
    raise NotSoManyRooms(
        tr("{type} has {n} left on {day}.", type=name, n=can, day=_day(night)), choices=choices, field="cells"
    )


def release_allotment(command: ReleaseAllotment, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """From now on nothing is kept, or again."""
    _, block = find_group(uow, command.group_id)
    block.released_at = None if command.again else (block.released_at or clock.now())
    uow.flush()
    return {"group_id": str(command.group_id)}


def book_rooming_list(command: BookRoomingList, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Each room as a booking of its own in the group; what is refused names its row."""
    group, block = find_group(uow, command.group_id)
    if not 0 < len(command.rooms) <= rules.MOST_LINES:
        raise InvalidInput(
            tr("A rooming list has from 1 to {most} rooms.", most=rules.MOST_LINES), field="rooms"
        )
    house = property.open_property(uow, group.property_id)
    numbers = []
    for room in command.rooms:
        request = RoomRequest(
            stay_id=room.stay_id, room_type_id=room.room_type_id, arrival=room.arrival,
            departure=room.departure, adults=room.adults, children=room.children, rate_code=block.rate_code,
        )  # fmt: skip
        booking = Reserve(
            id=uow.new_id(), reservation_id=room.reservation_id, property_id=group.property_id,
            guest=GuestRef(room.guest_id, room.surname, room.given), rooms=(request,),
            booked_on=house.business_date, group_id=group.id, company_id=block.company_id,
            internal_note=room.note, oversell=command.oversell, number=room.number,
        )  # fmt: skip
        try:
            numbers.append(str(reserve(booking, uow=uow, clock=clock)["number"]))
        except AppError as error:
            raise _of_row(error, command, room, uow) from error
    numbered = (replace(room, number=number) for room, number in zip(command.rooms, numbers, strict=True))
    uow.resolved = replace(command, rooms=tuple(numbered))
    return {"group_id": str(group.id), "numbers": numbers}


def _of_row(error: AppError, command: BookRoomingList, room: RoomingGuest, uow: UnitOfWork) -> AppError:
    """The refusal with its row before it, and what helps the list as a whole."""
    choices = []
    if isinstance(error, TypeFull):
        more = replace(command, id=uow.new_id(), oversell=True)
        choices.append(Choice(tr("Book all of them all the same"), more, tr("The type is oversold then.")))
    sentence = tr("Row {row}, {name}: {why}", row=room.row, name=room.surname, why=error.sentence)
    error.sentence, error.choices, error.args = sentence, tuple(choices), (sentence,)
    return error


def assign_rooms(command: AssignRooms, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Plan for all stays without a room, then move each; how many have one now, and how many not."""
    group, _ = find_group(uow, command.group_id)
    house = property.house(property.House(), session=uow.session)
    levels = rules.floors([room.floor for room in house.rooms if room.property_id == group.property_id])
    takes = {kind.id: kind.max_occupancy for kind in house.room_types}
    rooms = [
        rules.RoomToGive(r.id, r.room_type_id, levels[r.floor], r.sort, takes[r.room_type_id])
        for r in house.rooms
        if r.property_id == group.property_id
    ]
    waiting = list(_without_room(uow, group.id))
    if not waiting:
        return {"assigned": 0, "left": 0}
    days = [night for stay in waiting for night, _ in stay.slots]
    held = own.held_between(uow.session, group.property_id, min(days), max(days))
    found = rules.near_together(waiting, rooms, held)
    for stay_id, room_id in found.items():
        move_stay(MoveStay(id=uow.new_id(), stay_id=stay_id, room_id=room_id), uow=uow, clock=clock)
    uow.resolved = None
    return {"assigned": len(found), "left": len(waiting) - len(found)}


def _without_room(uow: UnitOfWork, group_id: UUID) -> Iterable[rules.StayToPlace]:
    for stay in own.expected_stays(uow.session, group_id):
        uow.keep(stay)
        if all(night.room_id is None for night in nights_.load(uow, stay.id)):
            slots = held_slots(StayDates(stay.arrival, stay.departure))
            yield rules.StayToPlace(stay.id, stay.room_type_id, stay.adults + stay.children, slots)


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


HANDLERS = (
    Handling(OpenGroup, open_group),
    Handling(SetAllotment, set_allotment),
    Handling(ReleaseAllotment, release_allotment),
    Handling(BookRoomingList, book_rooming_list),
    Handling(AssignRooms, assign_rooms),
)
