"""A guest who is written twice: found, changed, merged side by side, told as not wanted, taken apart."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.features.guests import AddGuest, FindGuests, GuestDetail
from app.features.reservations import MoveStay
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import front_desk, guests, reservations
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.guests.duplicates_page import DuplicatesPage
from ui.features.guests.edit_dialog import EditDialog
from ui.features.guests.merge_dialog import MergeDialog
from ui.features.guests.profile_page import ProfilePage
from ui.features.reservations.booking_dialog import BookingDialog
from ui.shell.pages import ShellRegistry

KEY = Qt.Key
D = TypeVar("D", bound=QDialog)


class Clerk(Hands):
    """Somebody at the desk who knows guests."""

    def find(self, words: str) -> list[str]:
        """Ctrl+K and some words: what is offered."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
        card = self.window.palette_.card
        assert card is not None
        QTest.keyClicks(card.input, words)
        self.settle()
        return [f"{row.title}, {row.detail}" for row in card.rows.rows]

    def take(self) -> None:
        """Enter on the first that was found."""
        card = self.window.palette_.card
        assert card is not None
        self.key(card.input, KEY.Key_Return)

    def dialog(self, kind: type[D]) -> D:
        """The dialog of a kind that is open."""
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())

    def words_of(self, dialog: QWidget) -> str:
        """All that stands in a dialog."""
        return "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel."""
    app = open_house(location)
    opened = open_desk(app)
    yield opened
    opened.ensure_sound()
    app.close()


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk) -> Iterator[Clerk]:
    """A window with bookings, the desk and guests."""

    def everything(shell: ShellRegistry) -> None:
        for part in (reservations, front_desk, guests):
            part.register(shell)

    with hands(Clerk, qtbot, desk, everything) as opens:
        yield opens("guest")


def test_one_guest_written_twice(desk: Desk, clerk: Clerk) -> None:
    """Found by phone, changed, compared, merged; not wanted, so told at booking and check-in; taken apart."""
    first, second = desk.view(desk.book("101", 10, 2, "Müller")).guest_id, desk.app.new_id()
    desk.do(AddGuest, guest_id=second, surname="Mueller", given="Friederike", phone="+49 30 1234567")
    clerk.window.open_page("guest_duplicates")
    clerk.settle()
    duplicates = clerk.page_as(DuplicatesPage)
    assert len(duplicates.table.rows_model.rows) == 1

    assert clerk.find("1234567")[0] == "Friederike Mueller, Guest · +49 30 1234567"
    clerk.take()
    profile = clerk.page_as(ProfilePage)
    assert profile.head.text() == "Friederike Mueller"
    clerk.key(profile.table, KEY.Key_E)
    edit = clerk.dialog(EditDialog)
    edit.lines["email"].setText("f@mueller")
    clerk.key(edit.lines["email"], KEY.Key_Return)
    assert "not an e-mail address" in edit.fields["email"].sentence
    QTest.keyClicks(edit.lines["email"], ".example")
    edit.lines["blacklist_reason"].setText("Left without paying")
    clerk.key(edit.lines["email"], KEY.Key_Return)
    assert profile.view is not None
    assert profile.view.guest.email == "f@mueller.example"

    clerk.find("duplicates")
    clerk.take()
    clerk.key(duplicates.table, KEY.Key_Return)
    merge = clerk.dialog(MergeDialog)
    assert merge.pair.one.guest_id == first
    assert {name: line.choice for name, line in merge.lines.items()} == {
        "surname": "left", "email": "right", "phone": "right", "blacklist_reason": "right",
    }  # fmt: skip
    merge.choose("surname", "right")
    clerk.key(merge.go, KEY.Key_Return)
    assert clerk.page_as(ProfilePage).head.text() == "Friederike Mueller"
    assert profile.guest_id == first
    assert [merged.name for merged in profile.view.merged] == ["Friederike Mueller"]
    assert len(profile.view.stays) == 1
    profile.opened(guest=second)
    clerk.settle()
    assert profile.guest_id == first
    assert clerk.find("mueller")[0].startswith("Friederike Mueller, Guest · not wanted")
    clerk.take()

    clerk.key(profile.table, KEY.Key_B)
    booking = clerk.dialog(BookingDialog)
    assert booking.form.guest_field.sentence == "Not wanted in the house: Left without paying."
    booking.reject()
    desk.do(MoveStay, stay_id=profile.view.stays[0].stay_id, room_id=desk.rooms["101"], arrival=desk.day(0))
    clerk.window.services.selection.tell(profile.view.stays[0].stay_id)
    clerk.window.run_action("front_desk.check_in")
    clerk.settle()
    check_in = clerk.dialog(CheckInDialog)
    assert "Do not let in: Left without paying" in clerk.words_of(check_in)
    check_in.reject()

    profile.take_out(profile.view.merged[0])
    clerk.settle()
    assert profile.head.text() == "Friederike Müller"
    assert profile.view.merged == ()
    known = [desk.app.ask(GuestDetail(guest_id=guest_id)) for guest_id in (first, second)]
    assert [guest.blacklist_reason for guest in known] == ["", "Left without paying"]
    assert {hit.id for hit in desk.app.ask(FindGuests(text="mueller"))} == {first, second}
    clerk.window.services.undo.undo()
    clerk.settle()
    assert desk.app.ask(GuestDetail(guest_id=second)).id == first
