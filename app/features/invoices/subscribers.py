"""What invoices watch: a line that stands on a document is not moved to another payer."""

from app.features.folios import LinesMoved
from app.features.invoices import repository
from app.features.invoices.commands.issuing import CREDITABLE, IssueCreditNote
from app.features.invoices.commands.refusals import LineBilled
from app.infra.bus import Subscription
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import Choice
from app.kernel.text import tr


def keep_billed_lines(event: LinesMoved, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
    """Refuse when a document nobody took back shows the lines; the choice takes it back."""
    found = repository.standing_documents(uow.session, event.posting_ids)
    if not found:
        return
    bill = found[0]
    back = IssueCreditNote(
        id=uow.new_id(), document_id=uow.new_id(), corrects_id=bill.id, reason=tr("Another payer")
    )
    takes_back = len(found) == 1 and bill.kind in CREDITABLE
    raise LineBilled(
        tr("This line stands on {number}. Take that document back first.", number=bill.number),
        choices=[Choice(tr("Take {number} back", number=bill.number), back)] if takes_back else [],
    )


SUBSCRIPTIONS = (Subscription(LinesMoved, keep_billed_lines),)
