"""Move by key: the rooms that are free for a stay, found by typing a number, with what each would cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.kernel.text import fold, tr
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import heading, label
from ui.widgets.shapes import paint_room_state
from ui.widgets.theme import BODY, MEDIUM, SMALL, font, theme

ROW, WIDTH, TALLEST = 36, 340, 324


@dataclass(frozen=True, slots=True)
class RoomOffer:
    """A free room: `gain` is what the stay would cost more in its type, in words."""

    room_id: UUID
    number: str
    detail: str
    state: str
    gain: str


class OfferList(QWidget):
    """The rooms, painted; `pressed(int)`."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.offers: Sequence[RoomOffer] = ()
        self.held = 0
        self.setMouseTracking(True)

    def show_offers(self, offers: Sequence[RoomOffer]) -> None:
        """Show other rooms; the first one is held."""
        self.offers, self.held = offers, 0
        self.setFixedHeight(max(len(offers), 1) * ROW)
        self.update()

    def hold(self, index: int) -> None:
        """Put the selection on a row."""
        if self.offers:
            self.held = max(0, min(index, len(self.offers) - 1))
            self.update()

    def place(self, index: int) -> QRect:
        """Where a row stands."""
        return QRect(0, index * ROW, self.width(), ROW)

    def sizeHint(self) -> QSize:
        """A row for each."""
        return QSize(WIDTH, len(self.offers) * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that show."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        if not self.offers:
            painter.setFont(font(SMALL))
            painter.setPen(c.text_secondary)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No such room is free"))
        for index, offer in enumerate(self.offers):
            box = self.place(index)
            if not box.intersects(event.rect()):
                continue
            if index == self.held:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.selection)
                painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 4, 4)
            paint_room_state(painter, QRect(12, box.top() + 11, 14, 14), offer.state, c)
            painter.setFont(font(BODY, MEDIUM))
            painter.setPen(c.text)
            painter.drawText(QRect(34, box.top(), 60, ROW), Qt.AlignmentFlag.AlignVCenter, offer.number)
            painter.setFont(font(SMALL))
            painter.setPen(c.text_secondary)
            gain = QFontMetrics(painter.font()).horizontalAdvance(offer.gain)
            right = box.adjusted(0, 0, -14, 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(right, flags, offer.gain)
            middle = QRect(90, box.top(), self.width() - 90 - gain - 26, ROW)
            text = QFontMetrics(painter.font()).elidedText(
                offer.detail, Qt.TextElideMode.ElideRight, middle.width()
            )
            painter.drawText(middle, Qt.AlignmentFlag.AlignVCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer holds a row."""
        self.hold(int(event.position().y()) // ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row."""
        self.pressed.emit(int(event.position().y()) // ROW)


class RoomChooser(Floating):
    """`chosen(UUID)`. Type a number, arrows, Enter; Esc leaves the stay where it is.

    `keep` says whether another room type leaves the price as it was sold, `when` from which day on it is
    another room; `day_chosen(date | None)` when that changes.
    """

    chosen = Signal(object)
    day_chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None, *, popup: bool = True) -> None:
        super().__init__(parent, popup=popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._all: Sequence[RoomOffer] = ()
        column = QVBoxLayout()
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(14, 0, 14, 0)
        top.setSpacing(8)
        head = heading(title)
        head.setWordWrap(True)
        top.addWidget(head)
        self.input = QLineEdit()
        self.input.setPlaceholderText(tr("Room number, type or what it has"))
        self.input.setAccessibleName(tr("Find a room"))
        self.input.installEventFilter(self)
        top.addWidget(self.input)
        self.when = ChoiceBox()
        self.when.setAccessibleName(tr("From when on"))
        self.when.setToolTip(tr("Now, or from a later day on: until then the guest stays where he is"))
        self.when.currentIndexChanged.connect(lambda _index: self.day_chosen.emit(self.day))
        self.when.hide()
        top.addWidget(self.when)
        self.hint = label(tr("Looking for free rooms …"), SMALL, tone="secondary")
        top.addWidget(self.hint)
        column.addLayout(top)
        self.list = OfferList()
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.list)
        self._area.setFixedHeight(TALLEST)
        column.addWidget(self._area)
        self.keep = QCheckBox(tr("Keep the price as sold"))
        self.keep.setToolTip(tr("In another room type; else the difference is asked"))
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 2, 14, 4)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        self.body.addLayout(column)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self.input.textEdited.connect(self._filter)
        self.list.pressed.connect(self.take)

    @property
    def day(self) -> date | None:
        """From which day on another room is wanted; None for all that can change rooms."""
        found = self.when.choice
        return found if isinstance(found, date) else None

    def show_days(self, now: str, days: Sequence[tuple[date, str]]) -> None:
        """The days from which on a room can be changed; `now` is said of all at once."""
        self.when.blockSignals(True)
        self.when.add(None, now)
        for day, said in days:
            self.when.add(day, said)
        self.when.blockSignals(False)
        self.when.setVisible(bool(days))

    def show_offers(self, offers: Sequence[RoomOffer]) -> None:
        """Show the rooms that are free."""
        self._all = offers
        self.hint.hide()
        self._filter(self.input.text())

    def take(self, index: int) -> None:
        """Take a room."""
        if 0 <= index < len(self.list.offers):
            room_id = self.list.offers[index].room_id
            self.close()
            self.chosen.emit(room_id)

    def open_at(self, point: QPoint) -> None:
        """Show with the card's corner at a point of the screen, inside it."""
        self._shrink()
        room = self.screen().availableGeometry()
        x = max(room.left(), min(point.x(), room.right() - self.width()) - SHADOW)
        y = max(room.top(), min(point.y(), room.bottom() - self.height()) - SHADOW)
        self.move(x, y)
        self.show()
        self.input.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.hold(self.list.held + (1 if event.key() == Qt.Key.Key_Down else -1))
                place = self.list.place(self.list.held)
                self._area.ensureVisible(0, place.center().y(), 0, ROW)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take(self.list.held)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        fitting = [o for o in self._all if all(w in fold(f"{o.number} {o.detail}") for w in wanted)]
        fitting.sort(key=lambda o: not o.number.startswith(typed.strip()) if typed.strip() else False)
        self.list.show_offers(fitting)
        self._area.setFixedHeight(min(TALLEST, max(len(self._all), 1) * ROW))
        self._shrink()

    def _shrink(self) -> None:
        """As high as its rooms."""
        self.body.invalidate()
        self.body.activate()
        self.resize(self.width(), self.body.sizeHint().height())
