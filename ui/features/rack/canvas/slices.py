"""Painting in slices: work that is not needed yet goes on for a small part of each frame until it is done."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

# So long, in milliseconds on the processor, a frame at least goes on with what a later one would wait for.
SLICE_MS: Final = 0.8
Steps = Iterator[None]


class Sheet:
    """What steps paint on: the painter of the present slice, on a part of a picture."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self._clip = QRect()
        self._shift = QPoint()

    def put_on(self, picture: QPixmap) -> None:
        """Go on where the last slice ended."""
        self.painter = QPainter(picture)
        self.move(self._clip, self._shift)

    def move(self, clip: QRect, shift: QPoint) -> None:
        """Paint in a part of the picture, from a point on."""
        self._clip, self._shift = clip, shift
        self.painter.resetTransform()
        self.painter.setClipRect(clip)
        self.painter.translate(shift)


def whole(steps: Steps) -> None:
    """All of it now."""
    for _ in steps:
        pass
