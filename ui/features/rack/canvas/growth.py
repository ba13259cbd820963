"""A strip of the kept picture that is painted slice by slice."""

from time import thread_time

from PySide6.QtGui import QPixmap

from ui.features.rack.canvas.atlas import Atlas, FragmentArray
from ui.features.rack.canvas.slices import Sheet, Steps


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
