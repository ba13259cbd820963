"""What the page knows: a year of rates around a day, read again after every change that concerns it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.bootstrap import App
from app.features.property import House, HouseView, PropertyView
from app.features.rack import Rack, RackView
from app.features.rack.rules.holidays import public_holidays
from app.features.rates import LimitSpan, RateGrid, RateGridView, SetPrices, SetRestrictions
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.errors import AppError
from app.kernel.text import trn
from ui.features.rates.sheet.data import Grid, SheetData
from ui.features.rates.sheet.edits import Edit
from ui.features.rates.source import runs_of, sheet_of, with_days, with_edit, with_holidays
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

HOTEL: Final = "rates.hotel"
GRID: Final = "rates.grid"
DAYS: Final = "rates.days"
BEFORE, AHEAD = 14, 380
AGAIN_MS, DAYS_AFTER_MS = 40, 250
RATES: Final = (
    "rate_plan", "rate_price", "rate_season", "rate_restriction", "room_type", "property",
)  # fmt: skip
STAYS: Final = ("stay", "stay_night", "room_block", "room")


class RatesData(QObject):
    """`loaded()`: `sheet` is there or new. `refused(AppError)`. `empty()`: there is no hotel or no type."""

    loaded = Signal()
    refused = Signal(object)
    empty = Signal()
    hotels_known = Signal()

    def __init__(self, services: ShellServices, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.house: HouseView | None = None
        self.hotel: PropertyView | None = None
        self.view: RateGridView | None = None
        self.sheet: SheetData | None = None
        self.pending: Grid | None = None
        self._rack: RackView | None = None
        self._days_off: dict[int, str] = {}
        self._first: date | None = None
        self._waiting = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.ask)
        services.hub.changed.connect(self._changed)

    @property
    def is_waiting(self) -> bool:
        """Whether something is being written, or is about to be asked again."""
        return self._waiting > 0 or self._again.isActive()

    def start(self) -> None:
        """Ask for the house, then for its rates."""
        self._services.operations.ask(House(), self._house, self._fail)

    def use_hotel(self, hotel: object) -> None:
        """The rates of another hotel."""
        self._services.preferences.put(HOTEL, str(hotel))
        self.sheet = None
        self.start()

    def look_around(self, day: date) -> bool:
        """Make sure that a day is among those known; False when they are asked for first."""
        sheet = self.sheet
        if sheet is None or 0 <= sheet.column(day) < sheet.nights - 20:
            return sheet is not None
        self._first = day - timedelta(days=BEFORE)
        self.ask()
        return False

    def ask(self) -> None:
        """Ask for the rates of the days around."""
        if self.hotel is None:
            return
        first = self._first or self.hotel.business_date - timedelta(days=BEFORE)
        query = RateGrid(property_id=self.hotel.id, first=first, last=first + timedelta(days=BEFORE + AHEAD))
        self._services.operations.ask(query, self._grid, self._fail, latest=GRID)

    def ask_days(self) -> None:
        """Ask what is free, a moment after the prices show."""
        around = Rack(around=(BEFORE, AHEAD))
        self._services.operations.ask(around, self._days, latest=DAYS, after_ms=DAYS_AFTER_MS)

    def _ask_holidays(self) -> None:
        """Public holidays, beside the window: their library is large."""
        sheet, hotel = self.sheet, self.hotel
        if sheet is None or hotel is None:
            return
        years = range(sheet.first.year, sheet.night(sheet.nights - 1).year + 1)

        def work(_app: App, _progress: Progress) -> dict[int, str]:
            return public_holidays((hotel.country,), years)

        self._services.operations.run_task(work, self._holidays)

    def _holidays(self, days: dict[int, str]) -> None:
        self._days_off = days
        if self.sheet is not None:
            self.sheet = with_holidays(self.sheet, days)
            self.loaded.emit()

    def write(self, edit: Edit, sentence: str) -> None:
        """Show an edit at once, then carry it out; a refusal puts the sheet back."""
        if self.sheet is None or self.hotel is None:
            return
        command = SetPrices(
            id=self._services.app.new_id(), property_id=self.hotel.id, runs=runs_of(self.sheet, edit)
        )
        self.sheet = with_edit(self.sheet, edit)
        pending = self.sheet.closed & False if self.pending is None else self.pending.copy()
        pending[edit.lines, edit.columns] = True
        self.pending = pending
        self._waiting += 1
        self.loaded.emit()

        def done(outcome: Outcome) -> None:
            self._waiting -= 1
            if outcome.result.get("nights"):
                self._services.did(command.id, sentence)
            self._again.start()

        def refused(error: AppError) -> None:
            self._waiting -= 1
            self._again.start()
            self.refused.emit(error)

        self._services.operations.run_command(command, done, refused)

    def limit(self, spans: tuple[LimitSpan, ...], done: Callable[[int], None]) -> None:
        """Write limits; `done` is told on how many nights they differ."""
        if self.hotel is None:
            return
        command = SetRestrictions(id=self._services.app.new_id(), property_id=self.hotel.id, spans=spans)

        def written(outcome: Outcome) -> None:
            nights = int(str(outcome.result.get("nights", 0)))
            if nights:
                sentence = trn("{n} night is limited otherwise", "{n} nights are limited otherwise", nights)
                self._services.did(command.id, sentence)
            done(nights)

        self._services.operations.run_command(command, written, self._fail)

    def _house(self, house: HouseView) -> None:
        self.house = house
        wanted = self._services.preferences.text(HOTEL)
        self.hotel = next((h for h in house.properties if str(h.id) == wanted), None) or next(
            iter(house.properties), None
        )
        if self.hotel is None:
            self.empty.emit()
            return
        self.hotels_known.emit()
        self.ask()

    def _grid(self, view: RateGridView) -> None:
        if self._waiting or self.house is None or self.hotel is None:
            # What is being written would jump back for a moment; its answer asks again.
            return
        first = self.sheet is None
        self.view = view
        self.pending = None
        moved = self.sheet is None or self.sheet.first != view.first
        self.sheet = with_holidays(sheet_of(view, self.house, self.hotel.business_date), self._days_off)
        if self._rack is not None:
            self.sheet = with_days(self.sheet, self._rack.house, self._rack.days)
        self.loaded.emit()
        if first or self._rack is None:
            self.ask_days()
        if moved:
            self._ask_holidays()

    def _days(self, rack: RackView) -> None:
        self._rack = rack
        if self.sheet is not None:
            self.sheet = with_days(self.sheet, rack.house, rack.days)
            self.loaded.emit()

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.hotel is None:
            if changes.touches("property"):
                self.start()
            return
        if changes.touches("property", "room_type", "room"):
            self.start()
        elif changes.touches(*RATES):
            self._again.start()
        if changes.touches(*STAYS):
            self.ask_days()

    def _fail(self, error: AppError) -> None:
        self.refused.emit(error)
