"""Paints the sheet: grounds, selection, cells, lines, then what stays in place over them."""

from dataclasses import dataclass, field
from functools import partial

import numpy as np
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from app.kernel.text import tr
from ui.features.rates.sheet.data import Grid, SheetData, SheetPlan
from ui.features.rates.sheet.looks import GROUNDS, Looks, ground_codes, hatch_brush
from ui.features.rates.sheet.measures import COLUMN, GROUP, HEAD, ROW, Frame
from ui.features.rates.sheet.selection import Block, Cell, Selection
from ui.widgets.day_text import to_qdate
from ui.widgets.icons import paint_icon
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, Colours, font

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
HANDLE = 7


@dataclass(slots=True, eq=False)
class Scene:
    """Everything a picture depends on besides the frame."""

    data: SheetData
    codes: Grid
    looks: Looks
    selection: Selection
    pending: Grid | None = None
    folded: frozenset[int] = frozenset()
    fill: Block | None = None
    wrong: Cell | None = None
    focused: bool = True
    copied: tuple[Block, ...] = field(default=())


def paint(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """The whole picture."""
    c = scene.looks.colours
    painter.fillRect(0, 0, frame.width, frame.height, c.window)
    below = HEAD + frame.layout.height - frame.y
    right = min(COLUMN + frame.layout.width - frame.x, frame.width)
    painter.save()
    painter.setClipRect(COLUMN, HEAD, frame.width - COLUMN, frame.height - HEAD)
    _cells(painter, frame, scene)
    _types_of_days(painter, frame, scene, right)
    _edges(painter, frame, scene)
    painter.restore()
    _names(painter, frame, scene, below)
    _head(painter, frame, scene)
    _corner(painter, frame, scene)


def _ground(scene: Scene, column: int) -> QColor | None:
    data, c = scene.data, scene.looks.colours
    if column == data.today_column:
        return c.today
    return c.weekend if data.weekday(column) >= 5 or column in data.holidays else None


def _cells(painter: QPainter, frame: Frame, scene: Scene) -> None:
    first, last = frame.columns
    top, bottom = frame.rows
    lines = frame.layout.lines[top:bottom]
    looks, day, left = scene.looks, frame.layout.day, frame.left_of(first)
    _hatch(painter, frame, scene, lines, top)
    codes = scene.codes[lines, first:last] | ground_codes(scene.data, first, last)
    if not scene.selection.is_one_cell:
        for block in scene.selection.blocks:
            rows, columns = (
                slice(max(block.top - top, 0), block.bottom + 1 - top),
                slice(max(block.left - first, 0), block.right + 1 - first),
            )
            if rows.stop > 0 and columns.stop > 0:
                codes[rows, columns] |= GROUNDS.index("selection")
    picture, draw = looks.cell, painter.drawPixmap
    for row, own in enumerate(codes.tolist()):
        y, x = frame.top_of(top + row), left
        for code in own:
            draw(x, y, picture(code))
            x += day
    if scene.pending is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colours.accent)
        for row, column in np.argwhere(scene.pending[lines, first:last]).tolist():
            x, y = left + (column + 1) * day, frame.top_of(top + row)
            painter.drawPolygon([QPoint(x - 9, y), QPoint(x, y), QPoint(x, y + 9)])


def _hatch(painter: QPainter, frame: Frame, scene: Scene, lines: Grid, top: int) -> None:
    """The grounds of closed cells."""
    first, last = frame.columns
    c, brush = scene.looks.colours, hatch_brush(scene.looks.colours)
    painter.setBrushOrigin(QPoint(-frame.x % 6, -frame.y % 6))
    for row, column in np.argwhere(scene.data.closed[lines, first:last]).tolist():
        box = QRect(frame.left_of(first + column), frame.top_of(top + row), frame.layout.day, ROW)
        held = any(block.holds((top + row, first + column)) for block in scene.selection.blocks[-60:])
        painter.fillRect(box, c.selection if held and not scene.selection.is_one_cell else c.window)
        painter.fillRect(box, brush)


def _types_of_days(painter: QPainter, frame: Frame, scene: Scene, right: int) -> None:
    """Over the lines of each type: what is free on each day."""
    c, data = scene.looks.colours, scene.data
    first, last = frame.columns
    for kind, top in frame.layout.heads:
        y = HEAD + top - frame.y
        if y + GROUP < HEAD or y > frame.height:
            continue
        painter.fillRect(COLUMN, y, right - COLUMN, GROUP, c.window)
        free = data.free
        if free is not None:
            for column in range(max(first, data.today_column), last):
                picture = scene.looks.free(int(free[kind, column]))
                painter.drawPixmap(frame.left_of(column), y, picture)
        painter.fillRect(COLUMN, y - 1, right - COLUMN, 1, c.line_strong)
        painter.fillRect(COLUMN, y + GROUP - 1, right - COLUMN, 1, c.line)


