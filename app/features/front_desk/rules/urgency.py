"""Who needs the desk now: when a guest is expected or due to leave, how urgent that is, what is missing.

Hotel days are dates; a time of day before the hour of the night audit belongs to the night after its date,
so that a guest who comes at 01:00 "on the 21st" is expected on the 22nd by the clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SOON_MINUTES = 60


class Urgency(StrEnum):
    """The groups of a board, the most urgent first."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"
    DONE = "done"


class Need(StrEnum):
    """What stands between a guest and the next step, the gravest first."""

    WAITING = "waiting"
    BLACKLISTED = "blacklisted"
    ALERT = "alert"
    CONFLICT = "conflict"
    SOLD_OUT = "sold_out"
    NO_ROOM = "no_room"
    OCCUPIED = "occupied"
    ROOM_DIRTY = "dirty"
    ROOM_IN_PROGRESS = "in_progress"
    ROOM_PICKUP = "pickup"
    TENTATIVE = "tentative"
    DEPOSIT = "deposit"
    BALANCE = "balance"
    LATE_LEAVING = "late_leaving"
    NEXT_GUEST = "next_guest"
    VIP = "vip"
    NOTE = "note"


class Step(StrEnum):
    """The next action of a row, by its verb."""

    CHECK_IN = "front_desk.check_in"
    CHECK_OUT = "front_desk.check_out"
    PAY = "folios.take_payment"
    FOLIO = "folios.show"
    ASSIGN = "boards.assign"
    CLEAN = "property.set_room_state"
    CONFIRM = "reservations.confirm_reservation"
    RELEASE = "reservations.release_block"
    QUEUE = "front_desk.join_queue"
    OFFER = "front_desk.offer_room"
    BOOK = "front_desk.book_from_waitlist"
    FINISH = "front_desk.finish_trace"
    SHOW = "boards.show"


class Pays(StrEnum):
    """Who owes what, in a word."""

    OWES = "owes"
    NOTHING = "nothing"
    COMPANY = "company"
    DEPOSIT = "deposit"
    CREDIT = "credit"


# What of a room keeps a guest waiting.
NOT_READY = {
    "dirty": Need.ROOM_DIRTY, "in_progress": Need.ROOM_IN_PROGRESS, "pickup": Need.ROOM_PICKUP,
}  # fmt: skip
_IN_ORDER = {need: number for number, need in enumerate(Need)}
MOVES = frozenset({Need.CONFLICT, Need.SOLD_OUT, Need.NO_ROOM})
UNREADY = frozenset({*NOT_READY.values(), Need.OCCUPIED})


@dataclass(frozen=True, slots=True)
class HouseClock:
    """A hotel's own time: its open day, its zone, the hour of its night audit."""

    day: date
    zone: str
    audit_hour: int

    def minutes_until(self, day: date, at: time, now: datetime) -> int:
        """Minutes from `now` to a time on a hotel day; negative when it is over."""
        real = day + timedelta(days=1) if at.hour < self.audit_hour else day
        meant = datetime.combine(real, at, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        return round((meant - now.astimezone(UTC)).total_seconds() // 60)

    def local(self, instant: datetime) -> datetime:
        """An instant on the hotel's clock."""
        return instant.astimezone(ZoneInfo(self.zone))


def arrival_urgency(minutes: int | None, *, overdue: bool, waits: bool = False) -> Urgency:
    """Of a guest who is to come: `overdue` since an earlier hotel day, `waits` in the lobby."""
    if overdue or waits or (minutes is not None and minutes < 0):
        return Urgency.NOW
    if minutes is not None and minutes <= SOON_MINUTES:
        return Urgency.SOON
    return Urgency.LATER


def departure_urgency(minutes: int, *, overdue: bool) -> Urgency:
    """Of a guest who is to leave: `overdue` when the night after the last one has begun."""
    return arrival_urgency(minutes, overdue=overdue)


def in_order(needs: set[Need]) -> tuple[Need, ...]:
    """The gravest first."""
    return tuple(sorted(needs, key=_IN_ORDER.__getitem__))


def arrival_step(needs: set[Need], *, later: bool) -> Step:
    """What to do next for a guest who is expected; `later` when there is time left for the room."""
    if needs & MOVES:
        return Step.ASSIGN
    if needs & UNREADY:
        return _room_step(needs, here=Need.WAITING in needs or later)
    if Need.DEPOSIT in needs:
        return Step.PAY
    return Step.CHECK_IN


def _room_step(needs: set[Need], *, here: bool) -> Step:
    """What makes a room ready: who waits for it already, or has time, needs no place in the queue.

    A room in which somebody still is can only be exchanged, whatever housekeeping says of it.
    """
    if not here and needs & set(NOT_READY.values()):
        return Step.QUEUE
    return Step.ASSIGN if Need.OCCUPIED in needs else Step.CLEAN


def departure_step(owed_minor: int, *, inside: bool) -> Step:
    """What to do next for a guest who leaves today."""
    if not inside:
        return Step.FOLIO
    return Step.PAY if owed_minor > 0 else Step.CHECK_OUT


def pays(owed_minor: int, deposit_minor: int, guarantee: str) -> Pays:
    """How a row says what is owed."""
    if deposit_minor > 0:
        return Pays.DEPOSIT
    if owed_minor > 0:
        return Pays.OWES
    if guarantee == "company":
        return Pays.COMPANY
    return Pays.CREDIT if owed_minor < 0 else Pays.NOTHING
