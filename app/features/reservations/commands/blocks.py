"""Take a room out of use or hold it back, change that, and give it free."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.commands.fitting import RoomTaken, say_clash
from app.features.reservations.commands.loading import DatesRefused
from app.features.reservations.models import RoomBlock, RoomNight
from app.features.reservations.rules import BlockKind, Hold
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import Choice, NotFound
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockRoom(Command):
    """Block a room on the days [starts, ends)."""

    verb: ClassVar[str] = "reservations.block_room"

    block_id: UUID
    room_id: UUID
    kind: BlockKind
    starts: date
    ends: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeBlock(Command):
    """Give a block another room or other days."""

    verb: ClassVar[str] = "reservations.change_block"

    block_id: UUID
    room_id: UUID
    starts: date
    ends: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseBlock(Command):
    """Give a blocked room free."""

    verb: ClassVar[str] = "reservations.release_block"

    block_id: UUID


def block_room(command: BlockRoom, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Refuse a room that somebody holds; write block and holds."""
    room = property.find_room(uow, command.room_id)
    _ensure_days(command, property.open_property(uow, room.property_id).business_date)
    wanted = rules.block_holds(room.id, command.starts, command.ends)
    taken = repository.holders(uow.session, wanted)
    if taken:
        raise RoomTaken(
            say_clash(uow, taken[0], room.id), choices=_until(command, taken[0], uow), field="room_id"
        )
    block = RoomBlock(
        id=command.block_id, property_id=room.property_id, room_id=room.id, kind=str(command.kind),
        starts=command.starts, ends=command.ends, reason=command.reason, created_by=uow.actor.name,
    )  # fmt: skip
    uow.add(block)
    uow.add(*(_row(block, key) for key in sorted(wanted)))
    return {"block_id": str(block.id)}


def change_block(command: ChangeBlock, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Refuse days that somebody else holds; rewrite the holds."""
    block = _load(uow, command.block_id)
    room = property.find_room(uow, command.room_id)
    open_date = property.open_property(uow, room.property_id).business_date
    if command.starts != block.starts:
        _ensure_days(command, open_date)
    elif command.ends <= command.starts:
        raise DatesRefused(tr("A block has at least one day."), field="ends")
    wanted = rules.block_holds(room.id, command.starts, command.ends)
    taken = [r for r in repository.holders(uow.session, wanted) if r.block_id != block.id]
    if taken:
        raise RoomTaken(
            say_clash(uow, taken[0], room.id), choices=_until(command, taken[0], uow), field="room_id"
        )
    rows = {Hold(r.room_id, r.night, r.slot): r for r in repository.held_by_block(uow.session, block.id)}
    released = [key for key in rows if key not in wanted]
    uow.delete(*(rows[key] for key in released))
    block.room_id, block.starts, block.ends = room.id, command.starts, command.ends
    uow.flush()
    uow.add(*(_row(block, key) for key in sorted(wanted - rows.keys())))
    nights_.heal(uow, clock, released)
    return {"block_id": str(block.id)}


def release_block(command: ReleaseBlock, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Delete the holds and the block; the journal keeps what it was."""
    block = _load(uow, command.block_id)
    rows = repository.held_by_block(uow.session, block.id)
    released = [Hold(r.room_id, r.night, r.slot) for r in rows]
    uow.delete(*rows)
    uow.delete(block)
    nights_.heal(uow, clock, released)
    return {"block_id": str(command.block_id)}


def _load(uow: UnitOfWork, block_id: UUID) -> RoomBlock:
    block = uow.find(RoomBlock, block_id)
    if block is None:
        raise NotFound(tr("This block does not exist any more."), field="block_id")
    property.open_property(uow, block.property_id)
    return block


def _ensure_days(command: BlockRoom | ChangeBlock, business_date: date) -> None:
    if command.ends <= command.starts:
        raise DatesRefused(tr("A block has at least one day."), field="ends")
    if command.starts < business_date:
        raise DatesRefused(tr("This day is over. Choose today or a later day."), field="starts")
    if (command.ends - command.starts).days > rules.MAX_NIGHTS * 3:
        raise DatesRefused(tr("A block is at most three years long."), field="ends")


def _until(command: BlockRoom | ChangeBlock, clash: RoomNight, uow: UnitOfWork) -> list[Choice]:
    """Block only the days before the clash, when there are any."""
    if clash.night <= command.starts:
        return []
    shorter = replace(command, id=uow.new_id(), ends=clash.night)
    return [Choice(tr("Only until {day}", day=f"{clash.night:%d %b}"), shorter)]


def _row(block: RoomBlock, key: Hold) -> RoomNight:
    return RoomNight(
        room_id=key.room_id, night=key.night, slot=key.slot, property_id=block.property_id, stay_id=None,
        block_id=block.id,
    )  # fmt: skip
