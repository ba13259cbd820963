"""The rates page: the sheet with its panel, what warns above it, and the windows that open from it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.bulk_dialog import BulkDialog
from ui.features.rates.change_panel import Change, ChangePanel
from ui.features.rates.legend import RatesLegend
from ui.features.rates.notices import Notices
from ui.features.rates.quote_dialog import QuoteDialog
from ui.features.rates.rates_bar import RatesBar
from ui.features.rates.rates_data import RatesData
from ui.features.rates.setup_dialog import SetupDialog
from ui.features.rates.sheet import edits
from ui.features.rates.sheet.edits import Edit
from ui.features.rates.sheet.entries import Entry
from ui.features.rates.sheet.limit_entries import why_unchanged
from ui.features.rates.sheet.rates_sheet import RatesSheet
from ui.features.rates.sheet.selection import Selection
from ui.features.rates.source import limits_of, with_edit
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.empty_state import EmptyState
from ui.widgets.loading import AFTER_MS, LoadingBars

DialogT = TypeVar("DialogT", bound=QDialog)


class RatesPage(Page):
    """One page per window."""

    main_action = "rates.quote"

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Rates")
        self.services = services
        self.data = RatesData(services, self)
        self.bar = RatesBar()
        self.sheet = RatesSheet()
        self.loading = LoadingBars(rows=18, pitch=36)
        self.nothing = EmptyState(
            "tag", tr("There are no rates yet"),
            tr("Make a rate plan first: its prices then stand here, a column for each night."),
            tr("Make a plan"),
        )  # fmt: skip
        self.panel: ChangePanel | None = None
        self.dialog: QWidget | None = None
        self._stack = QStackedWidget()
        for widget in (self.sheet, self._padded(self.loading), self.nothing):
            self._stack.addWidget(widget)
        self._stack.setCurrentIndex(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        self.notices = Notices(self._column, self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(AFTER_MS)
        self._late.timeout.connect(self.loading.show_now)
        self._wanted_day: date | None = None
        self._wanted_type: UUID | None = None
        self._applied = False
        self._connect()

    # What the shell asks of a page.

    def bar_widget(self) -> QWidget | None:
        """The days that show, and what opens."""
        return self.bar

    def opened(self, **arguments: object) -> None:
        """Ask for the rates, or show what is known; `day`, `room_type` and `hotel` say where to begin."""
        day, kind, hotel = arguments.get("day"), arguments.get("room_type"), arguments.get("hotel")
        self._wanted_day = day if isinstance(day, date) else None
        self._wanted_type = kind if isinstance(kind, UUID) else None
        self.services.navigator.set_legend(RatesLegend())
        if isinstance(hotel, UUID) and (self.data.hotel is None or self.data.hotel.id != hotel):
            self._late.start()
            self.data.use_hotel(hotel)
        elif self.data.sheet is None:
            self._late.start()
            self.data.start()
        else:
            self.data.ask()
        self.sheet.setFocus()

    def left(self) -> None:
        """Nobody looks any more."""
        self.close_panel()

    # What actions do.

    def why_not(self) -> str:
        """Why there is nothing to work with, or ""."""
        missing = self.data.house is not None and self.data.hotel is None
        return tr("Set a hotel up first.") if missing else ""

    def go_today(self) -> None:
        """Show today."""
        if self.data.hotel is not None:
            self.go_to(self.data.hotel.business_date)

    def go_to(self, day: date) -> None:
        """Show a day; days that are not known yet are asked for."""
        if self.data.look_around(day):
            self.sheet.go_to(day)
        else:
            self._wanted_day = day

    def step(self, steps: int) -> None:
        """A screen of days earlier or later."""
        if self.data.sheet is not None and self.sheet.is_ready:
            first, last = self.sheet.frame.columns
            self.go_to(self.data.sheet.night(first) + timedelta(days=max(last - first - 2, 1) * steps + 1))

    def ask_quote(self) -> QuoteDialog | None:
        """Open the quotes, beginning with the night of the cursor."""
        if self.data.hotel is None:
            return None
        night = self._cursor_night()
        today = self.data.hotel.business_date
        return self._show(QuoteDialog(self.services, self.data.hotel, max(night or today, today)))

    def change_many(self) -> BulkDialog | None:
        """Open the bulk change, with what is selected."""
        if self.data.hotel is None or self.data.sheet is None:
            return None
        return self._show(BulkDialog(self.services, self.data.hotel, self.data.sheet, self._cursor_night()))

    def open_plans(self) -> SetupDialog | None:
        """Open plans, seasons, packages and agreements."""
        if self.data.hotel is None or self.data.house is None:
            return None
        return self._show(SetupDialog(self.services, self.data.hotel, self.data.house))

    def open_panel(self) -> None:
        """The panel of what is selected."""
        if not self.sheet.is_ready:
            return
        if self.panel is None:
            self.panel = ChangePanel(self.sheet)
            self.panel.closed.connect(self.close_panel)
            self.panel.applied.connect(self._apply)
            self.panel.previewed.connect(self._preview)
            self.panel.cleared.connect(self.sheet.clear_cells)
            self.services.navigator.show_panel(self.panel)
        else:
            self.panel.show_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T and G go to days, Alt with Page Up and Down turns screens, Esc closes the panel."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            steps = -1 if key == Qt.Key.Key_PageUp else 1
            if alt:
                self.step(steps)
            else:
                self.sheet.scroll_by(0, steps * max(self.sheet.viewport().height() - 88, 36))
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.go_today()
        elif key == Qt.Key.Key_G and not event.modifiers():
            self.bar.open_calendar()
        elif key == Qt.Key.Key_Escape and self.panel is not None:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.bar.stepped.connect(self.step)
        self.bar.today_asked.connect(self.go_today)
        self.bar.day_asked.connect(self.go_to)
        self.bar.hotel_asked.connect(self.data.use_hotel)
        self.bar.bulk_asked.connect(self.change_many)
        self.bar.plans_asked.connect(self.open_plans)
        self.sheet.days_shown.connect(self.bar.show_days)
        self.sheet.edited.connect(self._write)
        self.sheet.limited.connect(lambda wanted: self._limit(self.sheet.selection, wanted))
        self.sheet.picked_up.connect(self.open_panel)
        self.sheet.selected.connect(self._selected)
        self.data.loaded.connect(self._loaded)
        self.notices.again.connect(self.data.start)
        self.notices.shown.connect(self._show_problem)
        self.data.refused.connect(self._refused)
        self.data.empty.connect(lambda: self.show_nothing(hotel=False))
        self.data.hotels_known.connect(self._hotels)
        if self.nothing.button is not None:
            self.nothing.button.clicked.connect(self.open_plans)

    def _padded(self, widget: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(widget)
        return holder

    def _show(self, dialog: DialogT) -> DialogT:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()
        return dialog

    def _cursor_night(self) -> date | None:
        if self.data.sheet is None or not self.sheet.is_ready:
            return None
        return self.data.sheet.night(self.sheet.selection.cursor[1])

    def _hotels(self) -> None:
        if self.data.house is not None and self.data.hotel is not None:
            self.bar.show_hotels(self.data.house.properties, self.data.hotel)

    def _loaded(self) -> None:
        self._late.stop()
        self.loading.stop()
        self.notices.fail(None)
        sheet = self.data.sheet
        if sheet is None or not len(sheet.line_plan):
            self.show_nothing(hotel=True)
            return
        if self._stack.currentWidget() is not self.sheet:
            self._stack.setCurrentWidget(self.sheet)
            self.sheet.setFocus()
        self.sheet.show_data(sheet, pending=self.data.pending)
        self.notices.warn(sheet)
        if self._applied and self.panel is not None and not self.data.is_waiting:
            self._applied = False
            self.panel.show_selection()
        if self._wanted_day is not None and self.data.look_around(self._wanted_day):
            self.sheet.go_to(self._wanted_day)
            self._begin_at(self._wanted_day)
            self._wanted_day = self._wanted_type = None

    def _begin_at(self, day: date) -> None:
        """Hold the first rate of the wanted type on a day."""
        sheet, wanted = self.data.sheet, self._wanted_type
        kinds = [kind.id for kind in sheet.types] if sheet is not None else []
        if sheet is None or wanted not in kinds:
            return
        if kinds.index(wanted) in self.sheet.folded:
            self.sheet.fold(kinds.index(wanted))
        types = sheet.line_type[self.sheet.lines].tolist()
        if kinds.index(wanted) in types:
            cell = types.index(kinds.index(wanted)), sheet.column(day)
            self.sheet.select(Selection.at(cell))
            self.sheet.ensure_visible(cell)

    def show_sheet(self) -> None:
        """Show the sheet, when there is something on it."""
        if self.sheet.is_ready:
            self._stack.setCurrentWidget(self.sheet)

    def show_nothing(self, *, hotel: bool) -> None:
        """There are no rates: say what helps."""
        self._late.stop()
        if self.nothing.button is not None:
            self.nothing.button.setVisible(hotel)
        self._stack.setCurrentWidget(self.nothing)

    def _selected(self) -> None:
        if self.panel is not None:
            self.panel.show_selection()

    def _write(self, edit: Edit) -> None:
        self.data.write(edit, edit.sentence())

    def _preview(self, entry: Entry | None) -> None:
        """Show in the sheet what the panel would do."""
        sheet = self.data.sheet
        if sheet is None or not self.sheet.is_ready:
            return
        if entry is None:
            if self.sheet.data is not sheet:
                self.sheet.show_data(sheet, pending=self.data.pending)
            return
        edit = edits.typed(sheet, self.sheet.lines, self.sheet.selection, entry)
        shown = sheet.closed & False
        shown[edit.lines, edit.columns] = True
        self.sheet.show_data(with_edit(sheet, edit), pending=shown)

    def _apply(self, change: Change) -> None:
        sheet, hotel = self.data.sheet, self.data.hotel
        if sheet is None or hotel is None:
            return
        lines, selection = self.sheet.lines, self.sheet.selection
        self._preview(None)
        if change.entry is not None:
            edit = edits.typed(sheet, lines, selection, change.entry)
            if len(edit):
                self._write(edit)
        if change.limits:
            self._limit(selection, change.limits)
        self._applied = True
        self.sheet.setFocus()

    def _limit(self, selection: Selection, wanted: Mapping[str, int | None]) -> None:
        sheet = self.data.sheet
        if sheet is None or not wanted:
            return
        lines = self.sheet.selected_cells()[0]

        def done(nights: int) -> None:
            self._applied = True
            if not nights:
                self.sheet.say(self.sheet.selection.cursor, why_unchanged(sheet, lines, wanted))

        self.data.limit(limits_of(sheet, self.sheet.lines, selection.blocks, wanted), done)

    def close_panel(self) -> None:
        """Close the panel; what it showed beforehand is put back."""
        if self.panel is not None:
            self.panel = None
            self._preview(None)
            self.services.navigator.show_panel(None)
            self.sheet.setFocus()

    def _refused(self, error: AppError) -> None:
        self._late.stop()
        self.loading.stop()
        if self.data.view is None:
            self.notices.fail(error)
        elif self.sheet.is_ready:
            self.sheet.say(self.sheet.selection.cursor, error.sentence)

    def _show_problem(self, line: int, night: date) -> None:
        sheet = self.data.sheet
        rows = [row for row, own in enumerate(self.sheet.lines.tolist()) if own == line]
        if sheet is None or not rows:
            return
        cell = rows[0], sheet.column(night)
        self.sheet.select(Selection.at(cell))
        self.sheet.go_to(night, lead=3)
        self.sheet.ensure_visible(cell)
        self.sheet.setFocus()
