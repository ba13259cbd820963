"""What the command palette finds on the rack: stays and rooms; taking one jumps there."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from app.features.rack import FindStays, FoundView, RoomHit, StayHit
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.rack.words import day_month, stay_days
from ui.shell.search import SearchHit, SearchProvider
from ui.shell.services import ShellServices

MOST = 8
ICONS = {
    Status.TENTATIVE: "hourglass", Status.CONFIRMED: "calendar-blank", Status.CHECKED_IN: "key",
    Status.CHECKED_OUT: "check", Status.CANCELLED: "x", Status.NO_SHOW: "user-minus",
}  # fmt: skip


def rack_search(services: ShellServices) -> SearchProvider:
    """A provider for a window."""

    def find(words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        def take(found: FoundView) -> None:
            rooms = [_room(services, room) for room in found.rooms[:2]]
            on_hits([*rooms, *(_stay(services, stay) for stay in found.stays)])

        services.operations.ask(FindStays(text=words, limit=MOST), take, latest="rack.search")

    return find


def _stay(services: ShellServices, hit: StayHit) -> SearchHit:
    rooms = " → ".join(hit.rooms) or tr("no room")
    detail = " · ".join((rooms, _days(hit.arrival, hit.departure), hit.number))
    return SearchHit(
        title=hit.guest, detail=detail, icon=ICONS[Status(hit.status)], matched=hit.matched,
        run=partial(services.navigator.open_page, "rack", stay=hit.stay_id, day=hit.arrival),
    )  # fmt: skip


def _room(services: ShellServices, hit: RoomHit) -> SearchHit:
    return SearchHit(
        title=tr("Room {room}", room=hit.number), detail=_about(hit), icon="bed",
        run=partial(services.navigator.open_page, "rack", room=hit.room_id),
    )  # fmt: skip


def _about(hit: RoomHit) -> str:
    """ "clean · Adaeze Okonkwo until 24 Nov · next Ana Brandt, 26 Nov"."""
    states = {
        "dirty": tr("dirty"), "in_progress": tr("being cleaned"), "clean": tr("clean"),
        "inspected": tr("inspected"), "pickup": tr("to pick up"),
    }  # fmt: skip
    parts = [states.get(hit.housekeeping, hit.housekeeping)]
    if hit.until is not None:
        parts.append(tr("{name} until {day}", name=hit.guest, day=day_month(hit.until)))
    else:
        parts.append(tr("free tonight"))
    if hit.next_on is not None:
        parts.append(tr("next {name}, {day}", name=hit.next_guest, day=day_month(hit.next_on)))
    return " · ".join(part for part in parts if part)


def _days(arrival: date, departure: date) -> str:
    year = f" {departure.year}"
    return stay_days(arrival, departure) + year
