"""Arrivals, departures and guests in the house as boards."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from app.features.front_desk import (
    Arrivals,
    BoardStay,
    Departures,
    InHouse,
    StayBoardView,
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
    Told,
)
from ui.widgets.day_text import long_day

NO_SHOW: Final = "no_show"
URGENT: Final = "warning-fill"


def columns(first: str) -> tuple[BoardColumn, ...]:
    """The columns of all boards of stays."""
    return (
        BoardColumn(first, 82), BoardColumn(tr("Guest"), share=46), BoardColumn(tr("Room"), 150),
        BoardColumn(tr("Stay"), 96), BoardColumn(tr("Balance"), 96, right=True),
        BoardColumn(tr("Needs"), share=54),
    )  # fmt: skip


def arrivals_board() -> BoardSpec:
    """Who is to come."""
    return BoardSpec(
        id="arrivals", title=tr("Arrivals"), icon="sign-in", columns=columns(tr("Expected")),
        groups=(
            BoardGroup("now", tr("Waiting or late"), URGENT, "danger", URGENT, tr("time is over")),
            BoardGroup("soon", tr("Within the hour"), "hourglass", "warning", "hourglass"),
            BoardGroup("later", tr("Later today"), "calendar-blank", "accent", "circle"),
            BoardGroup("done", tr("Checked in today"), "check-circle-fill", "success", "check"),
            BoardGroup(NO_SHOW, tr("Did not come"), "user-minus", "text_secondary", "x"),
        ),
        segments=(("open", tr("To arrive")), ("in", tr("Checked in")), (NO_SHOW, tr("No-show")),
                  ("", tr("All"))),
        question=lambda now: Arrivals(now=now), lines=_arrivals, told=_arrivals_told,
        order_note=tr("Sorted by urgency: late, then by expected time."),
    )  # fmt: skip


def _arrivals(view: StayBoardView) -> list[BoardLine]:
    return [_arrival(row, view) for row in view.rows]


def _arrival(row: BoardStay, view: StayBoardView) -> BoardLine:
    segment = {"checked_in": "in", "checked_out": "in", NO_SHOW: NO_SHOW}.get(row.status, "open")
    cells = (words.when(row, view.day), words.guest(row, view.hotels), words.room(row), words.stay(row),
             words.balance(row))  # fmt: skip
    fine = {"in": _settled(row), NO_SHOW: tr("did not come")}.get(segment, tr("Nothing missing"))
    made = line(row, cells, segment, fine, row.minutes if row.minutes is not None else 10_000)
    return replace(made, group=NO_SHOW) if segment == NO_SHOW else made


def _settled(row: BoardStay) -> str:
    return tr("in since {time}", time=words.clock(row.came_at)) if row.came_at else ""


def _arrivals_told(view: StayBoardView, lines: Sequence[BoardLine]) -> Told:
    to_come = sum("open" in one.segments for one in lines)
    day = long_day(view.day)
    said = trn("{day} · {n} still to come", "{day} · {n} still to come", to_come, day=day)
    if not lines:
        return Told(said, tr("Nobody arrives today"), _first(view))
    return Told(said, tr("Everyone is here"), _first(view))


def _first(view: StayBoardView) -> str:
    if not view.next_name:
        return tr("Nobody is expected tomorrow.")
    if view.next_at is None:
        return tr("The first one tomorrow: {name}.", name=view.next_name)
    return tr("The first one tomorrow: {name}, {time}.", name=view.next_name, time=words.clock(view.next_at))


def departures_board() -> BoardSpec:
    """Who is to leave."""
    return BoardSpec(
        id="departures", title=tr("Departures"), icon="sign-out", columns=columns(tr("Leaves")),
        groups=(
            BoardGroup("now", tr("Past their time"), URGENT, "danger", URGENT, tr("time is over")),
            BoardGroup("soon", tr("Within the hour"), "hourglass", "warning", "hourglass"),
            BoardGroup("later", tr("Later today"), "calendar-blank", "accent", "circle"),
            BoardGroup("done", tr("Left today"), "check-circle-fill", "success", "check"),
        ),
        segments=(("open", tr("To leave")), ("owe", tr("To pay")), ("out", tr("Left")), ("", tr("All"))),
        question=lambda now: Departures(now=now), lines=_departures, told=_departures_told,
        order_note=tr("Sorted by urgency: past check-out time, then by time."),
    )  # fmt: skip


def _departures(view: StayBoardView) -> list[BoardLine]:
    return [_departure(row, view) for row in view.rows]


def _departure(row: BoardStay, view: StayBoardView) -> BoardLine:
    done = row.urgency is Urgency.DONE
    left = BoardCell(words.clock(row.left_at) if row.left_at else "–", tone="text_secondary")
    first = words.clock(row.at) if row.at else ""
    over = tr("since {day}", day=words.near_day(row.departure))
    due = BoardCell(first, over if row.departure < view.day else words.ahead(row))
    came = since(row)
    room = words.room(row)
    cells = (left if done else due, words.guest(row, view.hotels), room, came, words.balance(row))
    segments = ("out",) if done else ("open", "owe") if row.owed_minor > 0 else ("open",)
    fine = (
        tr("left at {time}", time=words.clock(row.left_at)) if done and row.left_at else tr("Nothing missing")
    )
    made = line(row, cells, segments[0], fine, row.minutes or 0)
    return _with(made, segments)


def since(row: BoardStay) -> BoardCell:
    """ "3 nights", "since Tue 17"."""
    said = tr("since {day}", day=words.near_day(row.arrival))
    return BoardCell(said) if row.urgency is Urgency.DONE else BoardCell(words.stay(row).first, said)


def _departures_told(view: StayBoardView, lines: Sequence[BoardLine]) -> Told:
    to_leave = sum("open" in one.segments for one in lines)
    said = trn("{day} · {n} still to leave", "{day} · {n} still to leave", to_leave, day=long_day(view.day))
    title = tr("Everyone has left") if lines else tr("Nobody leaves today")
    text = tr("Nobody leaves tomorrow.")
    if view.next_name:
        text = tr("The first one tomorrow: {name}.", name=view.next_name)
    return Told(said, title, text)


def in_house_board() -> BoardSpec:
    """Everybody in the house."""
    return BoardSpec(
        id="in_house", title=tr("In house"), icon="key", columns=columns(tr("Leaves")),
        groups=(
            BoardGroup("now", tr("Should have left"), "warning-fill", "danger", "warning-fill"),
            BoardGroup("soon", tr("Leaving today"), "sign-out", "warning", "sign-out"),
            BoardGroup("later", tr("Staying on"), "key", "success", "key"),
        ),
        segments=(("", tr("All")), ("leaves", tr("Leaving today")), ("stays", tr("Staying on")),
                  ("new", tr("Arrived today")), ("owe", tr("Owing"))),
        question=lambda now: InHouse(now=now), lines=_in_house, told=_in_house_told,
        order_note=tr("Sorted by day of departure, then by room."),
    )  # fmt: skip


def _in_house(view: StayBoardView) -> list[BoardLine]:
    return [_guest(row, view, number) for number, row in enumerate(view.rows)]


def _guest(row: BoardStay, view: StayBoardView, number: int) -> BoardLine:
    leaves = row.departure <= view.day
    first = words.near_day(row.departure)
    detail = ""
    if leaves and row.at is not None:
        first, detail = words.clock(row.at), words.ahead(row)
        if row.departure < view.day:
            detail = tr("since {day}", day=words.near_day(row.departure))
    elif row.moves_on is not None and row.moves_to:
        detail = tr("moves {day}", day=words.near_day(row.moves_on))
    came = since(row)
    cells = (
        BoardCell(first, detail),
        words.guest(row, view.hotels),
        words.room(row),
        came,
        words.balance(row),
    )
    segments = ["leaves" if leaves else "stays"]
    if row.arrival == view.day:
        segments.append("new")
    if row.owed_minor > 0:
        segments.append("owe")
    made = line(row, cells, segments[0], tr("Nothing missing"), (row.departure, number))
    return _with(made, segments)


def _in_house_told(view: StayBoardView, lines: Sequence[BoardLine]) -> Told:
    people = sum(row.adults + row.children for row in view.rows)
    guests = trn("{n} guest", "{n} guests", people)
    rooms = trn("{n} room", "{n} rooms", len(lines))
    said = tr("{day} · {guests} in {rooms}", day=long_day(view.day), guests=guests, rooms=rooms)
    return Told(said, tr("The house is empty"), tr("Guests stand here once they are checked in."))


def line(row: BoardStay, cells: tuple[BoardCell, ...], segment: str, fine: str, first: Any) -> BoardLine:
    """A line of a stay; `first` is what the first column sorts by."""
    needs = words.chips(row)
    name = fold(f"{row.surname} {row.given}")
    more = (row.number, row.external_id, row.company, row.surname, row.note)
    sort = (first, name, (len(row.room), row.room), (row.departure, name), row.owed_minor, -len(needs))
    return BoardLine(
        key=row.stay_id, stay_id=row.stay_id, row=row, group=str(row.urgency), cells=cells, chips=needs,
        fine=fine, step=str(row.step), words=fold(words.all_words(cells, needs, *more)), sort=sort,
        segments=frozenset((segment, "")), small=row.urgency is Urgency.DONE,
    )  # fmt: skip


def _with(made: BoardLine, segments: Sequence[str]) -> BoardLine:
    return replace(made, segments=frozenset((*segments, "")))
