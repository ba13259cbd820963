"""Where the rack looks: days, zoom, the four views, fit to the house; remembered for the user."""

from dataclasses import replace
from math import ceil, floor
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QPointF, QTimer

from app.features.rack import Legend, RoomState
from app.features.rack.rules.codes import Mark
from ui.features.rack import settings
from ui.features.rack.canvas.frame import fit_rows
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import MAX_DAY, MIN_DAY, Elements, RackView, ViewKind
from ui.features.rack.legend_strip import LegendStrip
from ui.features.rack.rack_data import RackData, date_of, number_of
from ui.features.rack.toolbar import RackToolbar
from ui.features.rack.words import state_word
from ui.shell.preferences import Preferences

FIRST_DAYS: Final = 14
BEFORE_TODAY: Final = 2
OVERVIEW_DAYS: Final = 365
NEAR: Final = ("day_px", "row_px")
COUNT_AFTER_MS: Final = 60


class Looking(QObject):
    """Keeps toolbar, legend strip and canvas in step."""

    def __init__(
        self,
        canvas: RackCanvas,
        bar: RackToolbar,
        strip: LegendStrip,
        data: RackData,
        preferences: Preferences,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._bar, self._strip = canvas, bar, strip
        self._data, self._preferences = data, preferences
        self._near: tuple[float, float] | None = None
        self._placed = False
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER_MS)
        self._counting.timeout.connect(self.count)
        canvas.viewChanged.connect(self._changed)
        bar.stepped.connect(self.step)
        bar.today_asked.connect(self.go_today)
        bar.day_asked.connect(lambda day: self.go_to(number_of(day)))
        bar.view_asked.connect(self.use_view)
        strip.legend_asked.connect(self.use_legend)
        strip.days_asked.connect(self.show_days)

    def place(self) -> None:
        """The first look: what the user left, at today; fourteen days out of the box."""
        if self._placed or self._canvas.width() < 200:
            return
        self._placed = True
        stored = self._preferences.get(settings.VIEW)
        view = self._canvas.view
        if stored is None:
            view = replace(view, day_px=self._width() / FIRST_DAYS)
        view = settings.restored_view(view, stored)
        self._canvas.setView(replace(view, first_day=self._first_with_today(view.day_px), top=0.0))
        self.show_controls()
        self._changed(self._canvas.view)

    def resized(self, before: int, after: int) -> None:
        """A panel opened or the window grew: the same days stay in view."""
        frame = self._canvas.frame()
        column = frame.measures.room_column if frame is not None else 0
        width, was = float(after - column), before - column
        if self._placed and was > 0:
            view = self._canvas.view
            day_px = min(max(view.day_px * width / was, MIN_DAY), MAX_DAY)
            self._canvas.setView(self._canvas.clamped(replace(view, day_px=day_px)))

    @property
    def days(self) -> float:
        """How many days are in view."""
        return self._width() / self._canvas.view.day_px

    def show_controls(self) -> None:
        """Bar and strip say what the canvas shows."""
        view = self._canvas.view
        self._bar.views.choose(view.kind)
        self._strip.legend.choose(str(int(view.legend)))
        self._strip.show_meanings(view.kind is not ViewKind.RATES)

    def step(self, way: int) -> None:
        """As many days back or on as are in view, whole weeks where there are some."""
        days = max(floor(self.days), 1)
        days = days - days % 7 if days > 7 else days
        view = self._canvas.view
        self._canvas.setView(replace(view, first_day=view.first_day + way * days))

    def go_today(self) -> None:
        """Today near the left edge."""
        view = self._canvas.view
        self._canvas.setView(replace(view, first_day=self._first_with_today(view.day_px)))

    def go_to(self, day: int) -> None:
        """A day at the left edge, with a little of what was before."""
        view = self._canvas.view
        before = 1 if self.days > 4 else 0
        self._canvas.setView(replace(view, first_day=float(day - before)))

    def open_day(self, day: int) -> None:
        """The fourteen days of a day in the overview."""
        self._bar.views.choose(ViewKind.DETAILED)
        self.use_view(ViewKind.DETAILED)
        self.go_to(day)

    def show_days(self, days: float) -> None:
        """So many days in view, the middle stays (today, where it shows)."""
        view = self._canvas.view
        width = self._width()
        factor = min(max(width / days, MIN_DAY), MAX_DAY) / view.day_px
        today = (number_of(self._data.today) + 0.5 - view.first_day) * view.day_px
        at = today if 0 <= today <= width else width / 2
        self._canvas.setView(self._canvas.clamped(view.zoomed(factor, at)))

    def zoom(self, factor: float, *, rows: bool = False) -> None:
        """Nearer or farther at the middle of the grid."""
        frame = self._canvas.frame()
        if frame is not None:
            self._canvas.zoomAt(QPointF(frame.grid.center()), factor, rows=rows)

    def fit(self) -> None:
        """All rooms into the height of the window."""
        scene, view = self._canvas.scene, self._canvas.view
        if scene is not None and len(scene.house.rooms):
            rows = fit_rows(scene, view, self._canvas.height(), len(scene.house.rooms))
            self._canvas.setView(self._canvas.clamped(replace(view, row_px=rows, top=0.0)))

    def use_view(self, kind: ViewKind) -> None:
        """One of the four views. The overview is a year with all rooms; back it is as near as before."""
        view = self._canvas.view
        if kind == view.kind:
            return
        if view.kind is not ViewKind.OVERVIEW:
            self._near = (view.day_px, view.row_px)
        view = replace(view, kind=kind)
        if kind is ViewKind.OVERVIEW:
            month = date_of(number_of(self._data.today)).replace(day=1)
            first = number_of(month) - 31
            first = number_of(date_of(first).replace(day=1))
            self._canvas.setView(
                replace(
                    view, day_px=self._width(96) / OVERVIEW_DAYS, row_px=12.0, first_day=float(first), top=0.0
                )
            )
        elif self._canvas.view.kind is ViewKind.OVERVIEW:
            day_px, row_px = self._near or (self._width() / FIRST_DAYS, 36.0)
            self._canvas.setView(
                replace(view, day_px=day_px, row_px=row_px, first_day=self._first_with_today(day_px), top=0.0)
            )
        else:
            self._canvas.setView(view)
        self._bar.views.choose(kind)
        self._strip.show_meanings(kind is not ViewKind.RATES)

    def use_legend(self, legend: Legend) -> None:
        """Colours answer the other question."""
        self._canvas.setView(replace(self._canvas.view, legend=legend))
        self._strip.legend.choose(str(int(legend)))

    def use_elements(self, view: RackView) -> None:
        """Elements, grouping and row height of another view; place and zoom of days stay."""
        own = self._canvas.view
        top = own.top if view.group_by == own.group_by else 0.0
        changed = replace(
            own, elements=view.elements, group_by=view.group_by, collapsed=view.collapsed, row_px=view.row_px,
            top=top,
        )  # fmt: skip
        self._canvas.setView(self._canvas.clamped(changed))

    def reset(self) -> None:
        """Elements, grouping and rows as they come out of the box."""
        fresh = RackView(first_day=0.0)
        self.use_elements(replace(self._canvas.view, elements=Elements(), group_by=fresh.group_by,
                                  collapsed=frozenset(), row_px=fresh.row_px))  # fmt: skip

    def count(self) -> None:
        """How many stays of each look touch the days in view."""
        scene, view = self._canvas.scene, self._canvas.view
        if scene is None:
            return
        first, last = floor(view.first_day), ceil(view.first_day + self.days) - 1
        bars = scene.bars
        shown = (bars.start <= last) & (bars.end >= first)
        later = (bars.marks & Mark.CONTINUES_LEFT > 0) & (bars.start > first)
        if view.kind is ViewKind.HOUSEKEEPING:
            self._strip.entries.show_rooms(self._room_states())
            return
        self._strip.entries.show_rooms(())
        counts = np.bincount(scene.looks[shown & ~later], minlength=16)
        self._strip.entries.show_counts(view.legend, dict(enumerate(counts.tolist())))

    def _room_states(self) -> list[tuple[str, str, int]]:
        """How many of the rooms that show are in each state."""
        states = [room.state for room in self._data.shown_house.rooms]
        return [(state.name.lower(), state_word(state), states.count(state)) for state in RoomState]

    def _changed(self, view: RackView) -> None:
        days = self.days
        first = ceil(view.first_day - 0.35)
        self._bar.show_period(date_of(first), date_of(max(first, floor(view.first_day + days - 0.65))))
        self._strip.show_days(days)
        self._counting.start()
        if self._placed:
            settings.remember(self._preferences, view)
        self._data.want_revenue(view.elements.revenue)
        self._data.want_tags(view.elements.bar_tags)

    def _first_with_today(self, day_px: float) -> float:
        days = self._width() / day_px
        before = BEFORE_TODAY if days > 5 else 0
        if days > 100:
            before = round(days / 6)
        return float(number_of(self._data.today) - before)

    def _width(self, column: int = 0) -> float:
        frame = self._canvas.frame()
        column = column or (frame.measures.room_column if frame is not None else 152)
        place = self._canvas if self._canvas.isVisible() else self._canvas.parentWidget() or self._canvas
        return max(place.width() - column, 1)
