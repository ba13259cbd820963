"""One room more on a booking: its days, party, rate, and its own guest if it has one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.features.property import HouseView
from app.features.reservations import StayView
from app.features.reservations.late import AddRoom
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.dates import StayDates
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.features.reservations.draft import RoomDraft
from ui.features.reservations.room_form import Asking, RoomForm
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.labels import page_title, rule
from ui.widgets.strips import NoticeBox

WIDTH, HEIGHT = 900, 620


class AddRoomDialog(QDialog):
    """`added` when the room is on the booking."""

    added = Signal()

    def __init__(self, services: ShellServices, house: HouseView, stay: StayView) -> None:
        super().__init__(services.navigator.dialog_parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Add a room"))
        self.resize(WIDTH, HEIGHT)
        self._services, self._stay = services, stay
        hotel = next(hotel for hotel in house.properties if hotel.id == stay.property_id)
        first = max(stay.arrival, hotel.business_date)
        draft = RoomDraft(StayDates(first, max(stay.departure, first)), room_type_id=stay.room_type_id)
        asking = Asking(hotel.id, hotel.business_date, company_id=stay.company_id)
        self.room = RoomForm(services, house, asking, draft, self)
        self.said = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(page_title(tr("Add a room to {number}", number=stay.number)))
        column.addWidget(self.room, 1)
        column.addLayout(self.said)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.addStretch(1)
        leave = KeyedButton(tr("Leave"), key=tr("Esc"), size=Size.LARGE)
        leave.clicked.connect(self.reject)
        add = KeyedButton(tr("Add"), Kind.PRIMARY, key=tr("Enter"), icon="plus", size=Size.LARGE)
        add.clicked.connect(self.add)
        foot.addWidget(leave)
        foot.addWidget(add)
        column.addLayout(foot)
        self.room.days.setFocus()

    def add(self) -> None:
        """Put the room on the booking."""
        draft = None if self.room.is_asking else self.room.draft()
        if draft is not None and draft.room_type_id is not None:
            new_id = self._services.app.new_id
            command = AddRoom(
                id=new_id(), reservation_id=self._stay.reservation_id, room=draft.request(new_id())
            )
            self._run(command, tr("A room is added"))

    def _run(self, command: Command, sentence: str) -> None:
        def done(_outcome: Outcome) -> None:
            self._services.did(command.id, sentence)
            self.accept()
            self.added.emit()

        self._services.operations.run_command(command, done, self._refused)

    def _refused(self, error: AppError) -> None:
        fields = {
            "room_id": self.room.room_field, "arrival": self.room.days_field,
            "departure": self.room.days_field, "adults": self.room.party_field,
            "prices": self.room.price_field, "surname": self.room.guest_field,
        }  # fmt: skip
        fields.get(error.field, self.room.rate_field).say_wrong(error.sentence)
        while (item := self.said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if error.choices:
            box = NoticeBox(tr("What would go:"), "", [choice.label for choice in error.choices])
            for link, choice in zip(box.links, error.choices, strict=True):
                link.clicked.connect(lambda _=False, choice=choice: self.take(choice))
            self.said.addWidget(box)

    def take(self, choice: Choice) -> None:
        """Do what the refusal offered."""
        self._run(choice.command, choice.label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        else:
            super().keyPressEvent(event)
