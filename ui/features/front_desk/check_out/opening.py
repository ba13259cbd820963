"""Opens the check-out of a guest once everything about the bill was read."""

from uuid import UUID

from app.features.front_desk import CheckOutFacts, CheckOutView, ExpressCheckOut, ExpressRow
from app.features.property import House, HouseView
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.front_desk.check_out.check_out_dialog import CheckOutDialog
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.services import ShellServices


def open_check_out(services: ShellServices, stay_id: UUID) -> None:
    """Show the dialog, or say why this guest cannot leave."""

    def answer(view: CheckOutView) -> None:
        reason = why_not(view)
        if reason:
            services.toasts.fail(reason)
        else:
            CheckOutDialog(services, view).open_over()

    query = CheckOutFacts(stay_id=stay_id, now=services.app.clock.now())
    services.operations.ask(query, answer, latest="front_desk.check_out")


def why_not(view: CheckOutView) -> str:
    """Why this guest cannot be checked out, as a sentence; "" when he can."""
    stay = view.stay
    name = f"{stay.given} {stay.surname}".strip()
    if stay.status == Status.CHECKED_OUT:
        return tr("{name} has left already.", name=name)
    if stay.status != Status.CHECKED_IN:
        return tr("{name} is not in the house. Check in first (F5).", name=name)
    return ""


def open_express(services: ShellServices) -> None:
    """The list of today's departures of the house that shows."""
    services.operations.ask(House(), lambda house: _ask_rows(services, house), latest="front_desk.express")


def _ask_rows(services: ShellServices, house: HouseView) -> None:
    if not house.properties:
        return

    def answer(rows: tuple[ExpressRow, ...]) -> None:
        ExpressDialog(services, rows, arriving=False).open_over()

    query = ExpressCheckOut(property_id=house.properties[0].id, now=services.app.clock.now())
    services.operations.ask(query, answer, latest="front_desk.express")
