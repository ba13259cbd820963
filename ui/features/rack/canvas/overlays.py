"""What floats over the bars: selection, hover, focus, the dragged bar, suggestions, the picked cells."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.features.rack import Look
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import BarBoxes, boxes
from ui.features.rack.canvas.palette import faded, font
from ui.features.rack.canvas.skins import DRESSES
from ui.features.rack.canvas.view import Level
from ui.widgets.theme.tokens import Colours

# How much of its own colour lies over a hovered bar; its words stay as legible as they were.
HOVER_TINT: Final = 0.07
SHADOW: Final = ((4, 0.05), (3, 0.07), (2, 0.09), (1, 0.10))


@dataclass(frozen=True, slots=True)
class Cells:
    """Nights of one row: [start, end) in days since 1970."""

    row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A drop that would succeed, numbered and dashed green in the grid."""

    cells: Cells
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Ghost:
    """A dragged bar: which it is, where it would drop, where it floats, the answer (None: not known)."""

    bar: int
    target: Cells
    x: float
    y: float
    width: int
    allowed: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fellow:
    """A bar that is dragged along: which, where it would drop, and whether that is refused."""

    bar: int
    target: Cells
    allowed: bool | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything over the bars; an equal overlay paints the same."""

    selected: frozenset[UUID] = frozenset()
    hovered: int = -1
    focus: tuple[int, int] | None = None
    picked: Cells | None = None
    ghost: Ghost | None = None
    fellows: tuple[Fellow, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    band: tuple[float, float, float, float] | None = None


def cell_rect(frame: Frame, cells: Cells) -> QRectF | None:
    """Where the bar of these nights would stand; None when its row is hidden."""
    number = frame.table.of_row(cells.row)
    if number < 0:
        return None
    left = frame.x_of(cells.start + 0.5) + 1
    right = frame.x_of(cells.end + 0.5) - 1
    top = frame.top_of(number) + frame.measures.bar_top
    return QRectF(left, top, max(right - left, 3), frame.measures.bar_height)


def bar_rect(frame: Frame, bar: int) -> QRectF | None:
    """Where a bar stands now; None where it does not show."""
    shown = boxes(frame)
    found = np.flatnonzero(shown.bar == bar)
    if not len(found):
        return None
    at = found[-1]
    return QRectF(int(shown.x[at]), int(shown.y[at]), int(shown.width[at]), int(shown.height[at]))


class OverlayPainter:
    """Draws an overlay in one palette."""

    def __init__(self, palette: Colours) -> None:
        self._palette = palette

    def rings(self, painter: QPainter, boxes: BarBoxes, selected: NDArray[Any]) -> None:
        """A 2 px accent ring around each selected bar."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._palette.accent, 2))
        for at in np.flatnonzero(selected).tolist():
            rect = QRectF(int(boxes.x[at]), int(boxes.y[at]), int(boxes.width[at]), int(boxes.height[at]))
            radius = 5 if rect.height() >= 26 else 4
            painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def under(self, painter: QPainter, frame: Frame, overlay: Overlay) -> None:
        """What lies between the bars and the floating bar: target row, picked cells, suggestions, focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if overlay.hovered >= 0 and overlay.ghost is None and overlay.band is None:
            self._hover(painter, frame, overlay)
        for fellow in overlay.fellows:
            self._left_behind(painter, frame, fellow)
        for fellow in overlay.fellows:
            self._fellow(painter, frame, fellow)
        if overlay.ghost is not None:
            self._target(painter, frame, overlay.ghost)
        if overlay.picked is not None and (rect := cell_rect(frame, overlay.picked)) is not None:
            painter.setPen(QPen(self._palette.accent, 2))
            painter.setBrush(faded(self._palette.accent, 0.14))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        for suggestion in overlay.suggestions:
            self._suggestion(painter, frame, suggestion)
        if overlay.band is not None:
            painter.setPen(QPen(self._palette.accent, 1))
            painter.setBrush(faded(self._palette.accent, 0.1))
            painter.drawRect(QRectF(*overlay.band))
        if overlay.focus is not None:
            self._focus(painter, frame, *overlay.focus)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _hover(self, painter: QPainter, frame: Frame, overlay: Overlay) -> None:
        """A quiet ring in the bar's own colour, under the pointer; what is selected has its own ring."""
        rect = bar_rect(frame, overlay.hovered)
        if rect is None or frame.measures.level >= Level.OVERVIEW:
            return
        look = Look(int(frame.scene.looks[overlay.hovered]))
        colour = self._palette.bars.named(DRESSES[look].ink).solid
        chosen = frame.scene.bars.id(overlay.hovered) in overlay.selected
        painter.setPen(Qt.PenStyle.NoPen if chosen else QPen(colour, 1.5))
        painter.setBrush(faded(colour, HOVER_TINT))
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)

    def _answer(self, ghost: Ghost | Fellow) -> QColor:
        if ghost.allowed is None:
            return self._palette.accent
        return self._palette.success if ghost.allowed else self._palette.danger

    def _target(self, painter: QPainter, frame: Frame, ghost: Ghost) -> None:
        """The row and the nights of a drop take the colour of the answer."""
        number = frame.table.of_row(ghost.target.row)
        rect = cell_rect(frame, ghost.target)
        if number < 0 or rect is None:
            return
        colour, top = self._answer(ghost), frame.top_of(number)
        row = QRectF(0.5, top - 0.5, frame.width - 1, int(frame.table.height[number]))
        painter.setPen(QPen(colour, 1))
        painter.setBrush(faded(colour, 0.08))
        painter.drawRect(row)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(faded(colour, 0.16))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

    def _left_behind(self, painter: QPainter, frame: Frame, fellow: Fellow) -> None:
        """Pale where it was; before any of them lands, so that none pales another."""
        bars = frame.scene.bars
        row, start, end = (int(column[fellow.bar]) for column in (bars.row, bars.start, bars.end))
        origin = cell_rect(frame, Cells(row, start, end))
        if origin is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(self._palette.surface, 0.6))
            painter.drawRoundedRect(origin.adjusted(-1, -1, 1, 1), 4, 4)

    def _fellow(self, painter: QPainter, frame: Frame, fellow: Fellow) -> None:
        """A bar of the answer's colour with its name where it would be."""
        bars, colour = frame.scene.bars, self._answer(fellow)
        rect = cell_rect(frame, fellow.target)
        painter.setPen(Qt.PenStyle.NoPen)
        if rect is None:
            return
        painter.setBrush(self._palette.raised)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(faded(colour, 0.16))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        if rect.height() >= 14:
            painter.setFont(font(12, 500))
            painter.setPen(self._palette.text)
            name = ", ".join(part for part in bars.names(fellow.bar) if part)
            words = rect.adjusted(8, 0, -4, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def target_label(self, painter: QPainter, frame: Frame, ghost: Ghost) -> None:
        """The label of the row that a bar is held over."""
        number = frame.table.of_row(ghost.target.row)
        if number >= 0:
            colour, top = self._answer(ghost), frame.top_of(number)
            rect = QRectF(0, top - 0.5, frame.measures.room_column, int(frame.table.height[number]))
            painter.fillRect(rect, faded(colour, 0.08))
            painter.setPen(QPen(colour, 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.drawLine(QPointF(0.5, rect.top()), QPointF(0.5, rect.bottom()))

    def _suggestion(self, painter: QPainter, frame: Frame, suggestion: Suggestion) -> None:
        rect = cell_rect(frame, suggestion.cells)
        if rect is None:
            return
        palette = self._palette
        pen = QPen(palette.success, 2)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(palette.success_soft)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        tall = rect.height() >= 24
        side = 17 if tall else 13
        badge = QRectF(rect.x() + 9, rect.center().y() - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.success)
        painter.drawRoundedRect(badge, 3, 3)
        painter.setFont(font(11, 600))
        painter.setPen(palette.text_on_accent)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(suggestion.number))
        painter.setPen(palette.success)
        painter.setFont(font(12 if tall else 11, 600))
        words = rect.adjusted(15 + side, 0, -4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, suggestion.text)

    def _focus(self, painter: QPainter, frame: Frame, row: int, day: int) -> None:
        number = frame.table.of_row(row)
        if number < 0:
            return
        left, right = frame.x_of(day), frame.x_of(day + 1)
        rect = QRectF(left, frame.top_of(number), right - left, int(frame.table.height[number]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._palette.focus, 2))
        painter.drawRect(rect.adjusted(1, 0, -0.5, -1.5))

    def shadow(self, painter: QPainter, rect: QRectF) -> None:
        """The one soft shadow, under what floats."""
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, strength in SHADOW:
            painter.setBrush(QColor(10, 15, 25, round(255 * strength)))
            painter.drawRoundedRect(
                rect.adjusted(-spread, -spread + 2, spread, spread + 2), 4 + spread, 4 + spread
            )

    def ghost_text(self, painter: QPainter, rect: QRectF, name: str, text: str) -> None:
        """The guest, and where the stay would be."""
        left = rect.adjusted(22, 0, -26, 0)
        two = rect.height() >= 28 and bool(text)
        painter.setPen(self._palette.text)
        painter.setFont(font(12, 500))
        line = QRectF(left.x(), rect.y() + (2 if two else 0), left.width(), 15 if two else rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        if two:
            painter.setPen(self._palette.text_secondary)
            painter.setFont(font(11))
            painter.drawText(
                QRectF(left.x(), rect.y() + 16, left.width(), 13), Qt.AlignmentFlag.AlignVCenter, text
            )

    def answer_mark(self, painter: QPainter, rect: QRectF, ghost: Ghost) -> None:
        """Ring of the floating bar, and a tick or a bar in a disc at its right."""
        colour = self._answer(ghost)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0, 0, 0, 0), 4, 4)
        if ghost.allowed is None or rect.width() < 40 or rect.height() < 14:
            return
        disc = QRectF(rect.right() - 22, rect.center().y() - 7, 14, 14)
        if ghost.allowed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(disc)
            painter.setPen(QPen(self._palette.text_on_accent, 1.6))
            path = QPainterPath(disc.topLeft() + QPointF(3.5, 7.2))
            path.lineTo(disc.topLeft() + QPointF(6, 9.6))
            path.lineTo(disc.topLeft() + QPointF(10.5, 4.8))
            painter.drawPath(path)
            return
        painter.setPen(QPen(colour, 1.8))
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.drawLine(disc.topLeft() + QPointF(2.6, 2.6), disc.topLeft() + QPointF(11.4, 11.4))
