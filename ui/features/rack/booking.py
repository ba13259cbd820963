"""Empty nights become a booking or a block: the form stands beside the grid and both show the same nights."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from app.features.rack import BarKind
from app.kernel.dates import StayDates
from app.kernel.text import tr
from ui.features.rack.block_form import BlockForm, BlockWish
from ui.features.rack.canvas.frame import day_number
from ui.features.rack.canvas.overlays import Cells
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.desk import Desk
from ui.features.rack.new_stay_panel import NewStayPanel, Wish
from ui.features.rack.rack_data import RackData, date_of
from ui.features.rack.selected import Selected
from ui.shell.selection import EmptyNights


class Booking(QObject):
    """Opens and feeds the forms of the side panel."""

    def __init__(self, desk: Desk, data: RackData, canvas: RackCanvas, selected: Selected) -> None:
        super().__init__(canvas)
        self._desk, self._data, self._canvas, self._selected = desk, data, canvas, selected

    @property
    def form(self) -> NewStayPanel | None:
        """The open form of a new stay."""
        panel = self._selected.panel
        return panel if isinstance(panel, NewStayPanel) else None

    def new_stay(self, cells: Cells | None = None) -> None:
        """Open the form for these nights (else: tonight, the first type), or move an open form to them."""
        if not self._data.house.types:
            self._desk.services.toasts.fail(tr("There are no rooms yet."))
            return
        wish = self._wish(cells)
        if wish is None:
            return
        if self.form is not None:
            self.form.show_wish(wish)
            return
        today = self._data.today_of(wish.property_id)
        if wish.dates.arrival < today:
            self._desk.services.toasts.fail(tr("These days are over. Choose today or a later day."))
            self.forget_cells()
            return
        self._canvas.setSelection(frozenset())
        panel = NewStayPanel(self._desk, self._data.house, wish, today)
        panel.closed.connect(self.close)
        panel.booked.connect(self._booked)
        panel.wish_changed.connect(self.show_nights)
        self._selected.put(panel)
        panel.guest.setFocus()
        self.show_nights(wish)

    def _wish(self, cells: Cells | None) -> Wish | None:
        if cells is None:
            today = self._data.today
            kind, room, dates = 0, None, StayDates(today, date_of(day_number(today) + 1))
        else:
            kind = self._data.type_of_row(cells.row)
            room_id = self._data.room_id(cells.row)
            room = next((n for n, r in enumerate(self._data.house.rooms) if r.key == room_id), None)
            dates = StayDates(date_of(cells.start), date_of(cells.end))
        property_id = self._data.property_of_type(kind)
        return Wish(property_id, kind, room, dates) if property_id is not None else None

    def drawn(self, cells: Cells | None) -> EmptyNights | None:
        """What the open form says, else the drawn cells; none where nothing is drawn."""
        wish = self.form.wish if self.form is not None else self._wish(cells) if cells is not None else None
        if wish is None or not self._data.house.types:
            return None
        room_id = self._data.house.rooms[wish.room].key if wish.room is not None else None
        kind = self._data.house.types[wish.type_index].key
        return EmptyNights(wish.property_id, kind, room_id, wish.dates.arrival, wish.dates.departure)

    def show_nights(self, wish: Wish) -> None:
        """Draw the form's nights in the grid."""
        room_id = self._data.house.rooms[wish.room].key if wish.room is not None else None
        row = self._data.row_of(room_id, self._data.house.types[wish.type_index].key)
        start, end = day_number(wish.dates.arrival), day_number(wish.dates.departure)
        picked = Cells(row, start, max(end, start + 1)) if row >= 0 else None
        self._canvas.setOverlay(replace(self._canvas.overlay, picked=picked))

    def block(self, cells: Cells) -> None:
        """Open the form that blocks the room of these nights."""
        room_id = self._data.room_id(cells.row)
        if room_id is None:
            self._desk.services.toasts.fail(tr("Choose a room to block, not the unassigned lane."))
            return
        self.block_rooms(
            [(room_id, self._data.room_number(room_id))], date_of(cells.start), date_of(cells.end)
        )

    def block_rooms(self, rooms: list[tuple[UUID, str]], starts: date, ends: date) -> None:
        """Open the form that blocks rooms."""
        form = BlockForm(self._desk, BlockWish(rooms, StayDates(max(starts, self._data.today), ends)))
        form.closed.connect(self.close)
        form.blocked.connect(self.close)
        self._selected.put(form)
        form.reason.setFocus()

    def close(self) -> None:
        """Leave the form; the grid has the keyboard again."""
        self.forget_cells()
        self._selected.put(None)
        self._canvas.setFocus()

    def forget_cells(self) -> None:
        """Nothing is drawn in the grid any more."""
        self._canvas.setOverlay(replace(self._canvas.overlay, picked=None))

    def _booked(self, stay_id: UUID) -> None:
        """Show what was booked as soon as its bar is there."""
        self.close()
        if self._data.kind_of(stay_id) is BarKind.STAY:
            self._canvas.setSelection(frozenset({stay_id}))
            return

        def arrived(ids: frozenset[UUID] | None) -> None:
            if ids is None or stay_id in ids:
                self._data.patched.disconnect(arrived)
                self._canvas.setSelection(frozenset({stay_id}))

        self._data.patched.connect(arrived)
