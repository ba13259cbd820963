"""The page of a booking in a real window: change, add, share a room; notes and to-dos; history; letter."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, QUrlQuery, Slot
from PySide6.QtGui import QDesktopServices

from app.features.front_desk import AddAlert, Around, AroundBooking, RelateGuests
from app.features.guests import AddCompany, AddGuest, ChangeGuest
from app.features.reservations import ChangeReservation
from tests.support.desk import Desk
from tests.ui.reservations.conftest import Booker
from ui.features.reservations.add_room_dialog import AddRoomDialog
from ui.features.reservations.booking_page import BookingPage
from ui.features.reservations.sharer_row import SharerRow

Open = Callable[[], Booker]
ENTER = Qt.Key.Key_Return
# What the commands and questions do is tested on both engines; here it is the window.
pytestmark = pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)


def show(hands: Booker, stay_id: UUID, tab: str = "rooms") -> BookingPage:
    """The page of a stay's booking."""
    hands.window.open_page("reservation", stay=stay_id, tab=tab)
    hands.settle()
    return hands.page_as(BookingPage)


def around(desk: Desk, stay_id: UUID) -> AroundBooking:
    """What stands around its booking."""
    return desk.app.ask(Around(reservation_id=desk.view(stay_id).reservation_id))


def test_a_room_is_changed(booker: Open, desk: Desk) -> None:
    """Guest, days, party and price in one go, each a step of its own; what cannot be stands at its field."""
    stay_id = desk.book("101", 0, 2, adults=2, rate_code="BAR")
    hands = booker()
    page = show(hands, stay_id)
    editor = page.editor
    hands.type(editor.guest.input, "Ito, Haru")
    hands.type(editor.days.departure, "+3")
    hands.key(editor.days.departure, Qt.Key.Key_Tab)
    editor.adults.setValue(1)
    hands.type(editor.ages, "4")
    hands.type(editor.price, "85")
    hands.key(editor.price, ENTER)
    view = desk.view(stay_id)
    assert (view.surname, view.adults, view.child_ages) == ("Ito", 1, (4,))
    assert [price for _, _, price in desk.nights(stay_id)] == [8_500] * 3
    assert page.name.text() == "Haru Ito"
    editor.adults.setValue(5)
    hands.key(editor.ages, ENTER)
    assert editor.party_field.sentence == "Standard takes 4 people, the party has 6."
    editor.adults.setValue(1)
    editor.rate.choose("LONG")
    hands.key(editor.ages, ENTER)
    assert [price for _, _, price in desk.nights(stay_id)] == [8_000] * 3


def test_rooms_come_and_go(booker: Open, desk: Desk) -> None:
    """One is added in its dialog, somebody shares the first with a bill of his own, one is taken off."""
    stay_id = desk.book("101", 1, 2, adults=2, rate_code="BAR")
    wife, booker_id = desk.app.new_id(), desk.view(stay_id).guest_id
    desk.do(AddGuest, guest_id=wife, surname="Ito", given="Ren")
    desk.do(RelateGuests, relation_id=wife, guest_id=booker_id, other_id=wife, kind="partner")
    hands = booker()
    page = show(hands, stay_id)
    page.add_button.click()
    dialog = hands.dialog(AddRoomDialog)
    hands.key(dialog.room.matrix, Qt.Key.Key_Down)
    hands.key(dialog.room.matrix, ENTER)
    assert len(page.stays) == 2
    assert len(page.table.rows_model.rows) == 2
    page.editor.own_bill.setChecked(True)
    hands.window.activateWindow()
    page.editor.friend.input.setFocus()
    hands.qtbot.waitUntil(page.editor.friend.input.hasFocus)
    assert [hit.name for hit in page.editor.friend.hits.hits] == ["Ren Ito"]
    hands.type(page.editor.friend.input, "Silva, Duarte")
    hands.key(page.editor.friend.input, ENTER)
    assert desk.view(stay_id).adults == 2
    assert [(one.name, one.bill_window) for one in around(desk, stay_id).sharers] == [("Duarte Silva", 2)]
    row = page.editor.findChildren(SharerRow)[-1]
    hands.type(row.departure, "+9")
    hands.key(row.departure, Qt.Key.Key_Tab)
    assert "is there between" in row.field.sentence
    hands.type(row.departure, "+1")
    hands.key(row.departure, Qt.Key.Key_Tab)
    silva = around(desk, stay_id).sharers[0]
    assert (silva.arrival, silva.departure) == (desk.day(1), desk.day(2))
    other = next(id_ for id_ in page.stays if id_ != stay_id)
    page.table.select(lambda view: view.id == other)
    hands.settle()
    page.editor.off_button.click()
    hands.settle()
    assert desk.view(other).status == "cancelled"


