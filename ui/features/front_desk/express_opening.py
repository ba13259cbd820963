"""Opens the list of many guests, arriving or leaving, of the house that shows."""

from app.features.front_desk import ExpressCheckIn, ExpressCheckOut, ExpressRow
from app.features.property import House, HouseView
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.services import ShellServices

ASKING = "front_desk.express"


def open_express(services: ShellServices, *, arriving: bool) -> None:
    """Today's arrivals (of a group, when one asked for it) or departures."""

    def ask(house: HouseView) -> None:
        if not house.properties:
            return
        chosen, services.selection.together = services.selection.together, ()

        def answer(rows: tuple[ExpressRow, ...]) -> None:
            rows = tuple(row for row in rows if row.stay_id in chosen) or rows
            ExpressDialog(services, rows, arriving=arriving).open_over()

        question = ExpressCheckIn if arriving else ExpressCheckOut
        query = question(property_id=house.properties[0].id, now=services.app.clock.now())
        services.operations.ask(query, answer, latest=ASKING)

    services.operations.ask(House(), ask, latest=ASKING)
