"""Make it fit: the moves that make room for what was refused, with reasons, or why nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.front_desk.queries import fitting_house, fitting_rows, fitting_words
from app.features.front_desk.queries.fitting_house import NUMBER, FittingHouse
from app.features.front_desk.queries.fitting_rows import StayRow
from app.features.front_desk.queries.fitting_words import PlannedMove
from app.features.front_desk.rules.fitting import Fixed, Piece, Plan, block_span, clash, stay_span
from app.features.front_desk.rules.solving import solve
from app.features.reservations import BlockRoom, ChangeStayDates, MoveStay, Reserve, Status
from app.infra.bus import Answering
from app.kernel.clock import derived_id
from app.kernel.commands import Command, Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

# What can be made to fit; a move to no room means: to any.
FITTED: Final = (Reserve, MoveStay, ChangeStayDates, BlockRoom)


@dataclass(frozen=True, slots=True)
class Seen:
    """How a stay stood when a plan was made."""

    stay_id: UUID
    mark: str


@dataclass(frozen=True, slots=True)
class FitView:
    """A plan: `commands` carry it out together. Without one the sentence says why.

    `proved`: there is none with fewer moves, or none at all; else it was not found in time.
    """

    fits: bool
    sentence: str
    moves: tuple[PlannedMove, ...] = ()
    commands: tuple[Command, ...] = ()
    seen: tuple[Seen, ...] = ()
    minutes: int = 0
    proved: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class MakeItFit(Query[FitView]):
    """Which moves would let a refused command succeed? `command` is one of FITTED.

    `move_in_house`: guests in the house may be moved too, from today on. `upgrades`: to better rooms for
    the price sold, where the types as sold do not do.
    """

    command: Command
    move_in_house: bool = False
    upgrades: bool = True


@dataclass(slots=True)
class Wanted:
    """What is to be placed: targets, the bars that they are of, and the pieces that they were."""

    targets: list[Piece]
    rows: list[StayRow | None]
    without: list[int]
    words: str


def make_it_fit(query: MakeItFit, *, session: Session) -> FitView:
    """Load the weeks in question, solve, and say it in the desk's words."""
    command = query.command
    property_id, last = _where(session, command)
    house = fitting_house.load(session, property_id, last, in_house=query.move_in_house)
    wanted = _wanted(house, query)
    if isinstance(wanted, str):
        return FitView(fits=False, sentence=wanted)
    problem = house.problem(wanted.targets, wanted.without, upgrades=query.upgrades)
    own = [n for n in range(len(house.pieces)) if n not in set(wanted.without)]
    plan = solve(problem)
    if not plan.fits:
        return FitView(fits=False, sentence=fitting_words.why_not(problem, plan), proved=plan.proved)
    return _view(session, house, query, wanted, plan, own)


def _where(session: Session, command: Command) -> tuple[UUID, date]:
    """The hotel that a command is about, and its last day."""
    if isinstance(command, Reserve):
        return command.property_id, max(room.departure for room in command.rooms)
    if isinstance(command, BlockRoom):
        found = fitting_rows.property_of_room(session, command.room_id)
        last: date | None = command.ends
    elif isinstance(command, MoveStay | ChangeStayDates):
        found = fitting_rows.property_of(session, command.stay_id)
        standing = fitting_rows.standings(session, [command.stay_id]).get(command.stay_id)
        last = standing.parts[-1][2] if standing and standing.parts else None
        if isinstance(command, ChangeStayDates):
            last = command.departure
        elif command.arrival is not None and last is not None and standing is not None:
            last = command.arrival + (last - standing.parts[0][1])
    else:
        raise ValueError(f"{command.verb} cannot be made to fit")
    if found is None or last is None:
        raise NotFound(tr("This stay does not exist any more."))
    return found, last


def _wanted(house: FittingHouse, query: MakeItFit) -> Wanted | str:
    """Who is to be placed; a sentence where that cannot be."""
    command = query.command
    if isinstance(command, Reserve):
        targets = [
            Piece(stay_span(r.arrival, r.departure), house.kind_index(r.room_type_id), r.adults + r.children)
            for r in command.rooms
        ]
        return Wanted(targets, [None] * len(targets), [], command.guest.surname or tr("the new stay"))
    if isinstance(command, BlockRoom):
        return _out_of(house, command)
    if isinstance(command, MoveStay):
        return _moving(house, command)
    assert isinstance(command, ChangeStayDates)
    return _longer(house, command, move_in_house=query.move_in_house)


def _out_of(house: FittingHouse, command: BlockRoom) -> Wanted | str:
    """Everybody who is in a room that breaks."""
    room, span = house.room_index(command.room_id), block_span(command.starts, command.ends)
    assert room is not None
    inside = [n for n, p in enumerate(house.pieces) if p.room == room and clash(p.span, span)]
    if not inside:
        return tr("Nobody is in room {room} then: no move makes it free.", room=house.places[room].number)
    for n in inside:
        if house.pieces[n].fixed:
            return fitting_words.stays(house.rows[n], house.pieces[n].fixed)
    house.held.append((room, span))
    return Wanted(
        [house.pieces[n] for n in inside], [house.rows[n] for n in inside], inside,
        tr("room {room} is blocked", room=house.places[room].number),
    )  # fmt: skip


