"""Opens the check-in of a guest once everything about him was read, so that nothing in it jumps."""

from uuid import UUID

from app.features.front_desk import CheckInFacts, CheckInView, ExpressCheckIn, ExpressRow
from app.features.property import House, HouseView
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.services import ShellServices

EXPECTED = (Status.CONFIRMED, Status.TENTATIVE)


def open_check_in(services: ShellServices, stay_id: UUID) -> None:
    """Show the dialog, or say why this guest cannot arrive."""

    def answer(view: CheckInView) -> None:
        reason = why_not(view)
        if reason:
            services.toasts.fail(reason)
        else:
            CheckInDialog(services, view).open_over()

    query = CheckInFacts(stay_id=stay_id, now=services.app.clock.now())
    services.operations.ask(query, answer, latest="front_desk.check_in")


def why_not(view: CheckInView) -> str:
    """Why this guest cannot be checked in, as a sentence; "" when he can."""
    stay = view.stay
    name = f"{stay.given} {stay.surname}".strip()
    if stay.status == Status.CHECKED_IN:
        return tr("{name} is in the house already.", name=name)
    if stay.status == Status.CHECKED_OUT:
        return tr("{name} has left already.", name=name)
    if stay.status not in EXPECTED:
        return tr("{name} is not expected (any more).", name=name)
    return ""


def open_express(services: ShellServices) -> None:
    """The list of today's arrivals of the house that shows."""
    services.operations.ask(House(), lambda house: _ask_rows(services, house), latest="front_desk.express")


def _ask_rows(services: ShellServices, house: HouseView) -> None:
    if not house.properties:
        return

    chosen, services.selection.together = services.selection.together, ()

    def answer(rows: tuple[ExpressRow, ...]) -> None:
        # Of a group, when one asked for it.
        rows = tuple(row for row in rows if row.stay_id in chosen) or rows
        ExpressDialog(services, rows, arriving=True).open_over()

    query = ExpressCheckIn(property_id=house.properties[0].id, now=services.app.clock.now())
    services.operations.ask(query, answer, latest="front_desk.express")
