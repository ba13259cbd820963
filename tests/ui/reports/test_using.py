"""Keys, picking days, reading bars and taking the report away."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.features.reports import Group
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.reports.conftest import AtReports
from ui.features.reports.exporting import save
from ui.features.reports.range_card import RangeCard
from ui.features.reports.spans import Span

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)
CTRL = Qt.KeyboardModifier.ControlModifier


def test_keys_step_and_choose(at_reports: AtReports) -> None:
    """Page Up and Down, T, D, M and Y do what the controls do."""
    reader = at_reports()
    november = Span(date(2026, 11, 1), date(2026, 11, 30), Group.DAY)
    assert reader.page.span == november
    reader.press(Qt.Key.Key_PageDown)
    assert reader.page.span == Span(date(2026, 12, 1), date(2026, 12, 31), Group.DAY)
    reader.press(Qt.Key.Key_T)
    assert reader.page.span == november
    reader.press(Qt.Key.Key_M)
    assert reader.page.controls.groups.choice == "month"
    reader.press(Qt.Key.Key_PageUp)
    assert reader.page.span == Span(date(2025, 1, 1), date(2025, 12, 31), Group.MONTH)
    assert reader.page.controls.span_button.text() == "2025"


def test_arrows_and_pointer_read_a_period(desk: Desk, at_reports: AtReports) -> None:
    """The bar that is read is the current row and is said aloud; Esc ends it."""
    desk.book("101", 0, 1)
    reader = at_reports()
    chart = reader.page.figures.chart
    reader.press(Qt.Key.Key_End)
    for _ in range(9):
        reader.press(Qt.Key.Key_Left)
    assert chart.index == 20
    assert "Sat 21 Nov, tonight, 1 of 6 sold, 16.7 %" in chart.accessibleName()
    assert reader.table.current is not None
    assert reader.table.current.start == date(2026, 11, 21)
    reader.press(Qt.Key.Key_Escape)
    assert chart.index == -1
    assert not reader.table.selectionModel().hasSelection()
    QTest.mouseMove(chart, chart.centre(4).toPoint() + QPoint(0, -2))
    assert chart.index == 4
    reader.table.selectRow(7)
    assert chart.index == 7
    assert not reader.page.grab().isNull()


def test_sorting_leaves_the_sums_below(desk: Desk, at_reports: AtReports) -> None:
    """The sums are no row of the table."""
    desk.book("101", 0, 2)
    reader = at_reports()
    reader.table.rows_model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in reader.rows()][:3] == ["1", "1", "0"]
    assert reader.sums()[:2] == ["All nights", "2"]


def test_picking_days(at_reports: AtReports) -> None:
    """Two clicks in the calendar, or typing, or a usual span."""
    reader = at_reports()
    reader.press(Qt.Key.Key_G)
    card = reader.page.range_card
    assert isinstance(card, RangeCard)
    card.grid.picked.emit(date(2026, 12, 24))
    assert "Thu 24 Dec" in card.hint.text()
    card.grid.picked.emit(date(2026, 12, 20))
    reader.settle()
    assert reader.page.span == Span(date(2026, 12, 20), date(2026, 12, 24), Group.DAY)
    reader.press(Qt.Key.Key_PageDown)
    assert reader.page.span == Span(date(2026, 12, 25), date(2026, 12, 29), Group.DAY)
    other = reader.page.controls.open_range()
    assert other is not None
    other.last_edit.setText("31.12.2026")
    other.last_edit.editingFinished.emit()
    reader.settle()
    assert reader.page.span == Span(date(2026, 12, 25), date(2026, 12, 31), Group.DAY)
    other.links[1].click()
    reader.settle()
    assert reader.page.span == Span(date(2026, 10, 1), date(2026, 10, 31), Group.DAY)


def test_export(desk: Desk, at_reports: AtReports, tmp_path: Path) -> None:
    """Ctrl+E asks where to; both kinds of file hold the figures, and no cell is a formula."""
    desk.book("101", 0, 2)
    reader = at_reports()
    reader.press(Qt.Key.Key_E, CTRL)
    dialog = reader.page.dialog
    assert isinstance(dialog, QWidget)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "report.csv"))
    dialog.reject()
    reader.qtbot.waitUntil(lambda: (tmp_path / "report.csv").exists())
    reader.settle()
    rows = list(csv.reader((tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[21] == ["2026-11-21", "6", "1", "0.1667", "90.00", "90.00", "15.00", "EUR"]
    assert rows[-1][:3] == ["Total", "180", "2"]
    assert reader.page.view is not None
    save(reader.page.services, reader.page.view.now, tmp_path / "report.xlsx")
    reader.qtbot.waitUntil(lambda: (tmp_path / "report.xlsx").exists())
    reader.settle()
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    cells = [cell for row in book.worksheets[0] for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in book.worksheets[0][22]][:5] == ["2026-11-21", 6, 1, 0.1667, 90]
    book.close()


def test_a_place_that_cannot_be_written(at_reports: AtReports, tmp_path: Path) -> None:
    """It is said, and the page goes on."""
    reader = at_reports()
    assert reader.page.view is not None
    with reader.qtbot.waitSignal(reader.window.operations.refused, timeout=5_000):
        save(reader.page.services, reader.page.view.now, tmp_path / "none" / "report.csv")
