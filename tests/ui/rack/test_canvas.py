"""The canvas draws at every zoom, and turns pointer and keys into signals."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QNativeGestureEvent, QPointingDevice, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from app.features.rack import BarRows, Legend, RackBars
from tests.ui.rack.sample import FIRST, TODAY
from ui.features.rack.canvas.hits import Part, Place
from ui.features.rack.canvas.overlays import Cells, Ghost, bar_rect
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import MIN_DAY, Level, ViewKind, level_of
from ui.widgets.theme.tokens import Mode, colours

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def bar_named(bars: RackBars, surname: str, given: str) -> int:
    """The first bar of a guest."""
    return next(bar for bar in range(len(bars)) if bars.names(bar) == (surname, given))


def middle(canvas: RackCanvas, bar: int) -> QPoint:
    """A point inside a bar."""
    frame = canvas.frame()
    assert frame is not None
    bars = frame.scene.bars
    top = frame.top_of(frame.table.of_row(int(bars.row[bar])))
    return QPoint(frame.x_of(int(bars.start[bar]) + 0.9), top + 14)


def picture(canvas: RackCanvas) -> QImage:
    """What the canvas shows now."""
    return canvas.grab().toImage()


@pytest.mark.parametrize("legend", list(Legend))
@pytest.mark.parametrize(
    ("day_px", "row_px", "level"),
    [
        (420, 36, Level.HOURS),
        (60, 36, Level.DETAILED),
        (37, 22, Level.MONTH),
        (3.2, 12, Level.OVERVIEW),
        (1.1, 2, Level.DENSITY),
    ],
)
def test_every_level_is_drawn(
    canvas: RackCanvas, legend: Legend, day_px: float, row_px: float, level: Level
) -> None:
    kind = ViewKind.OVERVIEW if level is Level.OVERVIEW else ViewKind.DETAILED
    canvas.setView(replace(canvas.view, day_px=day_px, row_px=row_px, legend=legend, kind=kind))
    assert level_of(canvas.view) is level
    image = picture(canvas)
    colours = {image.pixelColor(x, y).name() for x in range(160, 990, 7) for y in range(90, 300, 3)}
    assert len(colours) > 4


def test_bars_run_noon_to_noon_with_two_pixels_between(canvas: RackCanvas) -> None:
    image, frame = picture(canvas), canvas.frame()
    assert frame is not None
    y = frame.top_of(frame.table.of_row(7)) + 17
    noon = frame.x_of(TODAY + 2.5)
    surface = QColor("#F0F2F6").name(), QColor("#FFFFFF").name()
    assert image.pixelColor(noon - 1, y).name() in surface
    assert image.pixelColor(noon, y).name() in surface
    assert image.pixelColor(noon + 2, y).name() == "#2a5bd0"


def test_zoom_keeps_the_day_under_the_pointer(canvas: RackCanvas) -> None:
    frame = canvas.frame()
    assert frame is not None
    before = frame.day_at(700)
    canvas.zoomAt(QPointF(700, 300), 0.31)
    after = canvas.frame()
    assert after is not None
    assert after.day_at(700) == pytest.approx(before, abs=0.01)


def test_hits(canvas: RackCanvas) -> None:
    bars = canvas.scene.bars if canvas.scene else None
    assert bars is not None
    bar = bar_named(bars, "Okonkwo", "Adaeze")
    at = QPointF(middle(canvas, bar))
    found = canvas.hitAt(at)
    assert (found.place, found.bar, found.part) == (Place.BAR, bar, Part.BODY)
    frame = canvas.frame()
    assert frame is not None
    assert canvas.hitAt(QPointF(frame.x_of(TODAY + 0.5) + 3, at.y())).part is Part.LEFT
    assert canvas.hitAt(QPointF(frame.x_of(TODAY + 3.5) - 4, at.y())).part is Part.RIGHT
    assert canvas.hitAt(QPointF(60, 100)).place is Place.GROUP
    assert canvas.hitAt(QPointF(60, at.y())).place is Place.LABEL
    assert canvas.hitAt(QPointF(400, 20)).place is Place.HEADER
    assert canvas.hitAt(QPointF(frame.x_of(TODAY + 4.2), at.y())).place is Place.CELL


def test_a_bar_is_selected_and_dragged(canvas: RackCanvas, qtbot: QtBot) -> None:
    assert canvas.scene is not None
    bar = bar_named(canvas.scene.bars, "Okonkwo", "Adaeze")
    at = middle(canvas, bar)
    with qtbot.waitSignal(canvas.selectionChanged) as chosen:
        QTest.mousePress(canvas, LEFT, NONE, at)
    assert chosen.args == [frozenset({canvas.scene.bars.id(bar)})]
    moved: list[Cells] = []
    canvas.dragMoved.connect(lambda _bar, _part, cells: moved.append(cells))
    QTest.mouseMove(canvas, at + QPoint(30, 10))
    QTest.mouseMove(canvas, at + QPoint(61, 36))
    with qtbot.waitSignal(canvas.dropped) as dropped:
        QTest.mouseRelease(canvas, LEFT, NONE, at + QPoint(61, 36))
    assert dropped.args == [bar, "body", Cells(5, TODAY + 1, TODAY + 4)]
    assert moved[-1] == Cells(5, TODAY + 1, TODAY + 4)
    picture(canvas)
    canvas.cancelDrag()
    assert canvas.overlay.ghost is None


def test_an_edge_is_pulled(canvas: RackCanvas, qtbot: QtBot) -> None:
    assert canvas.scene is not None
    bar = bar_named(canvas.scene.bars, "Okonkwo", "Adaeze")
    frame = canvas.frame()
    assert frame is not None
    at = QPoint(frame.x_of(TODAY + 3.5) - 4, middle(canvas, bar).y())
    QTest.mousePress(canvas, LEFT, NONE, at)
    QTest.mouseMove(canvas, at + QPoint(70, 0))
    QTest.mouseMove(canvas, at + QPoint(118, 0))
    with qtbot.waitSignal(canvas.dropped) as dropped:
        QTest.mouseRelease(canvas, LEFT, NONE, at + QPoint(118, 0))
    assert dropped.args == [bar, "right", Cells(4, TODAY, TODAY + 5)]


def test_empty_cells_are_picked(canvas: RackCanvas, qtbot: QtBot) -> None:
    frame = canvas.frame()
    assert frame is not None
    y = frame.top_of(frame.table.of_row(12)) + 10
    first = QPoint(frame.x_of(TODAY + 0.4), y)
    QTest.mousePress(canvas, LEFT, NONE, first)
    QTest.mouseMove(canvas, first + QPoint(90, 0))
    with qtbot.waitSignal(canvas.cellsPicked) as picked:
        QTest.mouseRelease(canvas, LEFT, NONE, first + QPoint(120, 0))
    assert picked.args == [Cells(12, TODAY, TODAY + 2)] or picked.args == [Cells(12, TODAY, TODAY + 1)]


def test_keys_move_the_cell_and_it_is_spoken(canvas: RackCanvas, qtbot: QtBot) -> None:
    canvas.setFocusedCell(4, TODAY)
    assert canvas.focusedCellText() == (
        "Room 109, Standard double, Sat 21 Nov: Adaeze Okonkwo, arrives today, 3 nights"
    )
    table = QAccessible.queryAccessibleInterface(canvas)
    assert (table.role(), table.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Rooms and nights")
    assert table.text(QAccessible.Text.Description).startswith("Arrows move")
    cell = table.focusChild()
    assert (cell.role(), cell.text(QAccessible.Text.Name)) == (
        QAccessible.Role.Cell, canvas.focusedCellText(),
    )  # fmt: skip
    assert cell.state().focusable
    frame = canvas.frame()
    assert frame is not None
    inside = cell.rect().center() - canvas.mapToGlobal(QPoint(0, 0))
    assert (canvas.hitAt(QPointF(inside)).row, cell.rect().width()) == (4, 58)
    assert table.childAt(cell.rect().center().x(), cell.rect().center().y()) is cell
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.overlay.focus == (5, TODAY)
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.focusedCellText() == "Room 110, Standard double, Wed 25 Nov: free"
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.overlay.picked == Cells(5, TODAY + 4, TODAY + 6)
    with qtbot.waitSignal(canvas.cellsActivated) as opened:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert opened.args == [Cells(5, TODAY + 4, TODAY + 6)]


def test_a_group_collapses(canvas: RackCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.groupToggled) as toggled:
        QTest.mouseClick(canvas, LEFT, NONE, QPoint(60, 127))
    assert toggled.args == ["type:1"]
    assert "type:1" in canvas.view.collapsed


def test_an_edit_is_shown(canvas: RackCanvas) -> None:
    assert canvas.scene is not None
    bars = canvas.scene.bars
    stay = bars.id(bar_named(bars, "Okonkwo", "Adaeze"))
    before = picture(canvas)
    none = bars.key[:0]
    canvas.replaceBars(bars.replaced([stay], BarRows(none, {}), []), [stay])
    assert picture(canvas) != before
    assert len(canvas.scene.looks) == len(bars) - 1
    assert FIRST < TODAY


def test_some_rows_alone_are_painted_as_in_the_whole(canvas: RackCanvas) -> None:
    frame = canvas.frame()
    assert frame is not None
    rows = QRect(0, frame.top_of(frame.table.of_row(8)), frame.width, 72)
    part = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.render(part, rows.topLeft(), QRegion(rows), QWidget.RenderFlag.DrawChildren)
    whole = picture(canvas).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    assert part.copy(rows) == whole.copy(rows)


def test_a_screen_reader_is_told_and_outlives_the_canvas(canvas: RackCanvas) -> None:
    """The cell is told of where somebody listens; of a canvas that is gone nothing is said."""
    QAccessible.setActive(True)
    try:
        canvas.setFocusedCell(4, TODAY)
        table = QAccessible.queryAccessibleInterface(canvas)
        cell = table.child(0)
        assert (table.childCount(), table.indexOfChild(cell)) == (1, 0)
        assert cell.parent() is table
        canvas.setOverlay(replace(canvas.overlay, focus=None))
        assert (table.childCount(), cell.isValid(), cell.text(QAccessible.Text.Name)) == (0, False, "")
    finally:
        QAccessible.setActive(False)
    other = RackCanvas(colours(Mode.LIGHT))
    gone = QAccessible.queryAccessibleInterface(other)
    assert (gone.text(QAccessible.Text.Name), gone.childCount()) == ("Rooms and nights", 0)
    delete(other)
    assert not isValid(gone)


def pinch(canvas: RackCanvas, kind: Qt.NativeGestureType, value: float, at: QPointF) -> None:
    """A gesture of two fingers on a touch pad, as the platform sends it."""
    event = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, at, at, canvas.mapToGlobal(at), value, QPointF()
    )
    QApplication.sendEvent(canvas, event)


def test_a_pinch_zooms_the_days(canvas: RackCanvas) -> None:
    """Apart: wider; together: narrower; the day between the fingers stays; rotation is nothing."""
    frame = canvas.frame()
    assert frame is not None
    at = QPointF(500, 300)
    day, wide = frame.day_at(at.x()), canvas.view.day_px
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    for value, factor in ((0.25, 1.25), (-0.2, 0.8), (0.5, 1.5), (-0.5, 0.5)):
        pinch(canvas, zoom, value, at)
        wide *= factor
        zoomed = canvas.frame()
        assert zoomed is not None
        assert canvas.view.day_px == pytest.approx(wide)
        assert zoomed.day_at(at.x()) == pytest.approx(day, abs=1 / wide)
    before = canvas.view
    pinch(canvas, Qt.NativeGestureType.RotateNativeGesture, 0.5, at)
    pinch(canvas, Qt.NativeGestureType.BeginNativeGesture, 0.0, at)
    assert canvas.view == before
    for value in (-1.0, -3.0, -0.9, -0.9, -0.9, -0.9, -0.9, -0.9):
        pinch(canvas, zoom, value, at)
    assert canvas.view.day_px == MIN_DAY


def test_the_bar_under_the_pointer_is_ringed(canvas: RackCanvas) -> None:
    """A quiet ring, painted alone and gone as it came; a scroll leaves none behind."""
    assert canvas.scene is not None
    before = picture(canvas)
    bar = bar_named(canvas.scene.bars, "Dubois", "Camille")
    bar = next(b for b in range(len(canvas.scene.bars)) if canvas.scene.bars.start[b] == TODAY and b >= bar)
    at = middle(canvas, bar)
    QTest.mouseMove(canvas, at)
    assert canvas.overlay.hovered == bar
    hovered = picture(canvas)
    changed = [
        QPoint(x, y)
        for y in range(0, before.height(), 2)
        for x in range(0, before.width(), 2)
        if before.pixel(x, y) != hovered.pixel(x, y)
    ]
    frame = canvas.frame()
    assert frame is not None
    rect = bar_rect(frame, bar)
    assert rect is not None
    assert changed
    assert all(rect.toAlignedRect().contains(point) for point in changed)
    canvas.setView(canvas.view.scrolled(7, 0))
    assert canvas.overlay.hovered == -1
    canvas.setView(canvas.view.scrolled(-7, 0))
    assert picture(canvas) == before
    QTest.mouseMove(canvas, at + QPoint(1, 0))
    QTest.mouseMove(canvas, QPoint(3, 3))
    assert canvas.overlay.hovered == -1
    assert picture(canvas) == before


def test_a_held_bar_is_put_back_when_an_edit_numbers_bars_anew(canvas: RackCanvas) -> None:
    """Numbers of bars mean other stays after an edit: what is dropped must be what was taken."""
    scene = canvas.scene
    assert scene is not None
    bars = scene.bars
    cancelled = []
    canvas.dragCancelled.connect(lambda: cancelled.append(True))
    canvas.setOverlay(replace(canvas.overlay, ghost=Ghost(9, Cells(4, TODAY, TODAY + 2), 300.0, 200.0, 120)))
    later, first = bars.id(20), bars.id(0)
    none = BarRows(bars.key[:0], {})
    canvas.replaceBars(bars.replaced((later,), none, ()), (later,))
    assert canvas.overlay.ghost is not None
    canvas.replaceBars(bars.replaced((first,), none, ()), (first,))
    assert canvas.overlay.ghost is None
    assert cancelled


def test_an_edit_of_nothing_keeps_what_is_shown(canvas: RackCanvas) -> None:
    """Days may be counted anew while no bar changed."""
    scene = canvas.scene
    assert scene is not None
    before = picture(canvas)
    canvas.replaceBars(scene.bars.replaced((), BarRows(scene.bars.key[:0], {}), ()), (), scene.days)
    assert picture(canvas) == before
