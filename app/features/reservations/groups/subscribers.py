"""What happens to groups by itself: when the cut-off date has come, what is left is let go."""

from app.features.property.events import DayClosed
from app.features.reservations.groups.repository import due_for_release
from app.infra.bus import Subscription
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.dates import ONE_DAY


def release_at_cut_off(event: DayClosed, *, uow: UnitOfWork, clock: Clock) -> None:
    """With the day that opens on the cut-off date, nothing is kept any more."""
    for block in due_for_release(uow.session, event.property_id, event.closed + ONE_DAY):
        uow.keep(block)
        block.released_at = clock.now()
    uow.flush()


SUBSCRIPTIONS = (Subscription(DayClosed, release_at_cut_off),)
