"""Rectangles from numpy straight to Qt: one call for all of one colour, no Python object for each."""

from typing import Any, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter


def rectangles(x: Any, y: Any, width: Any, height: Any) -> NDArray[Any]:
    """Rows (left, top, right, bottom) as QRect keeps them; scalars are repeated, empty ones dropped."""
    count = max(np.size(x), np.size(y), np.size(width), np.size(height))
    if not (np.size(x) and np.size(y) and np.size(width) and np.size(height)):
        count = 0
    out = np.empty((count, 4), np.int32)
    if not count:
        return out
    out[:, 0] = x
    out[:, 1] = y
    np.add(out[:, 0], width, out=out[:, 2], casting="unsafe")
    np.add(out[:, 1], height, out=out[:, 3], casting="unsafe")
    out[:, 2:] -= 1
    full = (out[:, 2] >= out[:, 0]) & (out[:, 3] >= out[:, 1])
    return out if full.all() else out[full]


def fill(painter: QPainter, colour: QColor | QBrush, rects: NDArray[Any]) -> None:
    """Fill all rectangles with one colour; the array is what Qt reads, so it must be ours and contiguous."""
    if not len(rects):
        return
    rects = np.ascontiguousarray(rects, np.int32)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    first = cast(QRect, shiboken6.wrapInstance(rects.ctypes.data, QRect))
    painter.drawRects(first, len(rects))
