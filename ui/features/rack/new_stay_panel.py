"""The side panel that books: guest, days, room or type, party, rate or price, source, state, note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox

from app.features.guests import GuestHit
from app.features.rack import RackHouse
from app.features.reservations import FreeRooms, Reserve, RoomRequest, Status
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rack import words
from ui.features.rack.desk import Desk
from ui.shell.guest_field import GuestField
from ui.widgets.ages_edit import MOST_AGE, AgesEdit
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, page_title, rule
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.side_panel import SidePanel
from ui.widgets.stay_picker import StayPicker
from ui.widgets.theme import BODY, SEMIBOLD, SMALL

MOST_GUESTS = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new stay begins with: the cells that were drawn, or today."""

    property_id: UUID
    type_index: int
    room: int | None
    dates: StayDates


class NewStayPanel(SidePanel):
    """`booked(UUID)` with the new stay; `wish_changed(Wish)` so that the grid shows the nights."""

    booked = Signal(object)
    wish_changed = Signal(object)

    def __init__(self, desk: Desk, house: RackHouse, wish: Wish, today: date) -> None:
        from ui.features.rack.stay_rate import StayRate  # noqa: PLC0415 - loaded with the first new stay

        super().__init__()
        self._desk, self._house, self._today = desk, house, today
        self._property_id = wish.property_id
        self._books_when_known = False
        self.head.insertWidget(0, page_title(tr("New stay")))
        self.guest = GuestField(desk.services.operations, desk.new_id)
        self.guest_field = FormField(tr("Guest"), self.guest)
        self.email, self.phone = QLineEdit(), QLineEdit()
        self.contact = QGridLayout()
        self.contact_fields = (FormField(tr("E-mail"), self.email), FormField(tr("Phone"), self.phone))
        self.days = StayPicker(wish.dates, say_nights=False)
        self.days_field = FormField(tr("Stay"), self.days)
        self.types, self.rooms = ChoiceBox(), ChoiceBox()
        self.room_field = FormField(tr("Room"), self.rooms)
        self.adults, self.children_box = _spin(1, 2), _spin(0, 0)
        self.party_field = FormField(tr("Adults"), self.adults)
        self.ages = AgesEdit()
        self.ages_field = FormField(tr("Ages"), self.ages)
        self.rate = StayRate(desk)
        self.price, self.price_field = self.rate.price, self.rate.price_field
        self.total = label("", BODY, SEMIBOLD)
        self.source = ChoiceBox()
        self.state = SegmentedControl(
            ((Status.CONFIRMED, tr("Confirmed")), (Status.TENTATIVE, tr("Tentative"))), dense=True
        )
        self.note = QPlainTextEdit()
        self._fill()
        self.show_wish(wish)
        self._connect()

    def _fill(self) -> None:
        self.body.addWidget(self.guest_field)
        row = QHBoxLayout()
        row.setSpacing(8)
        for field in self.contact_fields:
            row.addWidget(field)
        self.body.addLayout(row)
        self.body.addWidget(self.days_field)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(FormField(tr("Room type"), self.types), 0, 0, 1, 2)
        grid.addWidget(self.room_field, 1, 0, 1, 2)
        party = QHBoxLayout()
        party.setSpacing(8)
        for field in (self.party_field, FormField(tr("Children"), self.children_box), self.ages_field):
            party.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.ages_field.hide()
        grid.addLayout(party, 2, 0, 1, 2)
        grid.addWidget(self.rate, 3, 0, 1, 2)
        grid.addWidget(self.price_field, 4, 0)
        grid.addWidget(FormField(tr("Source"), self.source), 4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.state)
        self.note.setFixedHeight(54)
        self.note.setTabChangesFocus(True)
        self.body.addWidget(FormField(tr("Note"), self.note))
        self.body.addStretch(1)
        for number, kind in enumerate(self._house.types):
            self.types.add(number, kind.name)
        for key, word in words.SOURCES:
            self.source.add(key, tr(word))
        line = QHBoxLayout()
        self.nights = label("", SMALL, tone="secondary")
        line.addWidget(self.nights, 1)
        line.addWidget(self.total)
        self.foot.addWidget(rule())
        self.foot.addLayout(line)
        self.book_button = KeyedButton(
            tr("Book"), Kind.PRIMARY, key=tr("Enter"), icon="check", size=Size.LARGE
        ).stretch()
        self.foot.addWidget(self.book_button)

    def _connect(self) -> None:
        self.days.changed.connect(self._dates_changed)
        self.types.currentIndexChanged.connect(self._type_changed)
        self.rooms.currentIndexChanged.connect(self._tell)
        self.adults.valueChanged.connect(self._party_changed)
        self.children_box.valueChanged.connect(self._party_changed)
        self.ages.textEdited.connect(self._party_changed)
        self.rate.changed.connect(self._price_sum)
        self.rate.answered.connect(self._rates_known)
        self.guest.chosen.connect(self._guest_changed)
        self.book_button.clicked.connect(self.book)

    @property
    def wish(self) -> Wish:
        """Which nights, where."""
        room = self.rooms.choice
        return Wish(
            self._property_id, int(str(self.types.choice or 0)), room if isinstance(room, int) else None,
            self.days.dates,
        )  # fmt: skip

    def show_wish(self, wish: Wish) -> None:
        """Take other cells; what is typed stays."""
        self._property_id = wish.property_id
        held = self.types.blockSignals(True), self.rooms.blockSignals(True)
        self.types.choose(wish.type_index)
        self.days.show_dates(wish.dates)
        self._list_rooms(wish.room)
        self.types.blockSignals(held[0])
        self.rooms.blockSignals(held[1])
        self._ask_rates()
        self._ask_free()

    def _list_rooms(self, chosen: int | None, free: Sequence[UUID] | None = None) -> None:
        self.rooms.clear()
        self.rooms.add(None, tr("No room yet"))
        kind = self.types.choice
        for number, room in enumerate(self._house.rooms):
            fits = room.type_index == kind and (free is None or room.key in free)
            if fits or number == chosen:
                detail = f"{room.number}, {room.features}" if room.features else room.number
                self.rooms.add(number, detail)
        self.rooms.choose(chosen)

    def _ask_free(self) -> None:
        dates = self.days.dates
        query = FreeRooms(property_id=self._property_id, arrival=dates.arrival, departure=dates.departure)
        self._desk.services.operations.ask(query, self._show_free, latest="rack.new_stay.free")

    def _show_free(self, free: Sequence[UUID]) -> None:
        wish = self.wish
        held = self.rooms.blockSignals(True)
        self._list_rooms(wish.room, free)
        self.rooms.blockSignals(held)
        taken = wish.room is not None and self._house.rooms[wish.room].key not in free
        if taken and wish.room is not None:
            number = self._house.rooms[wish.room].number
            self.room_field.say(tr("{room} is not free in these nights.", room=number), "warning")
        else:
            self.room_field.say("")

    def _dates_changed(self) -> None:
        self.days_field.clear()
        self._ask_rates()
        self._ask_free()
        self._tell()

    def _type_changed(self) -> None:
        held = self.rooms.blockSignals(True)
        self._list_rooms(None)
        self.rooms.blockSignals(held)
        self._ask_rates()
        self._ask_free()
        self._tell()

    def _tell(self) -> None:
        self.wish_changed.emit(self.wish)

    def _ask_rates(self) -> None:
        """What this stay costs, and for which party."""
        wish, children = self.wish, self.children_box.value()
        ages = (self.ages.ages or ())[:children]
        self.rate.show_stay(
            wish.property_id, self._house.types[wish.type_index], wish.dates, self.adults.value(),
            ages + (MOST_AGE,) * (children - len(ages)), self._today,
        )  # fmt: skip

    def _party_changed(self) -> None:
        children = self.children_box.value()
        self.ages_field.setVisible(children > 0)
        self.ages_field.clear()
        if self.ages.ages is None:
            self.ages_field.say_wrong(tr("Years, such as 4, 9."))
        self._ask_rates()

    def _price_sum(self) -> None:
        self.nights.setText(words.nights_text(self.days.dates.nights))
        minor = self.rate.total_minor
        self.total.setText(money_text(minor, self.price.currency) if minor is not None else "")

    def _rates_known(self) -> None:
        if self._books_when_known:
            self._books_when_known = False
            self.book()

    def _guest_changed(self, hit: GuestHit | None) -> None:
        self.guest_field.clear()
        for field in self.contact_fields:
            field.setVisible(hit is None)

    def command(self) -> Reserve | None:
        """The booking as it is filled in; None, with the field marked, when something is missing."""
        guest = self.guest.ref(self.email.text().strip(), self.phone.text().strip())
        if guest is None:
            self.guest_field.say_wrong(tr("Who comes? Type a name."))
            self.guest.setFocus()
            return None
        children, ages = self.children_box.value(), self.ages.ages
        if children and (ages is None or len(ages) not in (0, children)):
            self.ages_field.say_wrong(tr("An age for each, or none."))
            self.ages.setFocus()
            return None
        price = self.rate.of_room()
        if price is None:
            return None
        wish, desk = self.wish, self._desk
        room_id = self._house.rooms[wish.room].key if wish.room is not None else None
        request = RoomRequest(
            desk.new_id(), self._house.types[wish.type_index].key, wish.dates.arrival, wish.dates.departure,
            room_id, self.adults.value(), children, child_ages=(ages or ()) if children else (), **price,
        )  # fmt: skip
        return Reserve(
            id=desk.new_id(), reservation_id=desk.new_id(), property_id=wish.property_id, guest=guest,
            rooms=(request,), booked_on=self._today, source=str(self.source.choice),
            status=Status(self.state.choice), guest_note=self.note.toPlainText().strip(),
            **self.rate.of_booking(),
        )  # fmt: skip

    def book(self) -> None:
        """Book, as soon as the price is known; a refusal stands at its field, with what would succeed."""
        if self.rate.is_asking:
            self._books_when_known = True
            return
        command = self.command()
        if command is None:
            return
        stay_id = command.rooms[0].stay_id
        name = self.guest.input.text()
        room = self.rooms.currentText().split(",")[0] if command.rooms[0].room_id else tr("no room yet")
        self._desk.do(
            command, tr("{name} is booked, {room}", name=name, room=room),
            on_done=lambda _outcome: self.booked.emit(stay_id), on_refused=self._refused,
            at=self.book_button.mapToGlobal(self.book_button.rect().topLeft()),
        )  # fmt: skip

    def _refused(self, error: AppError) -> bool:
        fields = {
            "room_id": self.room_field, "arrival": self.days_field, "departure": self.days_field,
            "adults": self.party_field, "prices": self.price_field, "surname": self.guest_field,
            "guest": self.guest_field, "rate_code": self.rate.field, "child_ages": self.ages_field,
        }  # fmt: skip
        field = fields.get(error.field)
        if field is not None:
            field.say_wrong(error.sentence)
        return field is not None and not error.choices

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter books, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.book()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _spin(least: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, MOST_GUESTS)
    box.setValue(value)
    box.lineEdit().setTextMargins(7, 0, 0, 0)
    return box
