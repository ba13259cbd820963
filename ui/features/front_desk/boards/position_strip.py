"""The house-position strip: tonight as one bar, and five figures each with a line that says why."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.features.front_desk import PositionView
from app.kernel.text import tr, trn
from ui.features.front_desk.boards import words
from ui.features.front_desk.boards.board_paint import draw_text, face
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import money_text
from ui.widgets.shapes import hatch, paint_room_state, rounded
from ui.widgets.theme import BODY, FIGURE, MICRO, REGULAR, SECTION, SEMIBOLD, SMALL, theme

HEIGHT, PAD, BAR, LEAST_BAR = 92, 16, 12, 6
# What the bar of tonight has of the width, and the figures each.
SHARES = (342, 130, 130, 138, 130, 140)


@dataclass(frozen=True, slots=True)
class Figure:
    """A title, a number with a word behind it, and its cause with an icon and a tone."""

    title: str
    number: str
    word: str = ""
    cause: str = ""
    icon: str = ""
    tone: str = "text_secondary"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of tonight's bar."""

    name: str
    rooms: int
    token: str
    hollow: bool = False


def parts(view: PositionView) -> tuple[Part, ...]:
    """Tonight from left to right."""
    free = (
        Part(tr("Free"), view.free, "line_strong", hollow=True)
        if view.free >= 0
        else Part(tr("Oversold"), -view.free, "magenta")
    )
    return (
        Part(tr("Stay on"), view.stay_on, "success"), Part(tr("Arrived"), view.arrived, "accent"),
        Part(tr("To come"), view.to_come, "warning"), free,
        Part(tr("Out of order"), view.out_of_order, "danger"),
    )  # fmt: skip


def figures(view: PositionView) -> tuple[Figure, ...]:
    """To arrive, to depart, rooms ready, free to sell, average rate."""
    return (_to_arrive(view), _to_leave(view), _ready(view), _free(view), _rate(view))


def _to_arrive(view: PositionView) -> Figure:
    number, of = str(view.to_arrive), tr("of {n}", n=view.arrivals)
    if view.next_at is None:
        cause = tr("no time agreed") if view.to_arrive else tr("everyone is here")
        return Figure(tr("To arrive"), number, of, cause)
    cause = tr("next {time}, {name}", time=words.clock(view.next_at), name=view.next_name)
    return Figure(tr("To arrive"), number, of, cause, "clock")


def _to_leave(view: PositionView) -> Figure:
    number, of = str(view.to_leave), tr("of {n}", n=view.departures)
    if view.past_leaving and view.check_out is not None:
        cause = tr("{n} past {time}", n=view.past_leaving, time=words.clock(view.check_out))
        return Figure(tr("To depart"), number, of, cause, "warning", "warning")
    cause = tr("until {time}", time=words.clock(view.check_out)) if view.check_out and view.to_leave else ""
    return Figure(tr("To depart"), number, of, cause)


def _ready(view: PositionView) -> Figure:
    rest = []
    if view.in_progress:
        rest.append(tr("{n} in progress", n=view.in_progress))
    if view.dirty:
        rest.append(tr("{n} dirty", n=view.dirty))
    icon = "room:in_progress" if view.in_progress else "room:dirty" if view.dirty else ""
    cause = " · ".join(rest) or (tr("all that are assigned") if view.placed else tr("none is assigned"))
    return Figure(tr("Rooms ready"), str(view.ready), tr("of {n}", n=view.placed), cause, icon)


def _free(view: PositionView) -> Figure:
    word = trn("room", "rooms", abs(view.free))
    if view.free < 0:
        return Figure(
            tr("Free to sell"), f"−{-view.free}", word, tr("more sold than there is"), "stack", "danger"
        )
    price = money_text(view.cheapest_minor, view.currency, cents=False) if view.cheapest_minor else ""
    cause = tr("published from {price}", price=price) if price else ""
    return Figure(tr("Free to sell"), str(view.free), word, cause)


def _rate(view: PositionView) -> Figure:
    if view.rate_minor is None:
        return Figure(tr("Average rate"), "–", "", tr("nothing sold tonight") if not view.sold else "")
    number = money_text(view.rate_minor, view.currency)
    if view.rate_last_year_minor is None:
        return Figure(tr("Average rate"), number)
    more = view.rate_minor - view.rate_last_year_minor
    sign = "+" if more >= 0 else "−"
    amount = money_text(abs(more), view.currency)
    tone = "success" if more >= 0 else "danger"
    cause = tr("{sign} {amount} on last year", sign=sign, amount=amount)
    return Figure(tr("Average rate"), number, "", cause, "", tone)


