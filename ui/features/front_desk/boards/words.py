"""The boards' words: when, who, where from, what is missing, what to do next."""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QLocale

from app.features.front_desk import BoardStay, Need, Pays, Step, Urgency
from app.kernel.text import marked, tr, trn
from ui.features.front_desk.boards.lines import BoardCell, Chip
from ui.widgets.day_text import to_qdate
from ui.widgets.money_text import money_text

_SOURCES = {
    "direct": marked("direct"), "phone": marked("phone"), "walk_in": marked("walk-in"),
    "web": marked("own website"), "mail": marked("mail"), "company": marked("company"),
    "corporate": marked("company"), "agent": marked("travel agent"), "travel_agent": marked("travel agent"),
    "booking": "Booking.com", "expedia": "Expedia", "airbnb": "Airbnb",
}  # fmt: skip
_CHANNELS = {"b": "booking", "e": "expedia", "a": "airbnb", "booking.com": "booking"}
# Hours from which a delay is told in hours, and how much of a channel's number is enough to tell it apart.
_HOURS, _TAIL = 60, 4


def clock(at: time) -> str:
    """ "15:05"."""
    return f"{at:%H:%M}"


def near_day(day: date) -> str:
    """ "Tue 24"."""
    return QLocale().toString(to_qdate(day), "ddd d")


def span(minutes: int) -> str:
    """ "8 min", "1 h", "2 h 10"."""
    hours, rest = divmod(abs(minutes), _HOURS)
    if not hours:
        return tr("{n} min", n=rest)
    return tr("{n} h", n=hours) if not rest or hours > 1 else tr("{n} h {m}", n=hours, m=f"{rest:02d}")


def when(row: BoardStay, day: date) -> BoardCell:
    """When a guest is expected, and how long until then or since."""
    if row.urgency is Urgency.DONE:
        return BoardCell(clock(row.came_at) if row.came_at else "–", tone="text_secondary")
    first = clock(row.at) if row.at is not None else tr("any time")
    if row.arrival < day:
        return BoardCell(first, tr("since {day}", day=near_day(row.arrival)))
    return BoardCell(first, ahead(row))


def ahead(row: BoardStay) -> str:
    """ "27 min late", "in 8 min"; nothing for what is far."""
    if row.minutes is None:
        return ""
    if row.minutes < 0:
        return tr("{span} late", span=span(row.minutes))
    return tr("in {span}", span=span(row.minutes)) if row.urgency is Urgency.SOON else ""


def party(row: BoardStay) -> str:
    """ "2 adults, 1 child"."""
    words = [trn("{n} adult", "{n} adults", row.adults)]
    if row.children:
        words.append(trn("{n} child", "{n} children", row.children))
    return ", ".join(words)


def source(row: BoardStay) -> str:
    """ "Booking.com ··2118", "phone", or the company."""
    code = row.channel_code.lower()
    word = _SOURCES.get(_CHANNELS.get(code, code)) or _SOURCES.get(row.source)
    named = tr(word) if word else row.channel_code or row.source.replace("_", " ")
    if row.external_id:
        return f"{named} ··{row.external_id[-_TAIL:]}"
    return row.company or named


def guest(row: BoardStay, hotels: int) -> BoardCell:
    """Name with the VIP's star; party and source; the hotel where there are several."""
    place = [row.hotel] if hotels > 1 else []
    detail = " · ".join([*place, party(row), source(row)])
    return BoardCell(f"{row.given} {row.surname}".strip(), detail, strong=True,
                     icon="star-fill" if row.vip else "")  # fmt: skip


def room(row: BoardStay) -> BoardCell:
    """The room with its state, over its type; or that there is none."""
    if not row.room:
        return BoardCell(tr("unassigned"), row.room_type, tone="warning", lead="bed")
    return BoardCell(row.room, row.room_type, room_state=row.room_state)


def stay(row: BoardStay) -> BoardCell:
    """ "3 nights", "to Tue 24"."""
    if not row.nights:
        return BoardCell(tr("day use"), tr("today"))
    if row.urgency is Urgency.DONE:
        return BoardCell(tr("to {day}", day=near_day(row.departure)))
    return BoardCell(trn("{n} night", "{n} nights", row.nights), tr("to {day}", day=near_day(row.departure)))


