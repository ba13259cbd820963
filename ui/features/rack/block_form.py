"""The side panel that takes rooms out of sale: which, why, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.features.reservations import BlockKind, BlockRoom
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.rack import words
from ui.features.rack.desk import Desk
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, page_title
from ui.widgets.side_panel import SidePanel
from ui.widgets.stay_picker import StayPicker
from ui.widgets.theme import SMALL


@dataclass(frozen=True, slots=True)
class BlockWish:
    """Rooms (id and number) and the days that were drawn."""

    rooms: Sequence[tuple[UUID, str]]
    dates: StayDates


class BlockForm(SidePanel):
    """`blocked` once every room is blocked."""

    blocked = Signal()

    def __init__(self, desk: Desk, wish: BlockWish) -> None:
        super().__init__()
        self._desk, self._wish = desk, wish
        self._waiting = 0
        numbers = ", ".join(number for _, number in wish.rooms)
        many = len(wish.rooms) > 1
        title = tr("Block {n} rooms", n=len(wish.rooms)) if many else tr("Block room {room}", room=numbers)
        self.head.insertWidget(0, page_title(title))
        if many:
            self.body.addWidget(label(numbers, SMALL, tone="secondary", wrap=True))
        self.kind = ChoiceBox()
        for kind in BlockKind:
            self.kind.add(str(kind), words.block_word(kind))
        self.body.addWidget(FormField(tr("Why it cannot be sold"), self.kind))
        self.hint = label("", SMALL, tone="secondary", wrap=True)
        self.body.addWidget(self.hint)
        self.days = StayPicker(wish.dates, day_use=False, say_nights=False)
        self.days_field = FormField(tr("From – free again"), self.days)
        self.body.addWidget(self.days_field)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Bathroom leak"))
        self.body.addWidget(FormField(tr("Reason"), self.reason))
        self.body.addStretch(1)
        text = trn("Block {n} room", "Block {n} rooms", len(wish.rooms)) if many else tr("Block the room")
        self.block_button = KeyedButton(
            text, Kind.PRIMARY, key=tr("Enter"), icon="prohibit", size=Size.LARGE
        ).stretch()
        self.foot.addWidget(self.block_button)
        self.setFocusProxy(self.reason)
        self.block_button.clicked.connect(self.block)
        self.kind.currentIndexChanged.connect(self._explain)
        self._explain()

    def block(self) -> None:
        """Block every room; a refusal says who holds it."""
        dates = self.days.dates
        kind = BlockKind(str(self.kind.choice))
        self._waiting = len(self._wish.rooms)
        corner = self.block_button.mapToGlobal(self.block_button.rect().topLeft())
        for room_id, number in self._wish.rooms:
            command = BlockRoom(
                id=self._desk.new_id(), block_id=self._desk.new_id(), room_id=room_id, kind=kind,
                starts=dates.arrival, ends=dates.departure, reason=self.reason.text().strip(),
            )  # fmt: skip
            self._desk.do(
                command, tr("Room {room} is blocked", room=number), on_done=lambda _: self._done(),
                on_refused=self._refused, at=corner,
            )  # fmt: skip

    def _done(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.blocked.emit()

    def _refused(self, error: AppError) -> bool:
        self.days_field.say_wrong(error.sentence)
        return not error.choices

    def _explain(self) -> None:
        self.hint.setText(
            {
                BlockKind.OUT_OF_ORDER: tr("It leaves the stock: occupancy is counted without it."),
                BlockKind.OUT_OF_SERVICE: tr("It stays in the stock; it is just not given out."),
                BlockKind.COURTESY_HOLD: tr("Held back for somebody who has not booked yet."),
                BlockKind.LEASE: tr("Let for a long time, outside of the front desk."),
            }[BlockKind(str(self.kind.choice))]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter blocks, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.block()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
