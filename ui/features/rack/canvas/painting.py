"""Puts a frame together in the order of look.md: columns, now line, bars, overlays, sticky headers."""

from collections.abc import Iterator
from dataclasses import replace
from time import thread_time
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from ui.features.rack.canvas.backing import Backing
from ui.features.rack.canvas.bar_painter import BLOCKED, DASHED, BarPainter
from ui.features.rack.canvas.cells_painter import CellsPainter
from ui.features.rack.canvas.frame import Frame, Scene, frame_of, make_frame, part_of
from ui.features.rack.canvas.grid_painter import GridPainter
from ui.features.rack.canvas.header_painter import HeaderPainter
from ui.features.rack.canvas.layout import BarBoxes, boxes, clashing, cut_by_view
from ui.features.rack.canvas.overlays import Ghost, Overlay, OverlayPainter
from ui.features.rack.canvas.raster import Raster
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.room_painter import RoomPainter
from ui.features.rack.canvas.slices import Sheet, Steps, whole
from ui.features.rack.canvas.sprites import Sprites
from ui.features.rack.canvas.strips import Strips
from ui.features.rack.canvas.view import Level
from ui.widgets.theme.tokens import Colours

ORIGINAL_OPACITY: Final = 0.45
DOT: Final = 3
FEW_ROWS: Final = 6
# Pixels of a day and of a row: two weeks in detail and with low rows, a quarter, a year, and two from afar.
USUAL: Final = ((60.0, 36.0), (110.0, 24.0), (20.0, 24.0), (5.0, 24.0), (30.0, 12.0), (2.0, 9.0))


