"""Reactions of the front desk: a room is ready and somebody waits for it; a day is over."""

from app.features import property
from app.features.front_desk.commands.group_account import route_new_booking
from app.features.front_desk.commands.register import forget_told
from app.features.front_desk.commands.waiting import end_waiting, lapse
from app.features.front_desk.events import GuestCheckedIn
from app.features.front_desk.models.queueing import RoomWait
from app.features.front_desk.queries.queueing import waiting_for
from app.features.front_desk.repository.waiting import entries_over, waits
from app.features.front_desk.rules.waitlist import EXPIRED
from app.features.property.events import DayClosed, RoomStateSet
from app.features.reservations.events import ReservationMade
from app.infra.bus import Subscription
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.dates import ONE_DAY


def tell_queue(event: RoomStateSet, *, uow: UnitOfWork, clock: Clock) -> None:
    """The first who waits for a room is told when it is ready, and waits again when it is not."""
    ready = property.is_ready(event.housekeeping)
    for wait in waiting_for(uow.session, event.room_id):
        uow.keep(wait)
        wait.ready_at = (wait.ready_at or clock.now()) if ready else None
    uow.flush()


def leave_after_check_in(event: GuestCheckedIn, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
    """Who has the key does not wait any more."""
    wait = uow.find(RoomWait, event.stay_id)
    if wait is not None:
        uow.delete(wait)


def end_the_day(event: DayClosed, *, uow: UnitOfWork, clock: Clock) -> None:
    """Nobody waits in the lobby over night, wishes for days that are over are over; what the register told
    is emptied when the law's time for it is."""
    uow.delete(*waits(uow.session, event.property_id))
    lapse(uow, clock, event.property_id, clock.now())
    for entry in entries_over(uow.session, event.property_id, event.closed + ONE_DAY):
        uow.keep(entry)
        end_waiting(uow, clock, entry, EXPIRED)
    forget_told(uow, event.property_id, event.closed)


def route_group(event: ReservationMade, *, uow: UnitOfWork, clock: Clock) -> None:
    """A new booking of a group with a master account sends its charges there."""
    route_new_booking(uow, clock, event.reservation_id)


SUBSCRIPTIONS = (
    Subscription(ReservationMade, route_group),
    Subscription(RoomStateSet, tell_queue),
    Subscription(GuestCheckedIn, leave_after_check_in),
    Subscription(DayClosed, end_the_day),
)
