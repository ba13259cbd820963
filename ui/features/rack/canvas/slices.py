"""Painting in slices: work that is not needed yet goes on for a small part of each frame until it is done."""

from collections.abc import Iterator
from time import thread_time
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.features.rack.canvas.atlas import Atlas, FragmentArray

# How long a frame goes on with work that a later one would wait for, in milliseconds on the processor.
SLICE_MS: Final = 1.2
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


class Slices:
    """Steps that paint on one picture. What they noted for the atlas is theirs from slice to slice."""

    def __init__(self, atlas: Atlas, sheet: Sheet, steps: Steps) -> None:
        self._atlas = atlas
        self._sheet = sheet
        self._steps = steps
        self._noted: list[FragmentArray] = []

    def go_on(self, picture: QPixmap, until: float | None = None) -> bool:
        """Paint on until a moment, or to the end; the answer tells whether all is done."""
        others = self._atlas.exchange(self._noted)
        self._sheet.put_on(picture)
        done = True
        for _ in self._steps:
            if until is not None and thread_time() >= until:
                done = False
                break
        self._sheet.painter.end()
        self._noted = self._atlas.exchange(others)
        self._atlas.finish()
        return done


def whole(steps: Steps) -> None:
    """All of it now."""
    for _ in steps:
        pass
