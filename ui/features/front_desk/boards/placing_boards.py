"""Stays without a room, guests who change rooms, and rooms that are held, as boards."""

from collections.abc import Sequence
from dataclasses import replace

from app.features.front_desk import (
    BoardStay,
    HoldRow,
    Holds,
    HoldsView,
    RoomMoves,
    StayBoardView,
    Step,
    ToPlace,
    Urgency,
)
from app.kernel.text import fold, tr, trn
from ui.features.front_desk.boards import words
from ui.features.front_desk.boards.lines import (
    BoardCell,
    BoardColumn,
    BoardGroup,
    BoardLine,
    BoardSpec,
    Chip,
    Told,
)
from ui.features.front_desk.boards.stay_boards import columns, line
from ui.widgets.day_text import long_day, short_day


def to_place_board() -> BoardSpec:
    """Who has no room yet."""
    return BoardSpec(
        id="to_place", title=tr("To place"), icon="tray", columns=columns(tr("Needs it")),
        groups=(
            BoardGroup("now", tr("Tonight"), "warning-fill", "danger", "warning-fill"),
            BoardGroup("soon", tr("Tomorrow"), "hourglass", "warning", "hourglass"),
            BoardGroup("later", tr("Within two weeks"), "calendar-blank", "accent", "circle"),
        ),
        segments=(("", tr("All")), ("now", tr("Tonight")), ("soon", tr("Tomorrow")), ("later", tr("Later"))),
        question=lambda now: ToPlace(now=now), lines=_to_place, told=_to_place_told,
        order_note=tr("Sorted by the first night without a room."),
    )  # fmt: skip


def _to_place(view: StayBoardView) -> list[BoardLine]:
    return [_unplaced(row, view) for row in view.rows]


def _unplaced(row: BoardStay, view: StayBoardView) -> BoardLine:
    night = row.moves_on or row.arrival
    at = words.clock(row.at) if row.at is not None and night == row.arrival else ""
    first = BoardCell(words.near_day(night), at)
    stay = words.stay(row)
    days = replace(stay, second=tr("from {day}", day=words.near_day(row.arrival)))
    cells = (first, words.guest(row, view.hotels), words.room(row), days, words.balance(row))
    return line(row, cells, str(row.urgency), "", (night, row.surname))


def _to_place_told(view: StayBoardView, lines: Sequence[BoardLine]) -> Told:
    said = trn("{day} · {n} stay without a room", "{day} · {n} stays without a room", len(lines),
               day=long_day(view.day))  # fmt: skip
    return Told(said, tr("Everyone has a room"), tr("No stay of the next two weeks waits for a room."))


def moves_board() -> BoardSpec:
    """Who changes rooms."""
    heads = (
        BoardColumn(tr("Moves"), 82), BoardColumn(tr("Guest"), share=46), BoardColumn(tr("From"), 150),
        BoardColumn(tr("To"), 96), BoardColumn(tr("Stay"), 96), BoardColumn(tr("Needs"), share=54),
    )  # fmt: skip
    return BoardSpec(
        id="room_moves", title=tr("Room moves"), icon="arrows-left-right", columns=heads,
        groups=(
            BoardGroup("now", tr("Due today"), "warning-fill", "warning", "arrows-left-right"),
            BoardGroup("soon", tr("Tomorrow"), "hourglass", "warning", "hourglass"),
            BoardGroup("later", tr("Within three days"), "calendar-blank", "accent", "circle"),
        ),
        segments=(("", tr("All")), ("now", tr("Today")), ("soon", tr("Tomorrow")), ("later", tr("Later"))),
        question=lambda now: RoomMoves(now=now), lines=_moves, told=_moves_told,
        order_note=tr("Sorted by the day of the move."),
    )  # fmt: skip


def _moves(view: StayBoardView) -> list[BoardLine]:
    return [_move(row, view) for row in view.rows]


