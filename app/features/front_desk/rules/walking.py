"""Who is asked first to sleep elsewhere when the house is overbooked: a rank with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from app.kernel.text import tr, trn

LATE: Final = time(20)


class Refusal(StrEnum):
    """Why somebody who asked did not get a room."""

    FULL = "full"
    PRICE = "price"
    RULES = "rules"
    TYPE = "type"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What counts when choosing whom to walk."""

    nights: int
    vip: int
    stays_before: int
    party: int
    children: int
    in_group: bool
    is_accessible: bool
    arrival_time: time | None
    by_channel: bool
    deposit_minor: int
    night_minor: int
    other_rooms: int


def rank(arrival: Arrival, dearest_minor: int) -> tuple[int, tuple[str, ...]]:
    """How well a guest can be asked (more is better), and why, the weightiest reason first.

    `dearest_minor` is the dearest night of all who could be asked.
    """
    found = sorted(_reasons(arrival, dearest_minor), key=lambda one: -abs(one[0]))
    return sum(points for points, _ in found), tuple(text for _, text in found)


def _reasons(a: Arrival, dearest_minor: int) -> Iterable[tuple[int, str]]:
    if a.nights <= 1:
        yield 30, tr("one night")
    else:
        yield -5 * min(a.nights, 6), trn("{n} night", "{n} nights", a.nights)
    if a.vip:
        yield -60, tr("VIP")
    if a.is_accessible:
        yield -50, tr("needs an accessible room")
    if a.in_group:
        yield -35, tr("in a group")
    if a.children:
        yield -25, tr("with children")
    if a.stays_before:
        yield -8 * min(a.stays_before, 4), trn("{n} stay before", "{n} stays before", a.stays_before)
    if a.other_rooms:
        yield -15, trn("{n} other room booked", "{n} other rooms booked", a.other_rooms)
    if a.arrival_time is None:
        yield 6, tr("arrival time not known")
    elif a.arrival_time >= LATE:
        yield 18, tr("arrives at {time}", time=f"{a.arrival_time:%H:%M}")
    if a.by_channel:
        yield 12, tr("booked by a channel")
    if a.deposit_minor:
        yield -12, tr("has paid a deposit")
    if a.party == 1:
        yield 5, tr("travels alone")
    if dearest_minor and a.night_minor * 3 < dearest_minor * 2:
        yield 10, tr("pays less than others")
