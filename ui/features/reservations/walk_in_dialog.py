"""Walk-in: a name and Enter is enough; nights, party, a ready room and its rate stand there already."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.features.front_desk import Availability, AvailabilityView, TypeOffer, WalkIn
from app.features.guests import GuestHit
from app.features.property import HouseView, PropertyView, RoomView, is_ready
from app.features.rates import QuoteView
from app.features.reservations import FreeRooms, RoomRequest
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.features.reservations.words import nights_text
from ui.shell.guest_field import GuestField, standing
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import short_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, page_title, rule
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, SECTION, SEMIBOLD, SMALL

WIDTH, LATER, NOW = 560, "later", "now"
MOST_NIGHTS, MOST_PEOPLE, LONG_STAY = 400, 50, 60


class WalkInDialog(QDialog):
    """`walked_in(Outcome, pays now)`; a refusal stands at its field with what would go."""

    walked_in = Signal(object, bool)

    def __init__(self, services: ShellServices, house: HouseView, hotel: PropertyView) -> None:
        super().__init__(services.navigator.dialog_parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Walk-in"))
        self.setFixedWidth(WIDTH)
        self._services, self._house, self._hotel = services, house, hotel
        self._view: AvailabilityView | None = None
        self._free: frozenset[UUID] | None = None
        self._books_when_known = False
        self._sure_of = 0
        self.guest = GuestField(services.operations, services.app.new_id)
        self.guest_field = FormField(tr("Guest"), self.guest)
        self.guest.chosen.connect(self._stands)
        self.nights, self.adults = _spin(0, MOST_NIGHTS, 1), _spin(1, MOST_PEOPLE, 1)
        self.nights_field = FormField(tr("Nights"), self.nights)
        self.adults_field = FormField(tr("Adults"), self.adults)
        self.rooms, self.rates = ChoiceBox(), ChoiceBox()
        self.room_field = FormField(tr("Room"), self.rooms)
        self.rate_field = FormField(tr("Rate"), self.rates)
        self.pays = SegmentedControl(((LATER, tr("Pays later")), (NOW, tr("Pays now"))))
        self.until = label("", SMALL, tone="secondary")
        self.total = label("", SECTION, SEMIBOLD)
        self.said = QVBoxLayout()
        self.go = KeyedButton(tr("Check in"), Kind.PRIMARY, key=tr("Enter"), icon="sign-in", size=Size.LARGE)
        self._lay_out()
        self.nights.valueChanged.connect(self._ask)
        self.adults.valueChanged.connect(self._ask)
        self.rooms.activated.connect(lambda _index: self._list_rates())
        self.rates.activated.connect(lambda _index: self._tell())
        self.go.clicked.connect(self.walk_in)
        self._ask()
        self.guest.input.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 12)
        head.setSpacing(2)
        head.addWidget(page_title(tr("Walk-in")))
        head.addWidget(self.until)
        column.addLayout(head)
        column.addWidget(rule())
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(12)
        body.addWidget(self.guest_field)
        body.addLayout(_row((self.nights_field, 1), (self.adults_field, 1), (self.room_field, 3)))
        pays = FormField(tr("Payment"), self.pays)
        body.addLayout(_row((self.rate_field, 3), (pays, 2)))
        body.addLayout(self.said)
        column.addLayout(body)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 11, 24, 13)
        foot.setSpacing(10)
        foot.addWidget(label(tr("Total"), BODY, tone="secondary"))
        foot.addWidget(self.total)
        foot.addStretch(1)
        leave = KeyedButton(tr("Leave"), key=tr("Esc"), size=Size.LARGE)
        leave.clicked.connect(self.reject)
        foot.addWidget(leave)
        foot.addWidget(self.go)
        column.addLayout(foot)

    # What can be had now.

    def _ask(self) -> None:
        today = self._hotel.business_date
        until = today + timedelta(days=self.nights.value())
        self.until.setText(
            tr(
                "From today until {day}, {nights}",
                day=short_day(until),
                nights=nights_text(self.nights.value()),
            )
        )
        self.nights_field.clear()
        self.adults_field.clear()
        self._view = self._free = None
        query = Availability(
            property_id=self._hotel.id, arrival=today, departure=until, adults=self.adults.value(),
            booked_on=today,
        )  # fmt: skip
        operations = self._services.operations
        operations.ask(query, self._answered, self._asked_wrong, latest="walk_in.rates")
        free = FreeRooms(property_id=self._hotel.id, arrival=today, departure=until)
        operations.ask(free, self._show_free, self._asked_wrong, latest="walk_in.free")

    def _asked_wrong(self, error: AppError) -> None:
        field = self.adults_field if error.field == "adults" else self.nights_field
        field.say_wrong(error.sentence)

    def _answered(self, view: AvailabilityView) -> None:
        self._view = view
        self._list_rooms()

    def _show_free(self, free: Sequence[UUID]) -> None:
        self._free = frozenset(free)
        self._list_rooms()

    def _list_rooms(self) -> None:
        """Rooms that are free; the ready ones of the cheapest type that takes the party first."""
        if self._view is None or self._free is None:
            return
        offers = {offer.room_type_id: offer for offer in self._view.types}
        party = self.adults.value()
        fitting = [
            room
            for room in self._house.rooms
            if room.id in self._free and room.room_type_id in offers
            and offers[room.room_type_id].most >= party
        ]  # fmt: skip
        fitting.sort(key=lambda room: _rank(room, offers[room.room_type_id]))
        before = self.rooms.choice
        self.rooms.clear()
        for room in fitting:
            kind = offers[room.room_type_id].name
            state = "" if is_ready(room.housekeeping) else tr("not ready")
            self.rooms.add(room.id, ", ".join(part for part in (room.number, kind, state) if part))
        self.rooms.choose(before)
        if fitting:
            self.room_field.clear()
        else:
            self.room_field.say_wrong(tr("No room is free for these nights and this party."))
        self._list_rates()

    def _list_rates(self) -> None:
        offer = self._offer()
        self.rates.clear()
        quotes = sorted(offer.quotes, key=lambda q: (bool(q.refused), q.total_minor)) if offer else []
        for quote in quotes:
            if not quote.refused:
                price = money_text(quote.total_minor, quote.currency)
                self.rates.add(quote.plan_code, f"{quote.plan_name}, {price}")
        if offer is not None and not self.rates.count():
            self.rates.add("", tr("Published price, {price}", price=self._published(offer)))
        self._tell()
        if self._books_when_known and self._view is not None and self._free is not None:
            self._books_when_known = False
            self.walk_in()

    def _published(self, offer: TypeOffer) -> str:
        return money_text(offer.published_minor * max(self.nights.value(), 1), self._hotel.currency)

    def _offer(self) -> TypeOffer | None:
        room = self._room()
        types = self._view.types if self._view is not None else ()
        return next((o for o in types if room is not None and o.room_type_id == room.room_type_id), None)

    def _room(self) -> RoomView | None:
        return next((room for room in self._house.rooms if room.id == self.rooms.choice), None)

    def _quote(self) -> QuoteView | None:
        offer = self._offer()
        quotes = offer.quotes if offer is not None else ()
        return next((quote for quote in quotes if quote.plan_code == self.rates.choice), None)

    def _tell(self) -> None:
        offer, quote = self._offer(), self._quote()
        if quote is not None:
            self.total.setText(money_text(quote.total_minor, quote.currency))
        else:
            self.total.setText(self._published(offer) if offer is not None else "")

    def _stands(self, hit: GuestHit | None) -> None:
        """Say of a known guest whether he is wanted, and how important he is."""
        self.guest_field.say(*(standing(hit) if hit is not None else ("", "secondary")))

    # The walk-in.

    def walk_in(self) -> None:
        """As soon as it is known what is free."""
        if self._view is None or self._free is None:
            self._books_when_known = True
            return
        guest, room = self.guest.ref(), self._room()
        if guest is None:
            self.guest_field.say_wrong(tr("Who comes? Type a name."))
            self.guest.setFocus()
            return
        if room is None:
            self.nights.setFocus()
            return
        nights, today = self.nights.value(), self._hotel.business_date
        if nights > LONG_STAY and self._sure_of != nights:
            self._sure_of = nights
            said = tr("{nights}? Press Enter again if that is right.", nights=nights_text(nights))
            self.nights_field.say(said, "warning")
            return
        new_id = self._services.app.new_id
        request = RoomRequest(
            new_id(), room.room_type_id, today, today + timedelta(days=nights), room.id, self.adults.value(),
            rate_code=str(self.rates.choice or ""),
        )  # fmt: skip
        self._run(
            WalkIn(
                id=new_id(), reservation_id=new_id(), property_id=self._hotel.id, guest=guest, room=request,
                booked_on=today,
            ),
            tr("{name} has {room}", name=self.guest.input.text(), room=room.number),
        )  # fmt: skip

    def _run(self, command: Command, sentence: str) -> None:
        pays = self.pays.choice == NOW

        def done(outcome: Outcome) -> None:
            self._services.did(command.id, sentence)
            self.accept()
            self.walked_in.emit(outcome, pays)

        self._services.operations.run_command(command, done, self._refused)

    def _refused(self, error: AppError) -> None:
        fields = {
            "surname": self.guest_field, "guest": self.guest_field, "room_id": self.room_field,
            "departure": self.nights_field, "adults": self.adults_field, "rate_code": self.rate_field,
        }  # fmt: skip
        field = fields.get(error.field, self.room_field)
        self._say(error.choices)
        field.say_wrong(error.sentence)

    def _say(self, choices: Sequence[Choice]) -> None:
        while (item := self.said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if choices:
            box = NoticeBox(tr("What would go:"), "", [choice.label for choice in choices])
            for link, choice in zip(box.links, choices, strict=True):
                link.setToolTip(choice.detail)
                link.clicked.connect(lambda _=False, c=choice: self._run(c.command, c.label))
            self.said.addWidget(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter checks in, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.walk_in()
        else:
            super().keyPressEvent(event)


def _rank(room: RoomView, offer: TypeOffer) -> tuple[bool, int, int]:
    """Ready before not ready, then the cheapest type, then the house's order."""
    best = offer.cheapest
    return not is_ready(room.housekeeping), best.total_minor if best else offer.published_minor, room.sort


def _spin(least: int, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.lineEdit().setTextMargins(7, 0, 0, 0)
    return box


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for widget, stretch in parts:
        row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
    return row
