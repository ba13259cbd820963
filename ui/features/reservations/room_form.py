"""The middle of a booking: one room at a time, its days and party, all types and rates, the room itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from app.features.front_desk import Availability, AvailabilityView
from app.features.property import HouseView, is_ready
from app.features.reservations import FreeRooms
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.reservations.draft import RoomDraft
from ui.features.reservations.rate_matrix import Pick, RateMatrix
from ui.shell.guest_field import GuestField
from ui.shell.services import ShellServices
from ui.widgets.ages_edit import AgesEdit
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.stay_picker import StayPicker

MOST_GUESTS, AFTER_MS = 50, 30


@dataclass(frozen=True, slots=True)
class Asking:
    """What the question about rates says besides the room: hotel, code, company, day of booking."""

    property_id: UUID
    today: date
    promo_code: str = ""
    company_id: UUID | None = None


class RoomForm(QWidget):
    """`changed` with everything that is typed; `picked(Pick)` when a rate is held; `answered` with rates."""

    changed = Signal()
    picked = Signal(object)
    answered = Signal()

    def __init__(
        self, services: ShellServices, house: HouseView, asking: Asking, draft: RoomDraft, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services, self._house, self.asking = services, house, asking
        self._free: frozenset[UUID] | None = None
        self._wanted: tuple[UUID | None, str | None] = (draft.room_type_id, draft.rate_code)
        self.is_asking = self._is_showing = False
        self.days = StayPicker(draft.dates)
        self.days_field = FormField(tr("Arrival and departure"), self.days)
        self.adults = QSpinBox()
        self.adults.setRange(1, MOST_GUESTS)
        self.adults.lineEdit().setTextMargins(7, 0, 0, 0)
        self.party_field = FormField(tr("Adults"), self.adults)
        self.ages = AgesEdit()
        self.ages_field = FormField(tr("Children’s ages"), self.ages)
        self.matrix = RateMatrix()
        self.rooms = ChoiceBox()
        self.room_field = FormField(tr("Room"), self.rooms)
        self.price = MoneyEdit("EUR")
        self.price_field = FormField(tr("Own price a night"), self.price)
        self.guest = GuestField(services.operations, services.app.new_id)
        self.guest_field = FormField(tr("Other guest of this room"), self.guest)
        self.rate_field = FormField(tr("Room type and rate"), self._scroll())
        self._room_id, self._typed_over = draft.room_id, draft.typed_over
        self._lay_out()
        self.show_draft(draft)
        self._connect()

    def _scroll(self) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.matrix)
        area.viewport().setAutoFillBackground(False)
        area.setFocusProxy(self.matrix)
        return area

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(10)
        for widget, stretch in ((self.days_field, 5), (self.party_field, 1), (self.ages_field, 2)):
            top.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.rate_field, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        for widget, stretch in ((self.room_field, 3), (self.price_field, 2), (self.guest_field, 3)):
            below.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)

    def _connect(self) -> None:
        self.days.changed.connect(self._days_changed)
        self.days.wrong.connect(self.days_field.say_wrong)
        self.adults.valueChanged.connect(self._asked_anew)
        self.ages.textEdited.connect(self._asked_anew)
        self.matrix.chosen.connect(self._picked)
        self.rooms.activated.connect(self._room_chosen)
        self.price.textEdited.connect(self._price_typed)
        self.guest.chosen.connect(lambda _hit: self.changed.emit())

    def show_draft(self, draft: RoomDraft) -> None:
        """Fill another room in."""
        self._wanted = (draft.room_type_id, None if draft.price_minor is not None else draft.rate_code)
        self._room_id, self._typed_over = draft.room_id, draft.typed_over
        self.days.show_dates(draft.dates)
        self.days_field.clear()
        held = self.adults.blockSignals(True)
        self.adults.setValue(draft.adults)
        self.adults.blockSignals(held)
        self.ages.setText(", ".join(map(str, draft.ages)))
        self.guest.input.setText(draft.guest_name)
        self.price.clear()
        if draft.price_minor is not None:
            self.price.set_minor(draft.price_minor)
        self.ask()

    def draft(self) -> RoomDraft | None:
        """The room as it is filled in; None, with the field marked, where something cannot be."""
        ages, pick = self.ages.ages, self.matrix.pick
        if ages is None:
            self.ages_field.say_wrong(tr("Write the ages in years, such as 4, 9. A child is 17 at most."))
            self.ages.setFocus()
            return None
        if pick is None:
            self.rate_field.say_wrong(tr("Choose a room type and a rate."))
            return None
        price = None
        if pick.quote is None:
            price = self.price.minor if self.price.text().strip() else pick.offer.published_minor
            if price is None or price < 0:
                self.price_field.say_wrong(tr("This is no amount."))
                self.price.setFocus()
                return None
        typed = self.guest.input.text().strip()
        return RoomDraft(
            self.days.dates, self.adults.value(), ages, pick.offer.room_type_id, self._room_id,
            pick.quote.plan_code if pick.quote else "", price, self.guest.ref() if typed else None, typed,
            self._typed_over if pick.quote is None and self.price.text().strip() else "",
        )  # fmt: skip

    def ask(self) -> None:
        """Ask what can be had for these days and this party, and which rooms are free."""
        ages = self.ages.ages
        if ages is None:
            return
        dates = self.days.dates
        self.is_asking = True
        query = Availability(
            property_id=self.asking.property_id, arrival=dates.arrival, departure=dates.departure,
            adults=self.adults.value(), child_ages=ages, promo_code=self.asking.promo_code,
            company_id=self.asking.company_id, booked_on=self.asking.today,
        )  # fmt: skip
        operations = self._services.operations
        operations.ask(query, self._answered, self._refused, latest="booking.rates", after_ms=AFTER_MS)
        free = FreeRooms(
            property_id=self.asking.property_id, arrival=dates.arrival, departure=dates.departure
        )
        operations.ask(free, self._show_free, lambda _error: None, latest="booking.free", after_ms=AFTER_MS)

    def _days_changed(self, _dates: StayDates) -> None:
        self.days_field.clear()
        self._asked_anew()

    def _asked_anew(self) -> None:
        self.ages_field.clear()
        self.party_field.clear()
        self.ask()
        self.changed.emit()

    def _answered(self, view: AvailabilityView) -> None:
        self.is_asking = False
        self.price.set_currency(view.currency)
        self._is_showing = True
        self.matrix.show_view(view, *self._wanted)
        self._is_showing = False
        self._tell_typed()
        self.answered.emit()

    def _refused(self, error: AppError) -> None:
        self.is_asking = False
        fields = {"child_ages": self.ages_field, "adults": self.party_field}
        fields.get(error.field, self.days_field).say_wrong(error.sentence)
        self.answered.emit()

    def _picked(self, pick: Pick | None) -> None:
        if pick is None:
            return
        if not self._is_showing:  # somebody chose it; what is only shown gives way to something better
            if self._wanted[0] != pick.offer.room_type_id:
                self._room_id = None
            self._wanted = (pick.offer.room_type_id, pick.quote.plan_code if pick.quote else None)
        if pick.quote is not None:
            self._typed_over = ""
            self.price_field.clear()
            self.price.clear()
        self.price.setPlaceholderText("" if pick.quote else tr("Published price"))
        why = " ".join(pick.why_not)
        if why:
            self.rate_field.say(why, "danger")
        else:
            self.rate_field.clear()
        self._list_rooms()
        self.picked.emit(pick)
        self.changed.emit()

    def _price_typed(self) -> None:
        """Who types a price sells at it."""
        self.price_field.clear()
        typed = self.price.text()
        row = self.matrix.held[0]
        if self.matrix.pick is not None and self.matrix.pick.quote is not None and typed.strip():
            plan = self.matrix.pick.quote.plan_code
            self.matrix.hold(row, 10_000)
            self.price.setText(typed)
            self._typed_over = plan
        self._tell_typed()
        self.changed.emit()

    def _tell_typed(self) -> None:
        """What the plan says that stood here before a price was typed."""
        pick, minor = self.matrix.pick, self.price.minor
        if pick is None or minor is None or not self._typed_over or not self.price.text().strip():
            return
        quote = next((q for q in pick.offer.quotes if q.plan_code == self._typed_over and q.prices), None)
        if quote is not None and quote.prices != (minor,) * len(quote.prices):
            says = money_text(quote.total_minor, quote.currency)
            self.price_field.say(tr("Typed price. {plan} says {price}.", plan=quote.plan_name, price=says))

    def _show_free(self, free: Sequence[UUID]) -> None:
        self._free = frozenset(free)
        self._list_rooms()

    def _list_rooms(self) -> None:
        held = self.rooms.blockSignals(True)
        self.rooms.clear()
        self.rooms.add(None, tr("No room yet"))
        pick, taken = self.matrix.pick, ""
        kind = pick.offer.room_type_id if pick is not None else None
        for room in self._house.rooms:
            free = self._free is None or room.id in self._free
            if room.room_type_id == kind and (free or room.id == self._room_id):
                state = "" if is_ready(room.housekeeping) else tr("not ready")
                self.rooms.add(
                    room.id, ", ".join(part for part in (room.number, *room.features[:1], state) if part)
                )
                taken = room.number if not free else taken
        self.rooms.choose(self._room_id)
        self.rooms.blockSignals(held)
        if self.rooms.property("wrong") != "true":  # a refusal stands until another room is chosen
            said = tr("{room} is not free in these nights.", room=taken) if taken else ""
            self.room_field.say(said, "warning")

    def _room_chosen(self) -> None:
        room = self.rooms.choice
        self._room_id = room if isinstance(room, UUID) else None
        pick = self.matrix.pick
        if pick is not None:
            self._wanted = (pick.offer.room_type_id, self._wanted[1])
        self.room_field.say("")
        self.changed.emit()
