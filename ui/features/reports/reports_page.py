"""The reports page: occupancy and rate of a hotel over the days that were chosen."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.features.property import House, HouseView, PropertyView
from app.features.reports import ComparedView, Group, OccupancyCompared
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.reports.controls import ReportControls
from ui.features.reports.exporting import ExportDialog
from ui.features.reports.figures_view import FiguresView
from ui.features.reports.lines import comparable, lines_of, year_before
from ui.features.reports.range_card import RangeCard
from ui.features.reports.spans import Span, regrouped, stepped, usual_span
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.empty_state import EmptyState
from ui.widgets.loading import AFTER_MS, LoadingBars
from ui.widgets.strips import ErrorPlace

HOTEL, GROUP = "reports.hotel", "reports.group"
QUESTION = "reports.occupancy"
AGAIN_MS = 400
CONCERNS = ("stay", "stay_night", "room_block", "room", "property", "reservation")


class ReportsPage(Page):
    """One page per window. The figures are asked for at every opening and after every change that counts."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Occupancy and rate")
        self.services = services
        self.hotel: PropertyView | None = None
        self.span: Span | None = None
        self.view: ComparedView | None = None
        self.dialog: ExportDialog | None = None
        self.range_card: RangeCard | None = None
        self.trouble = ErrorPlace(tr("The figures are not there."), tr("Try again"), self.opened)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.controls = ReportControls()
        self.figures = FiguresView()
        self.loading = LoadingBars(rows=12, pitch=26)
        self.nothing = EmptyState(
            "chart-bar", tr("There is no hotel yet"), tr("Its occupancy and rate will be told here.")
        )
        self._stack = QStackedWidget()
        for widget in (self.figures, self.loading, self.nothing):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self.loading)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.controls)
        column.addLayout(self.trouble)
        column.addWidget(self._stack, 1)
        # Old figures under new days would be wrong: after a moment grey shapes stand in their place.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(AFTER_MS)
        self._late.timeout.connect(self._show_loading)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.ask)
        self._connect()

    # What the shell asks of a page.

    def opened(self, **arguments: object) -> None:
        """Ask for the hotels and their figures."""
        del arguments
        self._late.start()
        self.services.operations.ask(House(), self._house, self._refused)
        self.setFocus()

    def left(self) -> None:
        """Nobody looks any more."""
        self._again.stop()

    # What keys, buttons and actions do.

    def step(self, steps: int) -> None:
        """Earlier or later days."""
        if self.span is not None:
            self.show_span(stepped(self.span, steps))

    def use_group(self, group: Group) -> None:
        """A bar for each day, month or year."""
        if self.span is not None and self.hotel is not None:
            self.services.preferences.put(GROUP, str(group))
            self.show_span(regrouped(self.span, group, self.hotel.business_date))

    def use_hotel(self, hotel_id: UUID) -> None:
        """The figures of another hotel."""
        self.services.preferences.put(HOTEL, str(hotel_id))
        self.services.operations.ask(House(), self._house, self._refused)

    def show_span(self, span: Span) -> None:
        """Show other days."""
        self.span = span
        self._show_controls()
        self.ask()

    def go_today(self) -> None:
        """The usual days around the business date."""
        if self.span is not None and self.hotel is not None:
            self.show_span(usual_span(self.span.group, self.hotel.business_date))

    def open_range(self) -> None:
        """Pick the days."""
        self.range_card = self.controls.open_range()

    def export(self) -> None:
        """Ask where to, then write the figures that show."""
        if self.view is None:
            self.services.toasts.fail(tr("There are no figures yet."))
            return
        self.dialog = ExportDialog(self.services, self.view.now)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def ask(self) -> None:
        """Ask for the figures of what is chosen."""
        if self.hotel is None or self.span is None:
            return
        self._late.start()
        span = self.span
        query = OccupancyCompared(
            property=str(self.hotel.id), first=span.first, last=span.last, group=span.group
        )
        self.services.operations.ask(query, self._answered, self._refused, latest=QUESTION)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Down step, T shows today, G picks days; D, M, Y choose the bars, arrows read them."""
        groups = {int(Qt.Key.Key_D): Group.DAY, int(Qt.Key.Key_M): Group.MONTH, int(Qt.Key.Key_Y): Group.YEAR}
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_T:
            self.go_today()
        elif key == Qt.Key.Key_G:
            self.open_range()
        elif key in groups:
            self.use_group(groups[key])
        elif not self.figures.chart.take_key(key):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.controls.stepped.connect(self.step)
        self.controls.group_asked.connect(self.use_group)
        self.controls.span_asked.connect(self.show_span)
        self.controls.hotel_asked.connect(self.use_hotel)
        self.controls.export_asked.connect(self.export)
        self.figures.chart.opened.connect(self._open)
        self.services.hub.changed.connect(self._changed)

    def _open(self, index: int) -> None:
        """A year opens its months, a month its days."""
        finer = {Group.YEAR: Group.MONTH, Group.MONTH: Group.DAY}
        if self.span is not None and self.span.group in finer:
            self.show_span(usual_span(finer[self.span.group], self.figures.lines[index].start))

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*CONCERNS):
            self._again.start()

    def _house(self, house: HouseView) -> None:
        if not house.properties:
            self._late.stop()
            self.hotel = self.view = None
            self.controls.setEnabled(False)
            self._stack.setCurrentWidget(self.nothing)
            return
        self.controls.setEnabled(True)
        wanted = self.services.preferences.text(HOTEL)
        self.hotel = next((h for h in house.properties if str(h.id) == wanted), house.properties[0])
        self.controls.show_hotels(house.properties, self.hotel)
        if self.span is None:
            stored = self.services.preferences.text(GROUP)
            group = Group(stored) if stored in set(Group) else Group.DAY
            self.span = usual_span(group, self.hotel.business_date)
        self._show_controls()
        self.ask()

    def _show_controls(self) -> None:
        if self.span is not None and self.hotel is not None:
            self.controls.show_span(self.span, self.hotel.business_date)

    def _answered(self, view: ComparedView) -> None:
        self._late.stop()
        self.loading.stop()
        self.trouble.say("")
        self.view = view
        today = self.hotel.business_date if self.hotel is not None else view.now.first
        self.figures.show_report(view, lines_of(view, today))
        compared = comparable(view) is not None
        self.controls.show_year_before(tr("against {year}", year=year_before(view)) if compared else "")
        self._stack.setCurrentWidget(self.figures)

    def _refused(self, error: AppError) -> None:
        self._late.stop()
        self.loading.stop()
        self.trouble.say(error.sentence)

    def _show_loading(self) -> None:
        self.loading.show_now()
        self._stack.setCurrentWidget(self.loading)
