"""Draws bars: first their bodies from skins, then text, icons and amounts, in the drop order of look.md."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from app.features.rack import Labels
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.bar_text import LINE_FROM, BarText
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import BarBoxes
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.skins import Skin, Skins, flag_table
from ui.features.rack.canvas.slices import Sheet, Steps, whole
from ui.features.rack.canvas.sprites import Sprites

DASHED: Final = flag_table("dashed")
BLOCKED: Final = flag_table("blocked")
TABBED: Final = flag_table("tab")
TAB_RIGHT: Final = flag_table("tab_right")


class BarPainter:
    """Bodies and contents of bars, for one palette and one set of labels."""

    def __init__(self, sprites: Sprites, labels: Labels) -> None:
        self._sprites = sprites
        self._skins = Skins(sprites)
        self._text = BarText(sprites, labels)

    def forget(self, page: int) -> None:
        """Names of a dropped atlas page are painted again when needed."""
        self._text.forget(page)

    def draw(
        self,
        painter: QPainter,
        frame: Frame,
        boxes: BarBoxes,
        *,
        opacity: float = 1.0,
        contents: bool = True,
        cut: BarBoxes | None = None,
    ) -> None:
        """Draw rich bars. `cut` are marked where the view cuts them."""
        whole(self.steps(Sheet(painter), frame, boxes, opacity=opacity, contents=contents))
        if cut is not None:
            self._text.edge_carets(frame, cut)
            self._sprites.atlas.flush(painter)

    def steps(
        self, sheet: Sheet, frame: Frame, boxes: BarBoxes, *, opacity: float = 1.0, contents: bool = True
    ) -> Steps:
        """Draw rich bars; those of one height share a skin."""
        filled = []
        for height in present(boxes.height):
            yield
            same = boxes if (boxes.height == height).all() else boxes.pick(boxes.height == height)
            looks = frame.scene.looks[same.bar].astype(np.int32)
            skin = self._skins.of(height, present(looks))
            plain = self._bodies(skin, same, looks, opacity)
            if height >= LINE_FROM and contents:
                filled.append((same, looks, skin.tab_width * ~plain))
        for same, looks, tab in filled:
            yield
            yield from self._text.steps(frame, same, looks, tab, opacity)
        yield
        yield from self._sprites.atlas.flushed(sheet)

    def draw_flat(self, painter: QPainter, frame: Frame, boxes: BarBoxes) -> None:
        """The overview's exceptions over the raster: hatched bars, and two stays in one room."""
        looks = frame.scene.looks[boxes.bar].astype(np.int32)
        stacked = frame.scene.bars.lanes[boxes.bar] > 1
        if stacked.any():
            both = boxes.pick(stacked)
            whole = frame.measures.bar_height
            fill(painter, self._sprites.palette.surface, rectangles(both.x, both.y, both.width, both.height))
            self._flat_bodies(both, looks[stacked], whole)
        hatched = (DASHED[looks] | BLOCKED[looks]) & ~stacked
        if hatched.any():
            self._flat_bodies(boxes.pick(hatched), looks[hatched], frame.measures.bar_height)
        self._sprites.atlas.flush(painter)

    def _flat_bodies(self, boxes: BarBoxes, looks: Numbers, whole: int) -> None:
        for height in present(boxes.height):
            which = boxes.height == height
            skin = self._skins.of(min(height, whole), present(looks[which]), flat=True)
            self._bodies(skin, boxes.pick(which), looks[which], 1.0)

    def _bodies(self, skin: Skin, boxes: BarBoxes, looks: Numbers, opacity: float) -> NDArray[Any]:
        """Left end, middle pieces, right end; the answer tells which bars go without a tab."""
        room = skin.tab_width + 8
        plain = (
            (boxes.width < room)
            | ~TABBED[looks]
            | np.where(TAB_RIGHT[looks], boxes.cut_right, boxes.cut_left)
        )
        plain_at, cut_l, cut_r = (
            plain.astype(np.int32),
            boxes.cut_left.astype(int),
            boxes.cut_right.astype(int),
        )
        left, right = skin.left[looks, cut_l, plain_at], skin.right[looks, cut_r, plain_at]
        wide = self._sprites.atlas.width
        right_width = np.minimum(wide[right].astype(np.int64), boxes.width // 2)
        left_width = np.minimum(wide[left].astype(np.int64), boxes.width - right_width)
        middle_x, middle_width = boxes.x + left_width, boxes.width - left_width - right_width
        atlas = self._sprites.atlas
        middles = [(middle_x, middle_width, skin.middle[looks], boxes.y)]
        strip = wide[skin.middle[looks]]
        while (middle_width > strip).any():
            more = middle_width > strip
            middle_x, middle_width = (
                (middle_x + strip.astype(np.int64))[more],
                (middle_width - strip.astype(np.int64))[more],
            )
            strip = strip[more]
            _, _, slots, tops = middles[-1]
            middles.append((middle_x, middle_width, slots[more], tops[more]))
        slots = np.concatenate([m[2] for m in middles] + [left])
        atlas.put(slots, np.concatenate([m[0] for m in middles] + [boxes.x]),
            np.concatenate([m[3] for m in middles] + [boxes.y]),
            np.concatenate([m[1] for m in middles] + [left_width]), opacity,
        )  # fmt: skip
        self._right_ends(right, boxes, right_width, opacity)
        return plain

    def _right_ends(self, slots: Numbers, boxes: BarBoxes, width: NDArray[Any], opacity: float) -> None:
        """Right ends are cut at their left, so that a narrow bar keeps its edge."""
        self._sprites.atlas.put(slots, boxes.x + boxes.width - width, boxes.y, -width, opacity)


def present(numbers: NDArray[Any]) -> list[int]:
    """The distinct small numbers of a column; far quicker than a sort."""
    return [int(number) for number in np.flatnonzero(np.bincount(numbers))]
