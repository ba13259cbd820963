"""Rectangles from numpy straight to Qt: one call for all rectangles of one colour, no Python object for each."""

from typing import Any

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter


def rectangles(x: Any, y: Any, width: Any, height: Any) -> NDArray[np.int32]:
    """Contiguous (left, top, right, bottom) rows as QRect keeps them; scalars are repeated, empty ones dropped."""
    left, top, wide, high = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(v)) for v in (x, y, width, height))
    )
    out = np.empty((len(left), 4), np.int32)
    out[:, 0] = left
    out[:, 1] = top
    out[:, 2] = left + wide - 1
    out[:, 3] = top + high - 1
    return out[(out[:, 2] >= out[:, 0]) & (out[:, 3] >= out[:, 1])]


def fill(painter: QPainter, colour: QColor | QBrush, rects: NDArray[np.int32]) -> None:
    """Fill all rectangles with one colour; the array is what Qt reads, so it must be ours and contiguous."""
    if not len(rects):
        return
    rects = np.ascontiguousarray(rects, np.int32)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(shiboken6.wrapInstance(rects.ctypes.data, QRect), len(rects))  # type: ignore[call-overload]
