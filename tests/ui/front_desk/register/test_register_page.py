"""The guest register at a window: complete by keys, export, sent; what was sent is answered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.features.front_desk import CompleteRegister, Register, RegisterRow
from tests.support.desk import Desk
from tests.support.windows import Hands
from ui.features.front_desk.register.register_dialogs import AnswerDialog, CompleteDialog
from ui.features.front_desk.register.register_page import RegisterPage
from ui.features.front_desk.register.words import countdown

FACTS = {"nationality": "DE", "birth_date": "1988-03-14", "kind": "passport"}


def entries(desk: Desk) -> tuple[RegisterRow, ...]:
    """The register, all of it."""
    return desk.app.ask(Register(now=desk.app.clock.now(), everything=True)).rows


def test_from_check_in_to_the_answer(at_register: Callable[..., Hands], desk: Desk, tmp_path: Path) -> None:
    """Enter completes, E exports and marks as sent, A keeps what the authority answered."""
    first, second = desk.check_in("101"), desk.check_in("102", name="Ito")
    desk.clock().forward(hours=1)
    for stay_id in (first, second):
        desk.do(CompleteRegister, stay_id=stay_id, facts=FACTS)
    desk.do(CompleteRegister, stay_id=second, facts={"number": "TK1"})
    person = at_register("guest_register")
    page = person.page_as(RegisterPage)
    assert [row.state for row in page.table.rows_model.rows] == ["incomplete", "to_send"]
    assert "2 entries wait" in page.told.text()
    assert countdown(page.table.rows_model.rows[0], desk.app.clock.now()) == "23 h 0 min"

    page.table.select(lambda row: row.stay_id == first)
    person.key(page.table, Qt.Key.Key_Return)
    dialog = page.findChild(CompleteDialog) or page.window().findChild(CompleteDialog)
    assert isinstance(dialog, CompleteDialog)
    number = dialog.editors["number"]
    assert isinstance(number, QLineEdit)
    dialog.agree()
    assert dialog.notice is not None
    number.setText("C01X00T47")
    person.key(number, Qt.Key.Key_Return)
    person.settle()
    assert [row.state for row in page.table.rows_model.rows] == ["to_send", "to_send"]

    person.key(page.table, Qt.Key.Key_E)
    person.settle()
    chooser = page.window().findChild(QFileDialog)
    assert chooser is not None
    path = tmp_path / "guests.csv"
    chooser.fileSelected.emit(str(path))
    chooser.close()
    person.settle()
    assert "C01X00T47" in path.read_text("utf-8-sig")
    assert {row.state for row in entries(desk)} == {"sent"}
    assert page.stack.currentWidget() is page.empty

    page.which.choose("all")
    page.load()
    person.settle()
    person.key(page.table, Qt.Key.Key_A)
    answer = page.window().findChild(AnswerDialog)
    assert answer is not None
    answer.answer.choose("refused")
    answer.words.setText("Number is too short.")
    person.key(answer.words, Qt.Key.Key_Return)
    person.settle()
    assert sorted(row.state for row in entries(desk)) == ["refused", "sent"]


def test_nobody_waits(at_register: Callable[..., Hands], desk: Desk) -> None:
    """An empty register says so; its keys say why they do nothing."""
    del desk
    person = at_register("guest_register")
    page = person.page_as(RegisterPage)
    assert page.stack.currentWidget() is page.empty
    assert not page.export.isEnabled()
    page.export_ready()
    page.open_row()
    page.ask_answer()
    assert page.window().findChild(AnswerDialog) is None
