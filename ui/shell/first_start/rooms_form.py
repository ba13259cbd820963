"""The form of the first way: hotel (once), room type, numbers with a live count, guests, price."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.property import HouseView, expand_numbers, floor_of
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import IconLabel, label, set_tone
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.theme import SMALL

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "AED", "JPY")
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in."""

    hotel: str
    city: str
    currency: str
    room_type: str
    numbers: tuple[str, ...]
    guests: int
    price_minor: int


class RoomsForm(QWidget):
    """`asked(Asked)` when Add is pressed with something that can be added."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._taken: frozenset[str] = frozenset()
        self._has_hotel = False
        self.hotel, self.city = QLineEdit(), QLineEdit()
        self.currency = ChoiceBox()
        for code in CURRENCIES:
            self.currency.add(code, code)
        local = QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        self.currency.choose(local if local in CURRENCIES else "EUR")
        self.room_type, self.numbers, self.guests = QLineEdit(tr("Double")), QLineEdit(), QLineEdit("2")
        self.price = MoneyEdit(str(self.currency.choice))
        self.add = KeyedButton(tr("Add"), Kind.PRIMARY)
        self.numbers.setPlaceholderText(tr("107–112, 201–208"))
        column = QVBoxLayout(self)
        column.setContentsMargins(50, 4, 0, 4)
        column.setSpacing(8)
        self._first = QWidget()
        column.addWidget(self._first)
        self._row(self._first, (tr("Name of the hotel"), self.hotel, 260), (tr("City"), self.city, 170),
                  (tr("Currency"), self.currency, 86))  # fmt: skip
        second = QWidget()
        column.addWidget(second)
        row = self._row(second, (tr("Room type"), self.room_type, 150), (tr("Room numbers"), self.numbers, 0),
                        (tr("Guests"), self.guests, 62), (tr("Price a night"), self.price, 96))  # fmt: skip
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        said = QHBoxLayout()
        said.setSpacing(6)
        self._sign = IconLabel("check-circle", "success", 14)
        self._said = label("", SMALL, tone="success", wrap=True)
        said.addWidget(self._sign)
        said.addWidget(self._said, 1)
        column.addLayout(said)
        self._connect()
        self._check()

    def show_house(self, house: HouseView) -> None:
        """Tell which rooms exist; the hotel's own fields go when there is one."""
        self._taken = frozenset(room.number for room in house.rooms)
        self._has_hotel = bool(house.properties)
        self._first.setVisible(not self._has_hotel)
        self._check()

    def say_wrong(self, error: AppError) -> None:
        """Show why the house refused."""
        self._say(error.sentence, well=False)

    @property
    def sentence(self) -> str:
        """What the form says now."""
        return self._said.text()

    @staticmethod
    def _row(place: QWidget, *fields: tuple[str, QWidget, int]) -> QHBoxLayout:
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, editor, width in fields:
            field = FormField(title, editor)
            if width:
                field.setFixedWidth(width)
            row.addWidget(field, 0 if width else 1)
        if all(width for _, _, width in fields):
            row.addStretch(1)
        return row

    def _connect(self) -> None:
        for field in (self.hotel, self.room_type, self.numbers, self.guests, self.price):
            field.textChanged.connect(self._check)
            field.returnPressed.connect(self._ask)
        self.currency.currentIndexChanged.connect(self._change_currency)
        self.add.clicked.connect(self._ask)

    def _change_currency(self) -> None:
        self.price.set_currency(str(self.currency.choice))

    def _numbers(self) -> tuple[str, ...]:
        return tuple(expand_numbers(self.numbers.text()))

    def _check(self) -> None:
        self.add.setEnabled(False)
        self.add.setText(tr("Add"))
        if not self.numbers.text().strip():
            self._say("", well=True)
            return
        try:
            numbers = self._numbers()
        except AppError as error:
            self._say(error.sentence, well=False)
            return
        self.add.setText(tr("Add {n}", n=len(numbers)))
        clash = sorted(self._taken.intersection(numbers))
        if clash:
            some = ", ".join(clash[:SHOWN]) + ("…" if len(clash) > SHOWN else "")
            self._say(
                trn("{numbers} exists already", "{numbers} exist already", len(clash), numbers=some),
                well=False,
            )
            return
        wrong = self._wrong()
        self._say(wrong or self._count(numbers), well=not wrong)
        self.add.setEnabled(not wrong)

    def _count(self, numbers: tuple[str, ...]) -> str:
        floors = len({floor_of(number) for number in numbers})
        rooms = trn("{n} room", "{n} rooms", len(numbers))
        on = trn("on {n} floor", "on {n} floors", floors)
        return tr("{rooms} {floors}, none of them taken", rooms=rooms, floors=on)

    def _wrong(self) -> str:
        if not self._has_hotel and not self.hotel.text().strip():
            return tr("Give the hotel a name first")
        if not self.room_type.text().strip():
            return tr("Give the room type a name")
        if not self.guests.text().isdecimal() or not 1 <= int(self.guests.text()) <= 50:
            return tr("Give a number of guests from 1 to 50")
        return tr("This price is no amount") if self.price.minor is None else ""

    def _ask(self) -> None:
        if self.add.isEnabled():
            self.asked.emit(
                Asked(
                    self.hotel.text().strip(), self.city.text().strip(), str(self.currency.choice),
                    self.room_type.text().strip(), self._numbers(), int(self.guests.text()),
                    self.price.minor or 0,
                )
            )  # fmt: skip

    def _say(self, sentence: str, *, well: bool) -> None:
        self._sign.show_icon("check-circle" if well else "warning-circle", "success" if well else "danger")
        self._sign.setVisible(bool(sentence))
        set_tone(self._said, "success" if well else "danger")
        self._said.setText(sentence)
