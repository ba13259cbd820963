"""The rack page: the calendar with its bar, strip, panels, menus and keys, put together."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.features.rack import RackFilter
from app.features.reservations import StayView
from app.kernel.text import tr
from ui.features.rack import menus, settings
from ui.features.rack.booking import Booking
from ui.features.rack.canvas.overlays import Cells
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import ViewKind
from ui.features.rack.configure import ConfigureCard
from ui.features.rack.desk import Desk
from ui.features.rack.drafting import Drafting
from ui.features.rack.drag_card import DragCard
from ui.features.rack.dragging import Dragging
from ui.features.rack.giving_verbs import GivingVerbs
from ui.features.rack.hovering import Hovering
from ui.features.rack.key_table import Pressing, key_table
from ui.features.rack.keyboard import Keyboard
from ui.features.rack.legend_strip import LegendStrip
from ui.features.rack.looking import Looking
from ui.features.rack.opening_menus import OpeningMenus
from ui.features.rack.rack_data import RackData, date_of, number_of
from ui.features.rack.rates import Rates
from ui.features.rack.selected import Selected
from ui.features.rack.toolbar import RackToolbar
from ui.shell.pages import Page
from ui.shell.selection import EmptyNights
from ui.shell.services import ShellServices
from ui.widgets.empty_state import EmptyState
from ui.widgets.menu import VerbMenu
from ui.widgets.theme import theme
from ui.widgets.theme.tokens import Colours

NOW_EVERY_MS = 30_000


class RackPage(Page):
    """One page per window; `services` is all it knows of the shell."""

    main_action = "rack.new_stay"
    is_kept = True

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Rack")
        self.services = services
        self.canvas = RackCanvas(rack_palette(), self)
        self.canvas.setAccessibleName(tr("Rooms and nights"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.canvas)
        column.addWidget(self.stack)
        self.bar, self.strip = RackToolbar(), LegendStrip()
        self.desk = Desk(services, self)
        self.data = RackData(services, self)
        self.looking = Looking(self.canvas, self.bar, self.strip, self.data, services.preferences)
        self.selected = Selected(self.desk, self.data, self._show_panel)
        self.dragging = Dragging(self.desk, self.data, self.canvas, DragCard(self))
        self.drafting = Drafting(self.desk, self.data, self.canvas, services.navigator.show_panel)
        self.dragging.behind, self.dragging.offered = self.drafting.fellows, self.drafting.suggestions
        self.drafting.redraw = self.dragging.redraw
        self.selected.quiet = lambda: self.drafting.active
        self.hovering = Hovering(services.operations, self.canvas, self)
        self.verbs = GivingVerbs(self.desk, self.data, self)
        self.booking = Booking(self.desk, self.data, self.canvas, self.selected)
        self.rates = Rates(self.desk, self.data, self.canvas, self.selected, self.stack)
        self.menus = OpeningMenus(
            self, self.canvas, self.data, self.desk, self.selected, self.verbs, self.booking
        )
        self.configure_card: ConfigureCard | None = None
        self.pressing = Pressing(self)
        self.keyboard = Keyboard(self.canvas, self.data, self.dragging, key_table(self.pressing))
        self.empty = EmptyState(
            "funnel", tr("No room fits the filter"), tr("The rooms are there; the filter hides them."),
            tr("Show all rooms"), self,
        )  # fmt: skip
        self.empty.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(NOW_EVERY_MS)
        self._strip_given = False
        self._jump: dict[str, object] = {}
        self._last_patched: frozenset[UUID] = frozenset()
        self._pressed = False
        self._waiting: tuple[UUID, ...] | None = None
        self.canvas.installEventFilter(self)
        self._connect()

    # What the shell asks of a page.

    def bar_widget(self) -> QWidget:
        """The controls of the top bar."""
        return self.bar

    def opened(self, **arguments: object) -> None:
        """Show the rack; `stay` selects and shows one, `day` goes to a date."""
        if not self._strip_given:
            self.services.navigator.set_legend(self.strip)
            self._strip_given = True
            self.data.filter = settings.restored_filter(self.services.preferences.get(settings.FILTER))
            self.data.load()
        self._clock.start()
        self.drafting.show_panel()
        self._tell_stay()
        self._jump = arguments
        self._take_jump()
        self.canvas.setFocus()

    def left(self) -> None:
        """Nothing floats over another page."""
        self._clock.stop()
        self.dragging.cancel()
        self.hovering.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first size decides how wide fourteen days are."""
        super().resizeEvent(event)
        self.looking.resized(event.oldSize().width(), event.size().width())
        if self.data.hotel is not None:
            self.looking.place()

    def _show_panel(self, panel: QWidget | None) -> None:
        """Beside the grid; where nothing is to be shown, an open draft has the place."""
        self.services.navigator.show_panel(panel)
        if panel is None:
            self.drafting.show_panel()

    # What keys, menus and actions do.

    @property
    def stays(self) -> list[StayView]:
        """The selected stays that are loaded."""
        return list(self.selected.stays.values())

    def run_verb(self, name: str) -> None:
        """A verb on what is selected."""
        at = self.anchor()
        if self.selected.block is not None:
            if name in ("release", "cancel"):
                self.verbs.release(self.selected.block)
            return
        self.verbs.run(name, self.stays, at=at, day=self.focused_day())

    def why_no_stay(self) -> str:
        """Why a verb on a stay cannot run."""
        return "" if self.selected.stays else tr("Select a stay first.")

    def drawn_nights(self) -> EmptyNights | None:
        """The nights that are drawn in the grid, or that the open form shows."""
        return self.booking.drawn(self._cells())

    def new_stay(self) -> None:
        """Book: the drawn or focused nights, else tonight."""
        self.booking.new_stay(self._cells())

    def block(self) -> None:
        """Block the room of the drawn or focused nights."""
        cells = self._cells()
        if cells is None:
            self.services.toasts.fail(tr("Choose a room and a day first."))
        else:
            self.booking.block(cells)

    def show_stay(self, stay: UUID) -> bool:
        """Scroll to a stay and select it; a filter that hides it goes. False when it is not on the rack."""
        if self.data.kind_of(stay) is None:
            return False
        if not len(self.data.shown_bars.bars_of(stay)):
            self.narrow(RackFilter())
        bars = self.data.shown_bars
        bar = int(bars.bars_of(stay)[0])
        self._show_row(int(bars.row[bar]))
        self.canvas.reveal(int(bars.row[bar]), int(bars.start[bar]))
        self.canvas.setSelection(frozenset({stay}))
        return True

    def _show_row(self, row: int) -> None:
        """Open the group that hides a row."""
        frame = self.canvas.frame()
        if frame is not None and frame.table.of_row(row) < 0:
            self.canvas.setView(replace(self.canvas.view, collapsed=frozenset()))

    def show_room(self, room_id: UUID) -> None:
        """Scroll to a room and put the keyboard's cell on today."""
        if self.data.row_of(room_id) < 0:
            self.narrow(RackFilter())
        row = self.data.row_of(room_id)
        if row >= 0:
            self._show_row(row)
            self.canvas.setFocusedCell(row, self.data.today_number)

    def _tell_stay(self) -> None:
        """Verbs of other capabilities work on the selected stay."""
        stay = self.selected.stay
        self.services.selection.tell(stay.id if stay is not None else None)

    def _take_jump(self) -> None:
        """Go where the page was asked to, once there is something to see."""
        if self.canvas.scene is None or not self._jump:
            return
        jump, self._jump = self._jump, {}
        stay, room, day = jump.get("stay"), jump.get("room"), jump.get("day")
        if isinstance(day, date):
            self.looking.go_to(number_of(day))
        if isinstance(stay, UUID) and not self.show_stay(stay):
            self.services.toasts.fail(tr("This stay needs no room any more; it is not on the rack."))
        if isinstance(room, UUID):
            self.show_room(room)

    def open_focused(self) -> None:
        """The panel of what is selected, with the keyboard in it."""
        if self.selected.panel is not None:
            self.selected.panel.setFocus()

    def configure(self) -> ConfigureCard:
        """The popover that says what the rack shows."""
        card = ConfigureCard(
            self.canvas.view, self.data.filter, self.data.house, self, no_revenue=self.data.why_no_revenue
        )
        self.configure_card = card
        card.view_changed.connect(self.looking.use_elements)
        card.filter_changed.connect(self.narrow)
        card.reset.connect(self._reset)
        card.open_under(self.bar.configure)
        return card

    def narrow(self, what: RackFilter) -> None:
        """Show a part of the house, and remember which."""
        self.services.preferences.put(settings.FILTER, settings.stored_filter(what))
        self.data.narrow(what)

    def anchor(self) -> QPoint:
        """Where a card or menu about what is selected opens: at its bar, else at the pointer."""
        frame = self.canvas.frame()
        if frame is not None:
            for id_ in self.canvas.selection:
                for bar in frame.scene.bars.bars_of(id_).tolist():
                    number = frame.table.of_row(int(frame.scene.bars.row[bar]))
                    if number >= 0:
                        x = max(frame.x_of(float(frame.scene.bars.start[bar]) + 0.5), frame.grid.left()) + 12
                        at = QPoint(x, frame.top_of(number) + frame.measures.bar_height + 6)
                        return self.canvas.mapToGlobal(at)
        return QCursor.pos()

    @property
    def menu(self) -> VerbMenu | None:
        """The menu that was opened last."""
        return self.menus.menu

    def open_menu(self, at: QPoint) -> None:
        """The menu of the selected stay."""
        self.menus.stay_menu(at, self.focused_day())

    def focused_day(self) -> date | None:
        """The day of the keyboard's cell."""
        focus = self.canvas.overlay.focus
        return date_of(focus[1]) if focus is not None else None

    def focused_bar(self) -> int:
        """The selected bar, or the one under the keyboard's cell; −1 for none."""
        frame = self.canvas.frame()
        if frame is None:
            return -1
        for id_ in self.canvas.selection:
            found = frame.scene.bars.bars_of(id_)
            if len(found):
                return int(found[0])
        return -1

    def _cells(self) -> Cells | None:
        overlay = self.canvas.overlay
        if overlay.picked is not None:
            return overlay.picked
        return Cells(overlay.focus[0], overlay.focus[1], overlay.focus[1] + 1) if overlay.focus else None

    def _connect(self) -> None:
        canvas, data = self.canvas, self.data
        canvas.selectionChanged.connect(self._selection)
        canvas.barActivated.connect(self._activated)
        canvas.cellsActivated.connect(self._cells_activated)
        canvas.cellsPicked.connect(self.booking.new_stay)
        canvas.dayActivated.connect(self.looking.open_day)
        self.selected.asked.connect(self.run_verb)
        self.selected.changed.connect(self._tell_stay)
        self.bar.configure_asked.connect(self.configure)
        if self.empty.button is not None:
            self.empty.button.clicked.connect(lambda: self.narrow(RackFilter()))
        data.loaded.connect(self._loaded)
        data.patched.connect(self._patched)
        data.days_counted.connect(self._loaded_days)
        data.tags_read.connect(canvas.setTags)
        self._clock.timeout.connect(lambda: canvas.setNow(data.now))
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        """Take the palette that was chosen. A method, so that the connection ends with the page."""
        self.canvas.setColours(rack_palette())

    def _cells_activated(self, cells: Cells) -> None:
        """Book; in the overview a day opens its fourteen days instead."""
        if self.canvas.view.kind is ViewKind.OVERVIEW:
            self.looking.open_day(cells.start)
        else:
            self.booking.new_stay(cells)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel opens when the button is let go: it must not move the grid under a drag."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed:
            self._pressed = False
            QTimer.singleShot(0, self, self._show_selection)
        return super().eventFilter(watched, event)

    def _selection(self, ids: Iterable[UUID]) -> None:
        self._waiting = tuple(ids)
        if not self._pressed:
            self._show_selection()

    def _show_selection(self) -> None:
        if self._waiting is not None:
            ids, self._waiting = self._waiting, None
            self.selected.choose(ids)
            self._tell_stay()

    def _activated(self, bar: int) -> None:
        scene = self.canvas.scene
        if scene is not None:
            self.canvas.setSelection(frozenset({scene.bars.id(bar)}))
            self.open_focused()

    def say_state(self, letter: str) -> bool:
        """In the housekeeping view: how the focused room is, by a letter."""
        focus = self.canvas.overlay.focus
        if self.canvas.view.kind is not ViewKind.HOUSEKEEPING:
            return False
        if focus is None or focus[0] >= len(self.data.shown_house.rooms):
            self.services.toasts.fail(tr("Choose a room first."))
            return True
        state = next(state for state, key, _ in menus.STATE_KEYS if key == letter)
        self.menus.say_state(focus[0], state)
        return True

    def _loaded(self) -> None:
        data, canvas = self.data, self.canvas
        keep = canvas.view
        canvas.setData(data.shown_house, data.shown_bars, data.days, number_of(data.today), data.now)
        self._show_empty()
        self.looking.place()
        if canvas.view == keep:
            self.looking.count()
        self.selected.reload(None)
        self._take_jump()

    @property
    def is_usable(self) -> bool:
        """The days around the business date are there; the other years come while one looks."""
        return self.canvas.scene is not None

    def _show_empty(self) -> None:
        """Where the filter leaves no room, say so and offer the way back."""
        none = not self.data.shown_house.rooms and bool(self.data.house.rooms)
        self.empty.setVisible(none)
        self.empty.setGeometry(self.canvas.geometry())

    def _loaded_days(self) -> None:
        if self.canvas.scene is not None:
            changed = self._last_patched | self.data.remarked
            self.canvas.replaceBars(self.data.shown_bars, changed, self.data.days)

    def _patched(self, ids: frozenset[UUID]) -> None:
        data = self.data
        self.canvas.replaceBars(data.shown_bars, ids)
        self._last_patched = ids
        self.looking.count()
        self.selected.reload(ids)

    def _reset(self) -> None:
        self.looking.reset()
        self.narrow(RackFilter())
        if self.configure_card is not None:
            self.configure_card.close()


def rack_palette() -> Colours:
    """The canvas's colours of the present theme."""
    return theme().colours
