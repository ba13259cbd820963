"""How a board's heading, groups, lines, chips and action buttons are painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from app.kernel.text import tr
from ui.features.front_desk.boards.lines import (
    ACTION_WIDTH,
    BoardCell,
    BoardColumn,
    BoardGroup,
    BoardLine,
    Chip,
    NextAction,
)
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap, paint_room_state, rounded
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, Colours, font

HEAD, GROUP, ROW, SMALL_ROW = 34, 28, 40, 26
GUTTER, PAD, RIGHT_PAD, EDGE, BUTTON, CHIP = 44, 8, 14, 3, 30, 20
MOST_CHIPS, CHIP_GAP, LEAST_CHIP = 2, 5, 76
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LOOKS = {"danger": "urgent", "warning": "due_today", "info": "future", "plain": "past"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, from left to right; the last one is the action's."""

    boxes: tuple[tuple[int, int], ...]
    needs: tuple[int, int]
    action: int


def place_columns(columns: tuple[BoardColumn, ...], width: int) -> Columns:
    """The columns in a width; the last two are the needs and the action."""
    action = width - 12 - ACTION_WIDTH
    fixed = sum(column.width for column in columns)
    left = max(action - 12 - GUTTER - fixed, 0)
    shares = sum(column.share for column in columns) or 1
    x, boxes = GUTTER, []
    for column in columns:
        wide = column.width or left * column.share // shares
        boxes.append((x, wide))
        x += wide
    return Columns(tuple(boxes[:-1]), boxes[-1], action)


