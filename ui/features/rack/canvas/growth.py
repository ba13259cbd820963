"""A strip of the kept picture that is painted slice by slice."""

from collections.abc import Callable
from time import thread_time

from ui.features.rack.canvas.atlas import Atlas, FragmentArray
from ui.features.rack.canvas.slices import Sheet, Steps


class Slices:
    """Steps that paint on pictures. What they noted for the atlas is theirs from slice to slice."""

    def __init__(self, atlas: Atlas, steps: Callable[[Sheet], Steps]) -> None:
        self._atlas = atlas
        self._sheet = Sheet()
        self._steps = steps(self._sheet)
        self._noted: list[FragmentArray] = []

    def go_on(self, until: float | None = None) -> bool:
        """Paint on until a moment, or to the end; the answer tells whether all is done."""
        others = self._atlas.exchange(self._noted)
        self._sheet.take_up()
        done = True
        for _ in self._steps:
            if until is not None and thread_time() >= until:
                done = False
                break
        self._sheet.lay_down()
        self._noted = self._atlas.exchange(others)
        self._atlas.finish()
        return done
