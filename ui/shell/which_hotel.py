"""Which hotel a page or dialog is about, when nothing is selected: the one that was looked at last."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal

from app.features.property import House, HouseView, PropertyView
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.widgets.choice_box import ChoiceBox

HOTEL: Final = "front_desk.hotel"


def with_hotel(services: ShellServices, then: Callable[[HouseView, PropertyView], None]) -> None:
    """Ask for the house, then go on with its hotel; without one it is said."""

    def answer(house: HouseView) -> None:
        wanted = services.preferences.text(HOTEL)
        known = {room.property_id for room in house.rooms}
        hotels = [hotel for hotel in house.properties if hotel.id in known] or list(house.properties)
        if not hotels:
            services.toasts.fail(tr("There is no hotel yet."))
            return
        then(house, next((hotel for hotel in hotels if str(hotel.id) == wanted), hotels[0]))

    services.operations.ask(House(), answer)


class HotelBox(ChoiceBox):
    """The hotels of the house, where there are several; `picked` once another one is remembered."""

    picked = Signal()

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self._services = services
        self.setAccessibleName(tr("Hotel"))
        self.hide()
        self.activated.connect(lambda _index: self.use(UUID(str(self.choice))))

    def show_house(self, house: HouseView, hotel: PropertyView) -> None:
        """List the hotels; this one is held."""
        self.clear()
        for each in house.properties:
            self.add(str(each.id), each.name)
        self.choose(str(hotel.id))
        self.setVisible(len(house.properties) > 1)

    def use(self, hotel_id: UUID) -> None:
        """Another hotel."""
        self._services.preferences.put(HOTEL, str(hotel_id))
        self.picked.emit()
