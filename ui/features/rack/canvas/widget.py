"""The canvas widget: holds the scene and the view, and paints a whole frame each time."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.features.rack import RackBars, RackDays, RackHouse, looks, looks_after
from ui.features.rack.canvas.frame import Frame, Scene, make_frame
from ui.features.rack.canvas.overlays import Overlay
from ui.features.rack.canvas.painting import CanvasPainter
from ui.features.rack.canvas.view import RackView
from ui.widgets.theme.tokens import Colours

MARGIN_ROWS: Final = 24
IDLE_MS: Final = 300


class CanvasBase(QWidget):
    """What is shown; `RackCanvas` adds what users do with pointer and keys."""

    viewChanged = Signal(object)

    def __init__(self, palette: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._palette = palette
        self._scene: Scene | None = None
        self._view = RackView(first_day=0)
        self._overlay = Overlay()
        self._painter: CanvasPainter | None = None
        self._frame: Frame | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._warm_some)
        self._steps: Iterator[None] | None = None

    def setData(self, house: RackHouse, bars: RackBars, days: RackDays, today: int, now: float) -> None:
        """Show a house; `today` is the business date, `now` this moment, both in days since 1970."""
        found = looks(bars, today, self._view.legend)
        groups = house.grouped(self._view.group_by)
        self._scene = Scene(house, groups, bars, days, found, today, now)
        self._frame = None
        if self._painter is not None:
            self._painter.scene_changed(self._scene)
        self.update()
        self._moved()

    def warm(self) -> None:
        """Ready all that the next scroll or zoom would wait for."""
        frame = self.frame()
        if frame is not None and self._painter is not None:
            for _ in self._painter.prepare(frame):
                pass

    def _warm_some(self) -> None:
        """In a quiet moment a step of it; the next one in the next moment."""
        frame = self.frame()
        if frame is None or self._painter is None or not self.isVisible():
            return
        if self._steps is None:
            self._steps = self._painter.prepare(frame)
        if next(self._steps, self) is self:
            self._steps = None
        else:
            self._idle.start()

    def _moved(self) -> None:
        """What is seen changed: it is readied once it rests."""
        self._steps = None
        self._idle.start()

    def replaceBars(self, bars: RackBars, ids: Collection[UUID], days: RackDays | None = None) -> None:
        """The same house after an edit of some stays or blocks."""
        if self._scene is None:
            return
        old = self._scene
        rows = {
            row for id_ in ids for every in (old.bars, bars) for row in every.row[every.bars_of(id_)].tolist()
        }
        touched = np.array(sorted(rows), np.int32)
        found = looks_after(old.looks, old.bars, bars, touched, old.today, self._view.legend)
        if len(found) != len(bars):
            found = looks(bars, old.today, self._view.legend)
        waiting = bool((touched >= len(old.house.rooms)).any())
        lanes = {} if waiting else old.lanes
        self._scene = replace(old, bars=bars, looks=found, days=days or old.days, lanes=lanes)
        if self._painter is not None:
            self._painter.scene_changed(self._scene, touched)
        before, self._frame = self._frame, None
        if waiting or (days is not None and days is not old.days):
            # Headers count what waits and what is free.
            self.update()
        else:
            self._update_rows(before, touched)

    def _update_rows(self, before: Frame | None, rows: NDArray[Any]) -> None:
        """Ask for the paint of some rows alone, where all rows still stand where they stood."""
        frame = self.frame()
        if frame is None or before is None or not np.array_equal(frame.table.y, before.table.y):
            self.update()
            return
        for number in np.flatnonzero(np.isin(frame.table.row, rows)).tolist():
            self.update(0, frame.top_of(number), frame.width, int(frame.table.height[number]))

    def setNow(self, now: float) -> None:
        """Move the now line."""
        if self._scene is not None:
            self._scene = replace(self._scene, now=now)
            self._frame = None
            self.update()

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._scene

    @property
    def view(self) -> RackView:
        """Where the canvas looks and how."""
        return self._view

    def setView(self, view: RackView) -> None:
        """Look elsewhere or differently; a changed legend or grouping is worked out anew."""
        old, self._view = self._view, view
        if view == old:
            return
        if self._scene is not None and (view.legend, view.group_by) != (old.legend, old.group_by):
            found = looks(self._scene.bars, self._scene.today, view.legend)
            self._scene = replace(
                self._scene, looks=found, groups=self._scene.house.grouped(view.group_by), templates={}
            )
            if self._painter is not None:
                self._painter.scene_changed(self._scene)
        self._frame = None
        self.update()
        self._moved()
        self.viewChanged.emit(view)

    @property
    def overlay(self) -> Overlay:
        """What floats over the bars."""
        return self._overlay

    def setOverlay(self, overlay: Overlay) -> None:
        """Change what floats over the bars."""
        before, self._overlay = self._overlay, overlay
        if overlay != replace(before, hovered=overlay.hovered):
            self.update()

    def setColours(self, palette: Colours) -> None:
        """Change the theme."""
        self._palette = palette
        self._painter = None
        self.update()

    def frame(self) -> Frame | None:
        """The geometry of the present picture; None while there is no data."""
        if self._scene is None:
            return None
        frame = self._frame
        if frame is None or (frame.width, frame.height) != (self.width(), self.height()):
            frame = self._frame = make_frame(self._scene, self._view, self.width(), self.height())
        return frame

    def clamped(self, view: RackView) -> RackView:
        """The view with its rows inside what there is to see."""
        if self._scene is None:
            return view
        frame = make_frame(self._scene, view, self.width(), self.height())
        most = max(frame.table.total - frame.grid.height() + MARGIN_ROWS, 0)
        return replace(view, top=min(max(view.top, 0.0), float(most)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, or the rows of it that were asked for."""
        painter = QPainter(self)
        frame = self.frame()
        if frame is None or self._scene is None:
            painter.fillRect(self.rect(), self._palette.window)
            painter.end()
            return
        scale = self.devicePixelRatioF()
        if self._painter is None or not self._painter.serves(self._scene, scale):
            self._painter = CanvasPainter(self._scene, self._palette, scale)
        self._painter.paint(painter, frame, self._overlay, event.region())
        painter.end()
