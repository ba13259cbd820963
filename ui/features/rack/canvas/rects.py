"""Rectangles from numpy straight to Qt: one call for all of one colour, no Python object for each."""

from ctypes import addressof, c_char
from typing import Any, Final, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

NO_PEN: Final = Qt.PenStyle.NoPen


def address(array: NDArray[Any]) -> int:
    """Where the memory of a filled array begins: quicker than to ask numpy for it."""
    return addressof(c_char.from_buffer(array.data))


def rectangles(x: Any, y: Any, width: Any, height: Any) -> NDArray[Any]:
    """Rows (left, top, right, bottom) as QRect keeps them; scalars are repeated, empty ones dropped."""
    count = 1
    for part in (x, y, width, height):
        if isinstance(part, np.ndarray) and part.ndim:
            count = len(part)
            if count != 1:
                break
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
    out[:, 2:] += out[:, :2]
    out[:, 2:] -= 1
    return out


def fill(painter: QPainter, colour: QColor | QBrush, rects: NDArray[Any]) -> None:
    """Fill all rectangles with one colour; the array is what Qt reads, so it must be ours and contiguous."""
    if not len(rects):
        return
    rects = np.ascontiguousarray(rects, np.int32)
    painter.setPen(NO_PEN)
    painter.setBrush(colour)
    first = cast(QRect, shiboken6.wrapInstance(address(rects), QRect))
    painter.drawRects(first, len(rects))


def draw_fragments(painter: QPainter, fragments: NDArray[Any], pixmap: QPixmap) -> None:
    """Parts of one picture, given as `QPainter.PixmapFragment` keeps them; every source lies inside it."""
    if len(fragments):
        wrapped = shiboken6.wrapInstance(address(fragments), QPainter.PixmapFragment)
        painter.drawPixmapFragments(cast(QPainter.PixmapFragment, wrapped), len(fragments), pixmap)
