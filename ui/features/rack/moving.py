"""What a drag means: from the bar that was taken and the cells under the pointer to the command of a drop."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from app.features.reservations import (
    BlockDetail,
    BlockView,
    ChangeBlock,
    ChangeStayDates,
    MoveStay,
    StayDetail,
    StayView,
)
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.rack import words

Place = tuple[UUID | None, date, date]


class Part(Enum):
    """What of a bar was taken."""

    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Taken:
    """A bar in somebody's hand. `segment` names the part of a cut stay."""

    view: StayView | BlockView
    part: Part
    room_id: UUID | None
    starts: date
    ends: date
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the bar would be: room (None: the unassigned lane) and dates of the bar."""

    room_id: UUID | None
    starts: date
    ends: date


def aim_at(taken: Taken, room_id: UUID | None, days: int) -> Aim:
    """The aim of a pointer that is `days` beside where it took the bar; an edge keeps its room."""
    shift = timedelta(days=days)
    if taken.part is Part.WHOLE:
        return Aim(room_id, taken.starts + shift, taken.ends + shift)
    if taken.part is Part.START:
        return Aim(taken.room_id, min(taken.starts + shift, _last_start(taken)), taken.ends)
    return Aim(taken.room_id, taken.starts, max(taken.ends + shift, _first_end(taken)))


def _last_start(taken: Taken) -> date:
    return taken.ends - timedelta(days=1) if taken.ends > taken.starts else taken.ends


def _first_end(taken: Taken) -> date:
    return taken.starts + timedelta(days=1) if taken.ends > taken.starts else taken.starts


def as_drafted(view: StayView, part: Part, place: Place, segment: int) -> Taken:
    """A bar taken where a draft shows it: `view` is the stay as the draft would leave it."""
    found = [one for one in view.parts if (one.room_id, one.starts, one.ends) == place]
    own = found[0] if found else view.parts[min(segment, len(view.parts) - 1)]
    return Taken(view, part, own.room_id, own.starts, own.ends, own.segment if len(view.parts) > 1 else None)


def stays_put(taken: Taken, aim: Aim) -> bool:
    """Whether a drop there changes nothing."""
    return aim == Aim(taken.room_id, taken.starts, taken.ends)


def drop_command(taken: Taken, aim: Aim, command_id: UUID, *, reprice: bool) -> Command | None:
    """The command of a drop; None where a drop is impossible by its shape (a block without a room)."""
    view = taken.view
    if isinstance(view, BlockView):
        if aim.room_id is None:
            return None
        return ChangeBlock(
            id=command_id, block_id=view.id, room_id=aim.room_id, starts=aim.starts, ends=aim.ends
        )
    if taken.part is not Part.WHOLE:
        arrival = aim.starts if taken.part is Part.START else view.arrival
        departure = aim.ends if taken.part is Part.END else view.departure
        return ChangeStayDates(id=command_id, stay_id=view.id, arrival=arrival, departure=departure)
    shift = aim.starts - taken.starts
    return MoveStay(
        id=command_id, stay_id=view.id, room_id=aim.room_id,
        segment=taken.segment if aim.room_id != taken.room_id else None if shift else taken.segment,
        arrival=view.arrival + shift if shift else None, reprice=reprice,
    )  # fmt: skip


def detail_of(view: StayView | BlockView) -> Query[StayView | BlockView]:
    """The question for the same thing after the drop."""
    if isinstance(view, BlockView):
        return BlockDetail(block_id=view.id)
    return StayDetail(stay_id=view.id)


def with_room(command: Command, command_id: UUID, room_id: UUID) -> Command:
    """The same move to another room."""
    return replace(command, id=command_id, room_id=room_id) if isinstance(command, MoveStay) else command


def done_sentence(taken: Taken, aim: Aim, number: str) -> str:
    """What the toast says of a drop; `number` is the room's, or ""."""
    view = taken.view
    if isinstance(view, BlockView):
        return tr("The block is moved to {room}", room=number)
    name = words.guest_name(view)
    if taken.part is Part.START:
        return tr("{name} arrives on {day}", name=name, day=words.day_month(aim.starts))
    if taken.part is Part.END:
        return tr("{name} leaves on {day}", name=name, day=words.day_month(aim.ends))
    if aim.room_id is None:
        return tr("{name} waits for a room", name=name)
    if aim.room_id == taken.room_id:
        return tr("{name} moved to {day}", name=name, day=words.day_month(aim.starts))
    return tr("{name} moved to {room}", name=name, room=number)
