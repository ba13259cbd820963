"""Who arrived is told to the authority, through the real window and by keys, on both engines.

Two hotels of one house, one of them in Spain. What is missing is typed, the file is written in the form that
its name has, the answer is kept; somebody turns out to have another nationality, which is a correction; in
Spain the entry is taken back by a message with the authority's own code. The navigation counts what waits.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.features import property as house
from app.features.front_desk import CheckIn, CompleteRegister, Register, RegisterRow
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import OPENED, open_house
from tests.support.windows import Hands, hands
from ui.features.front_desk.register import actions
from ui.features.front_desk.register.places_dialog import PlacesDialog, read_file
from ui.features.front_desk.register.register_dialogs import AnswerDialog, CodeDialog, CompleteDialog
from ui.features.front_desk.register.register_page import RegisterPage
from ui.features.front_desk.register.told_dialog import ToldDialog
from ui.features.front_desk.register.words import countdown
from ui.shell.navigation import Entry
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import HOTEL

ENTER, KEY = Qt.Key.Key_Return, Qt.Key
FACTS = {"nationality": "DE", "birth_date": "1988-03-14", "kind": "passport"}
SPANISH = FACTS | {
    "sex": "F", "number": "C01X00T47", "address": "Lindenallee 5", "home_country": "DE", "postcode": "10115",
    "town": "Berlin", "phone": "+49 30 1",
}  # fmt: skip
CODE = "44444444-4444-4444-4444-444444444441"


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel, on each engine."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], Hands]]:
    """Opens a window on the register."""
    with hands(Hands, qtbot, desk, actions.register) as opened:
        yield lambda: opened("guest_register")


def in_spain(desk: Desk) -> Desk:
    """Another hotel of the house."""
    new_id = desk.app.new_id
    property_id, type_id, room_id = new_id(), new_id(), new_id()
    desk.do(house.SetUpProperty, property_id=property_id, code="ZES", name="Playa", country="ES",
            timezone="Europe/Madrid", currency="EUR", business_date=OPENED)  # fmt: skip
    desk.do(house.AddRoomType, room_type_id=type_id, property_id=property_id, code="STD", name="Standard",
            max_occupancy=4, rack_rate_minor=9_000)  # fmt: skip
    desk.do(house.AddRooms, property_id=property_id, room_type_id=type_id, room_ids=(room_id,),
            rooms=(house.RoomSpec("1"),))  # fmt: skip
    return Desk(desk.app, type(desk.hotel)(property_id, type_id, (room_id,)), type_id, {"1": room_id})


def entries(desk: Desk) -> tuple[RegisterRow, ...]:
    """The register of a hotel, all of it."""
    query = Register(now=desk.app.clock.now(), property_id=desk.hotel.property_id, everything=True)
    return desk.app.ask(query).rows


def dialog(me: Hands, kind: type[SmallDialog]) -> SmallDialog:
    """The dialog that shows."""
    me.settle()
    found = [one for one in me.window.findChildren(kind) if one.isVisible()]
    assert found, f"no {kind.__name__} shows"
    return found[-1]


def choose(me: Hands, path: Path) -> None:
    """Where the file goes."""
    me.settle()
    chooser = next(one for one in me.window.findChildren(QFileDialog) if one.isVisible())
    chooser.fileSelected.emit(str(path))
    chooser.close()
    me.settle()


def states(me: Hands) -> list[str]:
    """What the page shows."""
    return [row.state for row in me.page_as(RegisterPage).table.rows_model.rows]


def test_from_check_in_to_the_answer(at: Callable[[], Hands], desk: Desk, tmp_path: Path) -> None:
    """Enter completes, E exports, A keeps the answer; what changes afterwards is corrected."""
    me = at()
    page = me.page_as(RegisterPage)
    assert (page.stack.currentWidget() is page.empty, page.export.isEnabled()) == (True, False)
    for verb in (page.export_ready, page.open_row, page.ask_answer, page.show_told):
        verb()
    assert not me.window.findChildren(SmallDialog)
    first, second = desk.check_in("101"), desk.check_in("102", name="Ito")
    desk.clock().forward(hours=1)
    for stay_id in (first, second):
        desk.do(CompleteRegister, stay_id=stay_id, facts=FACTS)
    desk.do(CompleteRegister, stay_id=second, facts={"number": "TK1"})
    page.load()
    me.settle()
    assert states(me) == ["incomplete", "to_send"]
    assert "2 entries wait" in page.told.text()
    assert countdown(page.table.rows_model.rows[0], desk.app.clock.now()) == "23 h 0 min"
    _complete(me, first)
    assert states(me) == ["to_send", "to_send"]

    me.key(page.table, KEY.Key_E)
    choose(me, tmp_path / "guests.pdf")
    assert (tmp_path / "guests.pdf").read_bytes().startswith(b"%PDF")
    assert {row.state for row in entries(desk)} == {"sent"}
    assert page.stack.currentWidget() is page.empty
    _answer(me, first)
    assert {row.stay_id: row.state for row in entries(desk)} == {first: "refused", second: "sent"}

    desk.do(CompleteRegister, stay_id=second, facts={"nationality": "JP", "number": "TK2"})
    page.which.choose("to_do")
    page.load()
    me.settle()
    assert sorted(states(me)) == ["refused", "to_correct"]
    me.key(page.table, KEY.Key_E)
    choose(me, tmp_path / "again.csv")
    assert "TK2" in (tmp_path / "again.csv").read_text("utf-8-sig")
    assert states(me) == ["refused"]


def _complete(me: Hands, stay_id: UUID) -> None:
    """Enter on the row; nothing typed is said, the number is enough."""
    page = me.page_as(RegisterPage)
    page.table.select(lambda row: row.stay_id == stay_id)
    me.key(page.table, ENTER)
    form = dialog(me, CompleteDialog)
    assert isinstance(form, CompleteDialog)
    number = form.editors["number"]
    assert isinstance(number, QLineEdit)
    form.agree()
    assert form.notice is not None
    number.setText("C01X00T47")
    me.key(number, ENTER)
    me.settle()


def _answer(me: Hands, stay_id: UUID) -> None:
    """A on what was sent."""
    page = me.page_as(RegisterPage)
    page.which.choose("all")
    page.load()
    me.settle()
    page.table.select(lambda row: row.stay_id == stay_id)
    me.key(page.table, KEY.Key_A)
    answer = dialog(me, AnswerDialog)
    assert isinstance(answer, AnswerDialog)
    answer.answer.choose("refused")
    answer.words.setText("Number is too short.")
    me.key(answer.words, ENTER)
    me.settle()
    assert [row.answer for row in page.table.rows_model.rows if row.answer] == ["Number is too short."]


def test_spain_and_what_is_taken_back(at: Callable[[], Hands], desk: Desk, tmp_path: Path) -> None:
    """The other hotel is chosen; its code; sent, taken, withdrawn by the authority's code; counted."""
    spain = in_spain(desk)
    stay_id = spain.book("1", 0, 2)
    spain.do(CheckIn, stay_id=stay_id)
    spain.do(CompleteRegister, stay_id=stay_id, facts=SPANISH)
    me = at()
    page = me.page_as(RegisterPage)
    assert (page.hotels.isVisible(), states(me)) == (True, [])
    page.hotels.choose(str(spain.hotel.property_id))
    page.hotels.activated.emit(page.hotels.currentIndex())
    me.settle()
    assert (states(me), me.window.preferences.text(HOTEL)) == (["to_send"], str(spain.hotel.property_id))
    me.key(page.table, KEY.Key_E)
    assert "code of the establishment" in me.window.toasts.sentence
    page.code.click()
    code = dialog(me, CodeDialog)
    assert isinstance(code, CodeDialog)
    QTest.keyClicks(code.code, "0000000972")
    me.key(code.code, ENTER)
    me.key(page.table, KEY.Key_E)
    choose(me, tmp_path / "viajeros.xml")
    assert b"altaParteHospedaje" in (tmp_path / "viajeros.xml").read_bytes()
    assert [row.state for row in entries(spain)] == ["to_process"]

    page.which.choose("all")
    page.load()
    me.settle()
    me.key(page.table, KEY.Key_T)
    told = dialog(me, ToldDialog)
    assert isinstance(told, ToldDialog)
    assert [filing.kind for filing in told.filings] == ["entry"]
    me.key(told, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert told.notice is not None, "without the authority's code there is no message"
    told.reject()
    me.key(page.table, KEY.Key_A)
    answer = dialog(me, AnswerDialog)
    assert isinstance(answer, AnswerDialog)
    QTest.keyClicks(answer.reference, CODE)
    me.key(answer.reference, ENTER)
    me.key(page.table, KEY.Key_T)
    me.key(dialog(me, ToldDialog), ENTER, Qt.KeyboardModifier.ControlModifier)
    choose(me, tmp_path / "anulacion.xml")
    assert CODE.encode() in (tmp_path / "anulacion.xml").read_bytes()
    assert [row.state for row in entries(spain)] == ["to_send"]
    counting = me.window.hub.findChild(actions.Counting)
    assert counting is not None
    counting.count()
    me.qtbot.waitUntil(lambda: _counted(me) == "Guest register 1", timeout=20_000)
    _read_places(me, tmp_path)


def _counted(me: Hands) -> str:
    """The register in the navigation, as a reader hears it."""
    found = [one.accessibleName() for one in me.window.navigation.findChildren(Entry)]
    return next(name for name in found if name.startswith("Guest register"))


def _read_places(me: Hands, folder: Path) -> None:
    """A table of the police's is shown before it is taken over; another file is said."""
    wrong, right = folder / "wrong.csv", folder / "comuni.csv"
    wrong.write_text("Name,Room\n", encoding="utf-8")
    table = "Codice,Descrizione,Provincia,DataFineVal\n412058091,ROMA,RM,\n401,X,Y,\n"
    right.write_text(table, encoding="utf-8")
    read_file(me.window.services, wrong)
    me.qtbot.waitUntil(lambda: "none of the police's tables" in me.window.toasts.sentence, timeout=20_000)
    read_file(me.window.services, right)
    me.qtbot.waitUntil(lambda: bool(me.window.findChildren(PlacesDialog)), timeout=20_000)
    places = dialog(me, PlacesDialog)
    assert isinstance(places, PlacesDialog)
    assert (places.go.text(), "401" in places.told.text()) == ("Take over 1 place", True)
    me.key(places.go, ENTER)
    me.qtbot.waitUntil(lambda: me.window.toasts.sentence == "1 place is known now", timeout=20_000)
