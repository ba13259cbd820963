"""The desk's words for what the rack shows: states, sources, days, parties, kinds of blocks."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale

from app.features.property import Housekeeping
from app.features.rack import RoomState
from app.features.reservations import BlockKind, Status, StayView
from app.kernel.text import marked, tr, trn
from ui.widgets.day_text import short_day, to_qdate


def guest_name(view: StayView) -> str:
    """The name as people say it."""
    return f"{view.given} {view.surname}".strip()


def status_of(view: StayView, today: date) -> tuple[str, str]:
    """The chip of a stay on the business date: its look and its word."""
    if view.status == Status.CHECKED_OUT:
        return "past", tr("Left")
    if view.status == Status.CANCELLED:
        return "cancelled", tr("Cancelled")
    if view.status == Status.NO_SHOW:
        return "no_show", tr("Did not come")
    if view.conflicts:
        return "oversold", tr("Double-booked")
    if view.status == Status.CHECKED_IN:
        return _leaving(view, today)
    if view.status == Status.TENTATIVE:
        return "tentative", tr("Tentative")
    if view.arrival < today:
        return "urgent", tr("Should have arrived")
    return ("arrives_today", tr("Arrives today")) if view.arrival == today else ("future", tr("Future"))


def _leaving(view: StayView, today: date) -> tuple[str, str]:
    if view.departure < today:
        return "urgent", tr("Should have left")
    return ("leaves_today", tr("Leaves today")) if view.departure == today else ("in_house", tr("In house"))


def stay_days(arrival: date, departure: date) -> str:
    """ "Sat 21 – Tue 24 Nov"."""
    if arrival == departure:
        return short_day(arrival)
    if (arrival.year, arrival.month) == (departure.year, departure.month):
        first = QLocale().toString(to_qdate(arrival), "ddd d")
        return f"{first} – {short_day(departure)}"
    return f"{short_day(arrival)} – {short_day(departure)}"


def day_month(day: date) -> str:
    """ "21 Nov"."""
    return QLocale().toString(to_qdate(day), "d MMM")


def nights_text(nights: int) -> str:
    """ "3 nights" or "day use"."""
    return trn("{n} night", "{n} nights", nights) if nights else tr("day use")


def party_text(adults: int, children: int) -> str:
    """ "2 adults, 1 child"."""
    parts = [trn("{n} adult", "{n} adults", adults)]
    if children:
        parts.append(trn("{n} child", "{n} children", children))
    return ", ".join(parts)


SOURCES: Sequence[tuple[str, str]] = (
    ("direct", marked("Direct")),
    ("phone", marked("Phone")),
    ("walk_in", marked("Walk-in")),
    ("web", marked("Own website")),
    ("company", marked("Company")),
    ("agent", marked("Travel agent")),
    ("booking", marked("Booking.com")),
    ("expedia", marked("Expedia")),
    ("airbnb", marked("Airbnb")),
)


def source_text(source: str, channel_code: str = "") -> str:
    """The source in words; a channel's code where the source is a channel we have no word for."""
    known = dict(SOURCES)
    code = channel_code.lower()
    word = known.get(code) or known.get(source)
    if word:
        return tr(word)
    return channel_code or source.replace("_", " ").capitalize()


def block_word(kind: str) -> str:
    """Why a room cannot be sold."""
    return {
        BlockKind.OUT_OF_ORDER: tr("Out of order"),
        BlockKind.OUT_OF_SERVICE: tr("Out of service"),
        BlockKind.COURTESY_HOLD: tr("Courtesy hold"),
        BlockKind.LEASE: tr("Lease"),
    }[BlockKind(kind)]


def room_state_word(state: str) -> str:
    """The housekeeping state of a room."""
    return {
        Housekeeping.DIRTY: tr("dirty"),
        Housekeeping.IN_PROGRESS: tr("being cleaned"),
        Housekeeping.CLEAN: tr("clean"),
        Housekeeping.INSPECTED: tr("inspected"),
        Housekeeping.PICKUP: tr("pick-up"),
    }[Housekeeping(state)]


def state_word(state: RoomState) -> str:
    """The state that a room's row shows, with a capital."""
    closed = {RoomState.OUT_OF_ORDER: tr("Out of order"), RoomState.OUT_OF_SERVICE: tr("Out of service")}
    return closed.get(state) or room_state_word(state.name.lower()).capitalize()


def owed_minor(view: StayView) -> int | None:
    """What is still to pay; None in a booking of several rooms, whose deposit is for all of them."""
    return None if view.other_stays > 0 else view.total_minor - view.deposit_paid_minor


def language_name(code: str) -> str:
    """A language by its ISO code, in the user's words; the code where it is not known."""
    found = QLocale(code) if code else QLocale.c()
    return QLocale.languageToString(found.language()) if found.language() != QLocale.Language.C else code


def country_name(code: str) -> str:
    """A country by its ISO code."""
    territory = QLocale.codeToTerritory(code)
    return QLocale.territoryToString(territory) if territory != QLocale.Country.AnyTerritory else code


def first_line(view: StayView) -> str:
    """Under the name: VIP, country, language; what is not known is left out."""
    parts = [tr("VIP")] if view.vip else []
    if view.nationality:
        parts.append(country_name(view.nationality))
    if view.language:
        parts.append(tr("speaks {language}", language=language_name(view.language)))
    if view.group:
        parts.append(view.group)
    return " · ".join(parts)


def rooms_text(view: StayView) -> str:
    """The room, or the rooms of a cut stay in order, or that it waits for one."""
    numbers: list[str] = []
    for part in view.parts:
        number = part.room or tr("no room")
        if not numbers or numbers[-1] != number:
            numbers.append(number)
    return " → ".join(numbers) if numbers else tr("no room")
