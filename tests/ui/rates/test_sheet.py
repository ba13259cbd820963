"""The sheet in a window over a real house: type, fill, copy and paste, undo, with keys and mouse."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from tests.support.desk import Desk
from tests.support.houses import OPENED
from tests.ui.rates.conftest import CTRL, SHIFT, AtRates, Pricer
from ui.features.rates.sheet.measures import COLUMN, HEAD
from ui.features.rates.sheet.selection import Block, Selection

LEFT = Qt.MouseButton.LeftButton


def test_what_it_shows(desk: Desk, at_rates: AtRates) -> None:
    """A line for each type and plan; linked prices follow, and say so."""
    del desk
    pricer = at_rates()
    names = [(pricer.data.type_of(n).name, pricer.data.plan_of(n).name) for n in pricer.sheet.lines.tolist()]
    assert names == [
        (kind, plan) for kind in ("Standard", "Small") for plan in ("Flexible", "Fixed", "Breakfast")
    ]
    assert [pricer.price("Standard", plan, 3) for plan in ("Flexible", "Fixed", "Breakfast")] == [
        10_000, 9_000, 10_800,
    ]  # fmt: skip
    assert pricer.data.plans[1].rule.startswith("Flexible")
    assert pricer.data.nights >= 380
    assert pricer.data.free is not None
    assert pricer.data.free[:, pricer.column(2)].tolist() == [4, 2]
    pricer.put((pricer.row("Small", "Fixed"), pricer.column(1)))
    said = pricer.sheet.text_at(pricer.sheet.selection.cursor)
    assert said.startswith("Small, Fixed, Sun 22 Nov 2026: € 135.00, follows Flexible")
    assert not pricer.window.grab().isNull()


def test_typing_sets_all_that_is_selected_and_undo_takes_it_back(desk: Desk, at_rates: AtRates) -> None:
    """Linked rates follow; Ctrl+Z and Ctrl+Shift+Z go through the house."""
    del desk
    pricer = at_rates()
    row, column = pricer.row("Standard", "Flexible"), pricer.column(2)
    pricer.put((row, column))
    pricer.press(Qt.Key.Key_Right, SHIFT)
    pricer.press(Qt.Key.Key_Right, SHIFT)
    assert pricer.sheet.selection.block == Block(row, column, row, column + 2)
    pricer.write("120")
    assert [pricer.kept("Standard", "Flexible", n) for n in (1, 2, 3, 4, 5)] == [
        10_000, 12_000, 12_000, 12_000, 10_000,
    ]  # fmt: skip
    assert pricer.price("Standard", "Breakfast", 3) == 12_600
    pricer.write("+5%")
    assert pricer.kept("Standard", "Flexible", 4) == 12_600
    pricer.write("-3")
    assert pricer.kept("Standard", "Flexible", 4) == 12_300
    pricer.window.services.undo.undo()
    pricer.settle()
    assert pricer.price("Standard", "Flexible", 4) == 12_600
    pricer.window.services.undo.redo()
    pricer.settle()
    assert pricer.price("Standard", "Flexible", 4) == 12_300
    pricer.press(Qt.Key.Key_Delete)
    assert pricer.kept("Standard", "Flexible", 4) == 10_000


def test_enter_goes_down_and_tab_goes_on(desk: Desk, at_rates: AtRates) -> None:
    """As in every spreadsheet, when one cell is selected."""
    del desk
    pricer = at_rates()
    pricer.put((0, 20))
    pricer.write("101")
    assert pricer.sheet.selection.cursor == (1, 20)
    pricer.write("102", Qt.Key.Key_Tab)
    assert pricer.sheet.selection.cursor == (1, 21)
    assert (pricer.data.minor[0, 20], pricer.data.minor[1, 20]) == (10_100, 10_200)
    assert bool(pricer.data.own[1, 20])
    pricer.press(Qt.Key.Key_Return)
    assert pricer.sheet.editor.text() == "90.00"
    pricer.press(Qt.Key.Key_Escape)
    assert not pricer.sheet.editor.isVisible()


def test_nonsense_is_said_at_the_cell(desk: Desk, at_rates: AtRates) -> None:
    """What was typed stays to be mended; nothing is written."""
    before = desk.digest()
    pricer = at_rates()
    pricer.put((0, 20))
    pricer.write("12x")
    assert pricer.sheet.notice.isVisible()
    assert "“12x” is no price" in pricer.sheet.notice.sentence.text()
    assert pricer.sheet.editor.text() == "12x"
    pricer.press(Qt.Key.Key_Escape)
    QGuiApplication.clipboard().setText("120\tn/a\n")
    pricer.press(Qt.Key.Key_V, CTRL)
    assert "“n/a” is no price" in pricer.sheet.notice.sentence.text()
    assert pricer.sheet.selection.cursor == (0, 20)
    assert desk.digest() == before


def test_copy_and_paste_with_another_spreadsheet(desk: Desk, at_rates: AtRates) -> None:
    """Tabs and lines both ways; a paste is one step of undo."""
    del desk
    pricer = at_rates()
    pricer.put((0, 20))
    pricer.press(Qt.Key.Key_Down, SHIFT)
    pricer.press(Qt.Key.Key_Right, SHIFT)
    pricer.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "100.00\t100.00\n90.00\t90.00\n"
    QGuiApplication.clipboard().setText("1,234.50\t99\r\n€ 80\t+10\r\n")
    pricer.put((0, 30))
    pricer.press(Qt.Key.Key_V, CTRL)
    assert pricer.data.minor[0:2, 30:32].tolist() == [[123_450, 9_900], [8_000, 10_000]]
    assert pricer.sheet.selection.block == Block(0, 30, 1, 31)
    pricer.window.services.undo.undo()
    pricer.settle()
    assert pricer.data.minor[0:2, 30:32].tolist() == [[10_000, 10_000], [9_000, 9_000]]


def test_fill_with_keys_and_handle(desk: Desk, at_rates: AtRates) -> None:
    """Ctrl+R fills a line, Ctrl+D a column, the handle repeats what is selected."""
    del desk
    pricer = at_rates()
    sheet, row, column = pricer.sheet, pricer.row("Small", "Flexible"), pricer.column(3)
    pricer.put((row, column))
    pricer.write("180", Qt.Key.Key_Tab)
    pricer.write("190")
    sheet.select(Selection.of((Block(row, column, row, column + 1),)))
    corner = sheet.frame.block_box(sheet.selection.block).bottomRight()
    target = pricer.point((row, column + 5))
    QTest.mousePress(sheet.viewport(), LEFT, pos=corner)
    QTest.mouseMove(sheet.viewport(), target - QPoint(30, 0))
    QTest.mouseMove(sheet.viewport(), target)
    QTest.mouseRelease(sheet.viewport(), LEFT, pos=target)
    pricer.settle()
    assert [pricer.kept("Small", "Flexible", n) for n in range(3, 10)] == [
        18_000, 19_000, 18_000, 19_000, 18_000, 19_000, 15_000,
    ]  # fmt: skip
    sheet.select(Selection.of((Block(row, column + 5, row, column + 7),)))
    pricer.press(Qt.Key.Key_R, CTRL)
    assert [pricer.kept("Small", "Flexible", n) for n in (8, 9, 10)] == [19_000] * 3
    top = pricer.row("Standard", "Flexible")
    sheet.select(Selection.of((Block(top, column, row, column),)))
    pricer.press(Qt.Key.Key_D, CTRL)
    assert pricer.kept("Small", "Flexible", 3) == 10_000
    assert bool(pricer.data.own[sheet.lines[row - 1], column])


def test_headings_select(desk: Desk, at_rates: AtRates) -> None:
    """A day, a weekday, a plan; a type's heading folds."""
    del desk
    pricer = at_rates()
    sheet, view = pricer.sheet, pricer.sheet.viewport()
    column = pricer.column(2)
    x = sheet.frame.left_of(column) + 20
    QTest.mouseClick(view, LEFT, pos=QPoint(x, 20))
    assert sheet.selection.block == Block(0, column, 5, column)
    QTest.mouseDClick(view, LEFT, pos=QPoint(x, 20))
    pricer.settle()
    assert len(sheet.selection.blocks) > 50
    assert {pricer.data.weekday(block.left) for block in sheet.selection.blocks} == {0}
    QTest.mouseClick(view, LEFT, pos=QPoint(60, sheet.frame.top_of(1) + 10))
    assert sheet.selection.block == Block(1, 0, 1, pricer.data.nights - 1)
    QTest.mouseClick(view, LEFT, pos=QPoint(COLUMN - 60, HEAD + 10))
    assert len(sheet.lines) == 3
    QTest.mouseClick(view, LEFT, pos=QPoint(COLUMN - 60, HEAD + 10))
    assert len(sheet.lines) == 6


