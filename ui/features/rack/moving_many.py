"""What a drag of several bars means: each goes as many rows and days as the one that was taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.features.rack import BarKind, RackBars, RackHouse, StayCode
from app.features.reservations import ChangeBlock, MoveStay
from app.kernel.commands import Command
from app.kernel.text import tr
from ui.features.rack.canvas.overlays import Cells
from ui.features.rack.rack_data import date_of


@dataclass(frozen=True, slots=True)
class HeldBar:
    """One of the bars: where it stands, and what a command needs to know of its stay or block."""

    bar: int
    id: UUID
    name: str
    surname: str
    cells: Cells
    is_stay: bool
    arrival: date
    sold_type: int
    segment: int | None = None
    in_house: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """How far: rows of bars that show, and days."""

    rows: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Going:
    """A bar and where it would stand; `why_not` where that is no place for it."""

    held: HeldBar
    cells: Cells
    room_id: UUID | None
    why_not: str = ""


def held_bars(bars: RackBars, ids: Iterable[UUID]) -> tuple[HeldBar, ...]:
    """All bars of these stays and blocks, the last part of a cut stay first."""
    found = []
    for id_ in ids:
        own = bars.bars_of(id_).tolist()
        for bar in reversed(own):
            surname, given = bars.names(bar)
            stay = bool(bars.kind[bar] == BarKind.STAY)
            found.append(
                HeldBar(
                    bar, id_, f"{given} {surname}".strip(), surname,
                    Cells(int(bars.row[bar]), int(bars.start[bar]), int(bars.end[bar])), stay,
                    date_of(int(bars.start[own[0]])), int(bars.type[bar]),
                    int(bars.segment[bar]) if stay and len(own) > 1 else None,
                    bool(stay and bars.status[bar] == StayCode.CHECKED_IN),
                )
            )  # fmt: skip
    return tuple(found)


def going(
    held: Sequence[HeldBar], offset: Offset, rows: Sequence[int], room_of: Callable[[int], UUID | None]
) -> tuple[Going, ...]:
    """Where each would stand; `rows` are the rows of bars from top to bottom, as they show."""
    place = {row: number for number, row in enumerate(rows)}
    return tuple(_one(each, offset, rows, place.get(each.cells.row), room_of) for each in held)


def _one(
    held: HeldBar,
    offset: Offset,
    rows: Sequence[int],
    number: int | None,
    room_of: Callable[[int], UUID | None],
) -> Going:
    cells = replace(held.cells, start=held.cells.start + offset.days, end=held.cells.end + offset.days)
    why = ""
    if offset.rows:
        if number is None:
            why = tr("Its row is hidden. Open the group first.")
        elif not 0 <= number + offset.rows < len(rows):
            why = tr("There is no row so far away.")
        elif held.segment is not None and held.in_house:
            why = tr("The guest is in the house in more than one room. Move this stay alone.")
        else:
            cells = replace(cells, row=rows[number + offset.rows])
    room_id = room_of(cells.row)
    if not why and not held.is_stay and room_id is None:
        why = tr("A block needs a room.")
    return Going(held, cells, room_id, why)


def commands_of(
    gone: Sequence[Going], offset: Offset, new_id: Callable[[], UUID], *, reprice: bool
) -> tuple[Command, ...]:
    """The moves. Who goes farthest in the direction comes first, so that none waits for another."""
    way = (1 if offset.rows >= 0 else -1, 1 if offset.days >= 0 else -1)
    ordered = sorted(gone, key=lambda g: (-g.cells.row * way[0], -g.cells.start * way[1]))
    parted: set[UUID] = set()
    commands: list[Command] = []
    for each in sorted(ordered, key=lambda g: g.held.segment is None):
        held = each.held
        if not held.is_stay:
            assert each.room_id is not None
            commands.append(
                ChangeBlock(
                    id=new_id(), block_id=held.id, room_id=each.room_id, starts=date_of(each.cells.start),
                    ends=date_of(each.cells.end),
                )
            )  # fmt: skip
            continue
        # The first command of a cut stay shifts all its parts; the others only change the room.
        shifted = offset.days and held.id not in parted
        parted.add(held.id)
        if offset.rows or shifted:
            commands.append(
                MoveStay(
                    id=new_id(), stay_id=held.id, room_id=each.room_id, segment=held.segment,
                    arrival=date_of(each.cells.start - each.held.cells.start + _number(held.arrival))
                    if shifted else None,
                    reprice=reprice,
                )
            )  # fmt: skip
    return tuple(commands)


def _number(day: date) -> int:
    return (day - date_of(0)).days


def gain_minor(house: RackHouse, gone: Iterable[Going]) -> int:
    """What the published prices of the new rooms' types are above those of what was sold, a night."""
    types = {room.key: house.types[room.type_index] for room in house.rooms}
    return sum(
        types[each.room_id].rate_minor - house.types[each.held.sold_type].rate_minor
        for each in gone
        if each.held.is_stay and each.room_id in types
    )


def currency_of(house: RackHouse, gone: Iterable[Going]) -> str:
    """The one currency in which they are sold, or ""."""
    found = {house.types[each.held.sold_type].currency for each in gone if each.held.is_stay}
    return found.pop() if len(found) == 1 else ""
