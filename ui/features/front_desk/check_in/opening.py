"""Opens the check-in of a guest once everything about him was read, so that nothing in it jumps."""

from uuid import UUID

from app.features.front_desk import CheckInFacts, CheckInView
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
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
