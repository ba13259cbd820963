"""What a drop would change, as lines to read: before and after of a stay, or why not and what instead."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.features.rack import RackHouse, RoomState
from app.features.reservations import StayView
from app.kernel.dates import Slot
from app.kernel.text import tr
from ui.features.rack.words import day_month, nights_text, owed_minor, room_state_word, stay_days
from ui.widgets.money_text import money_text

# Runs of nights that are told each; more are told as one.
MOST_RUNS: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: as it is, as it would be; `changed` draws it strong with an arrow."""

    name: str
    before: str
    after: str
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """A numbered move that would succeed."""

    number: int
    title: str
    detail: str = ""
    state: str = ""
    amount: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """All that the card says. `allowed` None: the answer is not there yet."""

    title: str
    allowed: bool | None = None
    sentence: str = ""
    lines: tuple[Line, ...] = ()
    offers: tuple[Offer, ...] = ()
    question: str = ""
    answers: tuple[str, ...] = ()
    answer: int = 0
    keys: tuple[tuple[str, str], ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What the preview says of a room."""

    number: str
    type_name: str
    features: str
    state: str
    rate_minor: int


def room_facts(house: RackHouse, room_id: UUID | None) -> RoomFacts | None:
    """The facts of a room; None for no room or an unknown one."""
    for room in house.rooms:
        if room.key == room_id:
            kind = house.types[room.type_index]
            return RoomFacts(room.number, kind.name, room.features, room.state.name.lower(), kind.rate_minor)
    return None


def state_word(state: str) -> str:
    """The room's state in words; a blocked room says so."""
    return tr("blocked") if state in _CLOSED else room_state_word(state)


_CLOSED = (RoomState.OUT_OF_ORDER.name.lower(), RoomState.OUT_OF_SERVICE.name.lower())


def room_of(view: StayView, night: date | None = None, segment: int | None = None) -> UUID | None:
    """The room of a part, of a night, or of the first night."""
    if segment is not None:
        return next((part.room_id for part in view.parts if part.segment == segment), None)
    if night is not None:
        return next((n.room_id for n in view.nights if n.night == night), None)
    return view.nights[0].room_id if view.nights else None


def stay_lines(
    house: RackHouse, before: StayView, after: StayView, rooms: tuple[UUID | None, UUID | None]
) -> tuple[Line, ...]:
    """What changes between two views of a stay whose moved part goes from one room to another."""
    old, new = room_facts(house, rooms[0]), room_facts(house, rooms[1])
    lines = []
    no_room = tr("no room")
    if rooms[0] != rooms[1]:
        lines.append(Line(tr("Room"), old.number if old else no_room, new.number if new else no_room))
        if old and new and old.type_name != new.type_name:
            lines.append(Line(tr("Type"), old.type_name, new.type_name))
    lines += _date_lines(before, after)
    if rooms[0] != rooms[1] and new is not None:
        was = state_word(old.state) if old else "–"
        lines.append(Line(tr("Room state"), was, state_word(new.state), was != state_word(new.state)))
    lines += _money_lines(before, after)
    return tuple(lines)


def _date_lines(before: StayView, after: StayView) -> list[Line]:
    old, new = (before.departure - before.arrival).days, (after.departure - after.arrival).days
    if (before.arrival, before.departure) == (after.arrival, after.departure):
        return [Line(tr("Nights"), str(old) if old else nights_text(0), tr("{n}, same dates", n=old), False)]
    lines = []
    if old != new:
        lines.append(Line(tr("Nights"), str(old), str(new)))
    days = stay_days(before.arrival, before.departure), stay_days(after.arrival, after.departure)
    return [*lines, Line(tr("Stay"), *days)]


def _money_lines(before: StayView, after: StayView) -> list[Line]:
    currency = before.currency

    def line(name: str, old: int, new: int) -> Line:
        text = money_text(new, currency) if old != new else tr("unchanged")
        return Line(name, money_text(old, currency), text, old != new)

    lines = [line(tr("Price"), before.total_minor, after.total_minor)]
    if before.total_minor != after.total_minor or any(night.rate_code for night in before.nights):
        lines += _night_lines(before, after)
    was, would = owed_minor(before), owed_minor(after)
    if was is not None and would is not None and was != would and before.deposit_paid_minor:
        lines.append(line(tr("Still to pay"), was, would))
    return lines


def _night_lines(before: StayView, after: StayView) -> list[Line]:
    """Which nights are given back, added or cost something else, each as sold and as it would be."""
    was = {night.night: night.price_minor for night in before.nights if night.slot == Slot.NIGHT}
    now = {night.night: night.price_minor for night in after.nights if night.slot == Slot.NIGHT}
    gone = [(day, -price) for day, price in was.items() if day not in now]
    more = [(day, price) for day, price in now.items() if day not in was]
    other = [(day, price - was[day]) for day, price in now.items() if was.get(day, price) != price]
    return [
        *_by_night(tr("Given back"), gone, before.currency), *_by_night(tr("Added"), more, before.currency),
        *_by_night(tr("Other price"), other, before.currency),
    ]  # fmt: skip


def _by_night(name: str, nights: list[tuple[date, int]], currency: str) -> list[Line]:
    """A line for each run of nights at one price; all in one where they are many."""
    runs: list[list[tuple[date, int]]] = []
    for day, minor in nights:
        last = runs[-1][-1] if runs else None
        if last is not None and last[1] == minor and day - last[0] == timedelta(days=1):
            runs[-1].append((day, minor))
        else:
            runs.append([(day, minor)])
    if len(runs) > MOST_RUNS:
        return [Line(name, nights_text(len(nights)), gain_text(sum(minor for _, minor in nights), currency))]
    return [
        Line(name if number == 0 else "", _days(run), gain_text(sum(minor for _, minor in run), currency))
        for number, run in enumerate(runs)
    ]


def _days(run: list[tuple[date, int]]) -> str:
    first, last = run[0][0], run[-1][0]
    if first == last:
        return day_month(first)
    if first.month == last.month:
        return f"{first.day} – {day_month(last)}"
    return f"{day_month(first)} – {day_month(last)}"


def price_answers(gain_minor: int | None, currency: str) -> tuple[str, str]:
    """The two prices of a move to another type: at its price, or kept. None: by how much is not known."""
    if gain_minor is None:
        return tr("At the other type’s price"), tr("Kept as it is")
    amount = money_text(abs(gain_minor), currency, cents=bool(gain_minor % 100))
    if gain_minor > 0:
        return tr("Raised {amount} a night", amount=amount), tr("Kept, free upgrade")
    return tr("Lowered {amount} a night", amount=amount), tr("Kept as it is")


def gain_text(minor: int, currency: str) -> str:
    """ "+ € 90.00", "− € 30.00" or "€ 0.00"."""
    return ("+ " if minor > 0 else "") + money_text(minor, currency)
