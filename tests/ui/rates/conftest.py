"""Fixtures of the rates' tests: a window on the rates page, over a real house with plans."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.rates import AddRatePlan, AddSeason, RateGrid, RateGridView, SeasonPrice
from tests.support.databases import SqliteTemplate
from tests.support.desk import Desk, open_desk
from tests.support.houses import OPENED, open_house
from tests.support.windows import Hands, hands
from ui.features import rates
from ui.features.rates.rates_page import RatesPage
from ui.features.rates.sheet.data import SheetData
from ui.features.rates.sheet.rates_sheet import RatesSheet
from ui.features.rates.sheet.selection import Cell, Selection

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Pricer(Hands):
    """Somebody who works on prices in a real window."""

    @property
    def page(self) -> RatesPage:
        """The rates."""
        return self.page_as(RatesPage)

    @property
    def sheet(self) -> RatesSheet:
        """The sheet."""
        return self.page.sheet

    @property
    def data(self) -> SheetData:
        """What it shows."""
        assert self.sheet.data is not None
        return self.sheet.data

    def column(self, offset: int) -> int:
        """The column so many days after the opening."""
        return self.data.column(OPENED + timedelta(days=offset))

    def row(self, kind: str, plan: str) -> int:
        """The row of a type's plan, by their names."""
        for row, line in enumerate(self.sheet.lines.tolist()):
            if (self.data.type_of(line).name, self.data.plan_of(line).name) == (kind, plan):
                return row
        raise LookupError(f"{kind}, {plan}")

    def price(self, kind: str, plan: str, offset: int) -> int:
        """A price that shows."""
        return int(self.data.minor[self.sheet.lines[self.row(kind, plan)], self.column(offset)])

    def kept(self, kind: str, plan: str, offset: int) -> int:
        """A price as the house knows it."""
        night = OPENED + timedelta(days=offset)
        view: RateGridView = self.desk.app.ask(
            RateGrid(property_id=self.desk.hotel.property_id, first=night, last=night + timedelta(days=1))
        )
        plans, kinds = [p.name for p in view.plans], [t.name for t in view.types]
        return int(view.minor[plans.index(plan), kinds.index(kind), 0])

    @property
    def is_busy(self) -> bool:
        """Also while a question is about to be asked."""
        waits = self.window.page_id == "rates" and self.page.data.is_waiting
        return waits or not self.window.operations.idle

    def put(self, cell: Cell) -> None:
        """The cursor on a cell."""
        self.sheet.select(Selection.at(cell))
        self.sheet.ensure_visible(cell)
        self.sheet.setFocus()

    def write(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type into the cursor's cell, then Enter."""
        QTest.keyClicks(self.sheet, text[0])
        QTest.keyClicks(self.sheet.editor, text[1:])
        QTest.keyClick(self.sheet.editor, end)
        self.settle()

    def point(self, cell: Cell) -> QPoint:
        """The middle of a cell in the viewport."""
        return self.sheet.frame.box(cell).center()


AtRates = Callable[[], Pricer]


@pytest.fixture
def app(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[App]:
    """A house with its owner signed in."""
    opened = open_house(sqlite_template.copy_to(tmp_path / "house"))
    yield opened
    opened.close()


@pytest.fixture
def bare_desk(app: App) -> Desk:
    """The small hotel without a plan."""
    return open_desk(app)


def add_plan(desk: Desk, code: str, name: str, **more: object) -> UUID:
    """A plan of the hotel."""
    plan_id = desk.app.new_id()
    desk.do(AddRatePlan, plan_id=plan_id, property_id=desk.hotel.property_id, code=code, name=name, **more)
    return plan_id


@pytest.fixture
def desk(bare_desk: Desk) -> Desk:
    """With a plan of 100.00 and 150.00, one that is 10 % below it and one 18.00 above that."""
    flexible = add_plan(bare_desk, "FLEX", "Flexible", position=1)
    fixed = add_plan(bare_desk, "NRF", "Fixed", position=2, parent_id=flexible, derive_bp=-1_000)
    add_plan(bare_desk, "BB", "Breakfast", position=3, parent_id=fixed, derive_minor=1_800)
    bare_desk.do(
        AddSeason, season_id=bare_desk.app.new_id(), plan_id=flexible, name="All year",
        starts=OPENED - timedelta(days=60), ends=date(2028, 12, 31),
        prices=(
            SeasonPrice(bare_desk.hotel.room_type_id, 10_000, 8_000, 3_000),
            SeasonPrice(bare_desk.small_type, 15_000),
        ),
    )  # fmt: skip
    return bare_desk


@pytest.fixture
def at_rates(qtbot: QtBot, bare_desk: Desk) -> Iterator[AtRates]:
    """Opens a window on the rates; call it once the house is as the test wants it."""
    with hands(Pricer, qtbot, bare_desk, rates.register) as opened:
        yield partial(opened, "rates")