class PositionStrip(QWidget):
    """92 high; the frame stands at once, the figures when they are known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: PositionView | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The house tonight"))

    def show_position(self, view: PositionView) -> None:
        """Show figures."""
        if view == self.view:
            return
        self.view = view
        said = [f"{one.title} {one.number} {one.word} {one.cause}".strip() for one in figures(view)]
        self.setAccessibleDescription(", ".join([self._sold(view), *said]))
        self.setToolTip(_tip(view))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the bar and the figures."""
        del event
        painter, c = QPainter(self), theme().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(c.line, 1))
        painter.setBrush(c.surface)
        painter.drawPath(rounded(self.rect(), 8))
        x, boxes = 0, []
        for share in SHARES:
            wide = self.width() * share // sum(SHARES)
            boxes.append(QRect(x, 0, wide, HEIGHT))
            x += wide
        painter.setPen(c.line)
        for box in boxes[1:]:
            painter.drawLine(box.left(), 1, box.left(), HEIGHT - 2)
        if self.view is None:
            return
        self._tonight(painter, boxes[0].adjusted(PAD, 0, -PAD, 0), self.view)
        for box, figure in zip(boxes[1:], figures(self.view), strict=True):
            self._figure(painter, box.adjusted(PAD, 0, -8, 0), figure)

    def _sold(self, view: PositionView) -> str:
        return tr("{n} of {of} rooms", n=view.sold, of=view.sellable)

    def _tonight(self, painter: QPainter, box: QRect, view: PositionView) -> None:
        c, y = theme().colours, 13
        x = box.left()
        share = view.sold * 100 // view.sellable if view.sellable else 0
        for text, size, weight, colour in (
            (tr("Tonight"), SMALL, REGULAR, c.text), (self._sold(view), BODY, SEMIBOLD, c.text),
            (f"{share} %", BODY, REGULAR, c.text_secondary),
        ):  # fmt: skip
            x += draw_text(painter, QRect(x, y, box.right() - x, 18), text, size, weight, colour) + 8
        if view.sold_last_year is not None and view.sellable:
            past = tr("last year {n} %", n=view.sold_last_year * 100 // view.sellable)
            draw_text(
                painter, QRect(x, y, box.right() - x, 18), past, MICRO, REGULAR, c.text_secondary, right=True
            )
        self._bar(painter, QRect(box.left(), 39, box.width(), BAR), view)
        self._legend(painter, box, view)

    def _legend(self, painter: QPainter, box: QRect, view: PositionView) -> None:
        """What the parts of the bar are; those that have no room are told by the tooltip."""
        c, x = theme().colours, box.left()
        for part in parts(view):
            words_width = face(MICRO, REGULAR)[1].horizontalAdvance(part.name)
            count_width = face(MICRO, SEMIBOLD)[1].horizontalAdvance(str(part.rooms))
            if x + 13 + words_width + 4 + count_width > box.right() + 1:
                return
            self._fill(painter, QRect(x, 66, 8, 8), part, 2)
            name = QRect(x + 13, 61, words_width, 18)
            draw_text(painter, name, part.name, MICRO, REGULAR, c.text_secondary)
            count = QRect(name.right() + 5, 61, count_width, 18)
            draw_text(painter, count, str(part.rooms), MICRO, SEMIBOLD, c.text)
            x = count.right() + 11

    def _bar(self, painter: QPainter, box: QRect, view: PositionView) -> None:
        """Each part as wide as its rooms, but never too thin to be seen."""
        shown = [part for part in parts(view) if part.rooms > 0]
        all_rooms = sum(part.rooms for part in shown)
        left = box.width() - 2 * (len(shown) - 1)
        x = float(box.left())
        for number, part in enumerate(shown):
            wide = max(left * part.rooms / all_rooms, LEAST_BAR)
            if number == len(shown) - 1:
                wide = box.right() + 1 - x
            self._fill(painter, QRectF(x, box.top(), wide, box.height()), part, 3)
            x += wide + 2

    def _fill(self, painter: QPainter, box: QRect | QRectF, part: Part, radius: int) -> None:
        c = theme().colours
        if part.hollow:
            painter.setPen(QPen(c.line_strong, 1))
            painter.setBrush(c.sunken)
            painter.drawPath(rounded(box, radius))
            return
        colour = c.magenta if part.token == "magenta" else c.named(part.token)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(box), radius, radius)
        if part.token == "danger" and box.height() > BAR - 1:
            hatch(painter, rounded(box, radius), c.surface, 5, 1)

    def _figure(self, painter: QPainter, box: QRect, figure: Figure) -> None:
        c = theme().colours
        draw_text(painter, QRect(box.left(), 12, box.width(), 16), figure.title, SMALL, REGULAR, c.text)
        number = QRect(box.left(), 29, box.width(), 32)
        fits = face(FIGURE, SEMIBOLD)[1].horizontalAdvance(figure.number) <= number.width()
        used = draw_text(painter, number, figure.number, FIGURE if fits else SECTION, SEMIBOLD, c.text)
        rest = QRect(box.left() + used + 7, 35, box.width() - used - 7, 24)
        draw_text(painter, rest, figure.word, BODY, REGULAR, c.text_secondary)
        x = box.left()
        if figure.icon.startswith("room:"):
            paint_room_state(painter, QRect(x - 1, 63, 14, 14), figure.icon[5:], c)
            x += 18
        elif figure.icon:
            paint_icon(painter, figure.icon, QRect(x, 64, 12, 12), c.named(figure.tone))
            x += 16
        cause = QRect(x, 61, box.right() - x, 18)
        draw_text(painter, cause, figure.cause, MICRO, REGULAR, c.named(figure.tone))


def _tip(view: PositionView) -> str:
    """The bar in words."""
    return "\n".join(f"{part.name} {part.rooms}" for part in parts(view))
