"""First start: a hotel and its rooms from a line of numbers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.property import House
from tests.support.houses import furnish
from ui.shell.first_start import Welcome
from ui.shell.main_window import MainWindow


@pytest.fixture
def welcome(qtbot: QtBot, window: MainWindow) -> Iterator[Welcome]:
    """The card over the empty page."""
    made = Welcome(window.services, window.content)
    made.show()
    qtbot.waitUntil(lambda: window.operations.idle)
    yield made
    window.operations.close()


def test_it_counts_while_typing(welcome: Welcome) -> None:
    form = welcome.form
    form.hotel.setText("Miradouro")
    form.numbers.setText("107–112, 201–208")
    assert form.sentence == "14 rooms on 2 floors, none of them taken"
    assert form.add.text() == "Add 14"
    assert form.add.isEnabled()


def test_it_asks_for_the_hotel_first(welcome: Welcome) -> None:
    welcome.form.numbers.setText("101-104")
    assert "name first" in welcome.form.sentence
    assert not welcome.form.add.isEnabled()


def test_a_wrong_range_says_what_is_wrong(welcome: Welcome) -> None:
    welcome.form.hotel.setText("Miradouro")
    welcome.form.numbers.setText("208–201")
    assert welcome.form.sentence
    assert not welcome.form.add.isEnabled()


def test_enter_makes_hotel_type_and_rooms(qtbot: QtBot, welcome: Welcome, house: App) -> None:
    form = welcome.form
    form.hotel.setText("Miradouro")
    form.city.setText("Lisboa")
    form.room_type.setText("Standard double")
    form.numbers.setText("107–112, 201–208")
    form.price.set_minor(12_000)
    QTest.keyClick(form.numbers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: welcome.finish.isEnabled())
    known = house.ask(House())
    assert [p.name for p in known.properties] == ["Miradouro"]
    assert [(t.name, t.rack_rate_minor) for t in known.room_types] == [("Standard double", 12_000)]
    assert len(known.rooms) == 14
    form.numbers.setText("112, 301")
    assert form.sentence == "112 exists already"
    form.numbers.setText("301")
    assert form.add.isEnabled()


def test_a_second_line_adds_to_the_same_type(qtbot: QtBot, welcome: Welcome, house: App) -> None:
    form = welcome.form
    form.hotel.setText("Miradouro")
    for line in ("101–103", "201–203"):
        form.numbers.setText(line)
        form.add.click()
        qtbot.waitUntil(lambda: form.numbers.text() == "")
        qtbot.waitUntil(lambda: welcome.finish.isEnabled())
    qtbot.waitUntil(lambda: len(house.ask(House()).rooms) == 6)
    assert len(house.ask(House()).room_types) == 1


def test_where_import_is_missing_it_says_so(welcome: Welcome) -> None:
    welcome.take(1)
    assert welcome.isVisible()


def test_it_goes_when_the_person_is_through(qtbot: QtBot, welcome: Welcome, house: App) -> None:
    furnish(house)
    welcome.form.add.setFocus()
    with qtbot.waitSignal(welcome.done):
        welcome.finish.setEnabled(True)
        welcome.finish.click()
    assert welcome.isHidden()
