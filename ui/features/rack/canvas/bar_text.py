"""What stands in a bar: name, status glyph, marks, second line; and what is dropped first."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.features.rack import Labels, Look, Mark
from ui.features.rack.canvas.atlas import WHOLE, Numbers
from ui.features.rack.canvas.bar_line import SecondLine, corner_marks
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import BarBoxes, Pixels
from ui.features.rack.canvas.names import FULL, SURNAME, NameSprites
from ui.features.rack.canvas.skins import DRESSES, flag_table
from ui.features.rack.canvas.slices import Steps
from ui.features.rack.canvas.sprites import PAD, Sprites

SECONDARY: Final = flag_table("outlined")
PLATED: Final = flag_table("dashed") | flag_table("blocked")
BLOCKED: Final = flag_table("blocked")
TAB_RIGHT: Final = flag_table("tab_right")
TEXT_FROM: Final = 22
MARK_PITCH: Final = 14
TWO_FROM: Final = 28
GLYPH_HIGH: Final = 16
# From which height a bar holds words at all.
LINE_FROM: Final = 14
CARET, CARET_FROM = 9, 16
MARKS: Final = (
    (Mark.LOCKED, "fa6s.lock", 11, 44),
    (Mark.VIP, "ph.star-fill", 12, 52),
    (Mark.NOTE, "ph.note-fill", 12, 62),
)
MARKED: Final = np.array([[mark] for mark, *_ in MARKS], np.uint16)
NARROW: Final = np.array([[narrow] for *_, narrow in MARKS])


class BarText:
    """Everything inside bars, for one palette and one set of labels."""

    def __init__(self, sprites: Sprites, labels: Labels) -> None:
        self._sprites = sprites
        palette = sprites.palette
        inks = (palette.text, palette.text_secondary)
        self._two = NameSprites(sprites, labels, (12, 500), inks)
        self._one = NameSprites(sprites, labels, (11, 500), inks)
        self._second = SecondLine(sprites)
        self._glyphs: dict[int, Numbers] = {}
        self._carets_of: dict[str, Numbers] = {}

    def forget(self, page: int) -> None:
        """Names of a dropped atlas page are painted again when needed."""
        self._two.forget(page)
        self._one.forget(page)

    def steps(self, frame: Frame, boxes: BarBoxes, looks: Numbers, tab: Pixels, opacity: float) -> Steps:
        """Fill the bars of one height; `tab` is the width of each bar's tab, 0 without."""
        room = boxes.width >= TEXT_FROM
        self._carets(boxes, looks, opacity)
        if not room.all():
            self._corners(frame, boxes.pick(~room))
            boxes, looks, tab = boxes.pick(room), looks[room], tab[room]
        two = len(boxes.bar) > 0 and int(boxes.height[0]) >= TWO_FROM
        reasons = BLOCKED[looks] & two
        if reasons.any():
            yield from self._contents(
                frame, boxes.pick(reasons), looks[reasons], tab[reasons], False, opacity
            )
            boxes, looks, tab = boxes.pick(~reasons), looks[~reasons], tab[~reasons]
        if len(boxes.bar):
            yield from self._contents(frame, boxes, looks, tab, two, opacity)

    def _contents(
        self,
        frame: Frame,
        boxes: BarBoxes,
        looks: Numbers,
        tab: Pixels,
        two: bool,
        opacity: float,
    ) -> Steps:
        """Lay out one or two lines, dropping what does not fit."""
        elements, high = frame.view.elements, int(boxes.height[0])
        names = self._two if two else self._one
        left = np.where(TAB_RIGHT[looks] | (tab == 0), 10, tab + 6)
        right = np.where(TAB_RIGHT[looks] & (tab > 0), tab + 5, np.where(boxes.cut_right, 11, 5))
        marks_from = self._marks(frame, boxes, looks, left, right, high, opacity)
        glyphs = self._glyph_slots(12 if two else 11)[looks] * (elements.bar_glyph and high >= GLYPH_HIGH)
        glyph_room = np.where(glyphs > 0, 15, 0)
        avail = boxes.width - left - marks_from
        yield
        labels = frame.scene.bars.label[boxes.bar]
        yield from names.measured(labels)
        short, full = names.widths(labels)
        moved = (short + glyph_room > avail) & (glyphs > 0) & two
        glyph_room[moved] = 0
        spelled = (full + glyph_room <= avail) & elements.bar_given
        text_room = avail - glyph_room
        crowded = (short > text_room) & ~spelled & (text_room < 18)
        drawn = np.where(spelled, full, np.minimum(short, np.maximum(text_room, 0)))
        form, ink = np.where(spelled, FULL, SURNAME), SECONDARY[looks].astype(np.int32)
        yield from names.painted(labels[~crowded], form[~crowded], ink[~crowded])
        yield
        self._plates(boxes, looks, left, glyph_room + drawn, high, two)
        x = boxes.x + left
        icon_y = boxes.y + (4 if two else (high - 11) // 2)
        lone = crowded & (glyphs > 0) & (not two) & (avail >= 11)
        shown = (glyph_room > 0) & (~crowded | lone)
        self._sprites.atlas.put((glyphs * shown).astype(np.int32), x - 1, icon_y, WHOLE, opacity)
        baseline = 14 if two else (high + 7) // 2
        yield
        self._names(names, frame, boxes.pick(~crowded), (x + glyph_room)[~crowded], text_room[~crowded],
            short[~crowded], form[~crowded], ink[~crowded], baseline, opacity,
        )  # fmt: skip
        if two:
            yield
            self._second.draw(
                frame,
                boxes.pick(~crowded),
                left[~crowded],
                right[~crowded],
                (glyphs * moved)[~crowded],
                PLATED[looks[~crowded]],
                opacity,
            )
            self._corners(frame, boxes.pick(crowded))
        else:
            self._corners(frame, boxes)

    def _names(
        self, names: NameSprites, frame: Frame, boxes: BarBoxes, x: Pixels, room: NDArray[Any],
        short: NDArray[Any], form: Numbers, ink: Numbers, baseline: int, opacity: float,
    ) -> None:  # fmt: skip
        """Full names where they fit, else surnames, else surnames cut with an ellipsis."""
        labels = frame.scene.bars.label[boxes.bar]
        slots = names.slots(labels, form, ink)
        size = 12 if names is self._two else 11
        y = boxes.y + baseline - size
        width = np.full(len(labels), 4096, np.int64)
        cut = np.flatnonzero((form == SURNAME) & (short > room))
        width[cut] = names.cut(labels[cut], room[cut]) + PAD
        self._sprites.atlas.put(slots, x - PAD, y, width, opacity)
        if len(cut):
            dots = names.ellipses()[ink[cut]]
            self._sprites.atlas.put(dots, (x + width)[cut] - 2 * PAD, y[cut], WHOLE, opacity)

    def _marks(
        self,
        frame: Frame,
        boxes: BarBoxes,
        looks: Numbers,
        left: Pixels,
        right: Pixels,
        high: int,
        opacity: float,
    ) -> Pixels:
        """Note, VIP and lock at the right of line 1; the answer is where text must end, from the right."""
        if not frame.view.elements.bar_marks:
            return right
        flags, inner = frame.scene.bars.marks[boxes.bar], boxes.width - left - right
        has = (flags & MARKED > 0) & (inner >= NARROW) & ~BLOCKED[looks]
        ends = right + MARK_PITCH * has.cumsum(axis=0)
        top = boxes.y + (4 if high >= TWO_FROM else (high - 11) // 2)
        x = boxes.x + boxes.width + (MARK_PITCH - 12) - ends
        slots = (has * self._mark_slots()[:, None]).ravel()
        self._sprites.atlas.put(slots, x.ravel(), np.tile(top, len(MARKS)), WHOLE, opacity)
        last: Pixels = ends[-1]
        return last

    def _mark_slots(self) -> Numbers:
        """The icons of the marks, in their order."""
        palette = self._sprites.palette
        inks = palette.text_secondary, palette.warning, palette.text_muted
        return np.array(
            [
                self._sprites.icon(icon, size, ink)
                for (_, icon, size, _), ink in zip(MARKS, inks, strict=True)
            ],
            np.int32,
        )

    def _glyph_slots(self, size: int) -> Numbers:
        """The status glyph of every look, 0 where it has none."""
        found = self._glyphs.get(size)
        if found is None:
            found = np.zeros(len(Look), np.int32)
            palette = self._sprites.palette
            for look, dress in DRESSES.items():
                colour = palette.danger if look is Look.OUT_OF_ORDER else palette.bars.named(dress.ink).solid
                found[look] = self._sprites.icon(dress.glyph, size, colour) if dress.glyph else 0
            self._glyphs[size] = found
        return found

    def _plates(
        self,
        boxes: BarBoxes,
        looks: Numbers,
        left: Pixels,
        width: NDArray[Any],
        high: int,
        two: bool,
    ) -> None:
        """Text on hatched bars stands on the ground's colour."""
        for flag, colour in (
            (BLOCKED, self._sprites.palette.bars.blocked.fill),
            (~BLOCKED & PLATED, None),
        ):
            on = flag[looks] & (width > 0)
            if on.any():
                top, tall = (3, 14) if two else ((high - 13) // 2, 13)
                # Not beyond the bar, where the next one may stand.
                wide = np.minimum(width[on].astype(int) + 5, boxes.width[on] - left[on] + 1)
                plate = self._sprites.plate(colour or self._sprites.palette.surface, tall)
                x, y = boxes.x[on] + left[on] - 2, boxes.y[on] + top
                self._sprites.atlas.put(np.full(len(x), plate), x, y, np.maximum(wide, 0))

    def _carets(self, boxes: BarBoxes, looks: Numbers, opacity: float) -> None:
        """A caret where another room goes on with a stay, or the view cuts it at its left."""
        wide = boxes.width >= CARET_FROM
        for cut, icon, x in (
            (boxes.cut_left & wide, "ph.caret-left", boxes.x + 1),
            (boxes.cut_right & wide, "ph.caret-right", boxes.x + boxes.width - CARET),
        ):
            if cut.any():
                self._put_carets(icon, boxes.pick(cut), looks[cut], x[cut], opacity)

    def edge_carets(self, frame: Frame, boxes: BarBoxes) -> None:
        """A caret at the right edge of the view where it cuts a bar; over all that stands there."""
        edge = frame.grid.x() + frame.grid.width()
        end = boxes.x + boxes.width
        cut = (end >= edge + CARET * boxes.cut_right) & (edge - boxes.x >= CARET_FROM)
        cut &= boxes.height >= LINE_FROM
        if cut.any():
            looks = frame.scene.looks[boxes.bar[cut]].astype(np.int32)
            self._put_carets("ph.caret-right", boxes.pick(cut), looks, np.full(len(looks), edge - CARET), 1.0)

    def _put_carets(self, icon: str, boxes: BarBoxes, looks: Numbers, x: Pixels, opacity: float) -> None:
        high = boxes.height
        down = np.where(high >= TWO_FROM, high - 20, (high - 8) // 2 + 3)
        self._sprites.atlas.put(self._caret_slots(icon)[looks], x, boxes.y + down, WHOLE, opacity)

    def _caret_slots(self, icon: str) -> Numbers:
        """A caret in the ink of every look."""
        found = self._carets_of.get(icon)
        if found is None:
            inks = self._sprites.palette.bars
            slots = [self._sprites.icon(icon, 8, inks.named(DRESSES[look].ink).solid) for look in Look]
            found = self._carets_of[icon] = np.array(slots, np.int32)
        return found

    def _corners(self, frame: Frame, boxes: BarBoxes) -> None:
        """An amount due now that has no room: a danger corner at the lower right."""
        due = frame.scene.bars.marks[boxes.bar] & Mark.DUE_NOW > 0
        if due.any() and frame.view.elements.bar_amount:
            corner_marks(self._sprites, boxes.pick(due))
