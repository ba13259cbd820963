"""A turn-away in one key: tonight, one night, two people, full. Enter counts it; what differs is typed."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.features.front_desk import CountTurnAway, Refusal, TurnAways, TurnAwaysView
from app.features.property import HouseView, PropertyView
from app.kernel.dates import StayDates
from app.kernel.text import tr, trn
from ui.features.front_desk.turning_away.words import reason_word
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import with_hotel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.stay_picker import StayPicker
from ui.widgets.theme import SMALL

MOST: Final = 99


class TurnAwayDialog(SmallDialog):
    """What was asked for, and why it was not sold."""

    def __init__(self, services: ShellServices, house: HouseView, hotel: PropertyView) -> None:
        super().__init__(
            services, tr("Turned away"), tr("Counted, so that it is known what could have been sold."),
            verb=tr("Count it"),
        )  # fmt: skip
        self._hotel = hotel
        today = hotel.business_date
        self.stay = StayPicker(StayDates(today, today + timedelta(days=1)), day_use=False)
        self.field("arrival", tr("Nights"), self.stay)
        self.rooms, self.party, self.kind = _spin(1), _spin(2), ChoiceBox()
        self.kind.add(None, tr("Any room type"))
        for kind in house.room_types:
            if kind.property_id == hotel.id:
                self.kind.add(kind.id, kind.name)
        self.row(
            ("rooms", tr("Rooms"), self.rooms, 1), ("party", tr("People"), self.party, 1),
            ("room_type_id", tr("Room type"), self.kind, 3),
        )  # fmt: skip
        self.reason = SegmentedControl([(str(one), reason_word(one)) for one in Refusal], wide=True)
        self.field("reason", tr("Why"), self.reason)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Who asked, by which way"))
        self.field("note", tr("Note"), self.note)
        self.told = label("", SMALL, tone="secondary")
        self.body.addWidget(self.told)
        self.reason.setFocus()
        seen = TurnAways(property_id=hotel.id, first=today, end=today + timedelta(days=1))
        services.operations.ask(seen, self._tell, latest="front_desk.turn_aways")

    def agree(self) -> None:
        """Count it."""
        dates, new_id = self.stay.dates, self.services.app.new_id
        kind = self.kind.choice
        command = CountTurnAway(
            id=new_id(), turn_away_id=new_id(), property_id=self._hotel.id, arrival=dates.arrival,
            nights=max(dates.nights, 1), rooms=self.rooms.value(), party=self.party.value(),
            room_type_id=kind if kind is None else _uuid(kind), reason=Refusal(self.reason.choice),
            note=self.note.text(),
        )  # fmt: skip
        count = command.nights * command.rooms
        told = trn("{n} room-night turned away is counted", "{n} room-nights turned away are counted", count)
        self.do(command, told)

    def _tell(self, view: TurnAwaysView) -> None:
        nights = trn("{n} room-night", "{n} room-nights", view.room_nights)
        asked = trn("{n} request", "{n} requests", len(view.rows))
        self.told.setText(tr("For tonight so far: {asked}, {nights}.", asked=asked, nights=nights))


def _spin(value: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(1, MOST)
    made.setValue(value)
    return made


def _uuid(value: object) -> UUID:
    assert isinstance(value, UUID)
    return value


def open_turn_away(services: ShellServices) -> None:
    """Open it."""
    with_hotel(services, lambda house, hotel: TurnAwayDialog(services, house, hotel).open())
