"""What the lists of groups and of their stays show, and the lines above a group."""

from app.features.reservations.groups import GroupRow, GroupStay, GroupView
from app.kernel.text import tr, trn
from ui.widgets.data_table import Column
from ui.widgets.day_text import day_span, long_day, short_day
from ui.widgets.status_chip import LOOKS
from ui.widgets.table_paint import Cell


def group_columns() -> list[Column[GroupRow]]:
    """Name over dates, and how much of what is kept is taken over how many still need a room."""
    return [
        Column(title=tr("Group"), cell=lambda r: Cell(r.name, strong=True, tip=_tip(r), under=_dates(r)),
               sort_key=lambda r: r.arrival, width=0),
        Column(title=tr("Taken"), cell=_taken, sort_key=lambda r: r.picked, width=104, right=True),
    ]  # fmt: skip


def _dates(row: GroupRow) -> str:
    first, last = row.arrival, row.departure
    if first.month == last.month:
        return f"{first.day} – {last.day} {last:%b}"
    return f"{first.day} {first:%b} – {last.day} {last:%b}"


def _tip(row: GroupRow) -> str:
    return f"{row.name}\n{row.company}".strip()


def _taken(row: GroupRow) -> Cell:
    tone = "text" if row.released_at is None else "text_secondary"
    without = trn("{n} without room", "{n} without room", row.without_room) if row.without_room else " "
    return Cell(f"{row.picked} / {row.allotted}", tone=tone, under=without)


def stay_columns() -> list[Column[GroupStay]]:
    """Who they are, and in which rooms."""
    return [
        Column(title=tr("Guest"), cell=lambda r: Cell(r.guest, strong=True), width=0),
        Column(title=tr("Room"), cell=_room, width=84),
        Column(title=tr("Room type"), cell=lambda r: Cell(r.room_type), width=150),
        Column(title=tr("Nights"), cell=lambda r: Cell(f"{short_day(r.arrival)} – {short_day(r.departure)}"),
               sort_key=lambda r: r.arrival, width=190),
        Column(title=tr("People"), cell=lambda r: Cell(str(r.adults + r.children)), width=66, right=True),
        Column(title=tr("Booking"), cell=lambda r: Cell(r.number, tone="text_secondary"), width=120),
        Column(title="", cell=_state, width=112),
    ]  # fmt: skip


def _room(row: GroupStay) -> Cell:
    return Cell(row.room) if row.room else Cell(tr("none yet"), tone="text_secondary")


def _state(row: GroupStay) -> Cell:
    words = {
        "tentative": tr("Tentative"), "confirmed": tr("Confirmed"), "checked_in": tr("In house"),
        "checked_out": tr("Left"),
    }  # fmt: skip
    text = words.get(row.status, row.status)
    return Cell(text, chip=row.status) if row.status in LOOKS else Cell(text, tone="text_secondary")


def headline(view: GroupView) -> str:
    """Code, dates, company, contact."""
    row = view.row
    nights = trn("{n} night", "{n} nights", len(view.nights))
    parts = [row.code, day_span(row.arrival, row.departure), nights, row.company, view.contact]
    return " · ".join(part for part in parts if part)


def under(view: GroupView) -> str:
    """What is kept, taken and left, and until when."""
    row = view.row
    said = tr(
        "{kept} room-nights kept, {taken} taken, {left} left.",
        kept=row.allotted,
        taken=row.picked,
        left=row.left,
    )
    if row.released_at is not None:
        return said + " " + tr("Released on {day}.", day=long_day(row.released_at.date()))
    if row.cut_off is not None:
        return said + " " + tr("Kept until {day}, then for sale.", day=long_day(row.cut_off))
    return said