def test_ctrl_adds_and_shift_stretches(desk: Desk, at_rates: AtRates) -> None:
    """Blocks that do not touch take one change together."""
    del desk
    pricer = at_rates()
    sheet, column = pricer.sheet, pricer.column(1)
    QTest.mouseClick(sheet.viewport(), LEFT, pos=pricer.point((0, column)))
    QTest.mouseClick(sheet.viewport(), LEFT, SHIFT, pos=pricer.point((0, column + 1)))
    QTest.mouseClick(sheet.viewport(), LEFT, CTRL, pos=pricer.point((3, column + 3)))
    pricer.settle()
    assert [(b.rows, b.columns) for b in sheet.selection.blocks] == [(1, 2), (1, 1)]
    sheet.setFocus()
    pricer.write("111")
    assert [pricer.kept("Standard", "Flexible", n) for n in (1, 2, 3)] == [11_100, 11_100, 10_000]
    assert pricer.kept("Small", "Flexible", 4) == 11_100


def test_a_screen_reader_reads_the_cell(desk: Desk, at_rates: AtRates) -> None:
    """The sheet is a table; its child is the cursor's cell."""
    del desk
    pricer = at_rates()
    pricer.put((3, pricer.column(0)))
    seen = QAccessible.queryAccessibleInterface(pricer.sheet)
    assert seen.role() == QAccessible.Role.Table
    cell = seen.focusChild()
    assert cell.role() == QAccessible.Role.Cell
    assert cell.text(QAccessible.Text.Name).startswith("Small, Flexible, Sat 21 Nov 2026: € 150.00")


def test_going_far_asks_for_more(desk: Desk, at_rates: AtRates) -> None:
    """Days beyond the year are read when one goes there."""
    del desk
    pricer = at_rates()
    far = OPENED + timedelta(days=500)
    pricer.page.go_to(far)
    pricer.settle()
    first, last = pricer.sheet.frame.columns
    assert pricer.data.night(first) <= far <= pricer.data.night(last - 1)
    pricer.press(Qt.Key.Key_T)
    first, last = pricer.sheet.frame.columns
    assert pricer.data.night(first) <= OPENED <= pricer.data.night(last - 1)


def test_a_year_of_twelve_types_and_eight_plans_scrolls(desk: Desk, at_rates: AtRates, qtbot: object) -> None:
    """The whole year can be drawn screen by screen."""
    del desk, qtbot
    pricer: Pricer = at_rates()
    for _ in range(20):
        pricer.page.step(1)
        assert not pricer.sheet.grab().isNull()
