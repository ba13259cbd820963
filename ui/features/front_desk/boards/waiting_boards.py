"""The waitlist, and what departments were asked to do, as boards."""

from collections.abc import Sequence

from app.features.front_desk import (
    DEPARTMENTS,
    Step,
    TaskRow,
    TasksView,
    TraceBoard,
    Urgency,
    WaitBoard,
    WishesView,
    WishRow,
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
from ui.widgets.day_text import long_day, short_day


def waitlist_board() -> BoardSpec:
    """Who wants to come when there is room."""
    heads = (
        BoardColumn(tr("Arrives"), 104), BoardColumn(tr("Guest"), share=46), BoardColumn(tr("Wants"), 150),
        BoardColumn(tr("Stay"), 96), BoardColumn(tr("Free now"), 120), BoardColumn(tr("Needs"), share=54),
    )  # fmt: skip
    return BoardSpec(
        id="waitlist", title=tr("Waitlist"), icon="hourglass", columns=heads,
        groups=(
            BoardGroup("now", tr("Holds an offer"), "hand", "warning", "hand"),
            BoardGroup("soon", tr("A room is free now"), "check-circle-fill", "success", "check"),
            BoardGroup("later", tr("Waits"), "hourglass", "accent", "circle"),
        ),
        segments=(("", tr("All")), ("now", tr("Offered")), ("soon", tr("Can be offered")),
                  ("later", tr("Waiting"))),
        question=lambda now: WaitBoard(now=now), lines=_wishes, told=_wishes_told,
        order_note=tr("Sorted by who can be helped now, then by priority and arrival."),
    )  # fmt: skip


def _wishes(view: WishesView) -> list[BoardLine]:
    return [_wish(row, view, number) for number, row in enumerate(view.rows)]


def _wish(row: WishRow, view: WishesView, number: int) -> BoardLine:
    entry = row.entry
    flexible = trn("± {n} day", "± {n} days", entry.flexible_days) if entry.flexible_days else ""
    people = trn("{n} person", "{n} people", entry.adults + entry.children)
    where = [row.hotel] if view.hotels > 1 else []
    contact = " · ".join([*where, people, *filter(None, (entry.phone or entry.email,))])
    nights = trn("{n} night", "{n} nights", entry.nights)
    free = entry.offer_room or entry.fit_room
    start = entry.offer_arrival or entry.fit_arrival
    cells = (
        BoardCell(short_day(entry.arrival), flexible),
        BoardCell(entry.guest, contact, strong=True, icon="star-fill" if entry.vip else ""),
        BoardCell(entry.room_type or tr("any room")),
        BoardCell(nights, tr("to {day}", day=words.near_day(entry.departure))),
        BoardCell(free or "–", tr("from {day}", day=words.near_day(start)) if start else entry.fit_type),
    )  # fmt: skip
    chips = _wish_chips(row)
    sort = (entry.arrival, fold(entry.guest), entry.room_type, entry.departure, free, number)
    return BoardLine(
        key=entry.entry_id, stay_id=None, row=row, group=str(row.urgency), cells=cells, chips=chips,
        fine="", step=str(row.step), sort=sort,
        words=fold(words.all_words(cells, chips, entry.note, entry.email, entry.phone)),
        segments=frozenset((str(row.urgency), "")),
    )  # fmt: skip


def _wish_chips(row: WishRow) -> tuple[Chip, ...]:
    entry, found = row.entry, []
    if row.urgency is Urgency.NOW:
        held = tr("Held")
        if row.held_until is not None:
            day, time = words.near_day(row.held_until.date()), f"{row.held_until:%H:%M}"
            held = tr("Held until {day} {time}", day=day, time=time)
        found.append(Chip(held, "warning", "clock"))
    elif row.urgency is Urgency.SOON:
        found.append(Chip(tr("{room} is free", room=entry.fit_room), "info", "bed"))
    else:
        found.append(Chip(tr("No room is free yet"), "plain", "hourglass"))
    if entry.priority:
        found.append(Chip(tr("Priority {n}", n=entry.priority), "plain"))
    if entry.note:
        found.append(Chip(entry.note.split("\n", 1)[0], "plain", "note"))
    return tuple(found)


def _wishes_told(view: WishesView, lines: Sequence[BoardLine]) -> Told:
    said = trn("{day} · {n} guest waits", "{day} · {n} guests wait", len(lines), day=long_day(view.day))
    return Told(said, tr("Nobody waits"), tr("Who cannot be booked because the house is full stands here."))


def traces_board() -> BoardSpec:
    """What is to be done."""
    heads = (
        BoardColumn(tr("Due"), 96), BoardColumn(tr("To do"), share=64), BoardColumn(tr("Room"), 96),
        BoardColumn(tr("Guest"), 200), BoardColumn(tr("Department"), 130), BoardColumn(tr("Needs"), share=36),
    )  # fmt: skip
    return BoardSpec(
        id="traces", title=tr("Traces"), icon="list-bullets", columns=heads,
        groups=(
            BoardGroup("now", tr("Overdue"), "warning-fill", "danger", "warning-fill"),
            BoardGroup("soon", tr("Due today"), "hourglass", "warning", "hourglass"),
            BoardGroup("later", tr("Due tomorrow"), "calendar-blank", "accent", "circle"),
        ),
        segments=(("", tr("All")), ("desk", tr("Front desk")), ("others", tr("Other departments")),
                  ("now", tr("Overdue"))),
        question=lambda now: TraceBoard(now=now), lines=_tasks, told=_tasks_told,
        order_note=tr("Sorted by the day on which it is due."),
    )  # fmt: skip


def _tasks(view: TasksView) -> list[BoardLine]:
    return [_task(row, view, number) for number, row in enumerate(view.rows)]


def _task(row: TaskRow, view: TasksView, number: int) -> BoardLine:
    trace = row.trace
    name = DEPARTMENTS.get(trace.department, trace.department)
    department = tr(name)
    due = tr("today") if row.urgency is Urgency.SOON else short_day(trace.due_on)
    first, _, rest = trace.text.partition("\n")
    place = f"{row.hotel} · {trace.number}" if view.hotels > 1 else trace.number
    cells = (
        BoardCell(due), BoardCell(" ".join(first.split()), " ".join(rest.split())),
        BoardCell(trace.room or "–"), BoardCell(trace.guest, place, strong=True),
        BoardCell(department, trace.made_by, tone="text_secondary"),
    )  # fmt: skip
    late = row.urgency is Urgency.NOW
    chips = (Chip(tr("Overdue"), "danger", "warning"),) if late else ()
    side = "desk" if trace.department == "front_desk" else "others"
    sort = (trace.due_on, fold(first), (len(trace.room), trace.room), fold(trace.guest), department, number)
    return BoardLine(
        key=trace.id, stay_id=trace.stay_id, row=row, group=str(row.urgency), cells=cells, chips=chips,
        fine=tr("In time"), step=str(Step.FINISH), words=fold(words.all_words(cells, chips)), sort=sort,
        segments=frozenset((str(row.urgency), side, "")),
    )  # fmt: skip


def _tasks_told(view: TasksView, lines: Sequence[BoardLine]) -> Told:
    due = sum(one.group != Urgency.LATER for one in lines)
    said = trn("{day} · {n} trace due", "{day} · {n} traces due", due, day=long_day(view.day))
    return Told(said, tr("Nothing is due"), tr("What departments are asked to do for a booking stands here."))
