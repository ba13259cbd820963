"""What must be true of a house, worked out anew from its plain rows and not from the code under test."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from app.infra.digest import Row

DAY: Final = timedelta(days=1)
HOLDING: Final = frozenset({"tentative", "confirmed", "checked_in", "checked_out"})
# A reservation is what its liveliest stay is.
LIVELIEST: Final = ("checked_in", "confirmed", "tentative", "checked_out", "no_show", "cancelled")

Rows = dict[str, list[Row]]
Half = tuple[UUID, date, str]


def faults(rows: Rows) -> Iterator[str]:
    """A sentence for each contradiction in a house."""
    nights = _grouped(rows["stay_night"], "stay_id")
    bars = _grouped(rows["stay_segment"], "stay_id")
    held = _held(rows["room_night"], "stay_id")
    waiting = _held((c for c in rows["conflict"] if c["closed_at"] is None), "stay_id")
    known = {stay["id"] for stay in rows["stay"]}
    for stay in rows["stay"]:
        own = sorted(nights.get(stay["id"], []), key=lambda n: n["night"])
        yield from _night_faults(stay, own)
        yield from _bar_faults(stay, own, bars.get(stay["id"], []))
        needed = _needed(own) if stay["status"] in HOLDING else set()
        if held.get(stay["id"], set()) | waiting.get(stay["id"], set()) != needed:
            yield f"stay {stay['id']} neither holds nor waits for what it needs"
        if held.get(stay["id"], set()) & waiting.get(stay["id"], set()):
            yield f"stay {stay['id']} waits for what it holds"
    for orphan in (nights.keys() | bars.keys() | held.keys() | waiting.keys()) - known - {None}:
        yield f"rows of stay {orphan}, which does not exist"
    yield from _block_faults(rows)
    yield from _conflict_faults(rows, waiting)
    yield from _status_faults(rows)


def compensated(wanted: Rows, now: Rows) -> Iterator[str]:
    """A sentence for each stay, hold and balance that is not as wanted, whatever was posted on the way."""
    for table, columns in (
        ("stay", ("id", "arrival", "departure", "status")),
        ("stay_night", ("stay_id", "night", "price_minor")),
        ("room_night", ("room_id", "night", "slot", "stay_id", "block_id")),
    ):  # fmt: skip
        before, after = ({tuple(row[c] for c in columns) for row in rows[table]} for rows in (wanted, now))
        if before != after:
            yield f"{table} is different: {sorted(map(str, before ^ after))[:3]}"
    balances = _balances(wanted)
    for place, minor in _balances(now).items():
        if minor != balances.get(place, 0):
            yield f"{place} is at {minor}, not at {balances.get(place, 0)}"


def _balances(rows: Rows) -> Counter[Any]:
    """What stands on each account and each window."""
    sums: Counter[Any] = Counter()
    for row in rows["posting"]:
        sums[row["property_id"], row["account"]] += row["amount_minor"]
        sums[row["property_id"], row["counter"]] -= row["amount_minor"]
        if row["folio_id"] is not None:
            sums[row["folio_id"], row["number"]] += row["amount_minor"]
    return sums


def _night_faults(stay: Row, nights: list[Row]) -> Iterator[str]:
    count = (stay["departure"] - stay["arrival"]).days
    wanted = [(stay["arrival"] + n * DAY, "N") for n in range(count)] or [(stay["arrival"], "D")]
    if [(n["night"], n["slot"]) for n in nights] != wanted:
        yield f"stay {stay['id']} has not the nights of its dates"
    if any(n["price_minor"] < 0 for n in nights):
        yield f"stay {stay['id']} has a price below zero"


def _bar_faults(stay: Row, nights: list[Row], bars: list[Row]) -> Iterator[str]:
    told = [
        (bar["room_id"], bar["starts"] + n * DAY, bar["segment"])
        for bar in bars
        for n in range(max(1, (bar["ends"] - bar["starts"]).days))
    ]
    if sorted(told, key=lambda t: t[1]) != [(n["room_id"], n["night"], n["segment"]) for n in nights]:
        yield f"the bars of stay {stay['id']} are not its nights"
    if sum(bar["price_minor"] for bar in bars) != sum(n["price_minor"] for n in nights):
        yield f"the bars of stay {stay['id']} do not sum to its nights"
    if [bar["segment"] for bar in bars] != list(range(len(bars))):
        yield f"the bars of stay {stay['id']} are not counted from 0"


def _needed(nights: list[Row]) -> set[Half]:
    """Each night in its room, and the day between two nights in one room."""
    found: set[Half] = {(n["room_id"], n["night"], n["slot"]) for n in nights if n["room_id"] is not None}
    for before, after in pairwise(nights):
        if before["room_id"] is not None and before["room_id"] == after["room_id"]:
            found.add((after["room_id"], after["night"], "D"))
    return found


def _block_faults(rows: Rows) -> Iterator[str]:
    held = _held(rows["room_night"], "block_id")
    for block in rows["room_block"]:
        days = [block["starts"] + n * DAY for n in range((block["ends"] - block["starts"]).days)]
        wanted = {(block["room_id"], day, slot) for day in days for slot in "ND"}
        if held.pop(block["id"], set()) != wanted:
            yield f"block {block['id']} does not hold its days"
    for orphan in held.keys() - {None}:
        yield f"room nights of block {orphan}, which does not exist"


def _conflict_faults(rows: Rows, waiting: dict[Any, set[Half]]) -> Iterator[str]:
    taken = Counter((r["room_id"], r["night"], r["slot"]) for r in rows["room_night"])
    for half, count in taken.items():
        if count > 1:
            yield f"{half} is held {count} times"
    for stay_id, halves in waiting.items():
        for half in halves:
            if half not in taken:
                yield f"stay {stay_id} waits for {half}, which nobody holds"


def _status_faults(rows: Rows) -> Iterator[str]:
    stays = _grouped(rows["stay"], "reservation_id")
    for reservation in rows["reservation"]:
        present = {stay["status"] for stay in stays.get(reservation["id"], [])}
        wanted = next((status for status in LIVELIEST if status in present), None)
        if reservation["status"] != wanted:
            yield f"reservation {reservation['id']} is {reservation['status']}, its stays {sorted(present)}"


def _grouped(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _held(rows: Iterable[Row], column: str) -> dict[Any, set[Half]]:
    return {
        owner: {(r["room_id"], r["night"], r["slot"]) for r in own}
        for owner, own in _grouped(rows, column).items()
    }
