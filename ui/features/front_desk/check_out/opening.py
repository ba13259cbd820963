"""Opens the check-out of a guest once everything about the bill was read."""

from uuid import UUID

from app.features.front_desk import CheckOutFacts, CheckOutView
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.front_desk.check_out.check_out_dialog import CheckOutDialog
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
