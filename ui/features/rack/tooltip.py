"""The card that a bar shows after a moment: the whole stay or block in a few lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.features.rack import RackDays
from app.features.reservations import BlockView, StayView
from app.kernel.text import tr
from ui.features.rack import words
from ui.widgets.day_text import long_day
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import money_text
from ui.widgets.theme import REGULAR, SEMIBOLD, SMALL, font, theme

PAD, LINE, MOST_WIDE, ICON = 12, 19, 340, 12


@dataclass(frozen=True, slots=True)
class TipLine:
    """A line: text, an icon before it, strong or in a tone."""

    text: str
    icon: str = ""
    strong: bool = False
    token: str = "text_secondary"


class StayTip(Floating):
    """A light card under the pointer; it takes no clicks."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._lines: Sequence[TipLine] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_lines(self, lines: Sequence[TipLine], under: QRect) -> None:
        """Show below (else above) a box of the parent."""
        self._lines = lines
        self.setAccessibleName(". ".join(line.text for line in lines))
        wide = max((self._width(line) for line in lines), default=0)
        self.resize(min(wide, MOST_WIDE) + 2 * PAD + 2 * SHADOW, len(lines) * LINE + 16 + 2 * SHADOW)
        room = self._over.rect()
        x = min(max(under.left(), room.left()) - SHADOW, room.right() - self.width())
        y = under.bottom() + 6 - SHADOW
        if y + self.height() > room.bottom():
            y = under.top() - self.height() - 6 + SHADOW
        self.move(max(x, room.left() - SHADOW), y)
        self.show()
        self.raise_()
        self.update()

    def _width(self, line: TipLine) -> int:
        metrics = QFontMetrics(font(SMALL, SEMIBOLD if line.strong else REGULAR))
        return metrics.horizontalAdvance(line.text) + (ICON + 6 if line.icon else 0) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, then its lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        c = theme().colours
        y = SHADOW + 8
        for line in self._lines:
            x = SHADOW + PAD
            colour = c.named(line.token)
            if line.icon:
                paint_icon(painter, line.icon, QRect(x, y + 3, ICON, ICON), colour)
                x += ICON + 6
            used = font(SMALL, SEMIBOLD if line.strong else REGULAR)
            painter.setFont(used)
            painter.setPen(colour)
            room = QRect(x, y, self.width() - SHADOW - PAD - x + 1, LINE - 1)
            shown = QFontMetrics(used).elidedText(line.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            y += LINE


def stay_tip(view: StayView) -> list[TipLine]:
    """A stay in lines: name and days, party, source and money, notes, lock."""
    name = f"{view.surname}, {view.given}" if view.given else view.surname
    days = words.stay_days(view.arrival, view.departure)
    lines = [TipLine(f"{name} · {days}", strong=True, token="text")]
    nights = words.nights_text((view.departure - view.arrival).days)
    party = words.party_text(view.adults, view.children)
    lines.append(TipLine(f"{words.rooms_text(view)} · {view.room_type} · {nights}"))
    owed = words.owed_minor(view)
    total = view.total_minor if owed is None else owed
    money = tr("{amount} to pay", amount=money_text(total, view.currency)) if total > 0 else tr("paid")
    if owed is None:
        money = money_text(total, view.currency)
    lines.append(TipLine(f"{party} · {words.source_text(view.source, view.channel_code)} · {money}"))
    about = [part for part in (view.number, view.group, view.company or view.agent) if part]
    lines.append(TipLine(" · ".join(about)))
    if view.arrival_time:
        lines.append(TipLine(tr("Arrives about {time}", time=f"{view.arrival_time:%H:%M}"), "clock"))
    if view.vip:
        lines.append(TipLine(tr("VIP"), "star-fill", token="warning"))
    if view.lock_by:
        why = view.lock_reason or tr("marked by {who}", who=view.lock_by)
        lines.append(TipLine(tr("Do not move: {why}", why=why), "fa6s.lock", token="text"))
    for note in (view.guest_note, view.internal_note):
        if note.strip():
            lines.append(TipLine(note.strip().splitlines()[0], "note"))
    if view.conflicts:
        lines.append(TipLine(tr("Somebody else has the room in some nights"), "stack", token="danger"))
    return lines


def day_tip(days: RackDays, day: int) -> list[TipLine]:
    """A day of the overview: its date and holiday, how full it is, who comes and goes."""
    at = day - days.first
    if not 0 <= at < len(days):
        return []
    name = long_day(date.fromordinal(date(1970, 1, 1).toordinal() + day))
    holiday = days.holidays.get(day, "")
    sold = round(float(days.occupancy[at]) * 100)
    coming, going = int(days.arrivals[at]), int(days.departures[at])
    figures = tr("{sold} % sold · {free} free · {coming} in, {going} out", sold=sold, free=int(days.free[at]),
                 coming=coming, going=going)  # fmt: skip
    return [
        TipLine(" · ".join(part for part in (name, holiday) if part), strong=True, token="text"),
        TipLine(figures),
        TipLine(tr("Enter or a double click opens these 14 days"), token="text_muted"),
    ]


def block_tip(view: BlockView) -> list[TipLine]:
    """A block in lines."""
    days = f"{words.day_month(view.starts)} – {words.day_month(view.ends)}"
    lines = [TipLine(f"{words.block_word(view.kind)} · {days}", strong=True, token="text")]
    if view.reason:
        lines.append(TipLine(view.reason))
    lines.append(TipLine(tr("Room {room}, blocked by {who}", room=view.room, who=view.created_by)))
    return lines
