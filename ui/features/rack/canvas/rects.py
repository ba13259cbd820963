"""Rectangles from numpy straight to Qt: one call for all of one colour, no Python object for each."""

from typing import Any, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter


def rectangles(x: Any, y: Any, width: Any, height: Any) -> NDArray[Any]:
    """Rows (left, top, right, bottom) as QRect keeps them; scalars are repeated, empty ones dropped."""
    lengths = [len(part) for part in (x, y, width, height) if isinstance(part, np.ndarray) and part.ndim]
    count = (max(lengths) if min(lengths) else 0) if lengths else 1
    out = np.empty((count, 4), np.int32)
    if not count:
        return out
    out[:, 0] = x
    out[:, 1] = y
    out[:, 2] = width
    out[:, 3] = height
    sizes = out[:, 2:]
    if sizes.min() <= 0:
        # Qt would turn one round and draw it.
        out = out[sizes.min(axis=1) > 0]
    out[:, 2:] += out[:, :2] - 1
    return out


def fill(painter: QPainter, colour: QColor | QBrush, rects: NDArray[Any]) -> None:
    """Fill all rectangles with one colour; the array is what Qt reads, so it must be ours and contiguous."""
    if not len(rects):
        return
    rects = np.ascontiguousarray(rects, np.int32)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    first = cast(QRect, shiboken6.wrapInstance(rects.ctypes.data, QRect))
    painter.drawRects(first, len(rects))
