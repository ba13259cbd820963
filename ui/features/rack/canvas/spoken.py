"""The accessible text of a cell: room, day, and what stands there, in the desk's words."""

from typing import Final

from app.features.rack import BarKind, Look
from app.kernel.text import tr, trn
from ui.features.rack.canvas.frame import Frame, date_of
from ui.features.rack.canvas.header_words import day_names, short_months
from ui.features.rack.canvas.hits import bar_of_night

LOOKS: Final = {
    Look.URGENT: "urgent",
    Look.ARRIVES: "arrives today",
    Look.LEAVES: "leaves today",
    Look.IN_HOUSE: "in house",
    Look.FUTURE: "booked",
    Look.PAST: "left",
    Look.TENTATIVE: "tentative",
    Look.OVERSOLD: "oversold",
    Look.OUT_OF_ORDER: "out of order",
    Look.OUT_OF_SERVICE: "out of service",
    Look.HOLD: "held",
    Look.NOTHING_DUE: "nothing due",
    Look.DEPOSIT_PAID: "deposit paid",
    Look.DEPOSIT_DUE: "deposit due",
    Look.BALANCE_DUE: "balance due",
    Look.NOT_GUARANTEED: "not guaranteed",
}


def day_text(day: int) -> str:
    """Such as "Sat 21 Nov"."""
    date = date_of(day)
    return f"{day_names(3)[date.weekday()]} {date.day} {short_months()[date.month - 1]}"


def cell_text(frame: Frame, row: int, day: int) -> str:
    """What a screen reader says of a cell."""
    house, bars = frame.scene.house, frame.scene.bars
    if row < len(house.rooms):
        room = house.rooms[row]
        where = tr("Room {number}, {type}", number=room.number, type=house.types[room.type_index].name)
    else:
        where = tr("Unassigned, {type}", type=house.types[row - len(house.rooms)].name)
    head = f"{where}, {day_text(day)}"
    bar = bar_of_night(frame, row, day)
    if bar < 0:
        return tr("{cell}: free", cell=head)
    state = tr(LOOKS[Look(int(frame.scene.looks[bar]))])
    surname, given = bars.names(bar)
    if bars.kind[bar] != BarKind.STAY:
        return tr("{cell}: {state}, {reason}", cell=head, state=state, reason=surname)
    nights = trn("{n} night", "{n} nights", int(bars.nights[bar]))
    guest = f"{given} {surname}".strip()
    return tr("{cell}: {guest}, {state}, {nights}", cell=head, guest=guest, state=state, nights=nights)
