"""What can be done with a stay, in the order a menu shows it, each with the reason when it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.features.reservations import Status, StayView
from app.kernel.text import tr
from ui.features.rack.words import day_month


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing to do. `group` separates the menu; `danger` is the last one."""

    name: str
    title: str
    icon: str = ""
    key: str = ""
    why_not: str = ""
    group: int = 0
    danger: bool = False


def first_verb(view: StayView, today: date) -> Verb | None:
    """The verb that the panel's filled button carries; None when nothing is next."""
    if view.status == Status.CHECKED_IN:
        return check_out(view, today)
    if view.status == Status.TENTATIVE and view.arrival > today:
        return Verb("confirm", tr("Confirm"), "check")
    if view.status in (Status.TENTATIVE, Status.CONFIRMED):
        return check_in(view, today)
    return None


def check_in(view: StayView, today: date) -> Verb:
    """The guest takes the room."""
    why = ""
    if view.status == Status.CHECKED_IN:
        why = tr("in already")
    elif view.status not in (Status.TENTATIVE, Status.CONFIRMED):
        why = tr("not expected")
    elif view.arrival > today:
        why = tr("arrives {day}", day=day_month(view.arrival))
    return Verb("check_in", tr("Check in"), "sign-in", "F5", why)


def check_out(view: StayView, today: date) -> Verb:
    """The guest leaves, today or early."""
    del today
    why = "" if view.status == Status.CHECKED_IN else tr("not in yet")
    if view.status == Status.CHECKED_OUT:
        why = tr("has left")
    return Verb("check_out", tr("Check out"), "sign-out", "F6", why)


def stay_verbs(view: StayView, today: date, cut_at: date | None) -> Sequence[Verb]:
    """All verbs of one stay; `cut_at` is the day under the pointer, where a cut or join would be."""
    live = view.status in (Status.TENTATIVE, Status.CONFIRMED, Status.CHECKED_IN)
    over = "" if live else tr("over")
    locked = bool(view.lock_by)
    expected = view.status in (Status.TENTATIVE, Status.CONFIRMED)
    verbs = [
        check_in(view, today),
        check_out(view, today),
        Verb("move", tr("Move to another room"), "arrows-left-right", "F8", over),
        Verb("unlock", tr("May be moved"), "lock-simple-open", "L", over)
        if locked
        else Verb("lock", tr("Do not move"), "lock-simple", "L", over),
    ]
    if view.parts and len(view.parts) == 1 and view.parts[0].room_id is not None:
        verbs.append(Verb("unassign", tr("Take out of the room"), "tray", "", over))
    verbs += _cutting(view, cut_at, over)
    if view.status == Status.TENTATIVE:
        verbs.append(Verb("confirm", tr("Confirm the booking"), "check", group=2))
    if expected and view.arrival <= today:
        verbs.append(Verb("no_show", tr("Did not come"), "user-minus", group=2))
    why = "" if expected else tr("not any more")
    verbs.append(Verb("cancel", tr("Cancel stay"), "x-circle", "Del", why, group=3, danger=True))
    return verbs


def _cutting(view: StayView, at: date | None, over: str) -> list[Verb]:
    """Cut inside, join where two parts meet."""
    found = []
    meets = [part.starts for part in view.parts[1:]]
    if at is not None and at in meets:
        found.append(Verb("join", tr("Join at {day}", day=day_month(at)), "link", "X", over, 1))
    elif meets:
        found.append(Verb("join", tr("Join at {day}", day=day_month(meets[0])), "link", "", over, 1))
    if at is not None and view.arrival < at < view.departure and at not in meets:
        found.append(Verb("cut", tr("Cut at {day}", day=day_month(at)), "scissors", "X", over, 1))
    return found


def nearest_cut(view: StayView, day: date) -> date | None:
    """Where a stay can be cut, next to a day; None for a stay of one night."""
    if (view.departure - view.arrival).days < 2:
        return None
    return min(max(day, view.arrival + timedelta(days=1)), view.departure - timedelta(days=1))
