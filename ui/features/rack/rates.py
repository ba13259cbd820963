"""The rates view of the page: the grid in the place of the canvas, fed with the same days, and its panel."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from app.features.rack import PricesSold, SoldPrices
from app.kernel.changes import ChangeSet
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import ViewKind
from ui.features.rack.desk import Desk
from ui.features.rack.price_panel import PricePanel
from ui.features.rack.rack_data import RackData, date_of, number_of
from ui.features.rack.rates_grid import RatesGrid
from ui.features.rack.rates_scene import PlanRow, RatesScene
from ui.features.rack.selected import Selected

AHEAD = 400
RATES: Final = ("rate_plan", "rate_price", "rate_season")


class Rates(QObject):
    """Swaps canvas and grid with the view, and asks for prices of the days that come near."""

    def __init__(
        self, desk: Desk, data: RackData, canvas: RackCanvas, selected: Selected, stack: QStackedWidget
    ) -> None:
        super().__init__(canvas)
        self._desk, self._data, self._canvas, self._selected, self._stack = (
            desk,
            data,
            canvas,
            selected,
            stack,
        )
        self.grid = RatesGrid()
        stack.addWidget(self.grid)
        self._sold: SoldPrices | None = None
        self._plans: dict[UUID, PlanRow] = {}
        self._asked = (0, 0)
        canvas.viewChanged.connect(self.refresh)
        data.loaded.connect(self.refresh)
        data.days_counted.connect(self.refresh)
        desk.services.hub.changed.connect(self._changed)
        self.grid.price_asked.connect(self.change_price)
        self.grid.opened.connect(self.open_rates)
        self.grid.scrolled.connect(self._scroll)

    @property
    def shows(self) -> bool:
        """Whether the rates view is on."""
        return self._canvas.view.kind is ViewKind.RATES

    def refresh(self) -> None:
        """Show the view's days; read prices where they are missing."""
        if not self.shows:
            if self._stack.currentWidget() is self.grid:
                self._selected.put(None)
                self._stack.setCurrentWidget(self._canvas)
            return
        if self._stack.currentWidget() is not self.grid:
            self._selected.put(None)
            self._stack.setCurrentWidget(self.grid)
            self.grid.setFocus()
        view = self._canvas.view
        data = self._data
        scene = RatesScene(data.house, data.days, self._sold, number_of(data.today), self._plans)
        self.grid.show_rates(scene, view.first_day, view.day_px)
        first, last = self.grid.days
        if first < self._asked[0] or last > self._asked[1]:
            self._ask(first, last)

    def change_price(self, number: int) -> None:
        """Open the panel of a type."""
        panel = PricePanel(self._desk, self._data.house.types[number])
        panel.closed.connect(self._close)
        panel.done.connect(self._close)
        panel.rates_asked.connect(lambda: self.open_rates(number, self.grid.held_day))
        self._selected.put(panel)
        panel.price.setFocus()
        panel.price.selectAll()

    def open_rates(self, number: int, day: int | None) -> None:
        """Leave for the rates page, at a type and a day."""
        self._selected.put(None)
        self._desk.services.navigator.open_page(
            "rates", day=date_of(day) if day is not None else self._data.today,
            room_type=self._data.house.types[number].key, hotel=self._data.property_of_type(number),
        )  # fmt: skip

    def _close(self) -> None:
        self._selected.put(None)
        self.grid.setFocus()

    def _ask(self, first: int, last: int) -> None:
        self._asked = (first - AHEAD // 4, last + AHEAD)
        query = PricesSold(first=date_of(self._asked[0]), last=date_of(self._asked[1]))
        self._desk.services.operations.ask(query, self._take, latest="rack.prices")
        self._ask_plans()

    def _ask_plans(self) -> None:
        """What the first rate plan of each hotel asks."""
        from ui.features.rack import plan_row  # noqa: PLC0415 - it loads the rates, when they are looked at

        def take(view: Any) -> None:
            self._plans |= plan_row.rows_of(view)
            self.refresh()

        first, last = (date_of(day) for day in self._asked)
        hotels = {self._data.property_of_type(number) for number in range(len(self._data.house.types))}
        self._plans = {}
        for hotel in filter(None, hotels):
            query = plan_row.question(hotel, first, last)
            self._desk.services.operations.ask(query, take, latest=f"rack.plans.{hotel}")

    def _take(self, sold: SoldPrices) -> None:
        self._sold = sold
        self.refresh()

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.everything or changes.touches("stay_night", "stay", *RATES):
            self._asked = (0, 0)
            if self.shows:
                self.refresh()

    def _scroll(self, days: float) -> None:
        view = self._canvas.view
        self._canvas.setView(replace(view, first_day=view.first_day + days))
