"""Fixtures of the reports' tests: a window on the reports page, over a real house on either engine."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import reports
from ui.features.reports.lines import Line
from ui.features.reports.reports_page import ReportsPage
from ui.widgets.data_table import DataTable


class Reader(Hands):
    """Somebody who reads reports in a real window."""

    @property
    def page(self) -> ReportsPage:
        """The reports."""
        return self.page_as(ReportsPage)

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


AtReports = Callable[[], Reader]


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel: six rooms, MIR, opened on 21 November 2026."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.fixture
def at_reports(qtbot: QtBot, desk: Desk) -> Iterator[AtReports]:
    """Opens a window on the reports; call it once the bookings of the test are made."""
    with hands(Reader, qtbot, desk, reports.register) as opened:
        yield partial(opened, "reports")
