"""Fixtures of the reports' tests: a window on the reports page, over a real house on either engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import windows
from ui.features import reports
from ui.features.reports.lines import Line
from ui.features.reports.reports_page import ReportsPage
from ui.shell.main_window import MainWindow
from ui.widgets.data_table import DataTable
from ui.widgets.theme import Mode, theme


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads reports in a real window."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow

    @property
    def page(self) -> ReportsPage:
        """The reports."""
        page = self.window.page
        assert isinstance(page, ReportsPage)
        return page

    @property
    def table(self) -> DataTable[Line]:
        """The table of figures."""
        assert self.page.figures.nights is not None
        return self.page.figures.nights.table

    def rows(self) -> list[list[str]]:
        """What the table says, without its titles."""
        return self.table.rows_model.as_table()[1:]

    def titles(self) -> list[str]:
        """The columns' titles."""
        return self.table.rows_model.as_table()[0]

    def sums(self) -> list[str]:
        """The line below the table."""
        assert self.page.figures.nights is not None
        return self.page.figures.nights.sums.texts()

    def tiles(self) -> list[tuple[str, str, str]]:
        """Figure, change and cause of each tile."""
        return [(t.figure.text(), t.change.text(), t.cause.text()) for t in self.page.figures.tiles]

    def settle(self) -> None:
        """Wait until nothing is being asked or written."""
        quiet: list[bool] = [False, False]

        def still() -> bool:
            quiet.append(self.window.operations.idle)
            return all(quiet[-3:])

        self.qtbot.waitUntil(still, timeout=10_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on whatever has the keyboard."""
        QTest.keyClick(self.window.focusWidget() or self.page, key, modifier)
        self.settle()


AtReports = Callable[[], Reader]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel: six rooms, MIR, opened on 21 November 2026."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at_reports(qtbot: QtBot, desk: Desk) -> Iterator[AtReports]:
    """Opens a window on the reports; call it once the bookings of the test are made."""
    with windows() as show:

        def open_window() -> Reader:
            window = show(desk.app, reports.register)
            window.activateWindow()
            window.open_page("reports")
            reader = Reader(qtbot, desk, window)
            reader.settle()
            return reader

        yield open_window
