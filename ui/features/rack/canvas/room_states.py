"""The shapes of room states: housekeeping's and those of closed rooms."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.features.rack import RoomState
from ui.widgets.theme.tokens import Colours


def paint_state(painter: QPainter, palette: Colours, state: RoomState) -> None:
    """Tick, double tick, dot, half disc, ring, cross or bar."""
    colour = {
        RoomState.CLEAN: palette.success,
        RoomState.INSPECTED: palette.success,
        RoomState.DIRTY: palette.warning,
        RoomState.IN_PROGRESS: palette.accent,
        RoomState.PICKUP: palette.warning,
        RoomState.OUT_OF_ORDER: palette.danger,
        RoomState.OUT_OF_SERVICE: palette.text_muted,
    }[state]
    painter.setPen(
        QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is RoomState.CLEAN:
        painter.drawPolyline([QPointF(3, 7.5), QPointF(5.7, 10), QPointF(11.5, 4.5)])
    elif state is RoomState.INSPECTED:
        painter.drawPolyline([QPointF(1, 8), QPointF(3.5, 10.3), QPointF(9, 4.5)])
        painter.drawPolyline([QPointF(6.5, 9.3), QPointF(7.5, 10.3), QPointF(13, 4.5)])
    elif state is RoomState.OUT_OF_ORDER:
        painter.drawLines([QLineF(3.5, 3.5, 10.5, 10.5), QLineF(10.5, 3.5, 3.5, 10.5)])
    elif state is RoomState.OUT_OF_SERVICE:
        painter.drawLine(QPointF(4, 7), QPointF(10, 7))
    elif state is RoomState.PICKUP:
        painter.drawEllipse(QRectF(3.5, 3.5, 7, 7))
    else:
        _paint_disc(painter, colour=colour, half=state is RoomState.IN_PROGRESS)


def _paint_disc(painter: QPainter, *, colour: QColor, half: bool) -> None:
    painter.setBrush(colour)
    if half:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(3, 3, 8, 8))
        painter.setBrush(colour)
        painter.drawPie(QRectF(3, 3, 8, 8), 90 * 16, 180 * 16)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QRectF(3, 3, 8, 8))