def test_what_is_said_and_written(booker: Open, desk: Desk) -> None:
    """Facts are saved, an alert pops up at opening and is seen, to-dos are asked for and done."""
    stay_id = desk.book("101", 0, 2)
    booking = desk.view(stay_id).reservation_id
    desk.do(
        AddAlert, alert_id=desk.app.new_id(), reservation_id=booking, moment="opening", text="Ask for Rex"
    )
    for kind, name in (("company", "Nordwind"), ("agent", "Reisen")):
        desk.do(AddCompany, company_id=desk.app.new_id(), kind=kind, code=name[:4].upper(), name=name)
    hands = booker()
    page = show(hands, stay_id)
    assert page.alerts.count() == 1
    hands.type(page.facts.arrives, "22")
    hands.type(page.facts.deposit, "40")
    hands.key(page.facts.deposit, ENTER)
    assert desk.view(stay_id).deposit_due_minor == 4_000
    names = [page.facts.company.itemText(n) for n in range(page.facts.company.count())]
    assert names == ["None", "Nordwind", "Reisen"]
    for index, whose in ((1, ("Nordwind", "")), (2, ("", "Reisen")), (0, ("", ""))):
        page.facts.company.setCurrentIndex(index)
        page.facts.save_button.click()
        hands.settle()
        assert (desk.view(stay_id).company, desk.view(stay_id).agent) == whose
    hands.type(page.facts.leaves, "noon")
    hands.key(page.facts.leaves, ENTER)
    assert page.facts.leaves_field.sentence == "Write the time like 15:30."
    page = show(hands, stay_id, "around")
    tab = page.around
    hands.key(tab.trace, ENTER)
    assert tab.trace_field.sentence == "Write what it is about."
    hands.type(tab.due, "-2")
    hands.key(tab.due, Qt.Key.Key_Tab)
    hands.type(tab.trace, "Cot")
    hands.key(tab.trace, ENTER)
    assert tab.due_field.sentence == "This day is over. Choose today or a later day."
    hands.type(tab.due, "+0")
    hands.key(tab.due, Qt.Key.Key_Tab)
    hands.key(tab.trace, ENTER)
    hands.type(tab.note, "Rang")
    hands.key(tab.note, ENTER)
    found = around(desk, stay_id)
    assert ([trace.text for trace in found.traces], [note.text for note in found.notes]) == (
        ["Cot"],
        ["Rang"],
    )


def test_history_and_letter(booker: Open, desk: Desk) -> None:
    """Every change is told and filtered, one is taken back; the letter is in the guest's language."""
    stay_id = desk.book("101", 0, 2)
    view = desk.view(stay_id)
    desk.do(ChangeReservation, reservation_id=view.reservation_id, guest_note="Late", deposit_due_minor=5_000)
    desk.do(ChangeGuest, guest_id=view.guest_id, language="de", email="f@brandt.example")
    hands = booker()
    page = show(hands, stay_id, "history")
    history = page.history
    assert [entry.title for entry in history.entries] == ["Booking changed", "Booked"]
    history.filter.setText("late")
    assert {line.entry.title for line in history.table.rows_model.rows} == {"Booking changed"}
    history.table.selectRow(0)
    assert history.undo_button.isEnabled()
    history.undo_button.click()
    hands.settle()
    assert desk.view(stay_id).guest_note == ""
    history.filter.clear()
    assert [entry.title for entry in history.entries][:2] == [
        "Taken back: Booking changed",
        "Booking changed",
    ]
    page = show(hands, stay_id, "letter")
    letter = page.letter
    assert letter.view is not None
    assert (letter.to.text(), letter.subject.text()) == (
        "f@brandt.example",
        f"Ihre Buchung {view.number} im MIR",
    )
    assert letter.view.content.startswith(b"%PDF")
    program = MailProgram()
    for opens, said in ((("file",), "Nothing is sent"), (("mailto",), "Attach the letter"), ((), "No mail")):
        with program.opening(opens):
            letter.open_draft()
        assert said in hands.window.toasts.sentence
    draft = Path(program.opened[0].toLocalFile())
    assert (draft.suffix, "application/pdf" in draft.read_text(encoding="utf-8")) == (".eml", True)
    asked = program.opened[1]
    assert (asked.path(), QUrlQuery(asked).queryItemValue("subject")) == (
        "f@brandt.example", letter.view.subject,
    )  # fmt: skip


class MailProgram(QObject):
    """The computer's programs for files and for mail, as far as there are any; what they were given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Open something."""
        self.opened.append(url)

    @contextmanager
    def opening(self, schemes: Sequence[str]) -> Iterator[None]:
        """There is a program for these alone; the others are refused, as on a bare computer."""
        real, slot = QDesktopServices.openUrl, cast(Any, "take")  # PySide takes a text, its stub says bytes

        def open_url(url: QUrl) -> bool:
            return url.scheme() in schemes and real(url)

        for scheme in schemes:
            QDesktopServices.setUrlHandler(scheme, self, slot)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QDesktopServices, "openUrl", open_url)
            yield
        for scheme in schemes:
            QDesktopServices.unsetUrlHandler(scheme)