def _own(house: FittingHouse, stay_id: UUID, segment: int | None) -> tuple[list[int], list[StayRow]]:
    """The pieces of a stay and its bars, also those that wait for a room."""
    pieces = [n for n, row in enumerate(house.rows) if row.stay_id == stay_id]
    rows = [*(house.rows[n] for n in pieces), *(r for r in house.waiting if r.stay_id == stay_id)]
    if segment is not None:
        rows = [row for row in rows if row.segment == segment]
        pieces = [n for n in pieces if house.rows[n].segment == segment]
    return pieces, sorted(rows, key=lambda row: row.starts)


def _moving(house: FittingHouse, command: MoveStay) -> Wanted | str:
    """A stay that wants a room: a certain one, or any."""
    pieces, rows = _own(house, command.stay_id, command.segment)
    if len(rows) != 1:
        return tr("The stay is in several parts. Choose one of them.")
    row = rows[0]
    if row.locked:
        return fitting_words.stays(row, Fixed.LOCKED)
    if row.status == Status.CHECKED_IN and command.room_id is None:
        return fitting_words.stays(row, Fixed.IN_HOUSE)
    days = (command.arrival - row.arrival).days if command.arrival is not None else 0
    first = max(row.starts, house.today) if row.status == Status.CHECKED_IN else row.starts
    piece = replace(
        house.piece_of(row, in_house=True),
        span=stay_span(first + timedelta(days=days), row.ends + timedelta(days=days)), room=None,
    )  # fmt: skip
    room = house.room_index(command.room_id)
    if room is not None:
        number = frozenset({NUMBER + house.places[room].number})
        piece = replace(piece, needs=number, likes=frozenset(), kind=house.places[room].kind)
    house.waiting.clear()
    return Wanted([piece], [row], pieces, fitting_words.name_of(row))


def _longer(house: FittingHouse, command: ChangeStayDates, *, move_in_house: bool) -> Wanted | str:
    """A stay that lasts longer: its first or last part, in its own room or from another one on."""
    _, rows = _own(house, command.stay_id, None)
    if not rows:
        return tr("The stay is over.")
    if command.arrival < rows[0].arrival and command.departure > rows[-1].departure:
        return tr("Change the arrival and the departure one after the other.")
    row = rows[0] if command.arrival < rows[0].arrival else rows[-1]
    number = next((n for n, other in enumerate(house.rows) if other is row), None)
    if number is None:
        return tr("{name} has no room yet.", name=fitting_words.name_of(row))
    piece = house.piece_of(row, in_house=move_in_house)
    starts = command.arrival if row is rows[0] else row.starts
    first = max(starts, house.today) if row.status == Status.CHECKED_IN else starts
    ends = command.departure if row is rows[-1] else row.ends
    if piece.fixed and piece.room is not None:  # it stays, and only its next nights are asked for
        piece = replace(piece, needs=frozenset({NUMBER + house.places[piece.room].number}))
    target = replace(piece, span=stay_span(first, ends), fixed=Fixed.NO)
    house.waiting.clear()
    return Wanted([target], [row], [number], fitting_words.name_of(row))


def _view(
    session: Session, house: FittingHouse, query: MakeItFit, wanted: Wanted, plan: Plan, own: Sequence[int]
) -> FitView:
    assert plan.places is not None
    told = fitting_words.Told(house, wanted.targets, wanted.rows, plan, own, wanted.words)
    moves = [told.of_piece(n) for n in plan.moves]
    command = query.command
    for number, (row, room) in enumerate(zip(wanted.rows, plan.places, strict=True)):
        moved = row is not None and wanted.targets[number].room not in (None, room)
        if moved and row is not None:
            moves.append(told.of_target(number))
    commands: list[Command] = [
        MoveStay(id=derived_id(command.id, "fit", n), stay_id=m.stay_id, room_id=m.to_room_id,
                 segment=m.segment)
        for n, m in enumerate(moves)
    ]  # fmt: skip
    last = _resolved(house, command, plan.places)
    commands += [last] if last is not None else []
    stays = sorted({m.stay_id for m in moves} | {r.stay_id for r in wanted.rows if r is not None})
    standings = fitting_rows.standings(session, stays)
    seen = tuple(Seen(id_, standings[id_].mark) for id_ in stays if id_ in standings)
    sentence = fitting_words.it_fits(plan, wanted.words, len(moves))
    minutes = sum(move.minutes for move in moves)
    return FitView(True, sentence, tuple(moves), tuple(commands), seen, minutes, plan.proved)


def _resolved(house: FittingHouse, command: Command, places: Sequence[int]) -> Command | None:
    """The refused command itself, as it would succeed after the moves."""
    new = derived_id(command.id, "fitted")
    if isinstance(command, Reserve):
        rooms = tuple(
            replace(r, room_id=house.rooms[n].id) for r, n in zip(command.rooms, places, strict=True)
        )
        return replace(command, id=new, rooms=rooms)
    if isinstance(command, MoveStay):
        return replace(command, id=new, room_id=house.rooms[places[0]].id, accept_conflict=False)
    return replace(command, id=new) if isinstance(command, BlockRoom | ChangeStayDates) else None


ANSWERS = (Answering(MakeItFit, make_it_fit),)
