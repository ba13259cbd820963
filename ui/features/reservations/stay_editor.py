"""One room of a booking, to be changed: guest, days, party, rate or price; who shares it; taking it off."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout

from app.features.front_desk import (
    Availability,
    AvailabilityView,
    ChangeSharer,
    CompanionsOf,
    EndSharing,
    SharerView,
    ShareStay,
)
from app.features.guests import GuestHit
from app.features.reservations import LIVE, CancelStay, ChangeStayDates, StayView
from app.features.reservations.late import ChangeParty, ChangeStayGuest, PriceStay
from app.kernel.dates import StayDates
from app.kernel.text import tr
from ui.features.reservations.doing import Doing, Step
from ui.features.reservations.sharer_row import SharerRow
from ui.shell.guest_field import GuestField
from ui.shell.services import ShellServices
from ui.widgets.ages_edit import AgesEdit
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.stay_picker import StayPicker

WIDTH, MOST_GUESTS = 320, 50
KEPT = "kept"


class StayEditor(Card):
    """Shows a stay; Save carries out what differs, each as a step that can be taken back."""

    def __init__(self, services: ShellServices, doing: Doing, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._services, self._doing, self._changed = services, doing, changed
        self.view: StayView | None = None
        self.today = date.min
        self.title = label("", 15)
        self.guest, self.friend = (GuestField(services.operations, services.app.new_id) for _ in range(2))
        self.guest_field, self.friend_field = FormField(tr("Guest"), self.guest), FormField("", self.friend)
        self.adults = QSpinBox()
        self.adults.setRange(1, MOST_GUESTS)
        self.adults.lineEdit().setTextMargins(7, 0, 0, 0)
        self.ages = AgesEdit()
        self.party_field = FormField(tr("Adults"), self.adults)
        self.ages_field = FormField(tr("Children’s ages"), self.ages)
        self.reprice = QCheckBox(tr("Price for the new party"))
        self.rate = ChoiceBox()
        self.rate_field = FormField(tr("Rate"), self.rate)
        self.price = MoneyEdit("EUR")
        self.price_field = FormField(tr("Own price a night"), self.price)
        self.own_bill = QCheckBox(tr("with a bill of his own"))
        self.days = StayPicker(StayDates(date(2000, 1, 1), date(2000, 1, 2)), say_nights=False)
        self.days_field = FormField(tr("Arrival and departure"), self.days)
        self.days.wrong.connect(self.days_field.say_wrong)
        self._sharers = QVBoxLayout()
        self.save_button = KeyedButton(tr("Save"), Kind.PRIMARY, key=tr("Enter"), icon="check").stretch()
        self.off_button = KeyedButton(tr("Take off"), Kind.DANGER, icon="x-circle").stretch()
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.off_button.clicked.connect(self.take_off)
        for editor in (self.guest.input, self.ages, self.price):
            editor.returnPressed.connect(self.save)
        self.friend.input.returnPressed.connect(self.share)

    def _lay_out(self) -> None:
        self.body.addWidget(self.title)
        self.body.addWidget(self.guest_field)
        self.body.addWidget(self.days_field)
        self.body.addLayout(_pair(self.party_field, self.ages_field, 1, 2))
        self.body.addWidget(self.reprice)
        self.body.addLayout(_pair(self.rate_field, self.price_field, 3, 2))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.off_button)
        row.addWidget(self.save_button)
        self.body.addLayout(row)
        self.body.addSpacing(6)
        self.body.addWidget(rule())
        self.friend_field.title.setText(tr("Somebody shares this room"))
        self.body.addWidget(self.friend_field)
        self.body.addWidget(self.own_bill)
        self.body.addLayout(self._sharers)
        self.body.addStretch(1)

    # Showing.

    def show_stay(self, view: StayView, sharers: Sequence[SharerView]) -> None:
        """Fill in one stay."""
        self.view = view
        rooms = ", ".join(dict.fromkeys(part.room or tr("no room yet") for part in view.parts))
        self.title.setText(f"{rooms} · {view.room_type}")
        self.days.show_dates(StayDates(view.arrival, view.departure))
        self.days_field.clear()
        self.guest.input.setText(f"{view.surname}, {view.given}".rstrip(", "))
        self.guest.guest = None
        self.adults.setValue(view.adults)
        self.ages.setText(", ".join(map(str, view.child_ages or (17,) * view.children)))
        self.reprice.setChecked(False)
        self.price.set_currency(view.currency)
        self.price.clear()
        live = view.status in LIVE
        self.save_button.setEnabled(live)
        self.save_button.setToolTip("" if live else tr("This stay is over."))
        self.off_button.setEnabled(live and view.status != "checked_in")
        self.off_button.setToolTip(tr("Cancel this room; the others of the booking stay."))
        for field in (self.guest_field, self.party_field, self.ages_field, self.rate_field, self.price_field):
            field.clear()
        self.show_sharers(sharers)
        self._ask_companions(view, {sharer.guest_id for sharer in sharers})
        self._ask_rates(view)

    def show_sharers(self, sharers: Sequence[SharerView]) -> None:
        """Who shares the room, each with a way out."""
        while (item := self._sharers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sharer in sharers:
            row = SharerRow(sharer)
            row.ended.connect(partial(self._end, sharer))
            row.days_changed.connect(partial(self._change_days, row))
            self._sharers.addWidget(row)

    def _ask_companions(self, view: StayView, here: set[UUID]) -> None:
        """Family, and who came along before, are offered for the room."""

        def offer(hits: Sequence[GuestHit]) -> None:
            self.friend.offer([hit for hit in hits if hit.id not in here])

        self._services.operations.ask(
            CompanionsOf(guest_id=view.guest_id), offer, latest="booking.companions"
        )

    def _ask_rates(self, view: StayView) -> None:
        self.rate.clear()
        codes = [night.rate_code for night in view.nights if night.rate_code]
        self.rate.add(KEPT, tr("As sold ({rate})", rate=codes[0]) if codes else tr("As sold"))
        query = Availability(
            property_id=view.property_id, arrival=view.arrival, departure=view.departure, adults=view.adults,
            child_ages=view.child_ages or (17,) * view.children, company_id=view.company_id,
        )  # fmt: skip
        self._services.operations.ask(query, self._show_rates, lambda _error: None, latest="booking.plans")

    def _show_rates(self, rates: AvailabilityView) -> None:
        view = self.view
        if view is None:
            return
        for offer in rates.types:
            for quote in offer.quotes if offer.room_type_id == view.room_type_id else ():
                if quote.prices:
                    price = money_text(quote.total_minor, quote.currency)
                    self.rate.add(quote.plan_code, f"{quote.plan_name}, {price}")

    # Changing.

    def steps(self) -> list[Step] | None:
        """What differs, as commands; None, with the field marked, where something cannot be."""
        view, days, ages = self.view, self.days, self.ages.ages
        if view is None:
            return None
        if ages is None:
            self.ages_field.say_wrong(tr("Write the ages in years, such as 4, 9. A child is 17 at most."))
            return None
        new_id = self._services.app.new_id
        name = f"{view.given} {view.surname}".strip()
        found: list[Step] = []
        typed = f"{view.surname}, {view.given}".rstrip(", ")
        if self.guest.input.text().strip() != typed:
            ref = self.guest.ref()
            if ref is None:
                self.guest_field.say_wrong(tr("Who comes? Type a name."))
                return None
            command = ChangeStayGuest(id=new_id(), stay_id=view.id, guest=ref)
            found.append((command, tr("Another guest comes")))
        if (days.dates.arrival, days.dates.departure) != (view.arrival, view.departure):
            dates = ChangeStayDates(
                id=new_id(), stay_id=view.id, arrival=days.dates.arrival, departure=days.dates.departure
            )
            found.append((dates, tr("{name} has other days", name=name)))
        known = view.child_ages or (17,) * view.children
        if (self.adults.value(), ages) != (view.adults, known):
            party = ChangeParty(
                id=new_id(), stay_id=view.id, adults=self.adults.value(), children=len(ages), child_ages=ages,
                reprice=self.reprice.isChecked(),
            )  # fmt: skip
            found.append((party, tr("The party of {name} is another", name=name)))
        price = self._price(view, new_id())
        return None if price is None else found + price

    def _price(self, view: StayView, command_id: UUID) -> list[Step] | None:
        said = tr("{name} has another price", name=f"{view.given} {view.surname}".strip())
        if self.price.text().strip():
            minor = self.price.minor
            if minor is None or minor < 0:
                self.price_field.say_wrong(tr("This is no amount."))
                return None
            first, last = max(self.days.dates.arrival, self.today), self.days.dates.departure
            prices = (minor,) * max((last - first).days, 1)
            return [(PriceStay(id=command_id, stay_id=view.id, prices=prices), said)]
        if self.rate.choice not in (None, KEPT):
            plan = str(self.rate.choice)
            return [(PriceStay(id=command_id, stay_id=view.id, rate_code=plan), said)]
        return []

    def save(self) -> None:
        """Carry out what differs."""
        steps = self.steps()
        if steps:
            self._doing.do(steps, self._changed, self._fields())

    def take_off(self) -> None:
        """This room is not wanted."""
        if self.view is not None:
            name = f"{self.view.given} {self.view.surname}".strip()
            command = CancelStay(id=self._services.app.new_id(), stay_id=self.view.id)
            self._doing.do([(command, tr("The stay of {name} is cancelled", name=name))], self._changed)

    def share(self) -> None:
        """Somebody comes along."""
        ref = self.friend.ref()
        if self.view is None or ref is None:
            return
        command = ShareStay(
            id=self._services.app.new_id(), stay_id=self.view.id, guest=ref,
            own_bill=self.own_bill.isChecked(),
        )  # fmt: skip

        def done() -> None:
            self.friend.input.clear()
            self._changed()

        said = tr("{name} shares the room", name=self.friend.input.text())
        self._doing.do([(command, said)], done, {"guest": self.friend_field, "surname": self.friend_field})

    def _end(self, sharer: SharerView) -> None:
        command = EndSharing(id=self._services.app.new_id(), stay_id=sharer.stay_id, guest_id=sharer.guest_id)
        self._doing.do([(command, tr("{name} is taken out", name=sharer.name))], self._changed)

    def _change_days(self, row: SharerRow, arrival: date, departure: date) -> None:
        """Who shares comes later or leaves earlier."""
        sharer = row.sharer
        command = ChangeSharer(
            id=self._services.app.new_id(), stay_id=sharer.stay_id, guest_id=sharer.guest_id,
            arrival=arrival, departure=departure,
        )  # fmt: skip
        said = tr("{name} has other days", name=sharer.name)
        self._doing.do([(command, said)], self._changed, {"arrival": row.field, "departure": row.field})

    def _fields(self) -> dict[str, FormField]:
        return {
            "surname": self.guest_field, "guest": self.guest_field, "arrival": self.days_field,
            "departure": self.days_field, "adults": self.party_field, "child_ages": self.ages_field,
            "rate_code": self.rate_field, "prices": self.price_field,
        }  # fmt: skip


def _pair(first: FormField, second: FormField, wide: int, wider: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, wide, Qt.AlignmentFlag.AlignTop)
    row.addWidget(second, wider, Qt.AlignmentFlag.AlignTop)
    return row
