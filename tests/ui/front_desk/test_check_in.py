"""The check-in dialog: Enter alone, scanners that type, rooms, guarantees, signatures, what is refused."""

from collections.abc import Iterator
from datetime import time
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.folios import FolioOf, OpenCashier, SetUpLedgers
from app.features.front_desk import AddAlert, Band, CheckIn, CheckInFacts, CheckInView, DeskTermsOf
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import LockStay, UnlockStay
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import hands
from tests.ui.front_desk.arriving_hands import ALT, CONTROL, Arriving, register
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.front_desk.check_in.terms_section import TermsSection

ZONE = (
    "P<NGAOKONKWO<<ADAEZE<CHIDINMA<<<<<<<<<<<<<<<\n"
    "A094177268NGA8803148F2907022<<<<<<<<<<<<<<08"
)  # fmt: skip


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers, on each engine."""
    app = open_house(location)
    made = open_desk(app)
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    yield made
    app.close()


@pytest.fixture
def at_desk(qtbot: QtBot, desk: Desk) -> Iterator[partial[Arriving]]:
    """Opens a window; call it once the bookings of the test are made."""
    with hands(Arriving, qtbot, desk, register) as opened:
        yield partial(opened, "folios", list=True)


def facts(desk: Desk, stay: UUID) -> CheckInView:
    """What the house knows."""
    return desk.app.ask(CheckInFacts(stay_id=stay, now=desk.app.clock.now()))


def at_step(dialog: CheckInDialog) -> int:
    """The step that Enter works on; 0 for the check-in itself."""
    return dialog.current.number if dialog.current is not None else 0


def test_a_guest_in_order_needs_enter_alone(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Passport by scanner, approval typed, signature on paper: each Enter says before what it does."""
    stay = desk.book("101", 0, 2, name="Okonkwo")
    desk.do(AddAlert, alert_id=desk.app.new_id(), reservation_id=desk.view(stay).reservation_id,
            moment="check_in", text="Nut allergy")  # fmt: skip
    receptionist = at_desk()
    dialog = receptionist.arrive(stay)
    assert (dialog.current, dialog.go.text()) == (dialog.identity, "Verify document")
    receptionist.enter(dialog)
    assert "missing" in dialog.identity.form.sentence.text()
    receptionist.scan(dialog, ZONE.replace("\n", ""))
    assert dialog.identity.form.sentence.text() == "5 of 5 check digits correct"
    receptionist.enter(dialog)
    assert (facts(desk, stay).identities[0].way, facts(desk, stay).guest.nationality) == ("scanner", "NG")
    assert at_step(dialog) == 3
    assert dialog.go.text() == "Pre-authorise € 180.00"
    receptionist.enter(dialog)
    assert "approval number" in dialog.deposit.reference_field.sentence
    receptionist.type(dialog, "073915")
    receptionist.enter(dialog)
    assert facts(desk, stay).money.held_minor == 18_000
    assert at_step(dialog) == 4
    dialog.registration.on_paper()
    receptionist.settle()
    assert at_step(dialog) == 5
    receptionist.enter(dialog)
    assert dialog.go.text() == "Check in and cut 1 key"
    receptionist.type(dialog, "+")
    receptionist.enter(dialog)
    assert (desk.view(stay).status, facts(desk, stay).keys) == ("checked_in", 2)
    assert not receptionist.window.findChildren(CheckInDialog)
    receptionist.window.services.undo.undo()
    receptionist.settle()
    assert desk.view(stay).status == "confirmed"
    desk.ensure_sound()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_zone_that_does_not_add_up(desk: Desk, at_desk: partial[Arriving]) -> None:
    """The field of the wrong digit is marked; it is looked at again, corrected by hand, and goes on."""
    stay = desk.book("101", name="Okonkwo")
    receptionist = at_desk()
    dialog = receptionist.arrive(stay)
    form = dialog.identity.form
    form.zone.setFocus()
    for line in ZONE.replace("A094177268", "A094177258").split("\n"):
        QTest.keyClicks(form.zone, line)
        if form.zone.zone is None:
            QTest.keyClick(form.zone, Qt.Key.Key_Return)
    assert "check digit of the number" in form.sentence.text()
    assert form.editors["number"].property("wrong") == "true"
    form.editors["number"].setFocus()
    form.editors["number"].selectAll()
    receptionist.type(dialog, "A09417726")
    form.editors["birth_date"].setText("14.03.2188")
    receptionist.enter(dialog)
    assert "future" in form.sentence.text()
    assert form.editors["birth_date"].property("wrong") == "true"
    form.editors["birth_date"].setText("14.03.1988")
    receptionist.enter(dialog)
    assert dict(facts(desk, stay).identities[0].facts)["number"] == "A09417726"
    receptionist.key(dialog, Qt.Key.Key_1, ALT)
    dialog.identity.scan_again()
    form.editors["surname"].setText("Ø" * 201)
    receptionist.enter(dialog)
    assert "200" in form.sentence.text()
    dialog.reject()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_rooms_money_and_signature(desk: Desk, at_desk: partial[Arriving]) -> None:
    """A dirty room is swapped or cleaned, cash opens a folio, a signature is drawn and kept as lines."""
    desk.do(OpenCashier, session_id=desk.app.new_id(), property_id=desk.hotel.property_id, float_minor=0)
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    stay = desk.book("101", 0, 1, name="Brandt")
    receptionist = at_desk()
    dialog = receptionist.arrive(stay)
    assert "not ready" in dialog.room.title.text()
    dialog.room.let_wait()
    receptionist.settle()
    assert "queue" in dialog.room.note.text()
    dialog.jump(2)
    for _ in range(3):
        receptionist.key(dialog.room.rows, Qt.Key.Key_Down)
    assert dialog.room.rows.room is not None
    assert dialog.room.rows.room.number == "104"
    desk.do(LockStay, stay_id=stay, reason="Wheelchair")
    receptionist.enter(dialog)
    assert "Wheelchair" in dialog.room.note.text()
    assert dialog.popover is not None
    dialog.popover.close()
    assert desk.nights(stay)[0][1] == "101"
    desk.do(UnlockStay, stay_id=stay)
    receptionist.enter(dialog)
    assert desk.nights(stay)[0][1] == "104"
    dialog.jump(3)
    dialog.deposit.way.choose("cash")
    dialog.deposit._use()
    assert dialog.go.text() == "Take € 90.00 in cash"
    receptionist.enter(dialog)
    folio = desk.app.ask(FolioOf(stay_id=stay))
    assert folio is not None
    assert folio.balance_minor == -9_000
    assert dialog.deposit.is_done
    pad = dialog.registration.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    for x in range(50, 200, 20):
        QTest.mouseMove(pad, QPoint(x, 30 + x % 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 50))
    dialog.jump(4)
    assert dialog.go.text() == "Keep the signature"
    receptionist.enter(dialog)
    assert facts(desk, stay).signed == "screen"
    assert facts(desk, stay).strokes.count(",") > 3
    dialog.registration.sign_again()
    dialog.registration._pad_gone()
    assert "pad is gone" in dialog.registration.note.text()
    receptionist.enter(dialog, CONTROL)
    assert desk.view(stay).status == "confirmed"
    dialog.reject()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_without_a_deposit_and_who_cannot_arrive(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Ctrl+Enter writes down why and checks in, once the law has what it asks for; wrong states are a
    sentence, no dialog."""
    stay, later, inside = desk.book("101", 0, 2), desk.book("102", 1, 1, name="Costa"), desk.check_in("103")
    receptionist = at_desk()
    dialog = receptionist.arrive(stay)
    assert dialog.other.isVisible()
    receptionist.enter(dialog, CONTROL)
    assert "law asks for" in dialog.identity.form.sentence.text()
    assert (desk.view(stay).status, facts(desk, stay).money.way) == ("confirmed", "")
    receptionist.scan(dialog, ZONE.replace("\n", ""))
    receptionist.enter(dialog)
    receptionist.enter(dialog, CONTROL)
    assert (desk.view(stay).status, at_step(dialog)) == ("confirmed", 4)
    dialog.registration.on_paper()
    receptionist.settle()
    assert dialog.go.text() == "Check in and cut 1 key"
    receptionist.enter(dialog)
    assert desk.view(stay).status == "checked_in"
    assert facts(desk, stay).money.way == "none"
    receptionist.window.services.selection.tell(inside)
    receptionist.window.run_action("front_desk.check_in")
    receptionist.settle()
    assert "in the house already" in receptionist.toast()
    dialog = receptionist.arrive(later)
    dialog.check_in()
    receptionist.settle()
    assert "arrives on" in dialog.said.text()
    assert dialog.popover is not None
    dialog.popover.close()
    dialog.reject()
    yesterday = desk.book("104", 0, 4, name="Иванова")
    desk.close_day(2)
    dialog = receptionist.arrive(yesterday)
    assert "Was expected on" in dialog.hint.text()
    assert "Иванова" in dialog.windowTitle()
    dialog.check_in()
    receptionist.settle()
    assert desk.view(yesterday).status == "checked_in"


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_many_at_once(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Those in order are ticked; the others are told why they stay."""
    good, dirty = desk.book("101"), desk.book("102", name="Costa")
    desk.do(SetRoomState, room_id=desk.rooms["102"], housekeeping=Housekeeping.DIRTY)
    receptionist = at_desk()
    dialog = receptionist.express("front_desk.check_in_many")
    assert [row.stops for row in dialog.table.rows] == [False, True]
    assert not dialog.go.isEnabled()
    receptionist.key(dialog.table, Qt.Key.Key_Space)
    assert dialog.go.text() == "Check in 1 guest"
    receptionist.enter(dialog)
    assert [desk.view(stay).status for stay in (good, dirty)] == ["checked_in", "confirmed"]
    assert dialog.table.done == {good}
    desk.do(CheckIn, stay_id=desk.book("103", name="Zola"))
    dialog.reject()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_the_house_sets_hours_and_keys(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Hours with an amount or a share; what cannot be read is said beside its field."""
    receptionist = at_desk()
    section = TermsSection(receptionist.window.services)
    receptionist.settle()
    for wrong in ("early", "25:00 10", "06:00 x", "06:00 ½ %"):
        section.early.setText(wrong)
        section.keep()
        assert section.early_field.sentence
    section.early.setText("6:00 100 %, 10:00 25.00")
    section.late.setText("")
    section.extras.set_minor(2_000)
    section.kind.choose("mobile")
    section.keep()
    receptionist.settle()
    terms = desk.app.ask(DeskTermsOf(property_id=desk.hotel.property_id))
    assert terms.early == (Band(time(6), percent=100), Band(time(10), minor=2_500))
    assert (terms.late, terms.extras_minor, terms.key_kind) == ((), 2_000, "mobile")
    section.close()
    section.deleteLater()
