"""Step 2: the room as booked and whether it is ready; three others that could be given now, and why."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.features.front_desk import ArrivalRoom, CheckInView, GiveRoom, JoinQueue
from app.features.property import Housekeeping, SetRoomState
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.check_in.step_card import Doing, StepCard
from ui.features.front_desk.check_in.words import state_word
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.labels import IconLabel, label, set_tone
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.shapes import paint_room_state
from ui.widgets.theme import BODY, SEMIBOLD, SMALL, font, theme

ROW: Final = 31
KEEP, NEW = "keep", "new"


class RoomRows(QWidget):
    """A room a row, one of them held. Up and down move it; `chosen()`."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rooms: Sequence[ArrivalRoom] = ()
        self._currency = "EUR"
        self._index = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Rooms"))

    @property
    def room(self) -> ArrivalRoom | None:
        """The one that holds."""
        return self._rooms[self._index] if self._rooms else None

    def show_rooms(self, rooms: Sequence[ArrivalRoom], currency: str) -> None:
        """Other rooms; the booked one holds."""
        self._rooms, self._currency = rooms, currency
        self._index = next((i for i, room in enumerate(rooms) if room.is_booked), 0)
        self.setFixedHeight(max(1, len(rooms)) * ROW)
        self._tell()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(300, max(1, len(self._rooms)) * ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down."""
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
        if step:
            self._take(max(0, min(len(self._rooms) - 1, self._index + step)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the room."""
        index = int(event.position().y()) // ROW
        if 0 <= index < len(self._rooms):
            self._take(index)
        super().mousePressEvent(event)

    def _take(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self._tell()
            self.chosen.emit()

    def _tell(self) -> None:
        room = self.room
        self.setAccessibleDescription(f"{room.number}, {state_word(room.housekeeping)}" if room else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, room in enumerate(self._rooms):
            self._paint(painter, QRect(0, index * ROW, self.width(), ROW), room, index)

    def _paint(self, painter: QPainter, box: QRect, room: ArrivalRoom, index: int) -> None:
        c = theme().colours
        held = index == self._index
        if held:
            painter.fillRect(box, c.selection)
        elif index:
            painter.setPen(QPen(c.line, 1))
            painter.drawLine(box.topLeft(), box.topRight())
        if held and self.hasFocus():
            painter.setPen(QPen(c.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        middle = box.center().y()
        painter.setPen(QPen(c.accent if held else c.field_line, 5 if held else 1.2))
        painter.setBrush(c.surface)
        ring = QRect(5, middle - 7, 15, 15)
        painter.drawEllipse(ring.adjusted(2, 2, -2, -2) if held else ring)
        row = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(c.text)
        painter.drawText(QRect(32, box.top(), 56, ROW), row, room.number)
        painter.setFont(font(BODY))
        about = ", ".join(part for part in (room.room_type, room.about) if part)
        right = self._difference(room)
        state_x = max(200, self.width() - 222)
        metrics = painter.fontMetrics()
        painter.drawText(
            QRect(84, box.top(), state_x - 92, ROW), row,
            metrics.elidedText(about, Qt.TextElideMode.ElideRight, state_x - 96),
        )  # fmt: skip
        paint_room_state(painter, QRect(state_x, middle - 7, 14, 14), room.housekeeping, c)
        painter.drawText(QRect(state_x + 22, box.top(), 120, ROW), row, state_word(room.housekeeping))
        painter.setPen(c.text if room.is_booked else c.text_secondary)
        painter.setFont(font(BODY, SEMIBOLD) if room.is_booked else font(BODY))
        painter.drawText(box.adjusted(0, 0, -5, 0), row | Qt.AlignmentFlag.AlignRight, right)

    def _difference(self, room: ArrivalRoom) -> str:
        if room.is_booked:
            return tr("booked")
        if not room.difference_minor:
            return tr("same price")
        sign = "+ " if room.difference_minor > 0 else ""
        return sign + money_text(room.difference_minor, self._currency)


class RoomCard(StepCard):
    """Done while the booked room is ready and no other one is chosen."""

    def __init__(self, services: ShellServices, doing: Doing, view: CheckInView, parent: QWidget) -> None:
        super().__init__(2, tr("Room"), doing, parent)
        self._services = services
        self.clean = KeyedButton("", Kind.QUIET, icon="check", size=Size.DENSE)
        self.wait = KeyedButton(tr("Let wait"), Kind.QUIET, icon="hourglass", size=Size.DENSE)
        self.wait.setToolTip(tr("The guest waits; the room moves up housekeeping's list"))
        self.tools.addWidget(self.wait)
        self.tools.addWidget(self.clean)
        self.rows = RoomRows()
        self.body.addWidget(self.rows)
        self.price = SegmentedControl([(KEEP, tr("Keep the price")), (NEW, tr("New price"))], dense=True)
        self.reason = QLineEdit()
        self.reason.setFixedHeight(26)
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(tr("Why: room not ready, an upgrade for a regular guest …"))
        self.reason.setAccessibleName(tr("Reason"))
        line = QHBoxLayout()
        line.setSpacing(8)
        self._sign = IconLabel("info", "text_secondary", 14)
        self.note = label("", SMALL, tone="secondary")
        line.addWidget(self._sign)
        line.addWidget(self.note)
        line.addWidget(self.price)
        line.addWidget(self.reason, 1)
        line.addStretch(0)
        self.body.addStretch(1)
        self.body.addLayout(line)
        self.rows.chosen.connect(self._chose)
        self.price.chosen.connect(lambda _key: self._chose())
        self.clean.clicked.connect(self.clean_now)
        self.wait.clicked.connect(self.let_wait)
        self.show_facts(view)

    @property
    def verb(self) -> tuple[str, str]:
        """Give the chosen room, or say that the booked one is clean."""
        room = self.rows.room
        if room is None:
            return tr("No room is free"), "bed"
        if not room.is_booked:
            return tr("Give room {room}", room=room.number), "arrows-left-right"
        if not room.is_ready:
            return tr("{room} is clean now", room=room.number), "check"
        return tr("Keep room {room}", room=room.number), "bed"

    def show_facts(self, view: CheckInView) -> None:
        """The booked room and others."""
        super().show_facts(view)
        self.rows.show_rooms(view.rooms, view.stay.currency)
        self.reason.clear()
        booked = next((room for room in view.rooms if room.is_booked), None)
        if booked is None:
            self.title.setText(tr("No room yet"))
        elif booked.is_ready:
            self.title.setText(tr("Room {room} is ready", room=booked.number))
        else:
            self.title.setText(tr("Room {room} is not ready", room=booked.number))
        for button in (self.clean, self.wait):
            button.setVisible(booked is not None and not booked.is_ready)
        if booked is not None:
            self.clean.setText(tr("{room} is clean now", room=booked.number))
        self.set_done(done=booked is not None and booked.is_ready)
        self._chose()

    def act(self) -> None:
        """Give the room that holds."""
        view, room = self.view, self.rows.room
        if view is None or room is None:
            return
        if room.is_booked:
            if not room.is_ready:
                self.clean_now()
            return
        command = GiveRoom(
            id=self._services.app.new_id(), stay_id=view.stay.id, room_id=room.room_id,
            reprice=self._is_other and self.price.choice == NEW, reason=self.reason.text().strip(),
        )  # fmt: skip
        self.doing.run(command, tr("Room {room} is given", room=room.number), None, self._refused)

    def clean_now(self) -> None:
        """Housekeeping called: the booked room is clean."""
        booked = next((room for room in self.view.rooms if room.is_booked), None) if self.view else None
        if booked is not None:
            command = SetRoomState(
                id=self._services.app.new_id(), room_id=booked.room_id, housekeeping=Housekeeping.CLEAN
            )
            self.doing.run(command, tr("Room {room} is clean", room=booked.number), None, None)

    def let_wait(self) -> None:
        """The guest waits for the room, which moves up; the desk is told when it is ready."""
        view = self.view
        if view is not None:
            command = JoinQueue(id=self._services.app.new_id(), stay_id=view.stay.id)
            name = f"{view.stay.given} {view.stay.surname}".strip()
            self.doing.run(command, tr("{name} waits for the room", name=name), self._waits, self._refused)

    def _waits(self, _outcome: Outcome) -> None:
        self._say(tr("In the queue: the desk is told when the room is ready."))

    def take_keyboard(self) -> None:
        """The rooms."""
        self.rows.setFocus()

    @property
    def _is_other(self) -> bool:
        """Whether the chosen room is of another type than the one that was sold."""
        room = self.rows.room
        return room is not None and self.view is not None and room.room_type_id != self.view.stay.room_type_id

    def _chose(self) -> None:
        room = self.rows.room
        another = room is not None and not room.is_booked
        other_type = another and self._is_other
        self.price.setVisible(other_type)
        self.reason.setVisible(other_type and self.price.choice == KEEP)
        self._say("" if other_type else self._usual())
        booked = next((each for each in self.view.rooms if each.is_booked), None) if self.view else None
        self.set_done(done=not another and booked is not None and booked.is_ready)
        self.changed.emit()

    def _usual(self) -> str:
        room = self.rows.room
        if room is None:
            return tr("No ready room is free for these nights. The rack shows who could move.")
        if not room.is_booked:
            return tr("Enter gives {room} at the same price.", room=room.number)
        floor = tr("floor {floor}", floor=room.floor) if room.floor else ""
        return " · ".join(part for part in (state_word(room.housekeeping), floor) if part)

    def _say(self, sentence: str, tone: str = "secondary") -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self._sign.setVisible(bool(sentence))
        self._sign.show_icon(
            "warning-circle" if tone == "danger" else "info", tone if tone == "danger" else "text_secondary"
        )
        set_tone(self.note, tone)

    def _refused(self, error: AppError) -> bool:
        self._say(error.sentence, "danger")
        if error.field == "reason":
            self.reason.setFocus()
        return not error.choices
