"""Which hotel a dialog is about, when nothing is selected: the one that was looked at last."""

from collections.abc import Callable
from typing import Final

from app.features.property import House, HouseView, PropertyView
from app.kernel.text import tr
from ui.shell.services import ShellServices

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