class CanvasPainter:
    """All painters of one palette, one scale and one set of labels."""

    def __init__(self, scene: Scene, palette: Colours, scale: float) -> None:
        self.palette = palette
        self.scale = scale
        self._labels = scene.bars.labels
        self._sprites = Sprites(palette, scale)
        self._grid = GridPainter(palette, scale)
        self._cells = CellsPainter(self._sprites)
        self._bars = BarPainter(self._sprites, scene.bars.labels)
        self._strips = Strips(palette, scale)
        self._header = HeaderPainter(self._sprites, self._strips)
        self._rooms = RoomPainter(self._sprites, self._strips)
        self._overlay = OverlayPainter(palette)
        self._began = 0.0
        self._raster: Raster | None = None
        self._edited: set[int] = set()
        self._backing = Backing(palette, self._sprites.atlas)
        self._backdrop: tuple[tuple[Frame, frozenset[UUID], int], QPixmap] | None = None

    def serves(self, scene: Scene, scale: float) -> bool:
        """Whether names and pictures of this painter belong to the scene."""
        return scene.bars.labels is self._labels and scale == self.scale

    def scene_changed(self, scene: Scene, rows: NDArray[Any] | None = None) -> None:
        """The bars changed: of some rows, or all."""
        self._backdrop = None
        self._backing.edited(scene, rows)
        if rows is None:
            self._raster = None
        else:
            # The far levels take an edit over when they are drawn.
            self._edited |= set(rows[rows < len(scene.house.rooms)].tolist())

    def prepare(self, frame: Frame) -> Iterator[None]:
        """In quiet moments, step by step: what the next scroll or zoom would wait for.

        The rest of the kept picture, the far levels' matrix, and what bars around today need at usual zooms.
        """
        self._backing.ready(frame)
        self._backing.spread(frame, self._plane)
        self._sprites.atlas.finish()
        yield
        if self._raster is None:
            self._raster_of(frame.scene)
            for day_px, row_px in USUAL:
                yield
                self._rehearse(frame, day_px, row_px)

    def _rehearse(self, frame: Frame, day_px: float, row_px: float) -> None:
        """Paint the days around today on a scrap of paper: what they need is in the atlas then."""
        first = frame.scene.today - frame.grid.width() / day_px / 3
        view = replace(frame.view, first_day=first, day_px=day_px, row_px=row_px)
        there, none = make_frame(frame.scene, view, frame.width, frame.height), np.zeros(0, np.int32)
        paper = QPixmap(1, 1)
        painter = QPainter(paper)
        whole(self._plane(Sheet(painter), there, none))
        self._rooms.column(painter, there, none)
        self._header.draw(painter, there)
        self._sprites.atlas.finish()
        painter.end()

    def paint(self, painter: QPainter, frame: Frame, overlay: Overlay, region: QRegion) -> None:
        """Draw what lies in a region; while something is held over the bars, what lies under it is kept."""
        self._began = thread_time()
        selected = selected_bars(frame, overlay.selected)
        if overlay.ghost is None and overlay.picked is None and overlay.band is None:
            self._backdrop = None
            self._paint_base(painter, frame, overlay, selected, region)
        else:
            painter.drawPixmap(0, 0, self._kept_base(frame, overlay, selected))
        painter.save()
        painter.setClipRect(frame.grid, Qt.ClipOperation.IntersectClip)
        self._overlay.under(painter, frame, overlay)
        painter.restore()
        if overlay.ghost is not None:
            self._overlay.target_label(painter, frame, overlay.ghost)
        if region.intersects(QRect(0, 0, frame.width, frame.measures.header_height + DOT)):
            self._header.mark(painter, frame, _marked(frame, overlay, selected), self._mark_colour(overlay))
        if overlay.ghost is not None:
            self._float(painter, frame, overlay.ghost)
        self._sprites.atlas.finish()

    def _kept_base(self, frame: Frame, overlay: Overlay, selected: NDArray[Any]) -> QPixmap:
        """The picture without what is held, the dragged bar faded in it."""
        key = (frame, overlay.selected, overlay.ghost.bar if overlay.ghost is not None else -1)
        if self._backdrop is None or self._backdrop[0][0] is not frame or self._backdrop[0][1:] != key[1:]:
            kept = QPixmap(round(frame.width * self.scale), round(frame.height * self.scale))
            kept.setDevicePixelRatio(self.scale)
            painter = QPainter(kept)
            self._paint_base(painter, frame, overlay, selected, QRegion(0, 0, frame.width, frame.height))
            painter.end()
            self._backdrop = key, kept
        return self._backdrop[1]

    def _paint_base(
        self,
        painter: QPainter,
        frame: Frame,
        overlay: Overlay,
        selected: NDArray[Any],
        region: QRegion,
    ) -> None:
        """Ground, bars and sticky headers."""
        self._strips.begin(frame)
        part = part_of(frame, region)
        if not self._backing.growing:
            gone = self._sprites.atlas.trim()
            if gone is not None:
                self._bars.forget(gone)
        rows = np.array(sorted(set(frame.scene.bars.row[selected].tolist())), np.int32)
        far = frame.measures.level >= Level.OVERVIEW
        dragged = overlay.ghost.bar if overlay.ghost is not None else -1
        painter.save()
        painter.setClipRect(frame.grid, Qt.ClipOperation.IntersectClip)
        # A few rows are painted quicker than what sticks over them.
        few = part is not frame and part.visible.stop - part.visible.start <= FEW_ROWS
        kept = dragged < 0 and not few and self._backing.draw(painter, frame, rows, self._plane)
        if not kept:
            whole(self._ground(Sheet(painter), part, rows))
        if not far:
            self._near(painter, part, selected, rows if kept else None, dragged)
        elif not kept:
            self._far(painter, part)
        painter.restore()
        twice = np.zeros(0, np.int32) if far else clashing(part)
        self._rooms.draw(painter, part, rows, twice, region, whole=not kept)
        if far:
            self._now_over_all(painter, frame)
        if part.whole:
            self._header.draw(painter, frame)
        if kept and part.whole:
            # One thing at a time, so that no frame takes much longer than the others.
            if not self._strips.reach_ahead(frame):
                self._rooms.reach_ahead(frame, rows)
            self._backing.reach_ahead(frame, self._plane, self._began)

    def _plane(self, sheet: Sheet, frame: Frame, rows: NDArray[Any]) -> Steps:
        """A part of what moves with rows and days; `rows` are those of selected stays."""
        yield from self._ground(sheet, frame, rows)
        yield
        if frame.measures.level >= Level.OVERVIEW:
            self._raster_of(frame.scene).draw(sheet.painter, frame, frame.grid)
            yield
            self._exceptions(sheet.painter, frame)
        else:
            shown = boxes(frame)
            yield
            yield from self._bars.steps(sheet, frame, shown)
        yield
        self._rooms.across(sheet.painter, frame)

    def _ground(self, sheet: Sheet, frame: Frame, rows: NDArray[Any]) -> Steps:
        yield from self._grid.steps(sheet, frame, rows)
        if frame.measures.level < Level.OVERVIEW:
            yield
            self._cells.draw(sheet.painter, frame)
            self._grid.now_line(sheet.painter, frame)

    def _near(
        self,
        painter: QPainter,
        frame: Frame,
        selected: NDArray[Any],
        under: NDArray[Any] | None,
        dragged: int,
    ) -> None:
        """Rich bars with what sticks to the view: all, or over the kept picture those that it cuts.

        `under` are the rows of selected stays in that picture, None without one.
        """
        drawn = shown = boxes(frame) if under is None else cut_by_view(frame)
        if dragged >= 0:
            held = shown.bar == dragged
            self._bars.draw(painter, frame, shown.pick(held), opacity=ORIGINAL_OPACITY)
            drawn = shown.pick(~held)
        elif under is not None:
            drawn = shown.pick(shown.stuck)
            self._grid.under(painter, frame, drawn, under)
        self._bars.draw(painter, frame, drawn, cut=shown)
        if len(selected):
            shown = boxes(frame)
            self._overlay.rings(painter, shown, np.isin(shown.bar, selected))

    def _far(self, painter: QPainter, frame: Frame) -> None:
        self._raster_of(frame.scene).draw(painter, frame, frame.grid)
        self._exceptions(painter, frame)

    def _raster_of(self, scene: Scene) -> Raster:
        raster, rooms = self._raster, np.array(sorted(self._edited), np.int32)
        if raster is None or not raster.fits(scene.bars, rooms):
            raster = self._raster = Raster(scene, self.palette)
        elif len(rooms):
            raster.repaint_rows(scene, rooms)
        self._edited.clear()
        return raster

    def _exceptions(self, painter: QPainter, frame: Frame) -> None:
        """What the raster cannot draw, over it."""
        if frame.measures.level is Level.OVERVIEW:
            # Hatches start where their bar does, not at the edge of the view: they scroll as they are.
            plain = frame_of(frame, frame.area) if frame.sticky else frame
            self._bars.draw_flat(painter, plain, boxes(plain, self._special))

    @staticmethod
    def _special(scene: Scene, bar: NDArray[Any]) -> NDArray[Any]:
        """Bars that the raster cannot draw: hatched ones, and two in one room."""
        looks = scene.looks[bar]
        special: NDArray[Any] = bar[DASHED[looks] | BLOCKED[looks] | (scene.bars.lanes[bar] > 1)]
        return special

    def _now_over_all(self, painter: QPainter, frame: Frame) -> None:
        x = frame.x_of(frame.scene.now)
        if frame.grid.x() <= x < frame.width:
            top = frame.measures.header_height
            fill(painter, self.palette.accent, rectangles(x - 1, top, 2, frame.bottom - top))

    def _mark_colour(self, overlay: Overlay) -> QColor:
        ghost = overlay.ghost
        if ghost is None or ghost.allowed is None:
            return self.palette.accent
        return self.palette.success if ghost.allowed else self.palette.danger

    def _float(self, painter: QPainter, frame: Frame, ghost: Ghost) -> None:
        """The dragged bar where the pointer is, with its shadow, its new dates and the answer."""
        high = frame.measures.bar_height
        rect = QRect(round(ghost.x), round(ghost.y), ghost.width, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._overlay.shadow(painter, QRectF(rect))
        one, no = np.ones(1, np.int64), np.zeros(1, bool)
        box = BarBoxes(
            np.array([ghost.bar]), one * rect.x(), one * rect.y(), one * rect.width(), one * high, no, no, no
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if frame.measures.level <= Level.MONTH:
            self._bars.draw(painter, frame, box, contents=False)
            name = ", ".join(part for part in frame.scene.bars.names(ghost.bar) if part)
            self._overlay.ghost_text(painter, QRectF(rect), name, ghost.text)
        else:
            painter.fillRect(rect, self.palette.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._overlay.answer_mark(painter, QRectF(rect), ghost)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def selected_bars(frame: Frame, selected: frozenset[UUID]) -> NDArray[Any]:
    """The bars of the selected stays."""
    found = [frame.scene.bars.bars_of(stay) for stay in selected]
    return np.concatenate(found) if found else np.zeros(0, np.intp)


def _marked(frame: Frame, overlay: Overlay, selected: NDArray[Any]) -> tuple[float, float] | None:
    """The nights to underline in the day header: of the drag, else of the selected stay."""
    if overlay.ghost is not None:
        return overlay.ghost.target.start + 0.5, overlay.ghost.target.end + 0.5
    if overlay.picked is not None:
        return overlay.picked.start + 0.5, overlay.picked.end + 0.5
    if not len(selected) or len(overlay.selected) > 1:
        return None
    bars = frame.scene.bars
    return float(bars.start[selected].min()) + 0.5, float(bars.end[selected].max()) + 0.5
