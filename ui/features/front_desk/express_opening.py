"""Opens the list of many guests, arriving or leaving, of the house that shows."""

from app.features.front_desk import ExpressCheckIn, ExpressCheckOut, ExpressRow
from app.features.property import HouseView, PropertyView
from app.kernel.text import tr
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.services import ShellServices
from ui.shell.which_hotel import with_hotel

ASKING = "front_desk.express"


def open_express(services: ShellServices, *, arriving: bool) -> None:
    """Today's arrivals (of a group, when one asked for it) or departures."""

    def ask(_house: HouseView, hotel: PropertyView) -> None:
        chosen, services.selection.together = services.selection.together, ()

        def answer(rows: tuple[ExpressRow, ...]) -> None:
            shown = tuple(row for row in rows if row.stay_id in chosen) if chosen else rows
            if chosen and not shown:
                services.toasts.tell(tr("Nobody of these is due today."))
                return
            ExpressDialog(services, shown, arriving=arriving).open_over()

        question = ExpressCheckIn if arriving else ExpressCheckOut
        query = question(property_id=hotel.id, now=services.app.clock.now())
        services.operations.ask(query, answer, latest=ASKING)

    with_hotel(services, ask)