class BoardPainter:
    """Paints with one painter in one palette."""

    def __init__(
        self, painter: QPainter, colours: Colours, heads: tuple[BoardColumn, ...], width: int
    ) -> None:
        self._p, self._c, self._heads, self._width = painter, colours, heads, width
        self._columns = place_columns(heads, width)

    def heading(self, sorted_by: int, *, descending: bool) -> None:
        """The titles, with a caret on the one that sorts."""
        c = self._c
        self._p.fillRect(0, 0, self._width, HEAD, c.surface)
        self._p.fillRect(0, HEAD - 1, self._width, 1, c.line)
        places = [*self._columns.boxes, self._columns.needs]
        for number, (column, (x, wide)) in enumerate(zip(self._heads, places, strict=True)):
            held = number == sorted_by
            box = QRect(x, 0, wide - (RIGHT_PAD if column.right else 0), HEAD - 1)
            self._text(box, column.title, SMALL, SEMIBOLD if held else MEDIUM,
                       c.text if held else c.text_secondary, right=column.right)  # fmt: skip
            if held:
                used = face(SMALL, SEMIBOLD)[1].horizontalAdvance(column.title)
                at = box.right() - used - 15 if column.right else x + used + 4
                icon = "caret-down" if descending else "caret-up"
                paint_icon(self._p, icon, QRect(at, HEAD // 2 - 6, 11, 11), c.accent)
        self._text(QRect(self._columns.action, 0, ACTION_WIDTH, HEAD - 1), tr("Next action"), SMALL, MEDIUM,
                   c.text_secondary)  # fmt: skip

    def group(self, group: BoardGroup, count: int, y: int, *, shut: bool) -> None:
        """A group's line: caret, shape, name, how many."""
        c = self._c
        self._p.fillRect(0, y, self._width, GROUP, c.window)
        self._p.fillRect(0, y + GROUP - 1, self._width, 1, c.line)
        caret = "caret-right" if shut else "caret-down"
        paint_icon(self._p, caret, QRect(12, y + 8, 12, 12), c.text_secondary)
        paint_icon(self._p, group.icon, QRect(32, y + 6, 15, 15), c.named(group.tone))
        x = 55
        for text, weight, colour in (
            (group.title, SEMIBOLD, c.text), (str(count), REGULAR, c.text_secondary),
            (group.note, REGULAR, c.text_secondary),
        ):  # fmt: skip
            x += self._text(QRect(x, y, self._width - x, GROUP - 1), text, SMALL, weight, colour) + 8

    def line(
        self, line: BoardLine, group: BoardGroup, action: NextAction, y: int, *, selected: bool,
        hovered: bool, pressed: bool,
    ) -> None:  # fmt: skip
        """One line, 40 high, or 26 when it is settled."""
        c, height = self._c, SMALL_ROW if line.small else ROW
        if selected:
            self._p.fillRect(0, y, self._width, height, c.selection)
            self._p.fillRect(0, y, EDGE, height - 1, c.accent)
        elif hovered:
            self._p.fillRect(0, y, self._width, height, c.hover)
        self._p.fillRect(0, y + height - 1, self._width, 1, c.line)
        paint_icon(
            self._p, group.mark, QRect(13, y + (height - 1) // 2 - 7, 14, 14), c.named(group.mark_tone)
        )
        quiet = c.text if selected else c.text_secondary
        for cell, head, (x, wide) in zip(line.cells, self._heads, self._columns.boxes, strict=False):
            right = head.right
            box = QRect(x, y, wide - (RIGHT_PAD if right else PAD), height - 1)
            if line.small:
                self._short(box, cell, quiet, right=right)
            else:
                self._cell(box, cell, quiet, right=right)
        self._needs(line, y, height, quiet, selected=selected)
        self._button(line, action, y, height, selected=selected, pressed=pressed)

    def _cell(self, box: QRect, cell: BoardCell, quiet: QColor, *, right: bool) -> None:
        c = self._c
        first = QRect(box.left(), box.top() + 3, box.width(), 18) if cell.second else box
        x = first.left()
        # On the selection the brown of a warning would not be read.
        ink = c.text if quiet == c.text and cell.tone == "warning" else c.named(cell.tone)
        if cell.room_state:
            paint_room_state(self._p, QRect(x - 1, first.center().y() - 6, 14, 14), cell.room_state, c)
            x += 20
        elif cell.lead:
            paint_icon(self._p, cell.lead, QRect(x, first.center().y() - 5, 13, 13), ink)
            x += 20
        room = QRect(x, first.top(), first.right() - x + 1 - (18 if cell.icon else 0), first.height())
        weight = SEMIBOLD if cell.strong else MEDIUM
        used = self._text(room, cell.first, BODY, weight, ink, right=right)
        if cell.icon:
            star = QRect(x + used + 6, first.center().y() - 6, 13, 13)
            paint_icon(self._p, cell.icon, star, c.warning if quiet != c.text else c.text)
        if cell.second:
            under = QRect(box.left(), box.top() + 20, box.width(), 16)
            self._text(under, cell.second, MICRO, REGULAR, quiet, right=right)

    def _short(self, box: QRect, cell: BoardCell, quiet: QColor, *, right: bool) -> None:
        """Both lines of a cell beside each other."""
        tone = quiet if cell.tone == "text" and not cell.strong else self._c.named(cell.tone)
        used = self._text(box, cell.first, SMALL, MEDIUM if cell.strong else REGULAR, tone, right=right)
        if cell.second and not right:
            rest = box.adjusted(used, 0, 0, 0)
            self._text(rest, f" · {cell.second}" if cell.strong else f" {cell.second}", MICRO, REGULAR, quiet)

    def _needs(self, line: BoardLine, y: int, height: int, quiet: QColor, *, selected: bool) -> None:
        x, wide = self._columns.needs
        if not line.chips:
            if line.fine and not line.small:
                tone = self._c.text if selected else self._c.success
                paint_icon(self._p, "check", QRect(x, y + height // 2 - 7, 12, 12), tone)
                self._text(QRect(x + 18, y, wide - 18, height - 1), line.fine, SMALL, REGULAR, tone)
            elif line.fine:
                self._text(QRect(x, y, wide, height - 1), line.fine, SMALL, REGULAR, quiet)
            return
        shown = line.chips[:MOST_CHIPS]
        for chip, width in zip(shown, chip_widths(shown, wide - PAD), strict=False):
            paint_chip(self._p, QRect(x, y + (height - CHIP) // 2, width, CHIP), chip, self._c)
            x += width + CHIP_GAP

    def _button(
        self, line: BoardLine, action: NextAction, y: int, height: int, *, selected: bool, pressed: bool
    ) -> None:
        c, box = self._c, button_box(self._columns, y, height)
        colour = c.text_muted if action.why_not else c.text
        if not action.title:
            return
        if selected and not action.why_not:
            self._p.setPen(Qt.PenStyle.NoPen)
            self._p.setBrush(c.accent_hover if pressed else c.accent)
            self._p.drawRoundedRect(box, 6, 6)
            colour = c.text_on_accent
        elif not line.small or selected:
            self._p.setPen(QPen(c.line_strong, 1))
            self._p.setBrush(c.sunken if pressed or action.why_not else c.surface)
            self._p.drawPath(rounded(box, 6))
        else:
            colour = c.text_secondary
        size = BODY if not line.small else SMALL
        self._text(
            box.adjusted(13, 0, -8, 0), action.title, size, MEDIUM if not line.small else REGULAR, colour
        )
        if selected and action.key:
            cap = QRect(0, box.center().y() - CAP_HEIGHT // 2, cap_width(action.key), CAP_HEIGHT)
            cap.moveRight(box.right() - 9)
            if action.why_not:
                paint_cap(self._p, cap, action.key, c.window, c.line_strong, c.text_muted)
            else:
                paint_cap(self._p, cap, action.key, c.accent_hover, c.accent_hover, c.text_on_accent)

    def _text(
        self, box: QRect, text: str, size: int, weight: QFont.Weight, colour: QColor, *, right: bool = False
    ) -> int:
        """Draw a text, cut to its box; how wide it is."""
        return draw_text(self._p, box, text, size, weight, colour, right=right)


@cache
def face(size: int, weight: QFont.Weight) -> tuple[QFont, QFontMetrics]:
    """A font and its measures, made once."""
    used = font(size, weight)
    return used, QFontMetrics(used)


@lru_cache(maxsize=4_096)
def advance(text: str, size: int, weight: QFont.Weight) -> int:
    """How wide a text is; boards say the same words again and again."""
    return face(size, weight)[1].horizontalAdvance(text)


def draw_text(
    painter: QPainter, box: QRect, text: str, size: int, weight: QFont.Weight, colour: QColor,
    *, right: bool = False,
) -> int:  # fmt: skip
    """Draw a text in the middle of a box, cut where it is too wide; how wide it is."""
    if not text:
        return 0
    used, metrics = face(size, weight)
    wide = advance(text, size, weight)
    if wide > box.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        wide = metrics.horizontalAdvance(text)
    painter.setFont(used)
    painter.setPen(colour)
    painter.drawText(box, _RIGHT if right else _LEFT, text)
    return wide


def button_box(columns: Columns, y: int, height: int) -> QRect:
    """Where the action of a line at `y` stands."""
    tall = BUTTON if height == ROW else SMALL_ROW - 4
    return QRect(columns.action, y + (height - 1 - tall) // 2, ACTION_WIDTH, tall)


def chip_width(chip: Chip) -> int:
    """How wide a chip is."""
    return advance(chip.text, MICRO, MEDIUM) + 16 + (17 if chip.icon else 0)


def chip_widths(chips: Sequence[Chip], room: int) -> list[int]:
    """How wide one or two chips are in a place: the first gives way to the second, down to half of it."""
    wide = [chip_width(chip) for chip in chips]
    if len(wide) < MOST_CHIPS or sum(wide) + CHIP_GAP <= room:
        return [min(each, room) for each in wide]
    half = (room - CHIP_GAP) // 2
    if half < LEAST_CHIP:
        return [min(wide[0], room)]
    first = max(half, room - CHIP_GAP - wide[1]) if wide[0] > half else wide[0]
    return [first, min(wide[1], room - CHIP_GAP - first)]


def paint_chip(painter: QPainter, box: QRect, chip: Chip, colours: Colours) -> None:
    """Icon and word on a soft ground with an edge."""
    bar = colours.bars.named(_LOOKS[chip.look])
    painter.setPen(QPen(colours.line_strong if chip.look == "plain" else bar.line, 1))
    painter.setBrush(colours.sunken if chip.look == "plain" else bar.fill)
    painter.drawPath(rounded(box, CHIP / 2 - 0.5))
    ink = colours.text_secondary if chip.look == "plain" else bar.solid
    x = box.left() + 8
    if chip.icon:
        paint_icon(painter, chip.icon, QRect(x, box.center().y() - 5, 12, 12), ink)
        x += 17
    room = QRect(x, box.top(), box.right() - 7 - x + 4, box.height() - 1)
    draw_text(painter, room, chip.text, MICRO, MEDIUM, ink)
