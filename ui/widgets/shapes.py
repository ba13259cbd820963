"""Small painted shapes: room states, hatching, key caps, focus rings."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.widgets.theme import MEDIUM, MICRO, Colours, font

CAP_HEIGHT = 18
CAP_PAD = 5


def rounded(box: QRect | QRectF, radius: float) -> QPainterPath:
    """A rounded rectangle whose 1 px edge falls on whole pixels."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    return path


def hatch(painter: QPainter, area: QPainterPath, colour: QColor, step: float, width: float) -> None:
    """Diagonal lines inside an area, at fixed places of the widget so that neighbours line up."""
    painter.save()
    painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, width))
    bounds = area.boundingRect()
    first = int((bounds.left() + bounds.top()) // step)
    last = int((bounds.right() + bounds.bottom()) // step) + 1
    for index in range(first, last + 1):
        total = index * step
        painter.drawLine(
            QPointF(total - bounds.top(), bounds.top()), QPointF(total - bounds.bottom(), bounds.bottom())
        )
    painter.restore()


def cap_width(key: str) -> int:
    """How wide a key cap for this text is."""
    return round(QFontMetricsF(font(MICRO, MEDIUM)).horizontalAdvance(key)) + 2 * CAP_PAD + 1


def paint_cap(painter: QPainter, box: QRect, key: str, ground: QColor, line: QColor, text: QColor) -> None:
    """A key cap filling the box (18 high, radius 4)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1))
    painter.setBrush(ground)
    painter.drawPath(rounded(box, 4))
    painter.setFont(font(MICRO, MEDIUM))
    painter.setPen(text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def paint_room_state(painter: QPainter, box: QRect | QRectF, state: str, colours: Colours) -> None:
    """A 14 px room state: tick, double tick, dot, half disc, ring, cross or bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = colours.room_state(state)
    painter.translate(QRectF(box).center())
    stroke = QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _STATES[state](painter, colour)
    painter.restore()


def _tick(painter: QPainter, _colour: QColor) -> None:
    painter.drawPolyline([QPointF(-5, 0), QPointF(-1.7, 3.4), QPointF(5, -3.8)])


def _double_tick(painter: QPainter, _colour: QColor) -> None:
    painter.drawPolyline([QPointF(-7, 0.2), QPointF(-4, 3.4), QPointF(2, -3.8)])
    painter.drawPolyline([QPointF(-1.6, 1.8), QPointF(0, 3.4), QPointF(6.4, -3.8)])


def _dot(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), 4, 4)


def _half_disc(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.drawEllipse(QPointF(0, 0), 4.75, 4.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(QRectF(-5, -5, 10, 10), -90 * 16, -180 * 16)


def _ring(painter: QPainter, _colour: QColor) -> None:
    painter.drawEllipse(QPointF(0, 0), 4, 4)


def _cross(painter: QPainter, _colour: QColor) -> None:
    painter.drawLine(QPointF(-4, -4), QPointF(4, 4))
    painter.drawLine(QPointF(-4, 4), QPointF(4, -4))


def _bar(painter: QPainter, _colour: QColor) -> None:
    painter.drawLine(QPointF(-4.5, 0), QPointF(4.5, 0))


_STATES = {
    "clean": _tick,
    "inspected": _double_tick,
    "dirty": _dot,
    "in_progress": _half_disc,
    "pickup": _ring,
    "out_of_order": _cross,
    "out_of_service": _bar,
}