def _move(row: BoardStay, view: StayBoardView) -> BoardLine:
    day = row.moves_on or view.day
    there = BoardCell(row.moves_to or "–", _still(row), room_state=row.moves_to_state)
    stay = words.stay(row)
    first = BoardCell(tr("today") if day == view.day else words.near_day(day))
    cells = (first, words.guest(row, view.hotels), words.room(row), there, stay)
    made = line(row, cells, str(row.urgency), tr("The room is ready"), (day, row.surname))
    sort = (*made.sort[:3], (len(row.moves_to), row.moves_to), row.departure, made.sort[5])
    return replace(made, sort=sort)


def _still(row: BoardStay) -> str:
    """When who is in the way is expected to leave."""
    if not row.other or row.other_on is None:
        return ""
    return tr("free {day}", day=words.near_day(row.other_on))


def _moves_told(view: StayBoardView, lines: Sequence[BoardLine]) -> Told:
    due = sum(one.group == Urgency.NOW for one in lines)
    said = trn("{day} · {n} room move due", "{day} · {n} room moves due", due, day=long_day(view.day))
    return Told(said, tr("Nobody changes rooms"), tr("No guest moves today or in the next three days."))


def holds_board() -> BoardSpec:
    """Rooms that are kept for somebody."""
    heads = (
        BoardColumn(tr("Until"), 96), BoardColumn(tr("Held for"), share=60), BoardColumn(tr("Room"), 150),
        BoardColumn(tr("From"), 96), BoardColumn(tr("By"), 150), BoardColumn(tr("Needs"), share=40),
    )  # fmt: skip
    return BoardSpec(
        id="holds", title=tr("Courtesy holds"), icon="hand", columns=heads,
        groups=(
            BoardGroup("now", tr("Ends by tomorrow"), "warning-fill", "warning", "hourglass"),
            BoardGroup("soon", tr("Held now"), "hand", "accent", "hand"),
            BoardGroup("later", tr("Held later"), "calendar-blank", "accent", "circle"),
        ),
        segments=(("", tr("All")), ("now", tr("Ending")), ("soon", tr("Now")), ("later", tr("Later"))),
        question=lambda now: Holds(now=now), lines=_holds, told=_holds_told,
        order_note=tr("Sorted by the day on which the hold ends."),
    )  # fmt: skip


def _holds(view: HoldsView) -> list[BoardLine]:
    return [_hold(row, view) for row in view.rows]


def _hold(row: HoldRow, view: HoldsView) -> BoardLine:
    left = trn("{n} day left", "{n} days left", row.days_left)
    hotel = row.hotel if view.hotels > 1 else ""
    by, number = fold(row.created_by), (len(row.room), row.room)
    cells = (
        BoardCell(short_day(row.ends), left),
        BoardCell(row.reason or tr("no reason given"), hotel, strong=bool(row.reason)),
        BoardCell(row.room, row.room_type), BoardCell(short_day(row.starts)),
        BoardCell(row.created_by or "–", tone="text_secondary"),
    )  # fmt: skip
    ending = row.urgency is Urgency.NOW
    chips = (Chip(tr("Ends by tomorrow"), "warning", "clock"),) if ending else ()
    return BoardLine(
        key=row.block_id, stay_id=None, row=row, group=str(row.urgency), cells=cells, chips=chips,
        fine=tr("Not yet due"), step=str(Step.RELEASE), words=fold(words.all_words(cells, chips)),
        sort=(row.ends, fold(row.reason), number, row.starts, by, row.ends),
        segments=frozenset((str(row.urgency), "")),
    )  # fmt: skip


def _holds_told(view: HoldsView, lines: Sequence[BoardLine]) -> Told:
    said = trn("{day} · {n} room held", "{day} · {n} rooms held", len(lines), day=long_day(view.day))
    text = tr("Block a room on the rack as a courtesy hold, and it stands here until it ends.")
    return Told(said, tr("No room is held"), text)
