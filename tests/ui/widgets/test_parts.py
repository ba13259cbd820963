"""Segmented control, table, menu, refusal, form field, toast, loading, progress."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.clock import derived_id
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.data_table import Column, DataTable
from ui.widgets.focus_ring import FocusRings
from ui.widgets.form_field import FormField
from ui.widgets.loading import LoadingBars
from ui.widgets.menu import VerbMenu
from ui.widgets.progress_card import ProgressCard
from ui.widgets.refusal import RefusalPopover
from ui.widgets.segmented import SegmentedControl
from ui.widgets.status_chip import HEIGHT, LOOKS, StatusChip
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_paint import Cell
from ui.widgets.theme import Mode, colours
from ui.widgets.toast import Toast, ToastStack


def test_a_segmented_control_moves_by_keys(qtbot: QtBot) -> None:
    made = SegmentedControl((("a", "Detailed"), ("b", "Overview"), ("c", "Rates")))
    qtbot.addWidget(made)
    made.show()
    told: list[str] = []
    made.chosen.connect(told.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(made, key)
    assert told == ["b", "c"]
    made.choose("a")
    assert told == ["b", "c"]
    assert made.accessibleName() == "Detailed"


def test_tabs_move_by_a_click(qtbot: QtBot) -> None:
    made = TabStrip((("stay", "Stay"), ("folio", "Folio")))
    qtbot.addWidget(made)
    made.show()
    told: list[str] = []
    made.chosen.connect(told.append)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
    assert told == ["folio"]


@pytest.mark.parametrize(("size", "height"), [(Size.DENSE, 26), (Size.NORMAL, 30), (Size.LARGE, 36)])
def test_buttons_have_the_heights_of_the_look(qtbot: QtBot, size: Size, height: int) -> None:
    made = KeyedButton("Check in", Kind.PRIMARY, key="F5", icon="sign-in", size=size)
    qtbot.addWidget(made)
    made.show()
    assert made.height() == height
    assert made.width() > KeyedButton("Check in", size=size).sizeHint().width()
    ground = made.grab().toImage().pixelColor(5, height // 2)
    assert ground == colours(Mode.LIGHT).accent


def test_a_focused_button_has_a_ring(qtbot: QtBot, qapp: object) -> None:
    del qapp
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the running one, for the rings

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    rings = FocusRings(app)
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(200, 80)
    button = KeyedButton("Folio", parent=place)
    button.move(40, 20)
    place.show()
    place.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    pixel = place.grab().toImage().pixelColor(40 - 3, 20 + button.height() // 2)
    assert pixel == colours(Mode.LIGHT).focus
    button.clearFocus()
    assert place.grab().toImage().pixelColor(37, 20 + button.height() // 2) != colours(Mode.LIGHT).focus
    rings.setParent(None)
    rings.deleteLater()


@pytest.mark.parametrize("status", sorted(LOOKS))
def test_a_chip_says_its_word(qtbot: QtBot, status: str) -> None:
    chip = StatusChip(status, "Word")
    qtbot.addWidget(chip)
    assert chip.sizeHint().height() == HEIGHT
    assert chip.accessibleName() == "Word"
    assert not chip.grab().isNull()


@dataclass(frozen=True, slots=True)
class Guest:
    """A row."""

    name: str
    nights: int


COLUMNS = (
    Column[Guest](title="Guest", cell=lambda g: Cell(g.name)),
    Column[Guest](
        title="Nights", cell=lambda g: Cell(str(g.nights)), sort_key=lambda g: g.nights, width=80, right=True
    ),
)
GUESTS = (Guest("Müller", 10), Guest("Abdi", 9), Guest("Okonkwo", 2))


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[Guest]:
    made: DataTable[Guest] = DataTable(COLUMNS, same=lambda guest: guest.name)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.show_rows(GUESTS)
    return made


def names(table: DataTable[Guest]) -> list[str]:
    return [guest.name for guest in table.rows_model.rows]


def test_a_table_sorts_by_value_not_by_text(table: DataTable[Guest]) -> None:
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Okonkwo", "Abdi", "Müller"]
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Abdi", "Müller", "Okonkwo"]


def test_a_table_filters_without_accents(table: DataTable[Guest]) -> None:
    table.rows_model.filter("MULL 10")
    assert names(table) == ["Müller"]
    table.rows_model.filter("")
    assert len(names(table)) == 3


def test_the_current_row_survives_new_rows_and_sorting(table: DataTable[Guest]) -> None:
    table.selectRow(1)
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert table.current == Guest("Abdi", 9)
    table.show_rows([Guest("Abdi", 99), Guest("New", 1)])
    assert table.current == Guest("Abdi", 99)


def test_a_table_gives_its_rows_for_an_export(table: DataTable[Guest]) -> None:
    table.rows_model.filter("o")
    assert table.rows_model.as_table() == [["Guest", "Nights"], ["Okonkwo", "2"]]


def test_enter_opens_a_row(qtbot: QtBot, table: DataTable[Guest]) -> None:
    table.selectRow(2)
    with qtbot.waitSignal(table.opened) as caught:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [GUESTS[2]]


def test_a_menu_skips_what_cannot_run(qtbot: QtBot) -> None:
    ran: list[str] = []
    menu = VerbMenu()
    qtbot.addWidget(menu)
    menu.add("Check out", lambda: ran.append("out"), why_not="not in yet")
    menu.add("Check in", lambda: ran.append("in"), key="F5")
    menu.add("Folio", lambda: ran.append("folio"))
    menu.open_at(QPoint(10, 10))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert ran == ["in"]
    assert menu.isHidden()


def refused(choices: int) -> AppError:
    command = Command(id=derived_id("x"))
    return AppError("Room 205 is taken.", choices=[Choice(f"Way {n}", command) for n in range(choices)])


@pytest.mark.parametrize(
    ("key", "taken"),
    [(Qt.Key.Key_Return, "Way 0"), (Qt.Key.Key_1, "Way 0"), (Qt.Key.Key_3, "Way 2")],
)
def test_a_choice_is_taken_by_its_key(qtbot: QtBot, key: Qt.Key, taken: str) -> None:
    popover = RefusalPopover(refused(3))
    qtbot.addWidget(popover)
    popover.open_at(QPoint(0, 0))
    with qtbot.waitSignal(popover.chosen) as caught:
        QTest.keyClick(popover, key)
    assert caught.args[0].label == taken
    assert popover.isHidden()


def test_at_most_three_choices_and_no_dead_one(qtbot: QtBot) -> None:
    popover = RefusalPopover(refused(5))
    qtbot.addWidget(popover)
    told: list[object] = []
    popover.chosen.connect(told.append)
    popover.open_at(QPoint(0, 0))
    QTest.keyClick(popover, Qt.Key.Key_4)
    assert told == []
    popover.take(3)
    assert told == []


def test_escape_leaves_it_as_it_is(qtbot: QtBot) -> None:
    popover = RefusalPopover(refused(1))
    qtbot.addWidget(popover)
    popover.open_at(QPoint(0, 0))
    with qtbot.waitSignal(popover.left):
        QTest.keyClick(popover, Qt.Key.Key_Escape)


def test_typing_takes_the_mark_of_a_field_away(qtbot: QtBot) -> None:
    field = FormField("Card", QLineEdit())
    qtbot.addWidget(field)
    field.show()
    field.say_wrong("This card ended in September.")
    assert field.sentence
    assert field.editor.property("wrong") == "true"
    QTest.keyClicks(field.editor, "4")
    assert field.sentence == ""
    assert field.editor.property("wrong") == ""


def test_a_newer_toast_takes_the_place_of_the_older(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(800, 600)
    place.show()
    stack = ToastStack(place)
    stack.tell("One")
    done: list[str] = []
    stack.tell("Two", action="Undo", key="Ctrl+Z", on_action=lambda: done.append("undone"))
    assert stack.sentence == "Two"
    toast = next(t for t in place.findChildren(Toast) if t.accessibleName() == "Two")
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert stack.sentence == ""


def test_grey_shapes_come_only_after_a_moment(qtbot: QtBot) -> None:
    bars = LoadingBars()
    qtbot.addWidget(bars)
    bars.resize(200, 60)
    bars.show()
    sunken = colours(Mode.LIGHT).sunken

    def drawn() -> QColor:
        return bars.grab().toImage().pixelColor(20, 5)

    bars.start()
    bars.stop()
    qtbot.wait(200)
    assert drawn() != sunken
    bars.start()
    qtbot.waitUntil(lambda: drawn() == sunken)


def test_progress_counts_and_stops(qtbot: QtBot) -> None:
    card = ProgressCard("Import")
    qtbot.addWidget(card)
    card.show_progress(31_000, 119_390)
    assert card.count.text() == "31,000 of 119,390"
    with qtbot.waitSignal(card.stopped):
        card.stop.click()
    assert not card.stop.isEnabled()
