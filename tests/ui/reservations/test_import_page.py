"""The import page as a person uses it: a file, what would happen, what happened; no file, no harm."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.property import House
from app.infra.digest import house_digest
from tests.support.databases import SqliteTemplate
from tests.support.houses import furnish, open_house
from tests.support.real_data import slice_of
from ui.features import reservations
from ui.features.reservations.actions import PAGE
from ui.features.reservations.import_page import ImportPage
from ui.shell.main_window import MainWindow
from ui.shell.pages import ShellRegistry
from ui.shell.standard_pages import fill_navigation
from ui.widgets.strips import ErrorStrip
from ui.widgets.theme import Mode, theme

LIST = """Number,Last name,First name,Arrival,Departure,Room type,Rate
A-1,Lindqvist,Åsa,2026-12-12,2026-12-15,STD,128.00
A-2,Nguyễn,Minh Anh,2026-12-32,2026-12-19,STD,240.00
A-3,Silva,,2026-12-13,2026-12-13,STD,60.00
"""


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)


@pytest.fixture
def house(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[App]:
    """An empty house."""
    app = open_house(sqlite_template.copy_to(tmp_path / "house"))
    yield app
    app.close()


@pytest.fixture
def page(qtbot: QtBot, house: App) -> Iterator[ImportPage]:
    """The import page in a window."""
    registry = ShellRegistry()
    reservations.register(registry)
    fill_navigation(registry)
    window = MainWindow(house, registry)
    window.resize(1440, 900)
    window.show()
    window.open_page(PAGE)
    found = window.page
    assert isinstance(found, ImportPage)
    qtbot.waitUntil(lambda: window.operations.idle)
    yield found
    window.close()
    window.deleteLater()


def texts(page: ImportPage) -> list[str]:
    """The figures of the view that shows."""
    view = page.done if page.stack.currentWidget() is page.done else page.preview
    return [tile.figure.text() for tile in view.counts.tiles]


def digest(app: App) -> str:
    """The state of the house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return house_digest(session)


def test_from_the_file_to_the_rack(qtbot: QtBot, page: ImportPage, house: App, tmp_path: Path) -> None:
    """The preview writes nothing; agreed, it happens as shown; the report has every row."""
    furnish(house)
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    before = digest(house)
    page.read(path)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview)
    assert texts(page) == ["1", "1", "1", "0"]
    assert page.preview.go.text() == "Import 2 bookings"
    assert [(row.name, row.becomes) for row in page.preview.columns.rows_model.rows][:2] == [
        ("Number", "Number"), ("Last name", "Surname"),
    ]  # fmt: skip
    assert page.preview.notes.rows_model.rows[0].where == "row 3"
    assert digest(house) == before
    page.preview.go.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done)
    assert texts(page) == ["1", "1", "1", "0"]
    report = Path(page.done.link.toolTip())
    with report.open(encoding="utf-8-sig", newline="") as stream:
        assert sorted({row["row"] for row in csv.DictReader(stream)}) == ["2", "3", "4"]
    page.read(path)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview)
    assert texts(page) == ["0", "0", "1", "2"]
    assert not page.preview.go.isEnabled()
    assert page.preview.go.toolTip()


def test_two_hotels_are_set_up(qtbot: QtBot, page: ImportPage, house: App, tmp_path: Path) -> None:
    """The published file's hotels come with their rooms."""
    page.read(slice_of(tmp_path / "bookings.csv", 60))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview)
    page.preview.go.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done)
    assert {p.code for p in house.ask(House()).properties} == {"H1", "H2"}


def test_what_cannot_be_read_is_said(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    """A letter is no table: the sentence stands above the choice, and another file can be chosen."""
    path = tmp_path / "letter.csv"
    path.write_text("Dear hotel\nplease book\n", encoding="utf-8")
    page.read(path)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.choose)
    qtbot.waitUntil(lambda: bool(page.choose.findChildren(ErrorStrip)))
    assert page.choose.button.isEnabled()


def test_stopped_on_the_way(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    """Stop during the writing keeps what is in; the same file goes on where it stopped."""
    path = slice_of(tmp_path / "bookings.csv", 1_500)
    page.read(path)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=30_000)
    page.write()
    [task] = list(page._services.operations._tasks)
    task.moved.connect(lambda done, _total, _note: task.cancel() if done else None)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done, timeout=30_000)
    assert page.done.headline.text() == "Stopped on the way"
    page.read(path)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=30_000)
    page.write()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done, timeout=30_000)
    known = int(page.done.counts.tiles[3].figure.text().replace(",", ""))
    assert 0 < known < 3_000
