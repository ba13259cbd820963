"""The rates view of the rack: a cell is held, a price published, and the rates page opened where one is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.rates import PriceSpan, SetPrices
from tests.app.rates.house import Rates
from tests.support.desk import Desk
from tests.support.windows import windows
from tests.ui.rack.receptionist import Receptionist
from ui.features import rack, rates
from ui.features.rack.canvas.view import ViewKind
from ui.features.rack.price_panel import PricePanel
from ui.features.rack.rates_grid import COLUMN, GROUP, HEAD, ROW, RatesGrid
from ui.features.rates.rates_page import RatesPage
from ui.shell.pages import ShellRegistry


def _both(shell: ShellRegistry) -> None:
    rack.register(shell)
    rates.register(shell)


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk) -> Iterator[Receptionist]:
    """A window with rack and rates, on the rack's rates view; a plan has prices."""
    known = Rates(desk, {})
    known.plan("BAR")
    known.prices("BAR", 10_000)
    with windows() as show:
        window = show(desk.app, _both)
        window.open_page("rack")
        made = Receptionist(qtbot, desk, window)
        made.settle()
        made.page.looking.use_view(ViewKind.RATES)
        made.settle()
        yield made


def point(grid: RatesGrid, kind: int, day: int) -> QPoint:
    """The middle of a type's price on a day after the first that shows."""
    x = COLUMN + round((grid.days[0] + day + 0.5 - grid._first) * grid._day_px)
    return QPoint(x, HEAD + kind * (GROUP + 2 * ROW) + GROUP + ROW // 2)


def opened(hands: Receptionist) -> tuple[str, int]:
    """The type and day that the rates page holds."""
    hands.settle()
    page = hands.window.page
    assert isinstance(page, RatesPage)
    assert page.data.sheet is not None
    row, column = page.sheet.selection.cursor
    kind = page.data.sheet.type_of(int(page.sheet.lines[row])).name
    return kind, (page.data.sheet.night(column) - hands.desk.day(0)).days


def test_a_double_click_opens_the_rates_there(hands: Receptionist) -> None:
    """At the type and the day that were pressed."""
    grid = hands.page.rates.grid
    at = point(grid, 1, 4)
    day = grid.days[0] + 4 - hands.page.data.today_number
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert opened(hands) == ("Small", day)


def test_enter_opens_the_rates_of_the_held_cell(hands: Receptionist) -> None:
    """Arrows hold it, from today and the first type on."""
    grid = hands.page.rates.grid
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(grid, key)
    assert opened(hands) == ("Small", 1)


def test_days_beyond_the_view_come_into_it(hands: Receptionist) -> None:
    """The held day always shows."""
    grid = hands.page.rates.grid
    for _ in range(40):
        QTest.keyClick(grid, Qt.Key.Key_Right)
        hands.page.rates.refresh()
    assert grid.held_day == hands.page.data.today_number + 40
    first, last = grid.days
    assert first <= grid.held_day < last


def test_the_panel_of_a_price_leads_there_too(hands: Receptionist) -> None:
    """A click or Space asks for the published price; its button opens the rates of that day."""
    grid = hands.page.rates.grid
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point(grid, 0, 5))
    panel = hands.page.selected.panel
    assert isinstance(panel, PricePanel)
    panel.closed.emit()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    panel = hands.page.selected.panel
    assert isinstance(panel, PricePanel)
    day = grid.days[0] + 5 - hands.page.data.today_number
    panel.rates_asked.emit()
    assert opened(hands)[1] == day


def test_a_rate_plan_goes_before_the_published_price(hands: Receptionist) -> None:
    """Its name and price of each night; a change of it is followed; where it has no price, that is said."""
    grid, today = hands.page.rates.grid, hands.page.data.today_number
    assert grid.cell_text(0, today) == "Standard: Bar 100.00, nothing sold"
    assert grid.cell_text(0, today + 45) == "Standard: Bar no price, nothing sold"
    command = SetPrices(
        id=hands.desk.app.new_id(), property_id=hands.desk.hotel.property_id,
        spans=(PriceSpan(hands.desk.day(1), hands.desk.day(1), value=12_500),),
    )  # fmt: skip
    hands.page.desk.do(command, "")
    hands.settle()
    hands.qtbot.waitUntil(lambda: "125.00" in grid.cell_text(0, today + 1), timeout=10_000)
    assert "100.00" in grid.cell_text(1, today)
