"""Put somebody on the waitlist: who, when, how flexible, how long; and offer what has become free."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.features.front_desk import JoinWaitlist
from app.features.property import HouseView, PropertyView
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.guest_field import GuestField
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import with_hotel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.segmented import SegmentedControl
from ui.widgets.stay_picker import DayEdit, StayPicker

WIDTH: Final = 560
MOST_PEOPLE: Final = 20
MOST_FLEXIBLE: Final = 14
PRIORITIES: Final = ("0", "1", "2", "3")


class WaitlistDialog(SmallDialog):
    """Enter puts the guest on the list."""

    def __init__(
        self, services: ShellServices, house: HouseView, hotel: PropertyView, dates: StayDates,
        room_type_id: UUID | None = None,
    ) -> None:  # fmt: skip
        about = tr("When room appears, the list says so, and a room can be held for the guest.")
        super().__init__(services, tr("Waitlist"), about, verb=tr("Put on the list"), width=WIDTH)
        self._hotel = hotel
        self.guest = GuestField(services.operations, services.app.new_id)
        self.field("guest", tr("Guest"), self.guest)
        self.phone, self.email = QLineEdit(), QLineEdit()
        self.row(("phone", tr("Phone"), self.phone, 2), ("email", tr("E-mail"), self.email, 3))
        self.stay, self.kind = StayPicker(dates, day_use=False, say_nights=False), ChoiceBox()
        self.kind.add(None, tr("Any room type"))
        for kind in house.room_types:
            if kind.property_id == hotel.id:
                self.kind.add(kind.id, kind.name)
        self.kind.choose(room_type_id)
        self.row(("arrival", tr("Nights"), self.stay, 3), ("room_type_id", tr("Room type"), self.kind, 2))
        self.adults, self.kids = _spin(1, MOST_PEOPLE, 2), _spin(0, MOST_PEOPLE, 0)
        self.flexible, self.until = _spin(0, MOST_FLEXIBLE, 0), DayEdit(dates.arrival)
        self.row(
            ("adults", tr("Adults"), self.adults, 2), ("children", tr("Children"), self.kids, 2),
            ("flexible_days", tr("Days earlier or later"), self.flexible, 4),
            ("expires_on", tr("Waits until"), self.until, 4),
        )  # fmt: skip
        names = (tr("Usual"), tr("Soon"), tr("First"), tr("Before all"))
        self.priority = SegmentedControl(tuple(zip(PRIORITIES, names, strict=True)), wide=True)
        self.field("priority", tr("Priority"), self.priority)
        self.note = QLineEdit()
        self.field("note", tr("Note"), self.note)
        self.stay.changed.connect(lambda dates: self.until.show_day(dates.arrival))
        self.stay.wrong.connect(self.fields["arrival"].say_wrong)
        self.guest.input.setFocus()

    def agree(self) -> None:
        """Write the entry."""
        ref = self.guest.ref(self.email.text().strip(), self.phone.text().strip())
        if ref is None:
            self.fields["guest"].say_wrong(tr("Who waits? A surname is enough."))
            self.guest.input.setFocus()
            return
        dates, kind = self.stay.dates, self.kind.choice
        command = JoinWaitlist(
            id=self.services.app.new_id(), entry_id=self.services.app.new_id(), property_id=self._hotel.id,
            guest=ref, arrival=dates.arrival, departure=dates.departure,
            room_type_id=kind if isinstance(kind, UUID) else None, adults=self.adults.value(),
            children=self.kids.value(), flexible_days=self.flexible.value(),
            priority=int(self.priority.choice), expires_on=self.until.day, note=self.note.text(),
        )  # fmt: skip
        self.do(command, lambda outcome: tr("{name} is on the waitlist", name=outcome.result["guest"]))

    def refuse(self, error: AppError) -> None:
        """A wrong departure is said at the nights."""
        if error.field == "departure":
            self.go.setEnabled(True)
            self.fields["arrival"].say_wrong(error.sentence)
        else:
            super().refuse(error)


def _spin(least: int, most: int, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    return made


def open_waitlist(services: ShellServices) -> None:
    """For the nights that were drawn, else from tomorrow on."""
    nights, services.selection.nights = services.selection.nights, None

    def show(house: HouseView, hotel: PropertyView) -> None:
        first = hotel.business_date + timedelta(days=1)
        dates = StayDates(first, first + timedelta(days=1))
        kind = None
        if nights is not None and nights.property_id == hotel.id and nights.departure > nights.arrival:
            dates, kind = StayDates(nights.arrival, nights.departure), nights.room_type_id
        WaitlistDialog(services, house, hotel, dates, kind).open()

    with_hotel(services, show)
