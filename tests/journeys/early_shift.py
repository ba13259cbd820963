"""What an early shift begins with, and somebody who works it with keys only."""

from dataclasses import replace
from datetime import time
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.features.folios import OpenFolio, SetUpLedgers, TakePayment
from app.features.invoices import SetIssuer
from app.features.property import AddRooms, House, RoomSpec
from tests.app.rates.house import Rates
from tests.support.bills import post_nights
from tests.support.desk import Desk
from tests.support.windows import NONE, Hands

ARRIVALS: Final = 20
DEPARTURES: Final = 15
STAYING: Final = 4
# Who pays at the desk; the others have paid before.
OWING: Final = 3
NIGHT: Final = 9_000
ISSUER: Final = {
    "name": "Miradouro Lda", "street": "Rua da Graça 1", "postcode": "1170-169", "city": "Lisboa",
    "country": "PT", "vat_id": "PT500273170",
}  # fmt: skip
D = TypeVar("D", bound=QWidget)


def open_shift(desk: Desk) -> Desk:
    """The morning: fifteen leave, four stay on, twenty are expected; one did not come last night."""
    new_id, property_id = desk.app.new_id, desk.hotel.property_id
    numbers = [str(number) for number in range(301, 341)]
    desk.do(
        AddRooms, property_id=property_id, room_type_id=desk.hotel.room_type_id,
        rooms=tuple(RoomSpec(number) for number in numbers), room_ids=tuple(new_id() for _ in numbers),
    )  # fmt: skip
    desk = replace(desk, rooms={room.number: room.id for room in desk.app.ask(House()).rooms})
    desk.do(SetUpLedgers, property_id=property_id, country="PT")
    desk.do(SetIssuer, property_id=property_id, **ISSUER)
    rates = Rates(desk, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    for number, name in enumerate(LEAVERS):
        stay = desk.check_in(numbers[number], 1, name=name)
        if number >= OWING:
            _pay(desk, stay)
    for number, name in enumerate(STAYERS):
        desk.check_in(numbers[DEPARTURES + number], 4, name=name)
    desk.book("102", 0, 2, name=NEVER)
    post_nights(desk)
    desk.close_day()
    free = numbers[DEPARTURES + STAYING :]
    for number, name in enumerate(COMERS):
        desk.book(
            free[number], 1, 2, name=name, deposit_paid_minor=0 if number < OWING else 2 * NIGHT,
            arrival_time=time(9 + number // 4, 15 * (number % 4)),
        )  # fmt: skip
    return desk


def _pay(desk: Desk, stay: UUID) -> None:
    """The evening before, so that the morning is quick."""
    folio_id = desk.app.new_id()
    desk.do(
        OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="guest", stay_id=stay,
        reservation_id=desk.view(stay).reservation_id, guest_id=desk.view(stay).guest_id,
    )  # fmt: skip
    desk.do(
        TakePayment, payment_id=desk.app.new_id(), folio_id=folio_id, method="terminal", amount_minor=NIGHT,
        reference="4711",
    )  # fmt: skip


LEAVERS: Final = tuple(f"Leaver{sign}" for sign in "abcdefghijklmno")
STAYERS: Final = tuple(f"Stayer{sign}" for sign in "abcd")
COMERS: Final = tuple(f"Comer{sign}" for sign in "abcdefghijklmnopqrst")
WALK_INS: Final = ("Okonkwo", "Brandt")
NEVER: Final = "Never"
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
MOST_TABS: Final = 30


class Clerk(Hands):
    """Presses keys, nothing else: each goes to whatever has the keyboard, as the window system sends it."""

    def hit(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press one key and wait for the answer."""
        QTest.keyClick(self.target, key, modifiers)
        self.settle()

    def typed(self, text: str) -> None:
        """Type a text."""
        for sign in text:
            if sign == "\n":
                QTest.keyClick(self.target, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.target, sign, SHIFT if sign.isupper() else NONE)

    @property
    def target(self) -> QWidget:
        """What has the keyboard."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow():
            # What a window system does when a dialog closes; the offscreen one does not.
            top.activateWindow()
            self.qtbot.waitUntil(top.isActiveWindow)
        return QApplication.focusWidget() or top

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), found
        return found

    def popup(self, kind: type[D]) -> D:
        """The card that is open."""
        found = QApplication.activePopupWidget()
        assert isinstance(found, kind), found
        return found

    @property
    def did(self) -> str:
        """What Ctrl+Z would take back."""
        return self.window.services.undo.next_undo

    def find(self, name: str) -> None:
        """On a board: `/`, the name, Enter; the line is selected."""
        self.hit(Qt.Key.Key_Slash)
        self.typed(name)
        self.hit(Qt.Key.Key_Return)

    def clear(self) -> None:
        """On a board: all lines again."""
        self.hit(Qt.Key.Key_Slash)
        self.hit(Qt.Key.Key_Escape)
        self.hit(Qt.Key.Key_Escape)

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until a part of a dialog has the keyboard."""
        for _ in range(MOST_TABS):
            if self.target is wanted:
                return
            QTest.keyClick(self.target, Qt.Key.Key_Tab)
        raise AssertionError("Tab does not come to it")