def _edges(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """The rims of what is selected, the handle that fills, where a fill would go, the cell that is wrong."""
    c, layout = scene.looks.colours, frame.layout
    if not layout.rows or not layout.nights:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    accent = c.accent if scene.focused else c.field_line
    if len(scene.selection.blocks) <= 60:
        for block in scene.selection.blocks:
            shown = block.within(layout.rows, layout.nights)
            if shown is not None:
                painter.setPen(QPen(accent, 2, j=Qt.PenJoinStyle.MiterJoin))
                painter.drawRect(frame.block_box(shown).adjusted(1, 1, -1, -1))
    cursor = scene.selection.cursor
    if cursor[0] < layout.rows and not scene.selection.is_one_cell:
        painter.setPen(QPen(accent, 1))
        painter.drawRect(frame.box(cursor).adjusted(3, 3, -4, -4))
    for block in scene.copied:
        painter.setPen(QPen(c.text_secondary, 1, Qt.PenStyle.DashLine))
        painter.drawRect(frame.block_box(block).adjusted(0, 0, -1, -1))
    if scene.fill is not None:
        painter.setPen(QPen(c.accent, 1, Qt.PenStyle.DashLine))
        painter.drawRect(frame.block_box(scene.fill).adjusted(0, 0, -1, -1))
    if scene.wrong is not None and scene.wrong[0] < layout.rows:
        painter.setPen(QPen(c.danger, 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(frame.box(scene.wrong).adjusted(1, 1, -1, -1))
    box = handle_box(frame, scene.selection)
    if box is not None:
        painter.fillRect(box.adjusted(-1, -1, 1, 1), c.surface)
        painter.fillRect(box, accent)


def handle_box(frame: Frame, selection: Selection) -> QRect | None:
    """Where the fill handle stands, when one block is selected."""
    layout = frame.layout
    shown = selection.block.within(layout.rows, layout.nights)
    if len(selection.blocks) != 1 or shown is None:
        return None
    corner = frame.block_box(shown).bottomRight()
    return QRect(corner.x() - HANDLE // 2 - 1, corner.y() - HANDLE // 2 - 1, HANDLE, HANDLE)


def _names(painter: QPainter, frame: Frame, scene: Scene, below: int) -> None:
    """The column at the left, which stays in place when days pass."""
    c, data, layout = scene.looks.colours, scene.data, frame.layout
    painter.save()
    painter.setClipRect(0, HEAD, COLUMN, frame.height - HEAD)
    painter.fillRect(0, HEAD, COLUMN, below - HEAD, c.surface)
    held = {row for block in scene.selection.blocks for row in range(block.top, block.bottom + 1)}
    for row in range(*frame.rows):
        plan = data.plan_of(int(layout.lines[row]))
        key = (plan.name, plan.rule, row in held)
        picture = scene.looks.kept.get(key)
        if picture is None:
            picture = scene.looks.make(key, (COLUMN, ROW), partial(_name, plan=plan, held=row in held, c=c))
        painter.drawPixmap(0, frame.top_of(row), picture)
    for kind, top in layout.heads:
        y = HEAD + top - frame.y
        if y + GROUP < HEAD or y > frame.height:
            continue
        painter.fillRect(0, y, COLUMN, GROUP, c.window)
        caret = "caret-right" if kind in scene.folded else "caret-down"
        paint_icon(painter, caret, QRect(8, y + 7, 12, 12), c.text_secondary)
        _text(painter, QRect(24, y, COLUMN - 56, GROUP), data.types[kind].name, font(SMALL, SEMIBOLD), c.text)
        if data.types[kind].rooms:
            box = QRect(COLUMN - 40, y, 30, GROUP)
            _text(painter, box, str(data.types[kind].rooms), font(SMALL), c.text_secondary, _RIGHT)
        painter.fillRect(0, y - 1, COLUMN, 1, c.line_strong)
        painter.fillRect(0, y + GROUP - 1, COLUMN, 1, c.line)
    painter.fillRect(COLUMN - 1, HEAD, 1, below - HEAD, c.line_strong)
    painter.fillRect(0, below - 1, COLUMN, 1, c.line_strong)
    painter.restore()
    painter.fillRect(COLUMN, below - 1, min(frame.width, layout.width) - COLUMN, 1, c.line_strong)


def _name(painter: QPainter, plan: SheetPlan, c: Colours, *, held: bool) -> None:
    painter.fillRect(0, 0, COLUMN, ROW, c.selection if held else c.surface)
    if plan.rule:
        _text(painter, QRect(28, 2, COLUMN - 34, 17), plan.name, font(BODY), c.text)
        paint_icon(painter, "link-simple", QRect(28, 20, 11, 11), c.text_secondary)
        _text(painter, QRect(43, 17, COLUMN - 48, 16), plan.rule, font(MICRO), c.text_secondary)
    else:
        _text(painter, QRect(28, 0, COLUMN - 34, ROW - 1), plan.name, font(BODY, MEDIUM), c.text)
    painter.fillRect(0, ROW - 1, COLUMN, 1, c.line)


def _head(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """The days, which stay in place when types pass."""
    c = scene.looks.colours
    painter.save()
    painter.setClipRect(COLUMN, 0, frame.width - COLUMN, HEAD)
    painter.fillRect(COLUMN, 0, frame.width - COLUMN, HEAD, c.surface)
    held = {column for block in scene.selection.blocks for column in range(block.left, block.right + 1)}
    for column in range(*frame.columns):
        left, day = frame.left_of(column), frame.layout.day
        night = scene.data.night(column)
        key = (night, column == scene.data.today_column, scene.data.holidays.get(column))
        picture = scene.looks.kept.get(key)
        if picture is None:
            paint_day = partial(_day, scene=scene, column=column, c=c)
            picture = scene.looks.make(key, (day, HEAD), paint_day)
        painter.drawPixmap(left, 0, picture)
        if column in held:
            painter.fillRect(left, HEAD - 4, day, 3, c.accent)
    painter.restore()
    painter.fillRect(0, HEAD - 1, frame.width, 1, c.line_strong)


def _day(painter: QPainter, scene: Scene, column: int, c: Colours) -> None:
    data = scene.data
    box = QRect(0, 0, scene.looks.day, HEAD)
    painter.fillRect(box, _ground(scene, column) or c.surface)
    if data.weekday(column) == 0:
        painter.fillRect(0, HEAD - 18, 1, 18, c.line)
    day = data.night(column)
    today = column == data.today_column
    name = QLocale().toString(to_qdate(day), "ddd")
    number = str(day.day)
    strong, light = font(BODY, SEMIBOLD), font(SMALL, MEDIUM if today else REGULAR)
    wide = QFontMetrics(light).horizontalAdvance(name)
    figure = QFontMetrics(strong).horizontalAdvance(number)
    x = box.left() + (box.width() - wide - figure - (15 if today else 6)) // 2
    _text(painter, QRect(x, 4, wide + 2, 20), name, light, c.accent if today else c.text_secondary)
    x += wide + 6
    if today:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent)
        painter.drawRoundedRect(QRect(x - 1, 5, figure + 12, 18), 9, 9)
        x += 5
    _text(painter, QRect(x, 4, figure + 2, 20), number, strong, c.text_on_accent if today else c.text)
    below = QRect(box.left() + 2, 22, box.width() - 4, 16)
    if today:
        _text(painter, below, tr("Today"), font(MICRO, MEDIUM), c.accent, _CENTRE)
    elif column in data.holidays:
        painter.fillRect(box.left(), 0, box.width(), 2, c.warning)
        _text(painter, below, data.holidays[column], font(MICRO), c.warning, _CENTRE)
    elif day.day == 1:
        month = QLocale().toString(to_qdate(day), "MMM")
        _text(painter, below, month, font(MICRO, MEDIUM), c.text_secondary, _CENTRE)


def _corner(painter: QPainter, frame: Frame, scene: Scene) -> None:
    c, data = scene.looks.colours, scene.data
    painter.fillRect(0, 0, COLUMN, HEAD - 1, c.surface)
    month = QLocale().toString(to_qdate(data.night(frame.columns[0])), "MMMM yyyy")
    _text(painter, QRect(12, 5, COLUMN - 16, 18), month, font(BODY, SEMIBOLD), c.text)
    price = tr("Price per night, {currency}", currency=data.currency)
    _text(painter, QRect(12, 23, COLUMN - 16, 16), price, font(MICRO), c.text_secondary)
    painter.fillRect(COLUMN - 1, 0, 1, HEAD, c.line_strong)


def _text(
    painter: QPainter, box: QRect, text: str, used: QFont, colour: QColor,
    flags: Qt.AlignmentFlag = _MIDDLE,
) -> None:  # fmt: skip
    painter.setFont(used)
    painter.setPen(colour)
    shown = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.drawText(box, flags, shown)
