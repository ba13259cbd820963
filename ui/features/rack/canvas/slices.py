"""Painting in slices: work that is not needed yet goes on for a small part of each frame until it is done."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

Steps = Iterator[None]


class Sheet:
    """What steps paint on: a painter, or a part of a picture whose painter lasts for a slice."""

    def __init__(self, painter: QPainter | None = None) -> None:
        self.painter = painter or QPainter()
        self._picture: QPixmap | None = None
        self._clip = QRect()
        self._shift = QPoint()

    def take_up(self) -> None:
        """Go on where the last slice ended."""
        if self._picture is not None:
            self.painter = QPainter(self._picture)
            self._place()

    def lay_down(self) -> None:
        """Stop for now."""
        if self._picture is not None:
            self.painter.end()

    def move(self, picture: QPixmap, clip: QRect, shift: QPoint) -> None:
        """Paint in a part of a picture, from a point on."""
        self.lay_down()
        self._picture, self._clip, self._shift = picture, clip, shift
        self.take_up()

    def _place(self) -> None:
        self.painter.setClipRect(self._clip)
        self.painter.translate(self._shift)


def whole(steps: Steps) -> None:
    """All of it now."""
    for _ in steps:
        pass
