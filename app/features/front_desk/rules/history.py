"""What a change was, in plain words: the rows before and after it become lines with a name and two values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.kernel.text import marked, tr

Row = Mapping[str, Any]
Named = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One line: what it is about, its value before ("" for new) and after ("" for gone)."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of the journal: its table, what it had and has; None where it was not, or is no more."""

    table: str
    key: Row
    before: Row | None
    after: Row | None


_STAY: Final = {
    "arrival": marked("Arrival"), "departure": marked("Departure"), "status": marked("State"),
    "adults": marked("Adults"), "children": marked("Children"), "child_ages": marked("Ages"),
    "guest_id": marked("Guest"), "room_type_id": marked("Room type"),
}  # fmt: skip
_BOOKING: Final = {
    "guest_note": marked("Note of the guest"), "internal_note": marked("Note of the house"),
    "arrival_time": marked("Arrival about"), "departure_time": marked("Departure about"),
    "meal": marked("Meals"), "segment": marked("Segment"), "guarantee": marked("Guarantee"),
    "deposit_due_minor": marked("Deposit due"), "deposit_paid_minor": marked("Deposit paid"),
    "source": marked("Source"), "tags": marked("Tags"), "company_id": marked("Company"),
    "agent_id": marked("Agent"), "group_id": marked("Group"), "cancelled_on": marked("Cancelled on"),
}  # fmt: skip
_NEW: Final = {
    "trace": marked("To-do"), "stay_alert": marked("Alert"), "stay_note": marked("Note"),
    "stay_lock": marked("Do not move"), "stay_guest": marked("Shares the room"),
}  # fmt: skip
_SAID: Final = {"trace": "text", "stay_alert": "text", "stay_note": "text", "stay_lock": "reason",
                "stay_guest": "guest_id"}  # fmt: skip
_STATES: Final = {
    "tentative": marked("tentative"), "confirmed": marked("confirmed"), "checked_in": marked("in the house"),
    "checked_out": marked("left"), "cancelled": marked("cancelled"), "no_show": marked("did not come"),
}  # fmt: skip


def changes_of(rows: Iterable[RowChange], name: Named, money: Callable[[int], str]) -> tuple[Changed, ...]:
    """The lines of one command about a booking. `name(column, id)` knows rooms, guests, types, companies."""
    known = list(rows)
    found = list(_nights([row for row in known if row.table == "stay_night"], name, money))
    for row in known:
        found += _of_row(row, name, money)
    return tuple(dict.fromkeys(found))


def _of_row(row: RowChange, name: Named, money: Callable[[int], str]) -> Iterator[Changed]:
    if row.table in _NEW:
        yield from _thing(row, name)
        return
    words = {"stay": _STAY, "reservation": _BOOKING}.get(row.table)
    if words is None or row.before is None or row.after is None:
        return
    for column, word in words.items():
        if column in row.after and row.before.get(column) != row.after[column]:
            before, after = (
                _value(column, values.get(column), name, money) for values in (row.before, row.after)
            )
            yield Changed(tr(word), before, after)


def _thing(row: RowChange, name: Named) -> Iterator[Changed]:
    """A trace, alert, note, lock or sharer that came, went or was done."""
    word, said = tr(_NEW[row.table]), _SAID[row.table]
    values = {**row.key, **(row.before or {}), **(row.after or {})}
    text = name("guest_id", str(values[said])) if said == "guest_id" else str(values.get(said, ""))
    if row.before is None:
        yield Changed(word, "", text or tr("yes"))
    elif row.after is None:
        yield Changed(word, text or tr("yes"), "")
    elif row.after.get("done_at"):
        yield Changed(word, tr("to be done"), tr("done"))
    else:
        for column in sorted(row.after):
            if row.before.get(column) != row.after[column]:
                yield Changed(word, str(row.before.get(column) or ""), str(row.after[column] or ""))


def _nights(rows: list[RowChange], name: Named, money: Callable[[int], str]) -> Iterator[Changed]:
    """Rooms and prices of nights, those of one change told together."""
    rooms: dict[tuple[str, str], list[date]] = {}
    prices: dict[tuple[str, str], list[date]] = {}
    for row in rows:
        night = date.fromisoformat(str(row.key["night"]))
        before, after = row.before or {}, row.after or {}
        if "room_id" in before or "room_id" in after:
            pair = tuple(_room(v, name) if "room_id" in v else "" for v in (before, after))
            if pair[0] != pair[1]:
                rooms.setdefault((pair[0], pair[1]), []).append(night)
        if "price_minor" in before or "price_minor" in after:
            both = tuple(money(v["price_minor"]) if "price_minor" in v else "" for v in (before, after))
            if both[0] != both[1]:
                prices.setdefault((both[0], both[1]), []).append(night)
    for told, word in ((rooms, tr("Room")), (prices, tr("Price a night"))):
        for (old, new), nights in told.items():
            yield Changed(f"{word}, {_span(nights)}", old, new)


def _room(values: Row, name: Named) -> str:
    return name("room_id", str(values["room_id"])) if values["room_id"] else tr("without a room")


def _span(nights: list[date]) -> str:
    first = min(nights)
    if len(nights) == 1:
        return _day(first)
    return f"{_day(first)} – {_day(max(nights))}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _value(column: str, value: Any, name: Named, money: Callable[[int], str]) -> str:
    if value in (None, "", []):
        return ""
    if column.endswith("_id"):
        return name(column, str(value))
    if column.endswith("_minor"):
        return money(int(value))
    if column in ("arrival", "departure", "cancelled_on"):
        return _day(date.fromisoformat(str(value)))
    if column == "status":
        return tr(_STATES[str(value)]) if value in _STATES else str(value)
    if column.endswith("_time"):
        return str(value)[:5]
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
