"""Which menu opens where: on a bar, on several, on a block, on empty nights, on a room's label."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from app.features.property import Housekeeping
from app.features.rack import BarKind
from ui.features.rack import menus, words
from ui.features.rack.booking import Booking
from ui.features.rack.canvas.overlays import Cells
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.desk import Desk
from ui.features.rack.giving_verbs import GivingVerbs
from ui.features.rack.rack_data import RackData, date_of
from ui.features.rack.selected import Selected
from ui.widgets.menu import VerbMenu


class OpeningMenus(QObject):
    """Opens menus and passes their verbs on. `menu` is the last one that was opened."""

    def __init__(
        self,
        over: QWidget,
        canvas: RackCanvas,
        data: RackData,
        desk: Desk,
        selected: Selected,
        verbs: GivingVerbs,
        booking: Booking,
    ) -> None:
        super().__init__(over)
        self._over, self._canvas, self._data, self._desk = over, canvas, data, desk
        self._selected, self._verbs, self._booking = selected, verbs, booking
        self.menu: VerbMenu | None = None
        canvas.barMenu.connect(self._bar_menu)
        canvas.cellsMenu.connect(self._cells_menu)
        canvas.roomClicked.connect(self._room_clicked)
        selected.menu_asked.connect(lambda: self.stay_menu(QCursor.pos()))

    def stay_menu(self, at: QPoint, day: date | None = None) -> None:
        """All verbs of the selected stay; `day` is where it would be cut."""
        view = self._selected.stay
        if view is None:
            return
        today = self._data.today_of(view.property_id)

        def run(name: str) -> None:
            self._verbs.run(name, [view], at=at, day=day)

        lent = self._desk.services.actions.about("stay")
        self._open(menus.stay_menu(view, today, day, run, self._over, lent=lent), at)

    def say_state(self, row: int, state: Housekeeping) -> None:
        """Housekeeping's word on the room of a row."""
        room = self._data.shown_house.rooms[row]
        self._desk.set_room_state(room.key, room.number, state, words.room_state_word(state))

    def _open(self, menu: VerbMenu, at: QPoint) -> None:
        self.menu = menu
        menu.open_at(at)

    def _bar_menu(self, bar: int, at: QPoint) -> None:
        scene, frame = self._canvas.scene, self._canvas.frame()
        if scene is None or frame is None:
            return
        many = len(self._canvas.selection)
        if many > 1:
            self._open(menus.many_menu(many, self._run_many, self._over), at)
        elif scene.bars.kind[bar] != BarKind.STAY:
            self._open(menus.block_menu(self._run_many, self._over), at)
        else:
            day = date_of(int(frame.day_at(self._canvas.mapFromGlobal(at).x())))
            self._menu_when_loaded(scene.bars.id(bar), at, day)

    def _run_many(self, name: str) -> None:
        if self._selected.block is not None:
            self._verbs.release(self._selected.block)
        else:
            self._verbs.run(name, list(self._selected.stays.values()))

    def _menu_when_loaded(self, stay: UUID, at: QPoint, day: date | None) -> None:
        """The menu says why not, so it waits for what it tells of."""
        if stay in self._selected.stays:
            self.stay_menu(at, day)
            return

        def loaded() -> None:
            if stay in self._selected.stays:
                self._selected.changed.disconnect(loaded)
                self.stay_menu(at, day)

        self._selected.changed.connect(loaded)

    def _cells_menu(self, cells: Cells, at: QPoint) -> None:
        over = cells.start < self._data.today_number
        number = self._data.room_number(self._data.room_id(cells.row))

        def run(name: str) -> None:
            if name == "block":
                self._booking.block(cells)
            else:
                self._booking.new_stay(cells)

        self._open(menus.cells_menu(number, over, run, self._over), at)

    def _room_clicked(self, row: int) -> None:
        """Housekeeping's word on a room is said at its label."""
        if row >= len(self._data.shown_house.rooms):
            return
        state = self._data.shown_house.rooms[row].state.name.lower()

        def run(name: str) -> None:
            self.say_state(row, Housekeeping(name))

        self._open(menus.room_menu(state, run, self._over), QCursor.pos())