def balance(row: BoardStay) -> BoardCell:
    """What is owed, in red where somebody is waiting to pay it; else who pays."""
    if row.pays is Pays.DEPOSIT:
        return BoardCell(money_text(row.deposit_minor, row.currency), tr("deposit due"))
    if row.pays is Pays.OWES:
        tone = "danger" if row.urgency is Urgency.NOW else "text"
        return BoardCell(money_text(row.owed_minor, row.currency), tr("to pay"), tone=tone)
    if row.pays is Pays.CREDIT:
        return BoardCell(money_text(row.owed_minor, row.currency), tr("in credit"), tone="text_secondary")
    word = tr("company") if row.pays is Pays.COMPANY else tr("paid")
    return BoardCell(word, tone="text_secondary")


def chips(row: BoardStay) -> tuple[Chip, ...]:
    """What is missing, the gravest first."""
    return tuple(_chip(need, row) for need in row.needs)


def _chip(need: Need, row: BoardStay) -> Chip:
    other = row.other
    until = clock(row.other_at) if row.other_at is not None else ""
    still = tr("{name} until {time}", name=other, time=until) if until else tr("{name} still in", name=other)
    coming = tr("{name} at {time}", name=other, time=until) if until else tr("Then {name}", name=other)
    late = tr("Late check-out {time}", time=clock(row.at)) if row.at else tr("Late check-out")
    deposit = tr("Deposit {amount} due", amount=money_text(row.deposit_minor, row.currency))
    here = tr("Waits since {time}", time=clock(row.waits_since)) if row.waits_since else tr("Waits")
    return {
        Need.WAITING: Chip(f"{here}, {row.waits_at}" if row.waits_at else here, "danger", "user"),
        Need.BLACKLISTED: Chip(row.blacklist_reason or tr("Not welcome"), "danger", "prohibit"),
        Need.CONFLICT: Chip(tr("Room taken"), "danger", "warning"),
        Need.SOLD_OUT: Chip(tr("Type sold out"), "danger", "warning"),
        Need.NO_ROOM: Chip(tr("No room assigned"), "warning", "bed"),
        Need.OCCUPIED: Chip(still, "warning", "key"),
        Need.ROOM_DIRTY: Chip(tr("Room dirty"), "warning"),
        Need.ROOM_IN_PROGRESS: Chip(tr("Being cleaned"), "info"),
        Need.ROOM_PICKUP: Chip(tr("Room to pick up"), "warning"),
        Need.ALERT: Chip(_short(row.alert), "warning", "bell"),
        Need.TENTATIVE: Chip(tr("Tentative"), "plain", "hourglass"),
        Need.DEPOSIT: Chip(deposit, "warning", "clock"),
        Need.BALANCE: Chip(tr("To pay"), "warning", "credit-card"),
        Need.LATE_LEAVING: Chip(late, "info", "clock"),
        Need.NEXT_GUEST: Chip(coming, "plain", "sign-in"),
        Need.VIP: Chip(tr("VIP"), "info", "star-fill"),
        Need.NOTE: Chip(_short(row.note), "plain", "note"),
    }[need]


def _short(note: str) -> str:
    """The first line of a note."""
    return " ".join(note.split("\n", 1)[0].split()) or tr("Note")


def step_title(step: str, row: object = None) -> str:
    """The verb of a step; who has a room already gets another one."""
    if step == Step.ASSIGN and isinstance(row, BoardStay) and row.room:
        return tr("Other room")
    return {
        Step.CHECK_IN: tr("Check in"), Step.CHECK_OUT: tr("Check out"), Step.PAY: tr("Take payment"),
        Step.FOLIO: tr("Open folio"), Step.ASSIGN: tr("Assign room"), Step.CLEAN: tr("Room is clean"),
        Step.QUEUE: tr("Put in queue"), Step.OFFER: tr("Offer room"), Step.BOOK: tr("Book it"),
        Step.FINISH: tr("Done"), Step.CONFIRM: tr("Confirm"),
        Step.RELEASE: tr("Release"), Step.SHOW: tr("Show on rack"),
    }[Step(step)]  # fmt: skip


def all_words(cells: Sequence[BoardCell], needs: Sequence[Chip], *more: str) -> str:
    """Everything that a line says, for the filter."""
    parts = [text for cell in cells for text in (cell.first, cell.second)]
    return " ".join([*parts, *(chip.text for chip in needs), *more])
